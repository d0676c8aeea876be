package org.trackerapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An example for tests of your own. */
@ExtendWith(TrackerMockExtension.class)
class TrackerMockExtensionTest {
  private static final String QUERY = "?tracker_id=265489&hash=a6aa75587e5c59c32d347da438505fc3";

  @Test
  void forcesAnErrorOnce(TrackerMock tracker) {
    tracker.failNext("get_fuel", "DEVICE_BLOCKED");

    HttpResponse<String> first = Http.get(tracker.baseUrl() + "/tracker/get_fuel" + QUERY);
    HttpResponse<String> second = Http.get(tracker.baseUrl() + "/tracker/get_fuel" + QUERY);

    assertThat(first.statusCode()).isEqualTo(403);
    assertThat(second.statusCode()).isEqualTo(200);
  }

  @Test
  void forcesAnErrorByItsNumber(TrackerMock tracker) {
    tracker.failNext("get_fuel", 208);

    assertThat(Http.get(tracker.baseUrl() + "/tracker/get_fuel" + QUERY).statusCode())
        .isEqualTo(403);
  }

  @Test
  void controlsTheClock(TrackerMock tracker) {
    tracker.clock().freezeAt(Instant.parse("2026-11-02T12:47:13Z"));
    tracker.clock().advance(Duration.ofHours(2));

    String state = Http.get(tracker.baseUrl() + "/tracker/get_state" + QUERY).body();

    assertThat(Http.json(state).get("user_time").asText()).isEqualTo("2026-11-02 15:47:13");
  }

  @Test
  void startsEachTestWithAFreshWorld(TrackerMock tracker) {
    assertThat(tracker.clock().isFrozen()).isFalse();
    assertThat(tracker.port()).isPositive();
  }

  @Nested
  class Inside {
    @Test
    void sharesTheSimulator(TrackerMock tracker) {
      assertThat(Http.get(tracker.baseUrl() + "/tracker/read" + QUERY).statusCode()).isEqualTo(200);
    }
  }
}
