package org.trackerapi.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.trackerapi.behaviour.World;
import org.trackerapi.behaviour.WorldClock;
import org.trackerapi.behaviour.fleet.FleetFile;
import org.trackerapi.conformance.profile.Profile;
import org.trackerapi.conformance.profile.ProfileFile;
import org.trackerapi.mock.TrackerMock;
import org.trackerapi.server.ServerOptions;
import org.trackerapi.server.TrackerServer;

/** The reference server and the simulator keep the rules. */
class OurTargetsTest {
  /** How often each is judged, in another order each time; 20 to be thorough. */
  private static final int RUNS = Integer.getInteger("conformance.runs", 2);

  private static final Profile FIXTURE = ProfileFile.read("fixture", Map.of());

  @Test
  void theReferenceServerPassesReadOnly() {
    try (TrackerServer server = server(WorldClock.realTime())) {
      judge(server.url(), FIXTURE, false, 1, 4);
      judge(server.url(), Profile.ofHash(FIXTURE.hash()), false, 2, 1);
    }
  }

  @Test
  void theReferenceServerPassesWithWritesInAnyOrderWithTheSameResult() {
    Map<String, Verdict> first = null;
    for (int seed = 1; seed <= RUNS; seed++) {
      try (TrackerServer server = server(WorldClock.realTime())) {
        Map<String, Verdict> result =
            judge(server.url(), FIXTURE, true, seed, seed % 2 == 1 ? 1 : 4);
        first = first == null ? result : first;
        assertThat(result).isEqualTo(first);
      }
    }
  }

  @Test
  void theReferenceServerPassesWithAStoppedClockAndWithAFastOne() {
    for (WorldClock clock :
        List.of(WorldClock.frozen(Instant.parse("2026-11-02T12:47:13Z")), WorldClock.fast(60))) {
      try (TrackerServer server = server(clock)) {
        judge(server.url(), FIXTURE, false, 3, 2, List.of("get_*", "batch_get_*"));
      }
    }
  }

  @Test
  void theSimulatorPassesReadOnlyAndWithWritesAgainAndAgainWhenItIsReset() {
    Map<String, Verdict> first = null;
    try (TrackerMock mock = TrackerMock.start()) {
      judge(mock.baseUrl(), FIXTURE, false, 7, 2);
      for (int seed = 1; seed <= RUNS; seed++) {
        Map<String, Verdict> result =
            judge(mock.baseUrl(), FIXTURE, true, seed, seed % 2 == 1 ? 4 : 1);
        first = first == null ? result : first;
        assertThat(result).isEqualTo(first);
        mock.reset();
      }
    }
  }

  @Test
  void theSimulatorThatOnlyRepeatsExamplesFails() {
    try (TrackerMock mock = TrackerMock.builder().examplesOnly().start()) {
      Verdicts verdicts = run(mock.baseUrl(), FIXTURE, false, 1, 2, List.of());
      assertThat(verdicts.holds()).isFalse();
      assertThat(verdicts.count(Verdict.FAILED)).isGreaterThan(100);
    }
  }

  private static TrackerServer server(WorldClock clock) {
    return TrackerServer.start(new World(FleetFile.fixture(), clock), ServerOptions.onFreePort());
  }

  private static Map<String, Verdict> judge(
      String url, Profile profile, boolean writes, int seed, int parallel) {
    return judge(url, profile, writes, seed, parallel, List.of());
  }

  private static Map<String, Verdict> judge(
      String url, Profile profile, boolean writes, int seed, int parallel, List<String> only) {
    Verdicts verdicts = run(url, profile, writes, seed, parallel, only);
    assertThat(verdicts.with(Verdict.FAILED))
        .extracting(outcome -> outcome.rule().id() + ": " + outcome.reason())
        .isEmpty();
    if (writes) {
      assertThat(verdicts.with(Verdict.SKIPPED))
          .extracting(outcome -> outcome.rule().id())
          .containsExactly("general/15");
      assertThat(verdicts.leftovers()).allMatch(left -> left.endsWith("as the profile allows"));
    }
    Map<String, Verdict> result = new TreeMap<>();
    verdicts.outcomes().forEach(o -> result.put(o.rule().id(), o.verdict()));
    return result;
  }

  private static Verdicts run(
      String url, Profile profile, boolean writes, int seed, int parallel, List<String> only) {
    Options options = Options.forUrl(url).seed(seed).parallel(parallel).only(only);
    try (Suite suite = new Suite(writes ? options.writing() : options, profile)) {
      suite.discover();
      return suite.run(outcome -> {});
    }
  }
}
