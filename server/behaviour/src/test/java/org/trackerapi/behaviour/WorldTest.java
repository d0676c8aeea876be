package org.trackerapi.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trackerapi.behaviour.fleet.FleetGenerator;
import org.trackerapi.spec.Action;
import org.trackerapi.spec.Contract;
import org.trackerapi.spec.Fixtures;

class WorldTest {
  private static final Instant START = Driver.FIXTURE.exampleInstant();
  private static final String TAGS = "{'tracker_id': 265489, 'tag_bindings': []}";

  private static JsonNode states(Driver driver) {
    return driver.call("get_states", "{}").body();
  }

  private static int tags(Driver driver) {
    return driver.call("read", "{'tracker_id': 265489}").body().at("/value/tag_bindings").size();
  }

  @Test
  void theSameFleetSeedAndInstantAnswerTheSame() {
    for (Action action : Contract.actions()) {
      var request =
          (com.fasterxml.jackson.databind.node.ObjectNode)
              action.requestExamples().elements().next().get("value");
      assertThat(Driver.fixture().send(action, request))
          .isEqualTo(Driver.fixture().send(action, request));
    }
    Driver later = Driver.fixture();
    later.world.clock().advance(Duration.ofHours(5));
    assertThat(states(later)).isNotEqualTo(states(Driver.fixture()));
  }

  @Test
  void aForkChangesOnItsOwnAndMaySharetheClock() {
    World world = Driver.fixture().world;
    Driver original = Driver.of(world);
    Driver fork = Driver.of(world.fork(world.clock()));
    Driver other = Driver.of(world.fork(world.clock().copy()));
    fork.call("tags/set", TAGS);
    assertThat(tags(fork)).isZero();
    assertThat(tags(original)).isEqualTo(1);
    world.clock().advance(Duration.ofMinutes(10));
    assertThat(states(fork).get("user_time")).isEqualTo(states(original).get("user_time"));
    assertThat(states(other).get("user_time")).isNotEqualTo(states(original).get("user_time"));
  }

  @Test
  void aSnapshotIsRestoredAndAResetUndoesEverything() {
    Driver driver = Driver.fixture();
    driver.call("corrupt", "{'tracker_id': 300250}");
    World.Snapshot snapshot = driver.world.snapshot();
    JsonNode then = states(driver);
    driver.call("tags/set", TAGS);
    driver.call("corrupt", "{'tracker_id': 300251}");
    driver.world.restore(snapshot);
    assertThat(states(driver)).isEqualTo(then);
    assertThat(tags(driver)).isEqualTo(1);
    driver.world.reset();
    assertThat(states(driver)).isEqualTo(states(Driver.fixture()));
  }

  @Test
  void aClockSetBackStartsTheWorldAnew() {
    Driver driver = Driver.fixture();
    Instant before = START.minus(Duration.ofDays(400));
    driver.world.clock().freezeAt(before);
    JsonNode state = driver.call("get_state", "{'tracker_id': 265489}").body();
    assertThat(state.get("user_time").asText()).startsWith("2025-09-28");
    assertThat(state.at("/state/movement_status_update").asText())
        .isLessThan(state.get("user_time").asText());
    assertThat(driver.world.start()).isEqualTo(before);
  }

  @Test
  void whatWorldsShowAtAnInstantDoesNotDependOnWhenTheyWereStarted() {
    Driver first = Driver.of(new World(Driver.FIXTURE, WorldClock.fast(60)));
    Driver second = Driver.of(new World(Driver.FIXTURE, WorldClock.realTime()));
    second.world.clock().advance(Duration.ofDays(3));
    for (Driver driver : List.of(first, second)) {
      driver.world.clock().freezeAt(Instant.parse("2999-11-02T12:47:13Z"));
    }
    JsonNode then = states(first);
    assertThat(states(second)).isEqualTo(then);
    second.world.clock().freezeAt(Instant.parse("2999-11-02T12:57:13Z"));
    first.world.clock().advance(Duration.ofMinutes(10));
    assertThat(states(second)).isEqualTo(states(first)).isNotEqualTo(then);
  }

  @Test
  void aForkHasUsersOfItsOwnAndChangesAlone() {
    Driver driver = Driver.fixture();
    JsonNode before = states(driver);
    World fork = driver.world.fork(driver.world.clock().copy(), Map.of());
    fork.fleet().corrupt(fork.fleet().tracker(300250).orElseThrow());
    assertThat(fork.fleet().user(Fixtures.hashOf("master").orElseThrow())).isEmpty();
    assertThat(states(driver)).isEqualTo(before);
    fork.reset();
    assertThat(fork.fleet().tracker(300250).orElseThrow().corrupted()).isFalse();
  }

  @Test
  void aWholeAccountIsListedAndItsStatesRead() {
    Driver driver =
        Driver.of(
            new World(
                FleetGenerator.generate(Driver.FIXTURE, 25_000, 1), WorldClock.frozen(START)));
    String hash = Fixtures.hashOf("master").orElseThrow();
    JsonNode list =
        driver.raw("GET", "/tracker/list?hash=" + hash, Map.of(), new byte[0]).body().get("list");
    assertThat(list).hasSizeGreaterThan(25_000);
    StringBuilder ids = new StringBuilder();
    for (int i = 0; i < 2_000; i++) {
      ids.append(i == 0 ? "" : ",").append(list.get(i * 12).get("id"));
    }
    JsonNode states =
        driver.call("get_states", "{'list_blocked': true, 'trackers': [" + ids + "]}").body();
    assertThat(states.get("states").size() + states.get("blocked").size()).isEqualTo(2_000);
    Driver.Answer full =
        driver.call("register_quick", "{'label': 'X', 'group_id': 0, 'imei': '35645587458999'}");
    assertThat(full.code())
        .isEqualTo(Contract.errors().byName("DEVICE_LIMIT_EXCEEDED").orElseThrow().number());
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-02T12:47:13Z, Europe/Madrid, false, 2026-11-02 13:47:13",
    "2026-11-02T12:47:13Z, Europe/Madrid, true, 2026-11-02T13:47:13+01:00",
    "2026-07-02T12:47:13Z, Europe/Madrid, true, 2026-07-02T14:47:13+02:00",
    "2026-11-02T12:47:13.999Z, UTC, true, 2026-11-02T12:47:13Z",
    "2026-11-02T01:02:03Z, America/Bogota, false, 2026-11-01 20:02:03",
    "1970-01-01T00:00:00Z, Asia/Kathmandu, true, 1970-01-01T05:30:00+05:30"
  })
  void timesAreWrittenInTheZoneOfTheUser(Instant at, String zone, boolean iso, String text) {
    assertThat(new Times(ZoneId.of(zone), iso).text(at)).isEqualTo(text);
  }

  @Test
  void aRateLimitGivesBackWhatItTookEvenly() {
    AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    RateLimit limit = RateLimit.of(2, nanos::get);
    assertThat(List.of(limit.admits("a"), limit.admits("a"), limit.admits("a"), limit.admits("b")))
        .containsExactly(true, true, false, true);
    nanos.addAndGet(500_000_000);
    assertThat(List.of(limit.admits("a"), limit.admits("a"))).containsExactly(true, false);
    nanos.addAndGet(60_000_000_000L);
    assertThat(List.of(limit.admits("a"), limit.admits("a"), limit.admits("a")))
        .containsExactly(true, true, false);
    assertThatThrownBy(() -> RateLimit.of(0)).hasMessageContaining("at least 1");
  }
}
