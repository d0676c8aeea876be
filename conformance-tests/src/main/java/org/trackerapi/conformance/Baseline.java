package org.trackerapi.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How rules ended in an earlier run.
 *
 * @param failed rules that failed in it
 * @param passed rules that passed in it
 */
record Baseline(Set<String> failed, Set<String> passed) {

  /**
   * How a run stands to a baseline.
   *
   * @param worse rules that fail and did not fail before
   * @param better rules that pass and failed before
   * @param same rules that fail and failed before
   * @param unjudged rules that passed before and were skipped, or are not claimed, now
   */
  record Comparison(
      List<String> worse, List<String> better, List<String> same, List<String> unjudged) {

    String line() {
      return "Against the baseline: "
          + worse.size()
          + " worse"
          + listed(worse)
          + ", "
          + better.size()
          + " better, "
          + same.size()
          + " failed before too"
          + (unjudged.isEmpty()
              ? ""
              : ", " + unjudged.size() + " passed before and were not judged" + listed(unjudged))
          + ".";
    }

    private static String listed(List<String> rules) {
      return rules.isEmpty()
          ? ""
          : " ("
              + String.join(", ", rules.subList(0, Math.min(20, rules.size())))
              + (rules.size() > 20 ? ", …" : "")
              + ")";
    }
  }

  /**
   * Reads a {@code report.json}.
   *
   * @throws IOException when the file cannot be read as JSON
   * @throws IllegalArgumentException when it is no report of this suite
   */
  static Baseline read(Path file) throws IOException {
    JsonNode report = new ObjectMapper().readTree(file.toFile());
    if (!report.path("rules").isArray()) {
      throw new IllegalArgumentException("no report.json of this suite");
    }
    Set<String> failed = new HashSet<>();
    Set<String> passed = new HashSet<>();
    for (JsonNode rule : report.get("rules")) {
      switch (rule.path("status").asText()) {
        case "failed" -> failed.add(rule.path("id").asText());
        case "passed" -> passed.add(rule.path("id").asText());
        default -> {
          // Skipped and not claimed say nothing about the target.
        }
      }
    }
    return new Baseline(failed, passed);
  }

  /** Compares a run with this one. */
  Comparison with(Verdicts verdicts) {
    List<String> now = ids(verdicts, Verdict.FAILED);
    return new Comparison(
        now.stream().filter(id -> !failed.contains(id)).toList(),
        ids(verdicts, Verdict.PASSED).stream().filter(failed::contains).toList(),
        now.stream().filter(failed::contains).toList(),
        verdicts.outcomes().stream()
            .filter(
                outcome ->
                    outcome.verdict() == Verdict.SKIPPED
                        || outcome.verdict() == Verdict.NOT_CLAIMED)
            .map(outcome -> outcome.rule().id())
            .filter(passed::contains)
            .toList());
  }

  private static List<String> ids(Verdicts verdicts, Verdict verdict) {
    return verdicts.with(verdict).stream().map(outcome -> outcome.rule().id()).toList();
  }
}
