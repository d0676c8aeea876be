package org.trackerapi.conformance.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.trackerapi.conformance.Options;
import org.trackerapi.conformance.RuleBook;
import org.trackerapi.conformance.Suite;
import org.trackerapi.conformance.Verdict;
import org.trackerapi.conformance.Verdicts;
import org.trackerapi.conformance.honest.Faults;
import org.trackerapi.conformance.honest.HonestServer;
import org.trackerapi.conformance.profile.ProfileFile;
import org.trackerapi.spec.Fixtures;

class TransportsTest {

  @Test
  void restAssuredAndTheClientOfTheJdkFindTheSame() {
    Faults faults = new Faults().doesNotCheck("tags/set/208").recodes("list/4", 3);
    try (HonestServer server = new HonestServer(Fixtures.fleet(), faults)) {
      Options options =
          Options.forUrl(server.url())
              .writing()
              .only(List.of("general", "list/4", "list/form", "tags/set"));
      Duration timeout = options.timeout();
      Verdicts one = run(options, new JdkTransport(timeout));
      Verdicts other = run(options, new RestAssuredTransport(timeout));
      assertThat(failed(other)).containsExactlyInAnyOrderElementsOf(failed(one));
      assertThat(failed(one)).contains("tags/set/208", "list/4");
    }
  }

  private static Verdicts run(Options options, Transport transport) {
    try (Suite suite =
        new Suite(options, ProfileFile.read("fixture", Map.of()), transport, RuleBook.standard())) {
      suite.discover();
      return suite.run(outcome -> {});
    }
  }

  private static List<String> failed(Verdicts verdicts) {
    return verdicts.with(Verdict.FAILED).stream().map(o -> o.rule().id()).toList();
  }
}
