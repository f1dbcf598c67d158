package dev.chatcontract.conformance.runner.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.conformance.corpus.model.CaseJson;
import dev.chatcontract.conformance.corpus.model.Feature;
import dev.chatcontract.conformance.corpus.model.Word;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A client in any language, as a process that reads commands and writes outcomes, one JSON document
 * per line. Its misbehaviour is limited: the time to greet, the time to answer, the length of a
 * line, the number of lines outside the protocol, the number of restarts.
 */
public final class ProcessClient implements ConformanceClient {
  /**
   * How much time and output a client may use before it counts as faulty.
   *
   * @param restarts after this many restarts without an answer, it is not started again
   */
  public record Bounds(Duration hello, Duration answer, int lineBytes, int restarts) {
    /** The limits of the runner unless others are given. */
    public static final Bounds DEFAULT =
        new Bounds(Duration.ofSeconds(30), Duration.ofSeconds(20), 64 << 20, 3);
  }

  private static final int KEPT_STDERR = 4096;

  /** A client that does answer is started again up to this many times the limit for restarts. */
  private static final int MOST_RESTARTS = 10;

  /**
   * Up to this many lines that answer nothing count as mistakes of a driver; more would flood the
   * runner.
   */
  private static final int MOST_STRAY_LINES = 1000;

