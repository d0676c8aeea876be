package org.trackerapi.conformance.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.trackerapi.conformance.Level;
import org.trackerapi.conformance.Outcome;
import org.trackerapi.conformance.Verdict;
import org.trackerapi.conformance.Verdicts;

/** Writes the end of a run for a terminal: a block for each failure, then what was counted. */
final class ConsoleReport {
  private static final int LONGEST = 700;

  private final Verdicts verdicts;
  private final Redactor redactor;

  ConsoleReport(Verdicts verdicts, Redactor redactor) {
    this.verdicts = verdicts;
    this.redactor = redactor;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Outcome outcome : verdicts.with(Verdict.FAILED)) {
      lines.addAll(block(outcome));
      lines.add("");
    }
    verdicts.notes().forEach(note -> lines.add("Note: " + redactor.clean(note)));
    skipped(lines);
    leftovers(lines);
    lines.add(totals());
    lines.add(conclusion());
    return lines;
  }

  /** Returns the block of one failure. */
  List<String> block(Outcome outcome) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "FAILED "
            + outcome.rule().level()
            + " "
            + outcome.rule().id()
            + " – "
            + outcome.rule().title());
    lines.add("  source    " + outcome.rule().quote() + "  (" + outcome.rule().source() + ")");
    if (outcome.exchange() != null) {
      lines.add("  request   " + shortened(redactor.curl(outcome.exchange().request())));
    }
    lines.add("  expected  " + redactor.clean(shortened(outcome.expected())));
    lines.add("  actual    " + redactor.clean(shortened(outcome.actual())));
    return lines;
  }

  private void skipped(List<String> lines) {
    Map<String, Integer> missing = new Coverage(verdicts).missing();
    if (!missing.isEmpty()) {
      lines.add("Skipped for want of:");
      missing.forEach(
          (what, count) ->
              lines.add(
                  String.format(
                      Locale.ROOT, "  %-32s %4d rule%s", what, count, count == 1 ? "" : "s")));
    }
  }

  private void leftovers(List<String> lines) {
    if (!verdicts.leftovers().isEmpty()) {
      lines.add("Left on the target:");
      verdicts.leftovers().forEach(left -> lines.add("  " + redactor.clean(left)));
    }
  }

  private String totals() {
    String failed =
        verdicts.with(Verdict.FAILED).stream()
            .collect(Collectors.groupingBy(o -> o.rule().level(), Collectors.counting()))
            .entrySet()
            .stream()
            .sorted(Map.Entry.comparingByKey())
            .map(entry -> entry.getValue() + " " + entry.getKey())
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "%d rule%s: %d passed, %d failed%s, %d skipped, %d not claimed; %d requests in %.1f s",
        verdicts.outcomes().size(),
        verdicts.outcomes().size() == 1 ? "" : "s",
        verdicts.count(Verdict.PASSED),
        verdicts.count(Verdict.FAILED),
        failed.isEmpty() ? "" : " (" + failed + ")",
        verdicts.count(Verdict.SKIPPED),
        verdicts.count(Verdict.NOT_CLAIMED),
        verdicts.requests(),
        verdicts.millis() / 1000.0);
  }

  private String conclusion() {
    if (verdicts.holds()) {
      return "All claimed rules that could be judged hold"
          + (verdicts.options().level() == Level.MUST ? " (MUST only)." : ".");
    }
    return verdicts.count(Verdict.FAILED) > 0
        ? "Some rules do not hold."
        : "Nothing was judged, which is no pass: see what the rules need above.";
  }

  private static String shortened(String text) {
    return text.length() > LONGEST
        ? text.substring(0, LONGEST) + "… (the whole in report.json, see --report-dir)"
        : text;
  }
}
