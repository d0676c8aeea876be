package org.trackerapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.trackerapi.behaviour.World;
import org.trackerapi.behaviour.WorldClock;
import org.trackerapi.behaviour.fleet.FleetFile;
import org.trackerapi.server.ServerOptions;
import org.trackerapi.server.TrackerServer;

/** Drives server and simulator with the same requests. */
class SameAnswersTest {
  private static final int SEQUENCES = 1000;
  private static final int LENGTH = 5;
  private static final Instant INSTANT = Instant.parse("2026-11-02T12:47:13Z");

  @Test
  void serverAndSimulatorAnswerAThousandRandomSequencesAlike() {
    World world = new World(FleetFile.fixture(), WorldClock.frozen(INSTANT));
    Map<Integer, Integer> statuses = new HashMap<>();
    try (TrackerServer server = TrackerServer.start(world, ServerOptions.onFreePort());
        TrackerMock mock = TrackerMock.builder().clock(WorldClock.frozen(INSTANT)).start()) {
      for (int seed = 0; seed < SEQUENCES; seed++) {
        world.clock().freezeAt(INSTANT);
        world.reset();
        mock.reset();
        RandomRequests requests = new RandomRequests(seed);
        for (int i = 0; i < LENGTH; i++) {
          RandomRequests.Sent request = requests.next();
          HttpResponse<String> expected = request.to(server.url());
          HttpResponse<String> actual = request.to(mock.baseUrl());
          assertThat(actual.statusCode() + " " + actual.body())
              .as("seed %d, request %d: %s", seed, i, request)
              .isEqualTo(expected.statusCode() + " " + expected.body());
          assertThat(actual.headers().firstValue("Content-Type"))
              .isEqualTo(expected.headers().firstValue("Content-Type"));
          statuses.merge(expected.statusCode(), 1, Integer::sum);
          world.clock().advance(Duration.ofSeconds(seed % 90));
          mock.clock().advance(Duration.ofSeconds(seed % 90));
        }
      }
    }
    // Requests that all fail would prove little.
    assertThat(statuses.get(200)).isGreaterThan(SEQUENCES);
    assertThat(statuses.get(400)).isGreaterThan(SEQUENCES);
    assertThat(statuses).containsKeys(403, 404);
  }
}
