package org.trackerapi.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.trackerapi.behaviour.WorldClock;

/** The ways to give tests that may run in parallel what is theirs. */
class TrackerMockParallelTest {
  private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");

  private static int list(TrackerMock mock, String hash) {
    return Http.get(mock.baseUrl() + "/tracker/list?hash=" + hash).statusCode();
  }

  @Nested
  @Execution(ExecutionMode.CONCURRENT)
  @ExtendWith(TrackerMockExtension.class)
  class WithAParameter {
    private TrackerMock before;

    @BeforeEach
    void remember(TrackerMock mock) {
      before = mock;
      mock.failNext("list", "1");
    }

    @Test
    void getsASimulatorOfItsOwn(TrackerMock mock) {
      assertThat(mock).isSameAs(before);
      assertThat(list(mock, "a6aa75587e5c59c32d347da438505fc3")).isEqualTo(500);
      assertThat(list(mock, "a6aa75587e5c59c32d347da438505fc3")).isEqualTo(200);
    }

    @Test
    void getsAnotherOne(TrackerMock mock) {
      assertThat(mock).isSameAs(before);
      assertThat(list(mock, "a6aa75587e5c59c32d347da438505fc3")).isEqualTo(500);
    }
  }

  @Nested
  @Execution(ExecutionMode.CONCURRENT)
  class WithSessions {
    @RegisterExtension
    static final TrackerMockExtension SHARED =
        TrackerMockExtension.of(TrackerMock.builder().isolate(100).clock(WorldClock.frozen(NOON)));

    @Test
    void hasAWorldOfItsOwn(TrackerSession mine) {
      mine.clock().advance(Duration.ofHours(1));
      mine.failNext("list", "1");

      assertThat(list(SHARED.mock(), SHARED.mock().session().hash())).isEqualTo(200);
      assertThat(list(SHARED.mock(), mine.hash())).isEqualTo(500);
    }

    @Test
    void startsAtTheSameInstant(TrackerSession mine) {
      assertThat(mine.clock().instant()).isEqualTo(NOON);
    }
  }

  @Nested
  class WithAFieldOfEachTest {
    private static TrackerMock last;

    @RegisterExtension
    final TrackerMockExtension mine = TrackerMockExtension.of(TrackerMock.builder().clock(FROZEN));

    private static final WorldClock FROZEN = WorldClock.frozen(NOON);

    @Test
    void movesItsOwnClock() {
      assertFresh();
    }

    @Test
    void findsItsClockUnmoved() {
      assertFresh();
    }

    private void assertFresh() {
      assertThat(mine.mock()).isNotSameAs(last);
      assertThat(mine.mock().clock().instant()).isEqualTo(NOON);
      mine.mock().clock().advance(Duration.ofHours(1));
      last = mine.mock();
    }

    @AfterAll
    static void hasStopped() {
      assertThatThrownBy(() -> last.port()).isInstanceOf(IllegalStateException.class);
      last = null;
    }
  }
}
