package dev.chatcontract.cli;

import java.io.PrintStream;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Says on stderr how far long work has come; silent where stderr is no terminal. */
final class Progress implements AutoCloseable {
  /** Milliseconds between two drawings; people read no faster. */
  private static final int UPDATE_MILLIS = 100;

  private static final long UPDATE_NANOS = UPDATE_MILLIS * 1_000_000L;

  private final PrintStream err;
  private final boolean line;
  private final @Nullable ProgressBar bar;
  private final LongSupplier nanoTime;
  private long drawn;
  private int width;

  private Progress(Terminal terminal, boolean line, @Nullable ProgressBar bar) {
    this.err = terminal.err();
    this.line = line;
    this.bar = bar;
    this.nanoTime = System::nanoTime;
    this.drawn = nanoTime.getAsLong() - UPDATE_NANOS;
  }

  /** A line that counts items and pages, as nobody knows how many there will be. */
  static Progress pages(Call call) {
    return new Progress(call.terminal(), shown(call), null);
  }

  /** A bar with the time left. */
  static Progress of(Call call, String task, long total) {
    Terminal terminal = call.terminal();
    if (!shown(call)) {
      return new Progress(terminal, false, null);
    }
    ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(total)
            .setUpdateIntervalMillis(UPDATE_MILLIS)
            .setStyle(ProgressBarStyle.ASCII)
            .setMaxRenderedLength(Math.min(terminal.columns() - 1, 100))
            .showSpeed()
            .setConsumer(
                new DelegatingProgressBarConsumer(
                    text -> {
                      terminal.err().print("\r" + text);
                      terminal.err().flush();
                    },
                    Math.min(terminal.columns() - 1, 100)))
            .build();
    return new Progress(terminal, false, bar);
  }

  private static boolean shown(Call call) {
    return call.terminal().errIsTerminal() && !call.flag(SendOptions.QUIET);
  }

  void step(long items, long pages) {
    long now = nanoTime.getAsLong();
    if (line && now - drawn >= UPDATE_NANOS) {
      drawn = now;
      String text = items + " items, page " + pages;
      err.print("\r" + TextWidth.pad(text, width));
      err.flush();
      width = text.length();
    }
  }

  void to(long done) {
    if (bar != null) {
      bar.stepTo(done);
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      err.println();
    }
    if (line && width > 0) {
      err.print("\r" + " ".repeat(width) + "\r");
      err.flush();
    }
  }
}
