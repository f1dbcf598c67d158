package dev.chatcontract.conformance.runner;

import dev.chatcontract.conformance.corpus.model.Break;
import dev.chatcontract.conformance.corpus.model.ScriptedAnswer;
import dev.chatcontract.conformance.wire.Pauses;
import dev.chatcontract.conformance.wire.ScriptPlayer;
import dev.chatcontract.conformance.wire.WireScript;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Plays one case's script on its own loopback port and keeps every request that it receives.
 *
 * <p>It is a socket server, unlike the simulator, which uses WireMock: a script defines every byte
 * that is sent and the moment when the connection breaks (RST in the body, a wrong length, silence
 * after the header); one server for each case keeps late requests apart; and a thousand servers
 * must start in a second.
 */
final class ScriptedServer implements AutoCloseable {
  /** Daemon threads, shared by all cases; idle ones end after a minute. */
  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "scripted-server");
            thread.setDaemon(true);
            return thread;
          });

  private static final SeenRequest FORGOTTEN =
      new SeenRequest("", "", List.of(), new byte[0], 0, null);

  /** More connections than any case needs; each one has a thread. */
  private static final int MOST_OPEN = 1000;

  private final ServerSocket listener;
  private final List<ScriptedAnswer> script;
  private final boolean repeatLast;
  private final boolean forgets;
  private final List<SeenRequest> seen = new ArrayList<>();
  private int unread; // requests whose body is not read yet; guarded by seen
  private final List<String> faults = new ArrayList<>();
  private final AtomicInteger next = new AtomicInteger();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Pauses pauses = new Pauses();
  private final long start = System.nanoTime();
  private final ReadBudget budget = new ReadBudget();
  private boolean flooded; // guarded by seen

  /**
   * Creates a server on a free port.
   *
   * @param repeatLast whether the last answer is repeated after the end of the script; otherwise
   *     each further request is answered with 500 and counted
   */
  ScriptedServer(List<ScriptedAnswer> script, boolean repeatLast) {
    this(script, repeatLast, false, 0);
  }

  private ScriptedServer(
      List<ScriptedAnswer> script, boolean repeatLast, boolean forgets, int port) {
    this.script = List.copyOf(script);
    this.repeatLast = repeatLast;
    this.forgets = forgets;
    try {
      listener = new ServerSocket(port, 256, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot listen on 127.0.0.1:" + port + " (" + e.getMessage() + "); choose another port",
          e);
    }
    THREADS.execute(this::accept);
  }

  /**
   * Creates a server that repeats the last answer and keeps no request, so that it serves any
   * number.
   */
  static ScriptedServer forDebugging(List<ScriptedAnswer> script, int port) {
    return new ScriptedServer(script, true, true, port);
  }

  URI baseUrl() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  /** Returns the requests so far, in the order in which their headers were read. */
  List<SeenRequest> seen() {
    synchronized (seen) {
      return List.copyOf(seen);
    }
  }

  /**
   * Returns the requests as soon as at least {@code count} have been read completely, or after that
   * time: on a busy machine, a client's deadline may pass before this server has read the request.
   */
  List<SeenRequest> seen(int count, long millis) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    synchronized (seen) {
      while (seen.size() < count || unread > 0) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
          break;
        }
        seen.wait(left);
      }
      return List.copyOf(seen);
    }
  }

  /**
   * Returns faults of this server itself, such as a script that it could not play; normally empty.
   */
  List<String> faults() {
    synchronized (faults) {
      return List.copyOf(faults);
    }
  }

  /** Waits until the server is closed, for debugging. */
  void awaitClose() throws InterruptedException {
    pauses.awaitEnd();
  }

  @Override
  public void close() {
    pauses.end();
    quietly(listener);
    for (Socket socket : open) {
      quietly(socket);
    }
  }

  private void accept() {
    while (true) {
      try {
        Socket socket = listener.accept();
        socket.setTcpNoDelay(true);
        if (open.size() >= MOST_OPEN) {
          quietly(socket);
          flood(
              "more than " + MOST_OPEN + " connections are open at once; the server opens no more");
          continue;
        }
        open.add(socket);
        THREADS.execute(() -> serve(socket));
      } catch (IOException | RejectedExecutionException e) {
        return; // closed
      }
    }
  }

  /** Records, once, that a client sends more than any case needs. */
  private void flood(String problem) {
    synchronized (seen) {
      if (!flooded) {
        flooded = true;
        next.getAndIncrement();
        seen.add(new SeenRequest("", "", List.of(), new byte[0], 0, problem));
        seen.notifyAll();
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      RequestReader reader =
          new RequestReader(new BufferedInputStream(socket.getInputStream()), start, budget);
      while (!pauses.ended()) {
        if (budget.isSpent()) {
          flood("the requests of this case take too much memory; the server reads no more");
          return;
        }
        SeenRequest head = reader.head();
        if (head == null) {
          return;
        }
        int number;
        ScriptedAnswer answer;
        synchronized (seen) {
          number = next.getAndIncrement();
          seen.add(head);
          answer = answerFor(number);
          unread += answer.fault() == Break.RESET_IN_REQUEST ? 0 : 1;
          seen.notifyAll();
        }
        if (answer.fault() == Break.RESET_IN_REQUEST) {
          forget(number);
          new ScriptPlayer(WireScript.builder().thenReset(), socket, pauses).play();
          return;
        }
        SeenRequest whole = head;
        try {
          whole = reader.withBody(head);
        } finally {
          synchronized (seen) {
            seen.set(number, whole);
            unread--;
            seen.notifyAll();
          }
        }
        forget(number);
        boolean kept = new ScriptPlayer(ScriptedWire.of(answer, whole), socket, pauses).play();
        // Where a request that is not proper HTTP ends, and the next one begins, is a guess.
        if (!kept || whole.problem() != null) {
          return;
        }
      }
    } catch (IOException e) {
      // The client may close the connection; the judge examines the requests that were seen.
      return;
    } catch (RuntimeException e) {
      synchronized (faults) {
        faults.add("scripted server: " + e);
      }
    } finally {
      open.remove(socket);
    }
  }

  private void forget(int number) {
    if (forgets) {
      synchronized (seen) {
        seen.set(number, FORGOTTEN);
      }
      budget.renew();
    }
  }

  private ScriptedAnswer answerFor(int number) {
    if (number < script.size()) {
      return script.get(number);
    }
    if (repeatLast && !script.isEmpty()) {
      return script.get(script.size() - 1);
    }
    return ScriptedAnswer.status(500);
  }

  private static void quietly(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception e) {
      // It is being closed anyway, and nothing is lost: every answer is already written.
      return;
    }
  }
}
