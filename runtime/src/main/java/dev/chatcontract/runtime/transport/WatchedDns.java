package dev.chatcontract.runtime.transport;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import okhttp3.Dns;

/**
 * Lets a blocking call end during a lookup of a host name: neither an interrupt nor a deadline ends
 * the lookup itself, so it runs on its own thread. Calls on open connections need no lookup and pay
 * nothing.
 */
final class WatchedDns implements Dns {
  private final Dns dns;

  WatchedDns(Dns dns) {
    this.dns = dns;
  }

  @Override
  public List<InetAddress> lookup(String hostname) throws UnknownHostException {
    CallWatch.Blocking waiting = Wire.current().waiting();
    if (waiting == null) {
      return dns.lookup(hostname);
    }
    FutureTask<List<InetAddress>> lookup = new FutureTask<>(() -> dns.lookup(hostname));
    Thread thread = new Thread(lookup, "chat-contract-dns");
    thread.setDaemon(true);
    waiting.awaits(lookup);
    try {
      thread.start();
      return lookup.get();
    } catch (InterruptedException e) {
      lookup.cancel(true);
      Thread.currentThread().interrupt();
      throw unknown("interrupted", hostname, e);
    } catch (CancellationException e) {
      throw unknown("cancelled", hostname, e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownHostException unknown) {
        throw unknown;
      }
      throw WatchedDns.<RuntimeException>rethrown(e.getCause());
    } finally {
      waiting.awaits(null);
    }
  }

  /** OkHttp shares connections among calls with equal lookups. */
  @Override
  public boolean equals(Object other) {
    return other instanceof WatchedDns watched && watched.dns.equals(dns);
  }

  @Override
  public int hashCode() {
    return dns.hashCode();
  }

  private static UnknownHostException unknown(String why, String hostname, Exception cause) {
    UnknownHostException unknown = new UnknownHostException(why + " while looking up " + hostname);
    unknown.initCause(cause);
    return unknown;
  }

  /** Returns the exception as the caller's own thread would have thrown it. */
  @SuppressWarnings("unchecked") // the cast is not checked, and that is its use here
  private static <E extends Throwable> RuntimeException rethrown(Throwable thrown) throws E {
    throw (E) thrown;
  }
}
