package org.trackerapi.conformance.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.trackerapi.conformance.Outcome;
import org.trackerapi.conformance.Verdict;
import org.trackerapi.conformance.Verdicts;
import org.trackerapi.conformance.profile.Role;
import org.trackerapi.spec.Action;
import org.trackerapi.spec.CatalogueError;
import org.trackerapi.spec.Contract;

/** Tells what of the contract a run has looked at, and how it came out. */
final class Coverage {
  private final Verdicts verdicts;

  Coverage(Verdicts verdicts) {
    this.verdicts = verdicts;
  }

  /** One thing that can be covered. */
  record Line(String action, String what, String httpStatus, Standing standing) {}

  /** How the rules about one thing came out. */
  record Standing(int passed, int failed, int skipped, int rules) {
    static Standing of(List<Outcome> outcomes) {
      int passed = 0;
      int failed = 0;
      for (Outcome outcome : outcomes) {
        passed += outcome.verdict() == Verdict.PASSED ? 1 : 0;
        failed += outcome.verdict() == Verdict.FAILED ? 1 : 0;
      }
      return new Standing(passed, failed, outcomes.size() - passed - failed, outcomes.size());
    }

    String key() {
      if (rules == 0) {
        return "none";
      }
      return failed > 0 ? "failed" : passed > 0 ? "passed" : "skipped";
    }
  }

  List<Line> operations() {
    List<Line> lines = new ArrayList<>();
    for (Action action : Contract.actions()) {
      List<Outcome> own = of(action.name());
      lines.add(
          new Line(
              action.name(),
              "POST",
              "",
              Standing.of(own.stream().filter(o -> !o.rule().id().endsWith("/query")).toList())));
      lines.add(
          new Line(
              action.name(),
              "GET",
              "",
              Standing.of(
                  own.stream()
                      .filter(
                          o ->
                              o.rule().id().endsWith("/query")
                                  || o.rule().id().endsWith("/3")
                                  || o.rule().id().endsWith("/4")
                                  || !o.rule().covers().isEmpty()
                                      && o.rule().covers().get(0).equals("error:7"))
                      .toList())));
    }
    return lines;
  }

  List<Line> errors() {
    List<Line> lines = new ArrayList<>();
    for (Action action : Contract.actions()) {
      for (CatalogueError error : action.errors()) {
        List<Outcome> about =
            verdicts.outcomes().stream()
                .filter(o -> o.rule().covers().contains("error:" + error.number()))
                .filter(o -> o.rule().action().equals(action.name()) || isGeneral(o))
                .toList();
        lines.add(
            new Line(
                action.name(),
                Integer.toString(error.number()),
                Integer.toString(error.httpStatus()),
                Standing.of(about)));
      }
    }
    return lines;
  }

  List<Line> constraints() {
    List<Line> lines = new ArrayList<>();
    for (Outcome outcome : verdicts.outcomes()) {
      for (String covers : outcome.rule().covers()) {
        if (covers.startsWith("constraint:")) {
          lines.add(
              new Line(
                  outcome.rule().action(),
                  covers.substring("constraint:".length()),
                  "400",
                  Standing.of(List.of(outcome))));
        }
      }
    }
    return lines;
  }

  List<Line> roles() {
    Map<String, List<Outcome>> byRole = new LinkedHashMap<>();
    Arrays.stream(Role.values()).forEach(role -> byRole.put(role.key(), new ArrayList<>()));
    for (Outcome outcome : verdicts.outcomes()) {
      for (String need : outcome.rule().needs()) {
        if (byRole.containsKey(need) || need.startsWith("user:")) {
          byRole.computeIfAbsent(need, key -> new ArrayList<>()).add(outcome);
        }
      }
    }
    List<Line> lines = new ArrayList<>();
    byRole.forEach((role, outcomes) -> lines.add(new Line("", role, "", Standing.of(outcomes))));
    return lines;
  }

  /** Returns how often a rule was skipped for want of the same thing, by that thing. */
  Map<String, Integer> missing() {
    Map<String, Integer> missing = new TreeMap<>();
    verdicts.with(Verdict.SKIPPED).forEach(o -> missing.merge(o.missing(), 1, Integer::sum));
    return missing;
  }

  void writeTo(ObjectNode report) {
    ObjectNode coverage = report.putObject("coverage");
    write(coverage.putArray("operations"), operations(), "method");
    write(coverage.putArray("errors"), errors(), "code");
    write(coverage.putArray("constraints"), constraints(), "constraint");
    write(coverage.putArray("roles"), roles(), "role");
  }

  private static void write(ArrayNode array, List<Line> lines, String name) {
    for (Line line : lines) {
      ObjectNode node = array.addObject();
      if (!line.action().isEmpty()) {
        node.put("action", line.action());
      }
      if (name.equals("code")) {
        node.put(name, Integer.parseInt(line.what()));
        node.put("http_status", Integer.parseInt(line.httpStatus()));
      } else {
        node.put(name, line.what());
      }
      node.put("status", line.standing().key());
      node.put("rules", line.standing().rules());
    }
  }

  private List<Outcome> of(String action) {
    return verdicts.outcomes().stream()
        .filter(outcome -> outcome.rule().action().equals(action))
        .toList();
  }

  private static boolean isGeneral(Outcome outcome) {
    return outcome.rule().action().equals(org.trackerapi.conformance.RuleBook.GENERAL);
  }
}
