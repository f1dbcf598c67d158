package dev.chatcontract.runtime.transport;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import okhttp3.Dns;

/**
 * Lets a blocking call end during a lookup of a host name: neither an interrupt nor a deadline ends
 * the lookup itself, so it runs on its own thread. Calls on open connections need no lookup and pay
 * nothing. If so many lookups of a name hang, further calls wait for the last of them: calls that
 * give up would otherwise leave more and more threads behind.
 */
final class WatchedDns implements Dns {
  private static final int MOST_LOOKUPS = 16;

  private final Dns dns;
  private final Map<String, List<Lookup>> underWay = new HashMap<>();

  WatchedDns(Dns dns) {
    this.dns = dns;
  }

  @Override
  public List<InetAddress> lookup(String hostname) throws UnknownHostException {
    CallWatch.Blocking waiting = Wire.current().waiting();
    if (waiting == null) {
      return dns.lookup(hostname);
    }
    Lookup lookup = joined(hostname);
    // Cancelling the copy leaves the lookup to the others that wait for it.
    CompletableFuture<List<InetAddress>> found = lookup.found.copy();
    waiting.awaits(found);
    try {
      return found.get();
    } catch (InterruptedException e) {
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
      leave(lookup);
    }
  }

  private Lookup joined(String hostname) {
    synchronized (underWay) {
      List<Lookup> same = underWay.getOrDefault(hostname, List.of());
      if (same.size() < MOST_LOOKUPS) {
        Lookup another = new Lookup(hostname);
        another.thread.start();
        same = underWay.computeIfAbsent(hostname, h -> new ArrayList<>());
        same.add(another);
      }
      Lookup last = same.get(same.size() - 1);
      last.waiting++;
      return last;
    }
  }

  private void leave(Lookup lookup) {
    synchronized (underWay) {
      if (--lookup.waiting == 0 && !lookup.found.isDone()) {
        lookup.thread.interrupt();
      }
    }
  }

  private void ended(Lookup lookup) {
    synchronized (underWay) {
      List<Lookup> same = underWay.getOrDefault(lookup.hostname, List.of());
      same.remove(lookup);
      if (same.isEmpty()) {
        underWay.remove(lookup.hostname);
      }
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

  /** A lookup on its own thread, and the number of calls that wait for it. */
  private final class Lookup {
    private final String hostname;
    private final Thread thread;
    private final CompletableFuture<List<InetAddress>> found = new CompletableFuture<>();
    private int waiting;

    Lookup(String hostname) {
      this.hostname = hostname;
      this.thread = new Thread(this::run, "chat-contract-dns");
      thread.setDaemon(true);
    }

    private void run() {
      List<InetAddress> addresses;
      try {
        addresses = dns.lookup(hostname);
      } catch (Throwable e) {
        ended(this);
        found.completeExceptionally(e);
        return;
      }
      ended(this);
      found.complete(addresses);
    }
  }
}
