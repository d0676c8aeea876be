package org.trackerapi.conformance.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.trackerapi.conformance.RuleBook;
import org.trackerapi.conformance.RuleSpec;
import org.trackerapi.spec.Action;
import org.trackerapi.spec.Contract;

class MutantsTest {

  @Test
  void everyMutantIsReportedByTheRulesThatItNames() {
    List<String> survivors =
        Mutants.all().parallelStream()
            .map(mutant -> mutant.name() + ": " + MutantRun.silent(mutant))
            .filter(line -> !line.endsWith(": []"))
            .toList();
    assertThat(survivors).as("mutants and the rules that overlook them").isEmpty();
  }

  @Test
  void everyRuleReportsSomeMutant() {
    Set<String> reporting =
        Mutants.all().stream().flatMap(m -> m.rules().stream()).collect(Collectors.toSet());
    assertThat(RuleBook.standard().all()).extracting(RuleSpec::id).isSubsetOf(reporting);
  }

  @Test
  void theRulesThatMutantsNameExist() {
    Set<String> ids =
        RuleBook.standard().all().stream().map(RuleSpec::id).collect(Collectors.toSet());
    Set<String> named = new TreeSet<>();
    Mutants.all().forEach(mutant -> named.addAll(mutant.rules()));
    assertThat(ids).containsAll(named);
  }

  @Test
  void thereAreMutantsOfEveryActionAndEveryKind() {
    Set<String> actions =
        Mutants.all().stream()
            .flatMap(mutant -> mutant.rules().stream())
            .map(RuleBook::actionOf)
            .collect(Collectors.toSet());
    assertThat(actions).containsAll(Contract.actions().stream().map(Action::name).toList());
    assertThat(Mutants.all())
        .extracting(Mutant::kind)
        .containsOnly(
            "shape", "value", "error", "state", "validation", "rights", "transport", "telemetry")
        .contains(
            "shape", "value", "error", "state", "validation", "rights", "transport", "telemetry");
    assertThat(Mutants.all()).extracting(Mutant::name).doesNotHaveDuplicates();
  }

  @Test
  void thePublishedMatrixIsTheOneThatFollowsFromTheCatalogue() throws IOException {
    Path file = Path.of(System.getProperty("conformance.basedir", "."), "MUTANTS.md");
    if (Boolean.getBoolean("mutants.write")) {
      Files.writeString(file, Matrix.text());
    }
    assertThat(Files.readString(file))
        .as("MUTANTS.md; write it anew with -Dtest=MutantsTest -Dmutants.write=true")
        .isEqualTo(Matrix.text());
  }
}
