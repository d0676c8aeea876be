package org.trackerapi.conformance.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.trackerapi.conformance.honest.Faults;
import org.trackerapi.conformance.honest.HonestServer;
import org.trackerapi.conformance.http.JdkTransport;
import org.trackerapi.conformance.http.Transport;
import org.trackerapi.conformance.profile.Profile;
import org.trackerapi.conformance.profile.ProfileFile;
import org.trackerapi.spec.Fixtures;

class TrackerApiConformanceTest {
  private static String address;

  /** What an implementer writes. */
  @Tag("example")
  static class MyServer extends TrackerApiConformance {
    @Override
    protected String url() {
      return address;
    }

    @Override
    protected Profile profile() {
      return ProfileFile.read("fixture", Map.of());
    }

    @Override
    protected List<String> only() {
      return List.of("list", "get_fuel", "delete");
    }

    @Override
    protected Transport transport(Duration timeout) {
      return new JdkTransport(timeout);
    }
  }

  @Test
  void rulesAreTestsAndSkippedRulesAreAborted() {
    TestExecutionSummary summary = run(new Faults());
    assertThat(summary.getTestsFailedCount()).isZero();
    assertThat(summary.getTestsSucceededCount()).isGreaterThan(50);
    assertThat(summary.getTestsAbortedCount()).isPositive();
  }

  @Test
  void aRuleThatDoesNotHoldIsAFailedTestWithItsSource() {
    TestExecutionSummary summary = run(new Faults().doesNotCheck("get_fuel/208"));
    assertThat(summary.getFailures()).hasSize(1);
    assertThat(summary.getFailures().get(0).getTestIdentifier().getDisplayName())
        .startsWith("get_fuel/208 ");
    assertThat(summary.getFailures().get(0).getException())
        .hasMessageContaining("tracker#get_fuel, Errors")
        .hasMessageContaining("code 208");
  }

  private static TestExecutionSummary run(Faults faults) {
    try (HonestServer server = new HonestServer(Fixtures.fleet(), faults)) {
      address = server.url();
      SummaryGeneratingListener listener = new SummaryGeneratingListener();
      LauncherFactory.create()
          .execute(
              LauncherDiscoveryRequestBuilder.request()
                  .selectors(DiscoverySelectors.selectClass(MyServer.class))
                  .build(),
              listener);
      return listener.getSummary();
    }
  }
}
