package org.trackerapi.mock;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.trackerapi.spec.Contract;

/**
 * Prints a line for each request: what was called, for which tracker, how it ended.
 *
 * <p>Printing is slower than answering, so another thread does it, and of a flood of requests only
 * the first ones of each second are printed and the others counted.
 */
final class RequestLog implements AutoCloseable {
  private static final int LINES_PER_SECOND = 100;
  private static final int MILLIS = 1_000_000;
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
  private static final Pattern TRACKER =
      Pattern.compile(
          "(?:tracker_id|trackers|imei|device_id|label)(?:\"\\s*:\\s*|=)(\\[[^\\]]{0,40}|[^&,}\\[]{1,40})");
  private static final Pattern CODE = Pattern.compile("\"code\":(\\d+)");
  private static final int BEGINNING = 400;

  private final PrintStream out;
  private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(LINES_PER_SECOND * 2);
  private final Thread printer = new Thread(this::print, "request-log");
  private long second;
  private int printed;
  private int skipped;

  RequestLog(PrintStream out) {
    this.out = out;
    printer.setDaemon(true);
    printer.start();
  }

  /**
   * Takes note of a request.
   *
   * @param what the action, or the path that is none
   * @param outcome says how it ended
   * @param nanos how long answering took
   */
  void add(RawRequest request, String what, Supplier<String> outcome, long nanos) {
    if (admits()) {
      lines.offer(
          String.format(
              "%s  %-7s %-20s %-12s %s  %d ms",
              TIME.format(LocalTime.now()),
              request.method(),
              what,
              tracker(request),
              outcome.get(),
              nanos / MILLIS));
    }
  }

  private synchronized boolean admits() {
    long now = System.nanoTime() / 1_000_000_000L;
    if (now != second) {
      if (skipped > 0) {
        lines.offer("              and " + skipped + " more requests in that second");
      }
      second = now;
      printed = 0;
      skipped = 0;
    }
    if (printed < LINES_PER_SECOND) {
      printed++;
      return true;
    }
    skipped++;
    return false;
  }

  private static String tracker(RawRequest request) {
    Matcher matcher = TRACKER.matcher(beginning(request.body()) + "&" + request.query());
    return matcher.find() ? printable(matcher.group(1)) : "";
  }

  private static String printable(String text) {
    return text.replaceAll("[\"\\[\\s]", "").replaceAll("\\p{Cntrl}", "?");
  }

  /** Says how a request ended: by a fault, well, or with an error. */
  static String outcome(int status, byte[] body, Network.Fault fault) {
    if (fault != null) {
      return "fault: " + fault.key();
    }
    if (status < 300) {
      return Integer.toString(status);
    }
    Matcher code = CODE.matcher(beginning(body));
    String what =
        code.find()
            ? Contract.errors()
                .byNumber(Integer.parseInt(code.group(1)))
                .map(error -> error.number() + " " + error.name())
                .orElse(code.group(1))
            : "";
    return status + "  " + what;
  }

  private static String beginning(byte[] body) {
    return new String(body, 0, Math.min(body.length, BEGINNING), StandardCharsets.UTF_8);
  }

  private void print() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        out.println(lines.take());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops printing. */
  @Override
  public void close() {
    printer.interrupt();
  }
}
