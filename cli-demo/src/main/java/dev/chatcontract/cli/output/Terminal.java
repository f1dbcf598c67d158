package dev.chatcontract.cli.output;

import dev.chatcontract.runtime.text.InertText;
import java.io.BufferedOutputStream;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A command's access to the outside: streams, environment, directory. Tests replace them. Both
 * output streams make their text inert.
 */
public final class Terminal {
  /** Asks a person for a secret; returns empty if that is not possible. */
  public interface Prompt {
    Optional<char[]> secret(String question);

    /** Asks for a line; returns empty at the end of the input. */
    default Optional<String> line(String question) {
      return Optional.empty();
    }

    /** Returns whether a person can answer. */
    default boolean canAsk() {
      return false;
    }
  }

  /** The width of text for a reader whose width is unknown. */
  private static final int USUAL_COLUMNS = 100;

  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;
  private final PrintStream drawing;
  private final Map<String, String> environment;
  private final Path directory;
  private final boolean outIsTerminal;
  private final boolean errIsTerminal;
  private final int columns;
  private final Prompt prompt;

  public Terminal(
      InputStream in,
      PrintStream out,
      PrintStream err,
      Map<String, String> environment,
      Path directory,
      boolean outIsTerminal,
      boolean errIsTerminal,
      int columns,
      Prompt prompt) {
    this.in = in;
    this.drawing = err;
    this.environment = environment;
    this.directory = directory;
    this.outIsTerminal = outIsTerminal;
    this.errIsTerminal = errIsTerminal;
    this.columns = columns;
    this.prompt = prompt;
    this.out = utf8(new InertOutput(out, outStyle() == Style.ANSI));
    this.err = utf8(new InertOutput(err, errStyle() == Style.ANSI));
  }

  /** Returns the process's own streams; the launcher says which of them are terminals. */
  public static Terminal ofProcess() {
    boolean out = Boolean.getBoolean("chatctl.out.tty");
    boolean err = Boolean.getBoolean("chatctl.err.tty");
    boolean person = Boolean.getBoolean("chatctl.in.tty") && err;
    int columns = Integer.getInteger("chatctl.columns", 0);
    return new Terminal(
        System.in,
        utf8(
            new BufferedOutputStream(
                new CheckedOutput(
                    new FileOutputStream(FileDescriptor.out), Path.of("/dev/stdout")))),
        utf8(System.err),
        System.getenv(),
        Path.of("").toAbsolutePath(),
        out,
        err,
        columns <= 0 ? USUAL_COLUMNS : Math.max(columns, 20),
        prompt(person));
  }

  @SuppressWarnings("SystemConsoleNull") // null before JDK 22 when stdout is not a terminal
  private static Prompt prompt(boolean person) {
    Console console = person ? System.console() : null;
    return console == null ? question -> Optional.empty() : new ConsolePrompt(console);
  }

  private record ConsolePrompt(Console console) implements Prompt {
    @Override
    public Optional<char[]> secret(String question) {
      return Optional.ofNullable(console.readPassword("%s", InertText.line(question)));
    }

    @Override
    public Optional<String> line(String question) {
      return Optional.ofNullable(console.readLine("%s", InertText.line(question)));
    }

    @Override
    public boolean canAsk() {
      return true;
    }
  }

  // Group names are often CJK, so the output is UTF-8 whatever the container's locale says.
  private static PrintStream utf8(OutputStream stream) {
    return new PrintStream(stream, true, StandardCharsets.UTF_8);
  }

  public InputStream in() {
    return in;
  }

  public PrintStream out() {
    return out;
  }

  public PrintStream err() {
    return err;
  }

  /**
   * Returns standard error for lines that are redrawn with carriage returns, and only for those.
   */
  PrintStream drawing() {
    return drawing;
  }

  public Prompt prompt() {
    return prompt;
  }

  public boolean outIsTerminal() {
    return outIsTerminal;
  }

  boolean errIsTerminal() {
    return errIsTerminal;
  }

  /**
   * Returns the width of standard output, or 0 if it is not a terminal and lines may have any
   * length.
   */
  public int outColumns() {
    return outIsTerminal ? columns : 0;
  }

  /** Returns the width for help and the like on standard output, whatever that is. */
  public int columns() {
    return outIsTerminal ? columns : USUAL_COLUMNS;
  }

  /** Returns the width of the terminal that shows standard error. */
  int errColumns() {
    return columns;
  }

  /** Returns a variable of the environment; an empty one counts as absent. */
  public @Nullable String environment(String name) {
    String value = environment.get(name);
    return value == null || value.isEmpty() ? null : value;
  }

  public Map<String, String> environment() {
    return environment;
  }

  /** Resolves a path against the directory in which the command was called. */
  public Path path(String name) {
    return directory.resolve(name);
  }

  public Style outStyle() {
    return outIsTerminal && colourWanted() ? Style.ANSI : Style.PLAIN;
  }

  public Style errStyle() {
    return errIsTerminal && colourWanted() ? Style.ANSI : Style.PLAIN;
  }

  private boolean colourWanted() {
    return environment("NO_COLOR") == null && !"dumb".equals(environment("TERM"));
  }

  /** Prints a line on stderr that starts with the word {@code warning}. */
  public void warn(String message) {
    err.println(errStyle().yellow("warning: ") + InertText.lines(message));
  }

  /** Prints a remark on stderr, so that stdout contains only results. */
  public void note(String message) {
    err.println(errStyle().dim(message));
  }
}
