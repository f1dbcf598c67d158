package dev.chatcontract.cli;

import dev.chatcontract.cli.output.Terminal;
import dev.chatcontract.conformance.simulator.Simulator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs chatctl in this process and keeps its output. */
public final class Run {
  private final Map<String, String> environment = new HashMap<>();
  private final Path directory;
  private InputStream stdin = InputStream.nullInputStream();
  private @Nullable String typed;
  private boolean terminal;
  private int columns = 100;
  private @Nullable Deque<String> answers;
  private Runnable meanwhile = () -> {};

  private Run(Path directory) {
    this.directory = directory;
    environment.put("HOME", directory.toString());
  }

  /** The result of a run. */
  public record Outcome(int exitCode, String out, String err) {
    /** Returns the message, after checking that it is a single one without a stack trace. */
    public String error() {
      if (!err.contains("error: ")
          || err.contains("\tat ")
          || err.contains("Exception in thread")) {
        throw new AssertionError("one clear message is expected, got: " + err);
      }
      return err.substring(err.indexOf("error: "));
    }
  }

  public static Run in(Path directory) {
    return new Run(directory);
  }

  /** Sets the environment that reaches a simulator. */
  public static Run on(Simulator simulator, Path directory) {
    return in(directory)
        .with("CHATCTL_BASE_URL", simulator.baseUrl())
        .with("CHATCTL_SDKAPPID", Long.toString(simulator.app().appId()))
        .with("CHATCTL_IDENTIFIER", simulator.app().administrator())
        .with("CHATCTL_SECRET_KEY", simulator.app().secretKey());
  }

  public Run with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  public Run without(String name) {
    environment.remove(name);
    return this;
  }

  public Run stdin(String text) {
    return stdin(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  public Run stdin(InputStream stream) {
    stdin = stream;
    return this;
  }

  /** Simulates a person who types this when asked for a secret. */
  public Run typing(String secret) {
    typed = secret;
    return this;
  }

  /** Simulates a person who types these lines, one for each question. */
  public Run answering(String... lines) {
    answers = new ArrayDeque<>(List.of(lines));
    return this;
  }

  /** Does this while chatctl waits for a secret. */
  public Run meanwhile(Runnable task) {
    meanwhile = task;
    return this;
  }

  public Run onTerminal() {
    terminal = true;
    return this;
  }

  public Run columns(int width) {
    columns = width;
    return onTerminal();
  }

  public Outcome chatctl(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal shown =
        new Terminal(
            stdin,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            environment,
            directory,
            terminal,
            terminal,
            columns,
            prompt());
    int exitCode = Chatctl.run(shown, args);
    return new Outcome(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private Terminal.Prompt prompt() {
    return new Terminal.Prompt() {
      @Override
      public Optional<char[]> secret(String question) {
        meanwhile.run();
        return Optional.ofNullable(typed).map(String::toCharArray);
      }

      @Override
      public Optional<String> line(String question) {
        return answers == null ? Optional.empty() : Optional.ofNullable(answers.poll());
      }

      @Override
      public boolean canAsk() {
        return answers != null;
      }
    };
  }
}
