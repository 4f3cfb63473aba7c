package org.techindex.common.run;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Tells how far long work is: on a terminal a line that is drawn again, elsewhere a line every 10
 * s; done, percent, rate and time left. Used by the thread that does the work.
 */
public final class Progress implements AutoCloseable {

  private static final long REDRAW_NANOS = Duration.ofMillis(200).toNanos();
  private static final long LINE_NANOS = Duration.ofSeconds(10).toNanos();
  private static final int BAR_WIDTH = 24;

  /** Where progress is shown. */
  public record Display(PrintStream out, boolean terminal, LongSupplier nanoClock) {

    /**
     * Standard error. The start script knows whether that is a terminal and says so in the system
     * property {@code techindex.terminal}.
     */
    public static Display standardError() {
      return new Display(System.err, Boolean.getBoolean("techindex.terminal"), System::nanoTime);
    }
  }

  private final Display display;
  private final String what;
  private final String unit;
  private final long total;
  private final long startNanos;
  private long lastShownNanos;
  private long done;

  /**
   * @param what the work: "publish waifinder.csv"
   * @param unit what is counted, in the plural: "rows"
   * @param total how many there are; 0 if nobody knows
   */
  public Progress(Display display, String what, String unit, long total) {
    this.display = display;
    this.what = what;
    this.unit = unit;
    this.total = total;
    this.startNanos = display.nanoClock.getAsLong();
    this.lastShownNanos = startNanos;
  }

  /**
   * @param done how many are done since the start
   */
  public void reached(long done) {
    this.done = done;
    long now = display.nanoClock.getAsLong();
    if (now - lastShownNanos >= (display.terminal ? REDRAW_NANOS : LINE_NANOS)) {
      lastShownNanos = now;
      show(now);
    }
  }

  private void show(long now) {
    if (display.terminal) {
      display.out.print("\r\u001b[K" + bar() + line(now));
      display.out.flush();
    } else {
      display.out.println(line(now));
    }
  }

  private String bar() {
    if (total <= 0) {
      return "";
    }
    int filled = (int) Math.min(BAR_WIDTH, done * BAR_WIDTH / total);
    return "[" + "█".repeat(filled) + "·".repeat(BAR_WIDTH - filled) + "] ";
  }

  private String line(long now) {
    double seconds = Math.max(1, now - startNanos) / 1e9;
    double rate = done / seconds;
    StringBuilder line = new StringBuilder();
    line.append(String.format(Locale.ROOT, "%s: %,d", what, done));
    if (total > 0) {
      line.append(String.format(Locale.ROOT, " of %,d %s", total, unit));
      line.append(String.format(Locale.ROOT, ", %d %%", Math.min(100, done * 100 / total)));
    } else {
      line.append(" ").append(unit);
    }
    line.append(String.format(Locale.ROOT, ", %,.0f/s", rate));
    if (total > done && done > 0) {
      line.append(", ").append(readable(Math.round((total - done) / rate))).append(" left");
    }
    return line.toString();
  }

  private static String readable(long seconds) {
    return seconds < 60 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
  }

  /** Clears the line of a terminal; what was done is the caller's to say. */
  @Override
  public void close() {
    if (display.terminal) {
      display.out.print("\r\u001b[K");
      display.out.flush();
    }
  }
}
