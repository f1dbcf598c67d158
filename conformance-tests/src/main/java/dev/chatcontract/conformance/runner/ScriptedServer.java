package dev.chatcontract.conformance.runner;

import dev.chatcontract.conformance.corpus.Break;
import dev.chatcontract.conformance.corpus.CaseJson;
import dev.chatcontract.conformance.corpus.ScriptedAnswer;
import dev.chatcontract.conformance.corpus.ScriptedAnswer.Transfer;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Plays one case's script on a loopback port of its own and keeps every request it saw.
 *
 * <p>A socket server and not WireMock, which serves the simulator: a script says to the byte what
 * goes out and when the connection breaks (RST in the body, a length that lies, silence after the
 * header), one server a case keeps late requests apart, and a thousand servers must start in a
 * second.
 */
final class ScriptedServer implements AutoCloseable {
  /** Daemon threads, shared by all cases; idle ones go away after a minute. */
  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "scripted-server");
            thread.setDaemon(true);
            return thread;
          });

  private final ServerSocket listener;
  private final List<ScriptedAnswer> script;
  private final boolean repeatLast;
  private final List<SeenRequest> seen = new ArrayList<>();
  private int unread; // requests whose body is still to come; guarded by seen
  private final List<String> faults = new ArrayList<>();
  private final AtomicInteger next = new AtomicInteger();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final long start = System.nanoTime();

  /**
   * @param repeatLast whether the last answer is given again when the script is over; otherwise a
   *     request too many is answered 500 and counted
   */
  ScriptedServer(List<ScriptedAnswer> script, boolean repeatLast) {
    this(script, repeatLast, 0);
  }

  ScriptedServer(List<ScriptedAnswer> script, boolean repeatLast, int port) {
    this.script = List.copyOf(script);
    this.repeatLast = repeatLast;
    try {
      listener = new ServerSocket(port, 256, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot listen on 127.0.0.1:" + port + " (" + e.getMessage() + "); choose another port",
          e);
    }
    THREADS.execute(this::accept);
  }

  URI baseUrl() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  /** The requests so far, in the order their header was read. */
  List<SeenRequest> seen() {
    synchronized (seen) {
      return List.copyOf(seen);
    }
  }

  /**
   * The requests once at least so many are there and read to their end, or when the time is up: on
   * a busy machine a client's deadline may pass before this server has read what was sent.
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

  /** Faults of this server itself, such as a script it could not play; empty in a sound run. */
  List<String> faults() {
    synchronized (faults) {
      return List.copyOf(faults);
    }
  }

  /** Waits until the server is closed; for a person with a debugger. */
  void awaitClose() throws InterruptedException {
    closed.await();
  }

  @Override
  public void close() {
    closed.countDown();
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
        open.add(socket);
        THREADS.execute(() -> serve(socket));
      } catch (IOException | RejectedExecutionException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      RequestReader reader =
          new RequestReader(new BufferedInputStream(socket.getInputStream()), start);
      while (closed.getCount() > 0) {
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
          reset(socket);
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
        if (!play(answer, whole, socket)) {
          return;
        }
      }
    } catch (IOException e) {
      // The client went away, which is its right: the judge looks at what was seen.
      return;
    } catch (RuntimeException e) {
      synchronized (faults) {
        faults.add("scripted server: " + e);
      }
    } finally {
      open.remove(socket);
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

  /** Sends the answer; true if the connection lives on. */
  private boolean play(ScriptedAnswer answer, SeenRequest request, Socket socket)
      throws IOException {
    Break fault = answer.fault();
    if (fault == Break.RESET_BEFORE_ANSWER) {
      reset(socket);
      return false;
    }
    if (fault == Break.CLOSE_BEFORE_ANSWER) {
      return false;
    }
    if (fault == Break.HANG_BEFORE_ANSWER || pause(answer.headerDelayMs())) {
      awaitEnd();
      return false;
    }
    byte[] plain = body(answer);
    OutputStream out = socket.getOutputStream();
    if (fault == Break.RAW) {
      out.write(plain);
      out.flush();
      return false;
    }
    Transfer transfer = answer.transfer() == null ? Transfer.PLAIN : answer.transfer();
    boolean gzip = transfer == Transfer.GZIP && accepts(request, "gzip");
    byte[] body = gzip ? gzipped(plain) : plain;
    byte[] head = head(answer, transfer, gzip, body.length);
    if (fault == Break.CLOSE_IN_HEADER) {
      out.write(head, 0, 12);
      out.flush();
      return false;
    }
    out.write(head);
    out.flush();
    if (pause(answer.bodyDelayMs())) {
      return false;
    }
    boolean breaks =
        fault == Break.RESET_IN_BODY || fault == Break.CLOSE_IN_BODY || fault == Break.HANG_IN_BODY;
    int length = body.length;
    if (breaks) {
      length = Math.min(length, answer.cutAfter() == null ? length / 2 : answer.cutAfter());
    }
    if (!send(out, body, length, transfer == Transfer.CHUNKED, answer, breaks)) {
      return false;
    }
    if (fault == Break.RESET_IN_BODY) {
      reset(socket);
    } else if (fault == Break.HANG_IN_BODY) {
      awaitEnd();
    }
    boolean lies = answer.declaredLength() != null && answer.declaredLength() != body.length;
    return !breaks && !lies && fault != Break.CLOSE_AFTER_ANSWER;
  }

  private boolean send(
      OutputStream out,
      byte[] body,
      int length,
      boolean chunked,
      ScriptedAnswer answer,
      boolean breaks)
      throws IOException {
    int step =
        answer.dribbleBytes() != null
            ? answer.dribbleBytes()
            : chunked ? Math.max(1, length / 3) : Math.max(1, length);
    for (int at = 0; at < length; at += step) {
      int count = Math.min(step, length - at);
      if (chunked) {
        out.write((Integer.toHexString(count) + "\r\n").getBytes(StandardCharsets.US_ASCII));
      }
      out.write(body, at, count);
      if (chunked) {
        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
      }
      out.flush();
      if (answer.dribbleBytes() != null && pause(answer.dribbleMs())) {
        return false;
      }
    }
    if (chunked && !breaks) {
      out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }
    return true;
  }

  private static byte[] head(ScriptedAnswer answer, Transfer transfer, boolean gzip, int length) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.put("Content-Type", "application/json");
    if (transfer == Transfer.CHUNKED) {
      headers.put("Transfer-Encoding", "chunked");
    } else {
      headers.put(
          "Content-Length",
          Long.toString(answer.declaredLength() == null ? length : answer.declaredLength()));
    }
    if (gzip || transfer == Transfer.FALSE_GZIP) {
      headers.put("Content-Encoding", "gzip");
    }
    if (answer.headers() != null) {
      headers.putAll(answer.headers());
    }
    StringBuilder head = new StringBuilder(256);
    int status = answer.status() == null ? 200 : answer.status();
    head.append("HTTP/1.1 ").append(status).append(" scripted\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] body(ScriptedAnswer answer) {
    if (answer.json() != null) {
      return CaseJson.line(answer.json()).getBytes(StandardCharsets.UTF_8);
    }
    if (answer.base64() != null) {
      return Base64.getDecoder().decode(answer.base64());
    }
    return answer.text() == null ? new byte[0] : answer.text().getBytes(StandardCharsets.UTF_8);
  }

  private static boolean accepts(SeenRequest request, String coding) {
    return request.header("Accept-Encoding").stream().anyMatch(v -> v.contains(coding));
  }

  private static byte[] gzipped(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    }
    return bytes.toByteArray();
  }

  private static void reset(Socket socket) throws IOException {
    socket.setSoLinger(true, 0); // close() then sends RST and not FIN
    socket.close();
  }

  /** Waits so long; true if the server was closed meanwhile. */
  private boolean pause(@Nullable Integer millis) {
    if (millis == null || millis == 0) {
      return false;
    }
    try {
      return closed.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private void awaitEnd() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void quietly(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception e) {
      // It is going away anyway, and nothing was lost: every answer was written before.
      return;
    }
  }
}
