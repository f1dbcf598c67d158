package dev.chatcontract.cli.output;

import dev.chatcontract.runtime.text.InertText;
import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows on stderr how far the work is, on one line that is redrawn; silent if stderr is not a
 * terminal.
 */
public final class Progress implements AutoCloseable {
  /** The time between two updates; people do not read faster. */
  private static final long UPDATE_NANOS = 100_000_000;

  private static final int WIDEST = 100;

  /** Columns at the end of the line that stay free for the ^C that terminals echo. */
  private static final int FREE = 3;

  private static final int SHORTEST_BAR = 5;

  private final PrintStream err;
  private final boolean shown;
  private final int columns;
  private final String task;
  private final long total;
  private final LongSupplier nanoTime;
  private final long started;
  private long skipped;
  private long drawn;
  private int width;
  private String last = "";
  private @Nullable Thread onInterrupt;

  /**
   * @param total how much there is to do, or 0 if that is unknown
   * @param nanoTime a clock like {@link System#nanoTime}
   */
  Progress(
      PrintStream err, boolean shown, int columns, String task, long total, LongSupplier nanoTime) {
    this.err = err;
    this.shown = shown;
    this.columns = Math.min(columns, WIDEST) - FREE;
    this.task = task;
    this.total = total;
    this.nanoTime = nanoTime;
    this.started = nanoTime.getAsLong();
    this.drawn = started - UPDATE_NANOS;
  }

  /**
   * Creates a line that counts items and pages, since their total is unknown. After Ctrl-C it stays
   * visible above the prompt.
   */
  public static Progress pages(Terminal terminal, boolean quiet) {
    Progress progress = of(terminal, quiet, "", 0);
    Thread hook = new Thread(progress::interrupted, "chatctl-progress");
    progress.onInterrupt = hook;
    Runtime.getRuntime().addShutdownHook(hook);
    return progress;
  }

  /** Creates a bar with the remaining time. */
  public static Progress of(Terminal terminal, boolean quiet, String task, long total) {
    boolean shown = terminal.errIsTerminal() && !quiet;
    return new Progress(
        terminal.drawing(), shown, terminal.errColumns(), task, total, System::nanoTime);
  }

  public synchronized void step(long items, long pages) {
    last = items + " items, page " + pages;
    if (due()) {
      draw(last);
    }
  }

  /** Draws the final count: nothing more will be printed. */
  synchronized void interrupted() {
    if (shown && !last.isEmpty()) {
      draw("stopped after " + last);
      err.println();
      width = 0;
    }
  }

  /** Counts an item that an earlier run finished; it does not affect the speed. */
  public void skip() {
    skipped++;
  }

  public void to(long done) {
    if (shown && (due() || done == total)) {
      draw(line(done));
    }
  }

  private boolean due() {
    return nanoTime.getAsLong() - drawn >= UPDATE_NANOS;
  }

  private String line(long done) {
    String left = task + "  " + done + " of " + total + "  " + done * 100 / total + " %  ";
    double seconds = (nanoTime.getAsLong() - started) / 1e9;
    double speed = (done - skipped) / Math.max(seconds, 1e-3);
    String right =
        done == skipped
            ? ""
            : String.format(Locale.ROOT, "  %.0f/s, ", speed)
                + (done == total ? clock(seconds) : clock((total - done) / speed) + " left");
    int bar = columns - left.length() - right.length() - 2;
    if (bar < SHORTEST_BAR) {
      return TextWidth.cut(left.strip() + right, columns);
    }
    int full = (int) (bar * done / total);
    return left + "[" + "=".repeat(full) + " ".repeat(bar - full) + "]" + right;
  }

  private static String clock(double seconds) {
    long whole = (long) Math.ceil(seconds);
    return whole < 3600
        ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
  }

  private void draw(String text) {
    if (shown) {
      drawn = nanoTime.getAsLong();
      err.print("\r" + TextWidth.pad(InertText.line(text), width));
      err.flush();
      width = text.length();
    }
  }

  /** Clears the line for other output; the next step redraws it. */
  public synchronized void clear() {
    if (width > 0) {
      err.print("\r" + " ".repeat(width) + "\r");
      err.flush();
      width = 0;
      drawn -= UPDATE_NANOS;
    }
  }

  @Override
  public synchronized void close() {
    if (onInterrupt != null) {
      forget(onInterrupt);
      onInterrupt = null;
    }
    if (width > 0 && total > 0) {
      err.println();
      width = 0;
    }
    clear();
  }

  /** Removes a shutdown hook. */
  public static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is already shutting down; the hook has run or will run.
    }
  }
}
