package org.trackerapi.conformance.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.trackerapi.conformance.Outcome;
import org.trackerapi.conformance.Verdict;
import org.trackerapi.conformance.Verdicts;
import org.trackerapi.conformance.honest.Faults;

class ControlsTest {

  @Test
  void noHarmlessDifferenceIsReported() {
    List<String> alarms =
        Controls.all().entrySet().parallelStream().flatMap(c -> alarms(c).stream()).toList();
    assertThat(alarms).isEmpty();
  }

  private static List<String> alarms(Map.Entry<String, Faults> control) {
    Verdicts verdicts = MutantRun.of(control.getValue(), List.of());
    assertThat(verdicts.count(Verdict.PASSED)).as(control.getKey()).isGreaterThan(800);
    return verdicts.with(Verdict.FAILED).stream()
        .map((Outcome o) -> control.getKey() + " alarms " + o.rule().id() + ": " + o.reason())
        .toList();
  }
}