  /** Where a line that is not JSON may still name its call. */
  private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"([^\"\\\\]*)\"");

  /**
   * How long to wait for the exit status and the last error output after the end of the output; on
   * a busy machine they come late.
   */
  private static final Duration EXIT_WAIT = Duration.ofSeconds(5);

  private final List<String> command;
  private final Bounds bounds;
  private final Hello hello;
  private Session session;
  private int restarts;

  /** Restarts since the last answer. */
  private int unansweredRestarts;

  /** Starts the process and waits for its greeting. */
  public ProcessClient(List<String> command, Bounds bounds) throws InterruptedException {
    this.command = List.copyOf(command);
    this.bounds = bounds;
    session = new Session();
    hello = session.awaitHello();
  }

  @Override
  public String name() {
    return hello.client();
  }

  @Override
  public Set<Feature> features() {
    return hello.features();
  }

  @Override
  public ClientOutcome call(ClientCommand request) throws InterruptedException {
    Session current = liveSession();
    CompletableFuture<ClientOutcome> answer = new CompletableFuture<>();
    current.expect(request.id(), answer);
    try {
      current.send(CaseJson.line(request));
      return answer.get(bounds.answer().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      // The process is killed because, with a single thread, a call that hangs may hold up every
      // later one.
      current.kill("gave no answer to " + request.id() + " within " + bounds.answer());
      throw new ClientFaultException(
          "the client gave no answer within " + bounds.answer() + current.stderrTail());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SessionEndedException ended) {
        throw new SessionEndedException(String.valueOf(ended.getMessage()));
      }
      if (e.getCause() instanceof ClientFaultException fault) {
        throw new ClientFaultException(String.valueOf(fault.getMessage()));
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      current.forget(request.id());
    }
  }

  @Override
  public synchronized void close() {
    session.kill("the run is over");
  }

  private synchronized Session liveSession() throws InterruptedException {
    if (!session.dead()) {
      return session;
    }
    int unanswered = session.answered() ? 0 : unansweredRestarts;
    if (unanswered >= bounds.restarts() || restarts >= bounds.restarts() * MOST_RESTARTS) {
      throw new ClientFaultException(
          "the client was restarted "
              + restarts
              + " times and is not started again; it ended because it "
              + session.end());
    }
    unansweredRestarts = unanswered + 1;
    restarts++;
    session = new Session();
    session.awaitHello();
    return session;
  }

  private record Hello(String client, Set<Feature> features) {}

  /** One run of the process. */
  private final class Session {
    private final Process process;
    private final CompletableFuture<Hello> greeting = new CompletableFuture<>();
    private final Map<String, CompletableFuture<ClientOutcome>> pending =
        Collections.synchronizedMap(new LinkedHashMap<>()); // oldest first
    private final Set<String> givenUp = ConcurrentHashMap.newKeySet();
    private int strayLines;
    private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();
    private final OutputStream stdin;
    private final Thread errors;
    private volatile boolean answered;
    private volatile @Nullable String end;

    Session() {
      try {
        process = new ProcessBuilder(command).start();
      } catch (IOException e) {
        throw new ClientFaultException(
            "cannot start the client " + command + ": " + e.getMessage());
      }
      stdin = process.getOutputStream();
      errors = daemon("client-stderr", this::readStderr);
      daemon("client-stdout", this::readAnswers);
    }

    Hello awaitHello() throws InterruptedException {
      try {
        return greeting.get(bounds.hello().toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        kill("wrote no hello line within " + bounds.hello());
        throw new ClientFaultException(
            "the client wrote no hello line within " + bounds.hello() + stderrTail());
      } catch (ExecutionException e) {
        kill("did not greet");
        throw new ClientFaultException(String.valueOf(e.getCause().getMessage()));
      }
    }

    void expect(String id, CompletableFuture<ClientOutcome> answer) {
      givenUp.remove(id);
      pending.put(id, answer);
    }

    void forget(String id) {
      pending.remove(id);
    }

    private List<CompletableFuture<ClientOutcome>> waiting() {
      synchronized (pending) {
        return List.copyOf(pending.values());
      }
    }

    boolean dead() {
      return end != null;
    }

    /** Returns whether it has answered a call. */
    boolean answered() {
      return answered;
    }

    String end() {
      return end == null ? "is alive" : end;
    }

    /** Sends a line without waiting, so that a client that does not read delays no call. */
    void send(String line) {
      daemon("client-stdin", () -> write(line));
    }

    /** Holds no lock that {@link #kill} needs: a client that does not read blocks this method. */
    private void write(String line) {
      try {
        synchronized (stdin) {
          stdin.write((line + "\n").getBytes(StandardCharsets.UTF_8));
          stdin.flush();
        }
      } catch (IOException e) {
        kill("closed its standard input");
      }
      if (end != null) {
        fail(end);
      }
    }

    synchronized void kill(String why) {
      if (end == null) {
        end = why;
      }
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      fail(why);
    }

    private void fail(String why) {
      ClientFaultException fault = new SessionEndedException("the client " + why + stderrTail());
      greeting.completeExceptionally(fault);
      waiting().forEach(answer -> answer.completeExceptionally(fault));
    }

    String stderrTail() {
      synchronized (stderr) {
        String text = stderr.toString(StandardCharsets.UTF_8).strip();
        return text.isEmpty() ? "" : "; its stderr ends: " + text;
      }
    }

    private void readAnswers() {
      try (InputStream in = new BufferedInputStream(process.getInputStream())) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
          if (b == '\n') {
            accept(line.toString(StandardCharsets.UTF_8).strip());
            line.reset();
          } else if (line.size() >= bounds.lineBytes()) {
            kill("wrote a line of more than " + bounds.lineBytes() + " bytes");
            return;
          } else {
            line.write(b);
          }
        }
        boolean gone = process.waitFor(EXIT_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        errors.join(EXIT_WAIT.toMillis());
        kill(gone ? "ended with status " + process.exitValue() : "closed its standard output");
      } catch (IOException e) {
        kill("closed its standard output: " + e.getMessage());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void accept(String line) {
      if (line.isEmpty()) {
        return;
      }
      try {
        JsonNode message = CaseJson.tree(line);
        if (message.has("hello") && !greeting.isDone()) {
          String wrong = DriverProtocol.helloProblem(message.get("hello"));
          if (wrong == null) {
            greeting.complete(readHello(message.get("hello")));
          } else {
            kill("broke the driver protocol in its hello line: " + wrong);
          }
          return;
        }
        String id = message.path("id").asText();
        CompletableFuture<ClientOutcome> answer = pending.get(id);
        String problem = DriverProtocol.problem(message);
        if (answer == null && givenUp.remove(id)) {
          return; // the call has already failed because of another line
        }
        if (answer == null) {
          stray("an answer to a case that is not under way", line);
        } else if (problem != null) {
          answer.completeExceptionally(
              new ClientFaultException(
                  "the client's answer breaks the driver protocol: "
                      + problem
                      + "; it wrote: "
                      + shortened(line)));
        } else {
          answered = true;
          answer.complete(ClientOutcome.read(message.get("outcome")));
        }
      } catch (IOException e) {
        stray("a line that is not JSON", line);
      }
    }

    /**
     * Handles a line that breaks the protocol, for which standard output is reserved. It costs one
     * call: the one that the line names, or else the one that has waited longest.
     */
    private void stray(String what, String line) {
      ClientFaultException fault =
          new ClientFaultException(
              "the client wrote "
                  + what
                  + " on standard output (log to standard error instead): "
                  + shortened(line)
                  + stderrTail());
      greeting.completeExceptionally(fault);
      if (++strayLines > MOST_STRAY_LINES) {
        kill("wrote more than " + MOST_STRAY_LINES + " lines that answer nothing");
        return;
      }
      synchronized (pending) {
        Matcher named = ID.matcher(line);
        while (named.find()) {
          if (giveUp(named.group(1), fault)) {
            return;
          }
        }
        for (String id : List.copyOf(pending.keySet())) {
          if (giveUp(id, fault)) {
            return;
          }
        }
      }
    }

    private boolean giveUp(String id, ClientFaultException fault) {
      CompletableFuture<ClientOutcome> answer = pending.get(id);
      boolean waited = answer != null && answer.completeExceptionally(fault);
      if (waited) {
        givenUp.add(id);
      }
      return waited;
    }

    private Hello readHello(JsonNode hello) {
      Set<Feature> features = EnumSet.noneOf(Feature.class);
      for (JsonNode feature : hello.path("features")) {
        Word.of(Feature.class, feature.asText()).ifPresent(features::add);
      }
      return new Hello(CaseJson.text(hello.path("client"), "unnamed"), features);
    }

    private void readStderr() {
      try (InputStream in = process.getErrorStream()) {
        byte[] block = new byte[2048];
        for (int n = in.read(block); n >= 0; n = in.read(block)) {
          synchronized (stderr) {
            stderr.write(block, 0, n);
            if (stderr.size() > 2 * KEPT_STDERR) {
              byte[] all = stderr.toByteArray();
              stderr.reset();
              stderr.write(all, all.length - KEPT_STDERR, KEPT_STDERR);
            }
          }
        }
      } catch (IOException e) {
        return; // The process has ended; its output so far is kept.
      }
    }

    private Thread daemon(String name, Runnable task) {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      thread.start();
      return thread;
    }
  }

  private static String shortened(String line) {
    return line.length() <= 200 ? line : line.substring(0, 200) + "...";
  }
}
