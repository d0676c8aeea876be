package org.trackerapi.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorldClockTest {
  private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");
  private final AtomicReference<Instant> real = new AtomicReference<>(NOON);
  private final WorldClock clock =
      WorldClock.from(InstantSource.tick(real::get, Duration.ofNanos(1)));

  private void pass(long seconds) {
    real.updateAndGet(now -> now.plusSeconds(seconds));
  }

  @Test
  void aRealClockShowsTheRealTime() {
    pass(90);
    assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(90));
    assertThat(clock.speed()).isEqualTo(1);
  }

  @Test
  void aFrozenClockMovesOnlyWhenAdvanced() {
    clock.freeze();
    pass(90);
    assertThat(clock.instant()).isEqualTo(NOON);
    clock.advance(Duration.ofMinutes(10));
    pass(90);
    assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(600));
    assertThat(clock.isFrozen()).isTrue();
  }

  @Test
  void aFastClockRunsOnFromWhatItShowed() {
    pass(10);
    clock.run(60);
    pass(10);
    assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(10 + 600));
    clock.advance(Duration.ofSeconds(5));
    pass(1);
    assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(10 + 600 + 5 + 60));
    clock.runReal();
    assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(21));
  }

  @Test
  void aCopyIsAdjustedOnItsOwn() {
    WorldClock copy = clock.copy();
    copy.freezeAt(NOON.minusSeconds(5));
    pass(3);
    assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(3));
    assertThat(copy.instant()).isEqualTo(NOON.minusSeconds(5));
  }

  @Test
  void settingsAreReadAsCommandLinesHaveThem() {
    assertThat(WorldClock.parse("2026-11-02T12:00:00Z").instant()).isEqualTo(NOON);
    assertThat(WorldClock.parse("2026-11-02T12:00:00Z").isFrozen()).isTrue();
    assertThat(WorldClock.parse("x60").speed()).isEqualTo(60);
    assertThat(WorldClock.parse("x0.5").speed()).isEqualTo(0.5);
    assertThat(WorldClock.parse("real").speed()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tomorrow",
        "x",
        "x-1",
        "60x",
        "x999999",
        "2026-11-02",
        "+9999-01-01T00:00:00Z"
      })
  void anythingElseIsRefusedInOneLine(String text) {
    assertThatThrownBy(() -> WorldClock.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Expected real, an ISO instant")
        .hasMessageEndingWith("got " + text);
  }

  @Test
  void aNegativeAdvanceIsRefused() {
    assertThatThrownBy(() -> clock.advance(Duration.ofSeconds(-1)))
        .hasMessage("Expected a duration from zero, got PT-1S");
    assertThatThrownBy(() -> clock.advance(Duration.ofDays(Long.MAX_VALUE / 86_400)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
