package org.trackerapi.conformance.mutants;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.trackerapi.conformance.RuleBook;
import org.trackerapi.spec.Action;
import org.trackerapi.spec.Contract;

/** Writes the catalogue of mutants, and what reports each, for people. */
final class Matrix {
  private Matrix() {}

  static String text() {
    List<String> actions = new ArrayList<>(List.of(RuleBook.GENERAL));
    Contract.actions().stream().map(Action::name).forEach(actions::add);
    List<String> kinds =
        new ArrayList<>(new TreeSet<>(Mutants.all().stream().map(Mutant::kind).toList()));
    StringBuilder text = new StringBuilder();
    text.append("# Mutants\n\n")
        .append("Generated from the catalogue by `MutantsTest`, which also runs every mutant and")
        .append(" fails unless **each rule named\nbeside it reports it**. A mutant is the honest")
        .append(" server of the tests with one thing wrong.\n\n")
        .append(Mutants.all().size())
        .append(" mutants, all reported (kill rate 100 %); ")
        .append(RuleBook.standard().all().size())
        .append(" rules, each reports at least one; ")
        .append(Controls.all().size())
        .append(" harmless controls, none reported (`ControlsTest`).\n\n")
        .append("To run one rule against your own server: `java -jar tracker-conformance.jar --url")
        .append(" … --only RULE`.\n\n## By action and kind\n\n| action |");
    kinds.forEach(kind -> text.append(' ').append(kind).append(" |"));
    text.append(" all |\n|---|").append("--:|".repeat(kinds.size() + 1)).append('\n');
    Map<String, Integer> sums = new TreeMap<>();
    for (String action : actions) {
      List<Mutant> own = of(action);
      text.append("| ").append(action).append(" |");
      for (String kind : kinds) {
        long count = own.stream().filter(mutant -> mutant.kind().equals(kind)).count();
        sums.merge(kind, (int) count, Integer::sum);
        text.append(' ').append(count == 0 ? "" : count).append(" |");
      }
      text.append(' ').append(own.size()).append(" |\n");
    }
    text.append("| **all** |");
    kinds.forEach(kind -> text.append(' ').append(sums.get(kind)).append(" |"));
    text.append(" **").append(Mutants.all().size()).append("** |\n");
    for (String action : actions) {
      text.append("\n## ")
          .append(action)
          .append("\n\n| mutant | kind | what is wrong | reported by |\n")
          .append("|---|---|---|---|\n");
      for (Mutant mutant : of(action)) {
        text.append("| ")
            .append(mutant.name())
            .append(" | ")
            .append(mutant.kind())
            .append(" | ")
            .append(mutant.says())
            .append(" | ");
        List<String> rules = mutant.rules().stream().map(rule -> "`" + rule + "`").toList();
        text.append(String.join(", ", rules)).append(" |\n");
      }
    }
    return text.toString();
  }

  private static List<Mutant> of(String action) {
    return Mutants.all().stream()
        .filter(mutant -> RuleBook.actionOf(mutant.rules().get(0)).equals(action))
        .toList();
  }
}
