package org.trackerapi.behaviour;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The clock of a world: real, frozen, or some times as fast, and adjustable at any time.
 *
 * <p>Safe for use by many threads; every reading is one moment of one setting.
 */
public final class WorldClock extends Clock {
  private static final Pattern SPEED = Pattern.compile("x([0-9]+(?:\\.[0-9]+)?)");
  private static final double FASTEST = 86_400;

  private final InstantSource real;
  private volatile Setting setting;

  /**
   * A setting: at {@code realAnchor} the clock showed {@code shown}, and it has run on since.
   *
   * @param speed seconds of the world per second; 0 is frozen
   * @param origin the earliest instant that belongs to what is shown
   */
  private record Setting(Instant realAnchor, Instant shown, double speed, Instant origin) {
    Instant at(Instant realNow) {
      if (speed == 1) {
        return shown.plus(Duration.between(realAnchor, realNow));
      }
      double elapsed = Duration.between(realAnchor, realNow).toNanos() / 1e9 * speed;
      return speed == 0 ? shown : shown.plusNanos((long) (elapsed * 1e9));
    }
  }

  private WorldClock(InstantSource real, Setting setting) {
    this.real = real;
    this.setting = setting;
  }

  /** Returns a clock that shows the real time. */
  public static WorldClock realTime() {
    return from(InstantSource.system());
  }

  /** Returns a clock that shows what another source shows until it is adjusted. */
  public static WorldClock from(InstantSource real) {
    Instant now = real.instant();
    return new WorldClock(real, new Setting(now, now, 1, now));
  }

  /** Returns a clock that stands still. */
  public static WorldClock frozen(Instant at) {
    InstantSource real = InstantSource.system();
    return new WorldClock(real, new Setting(real.instant(), at, 0, at));
  }

  /**
   * Returns a clock that starts now and runs some times as fast.
   *
   * @param speed seconds of the world per second, from 0 to 86,400
   */
  public static WorldClock fast(double speed) {
    WorldClock clock = realTime();
    clock.run(speed);
    return clock;
  }

  /**
   * Reads a setting as command lines have it.
   *
   * @param text {@code real}, an ISO instant such as {@code 2026-11-02T12:47:13Z}, at which the
   *     clock stands still, or {@code x60} for sixty times as fast
   * @throws IllegalArgumentException if it is none of these; the message is one line for people
   */
  public static WorldClock parse(String text) {
    if (text.toLowerCase(Locale.ROOT).equals("real")) {
      return realTime();
    }
    Matcher speed = SPEED.matcher(text);
    try {
      return speed.matches() ? fast(Double.parseDouble(speed.group(1))) : frozen(instant(text));
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Expected real, an ISO instant from the year 1970 to 9000 such as 2026-11-02T12:47:13Z,"
              + " or a speed up to x86400 such as x60, got "
              + text,
          e);
    }
  }

  private static Instant instant(String text) {
    Instant instant = Instant.parse(text);
    requireUsual(instant);
    return instant;
  }

  private static void requireUsual(Instant instant) {
    int year = instant.atZone(ZoneOffset.UTC).getYear();
    if (year < 1970 || year > 9000) {
      throw new IllegalArgumentException(
          "Expected an instant from the year 1970 to 9000, got " + instant);
    }
  }

  /** Returns whether the clock stands still. */
  public boolean isFrozen() {
    return setting.speed() == 0;
  }

  /** Returns seconds of the world per second; 0 when frozen. */
  public double speed() {
    return setting.speed();
  }

  /** Stands still at what the clock shows now. */
  public synchronized void freeze() {
    set(instant(), 0);
  }

  /**
   * Stands still at an instant. A clock that stood still and is set forward goes on from its {@link
   * #origin}; any other begins at the instant, so that what it shows does not depend on when it was
   * started.
   *
   * @throws IllegalArgumentException outside the years 1970 to 9000
   */
  public synchronized void freezeAt(Instant at) {
    requireUsual(at);
    set(at, 0, isFrozen() ? origin() : at);
  }

  /**
   * Runs from what the clock shows now.
   *
   * @param speed seconds of the world per second, from 0 to 86,400
   * @throws IllegalArgumentException if out of range
   */
  public synchronized void run(double speed) {
    if (!(speed >= 0 && speed <= FASTEST)) {
      throw new IllegalArgumentException(
          "Expected a speed from 0 to " + (long) FASTEST + ", got " + speed);
    }
    set(instant(), speed);
  }

  /** Shows the real time again. */
  public synchronized void runReal() {
    set(real.instant(), 1);
  }

  /**
   * Moves forward, frozen or not.
   *
   * @param by how far, from zero
   * @throws IllegalArgumentException if negative, or out of the years 1970 to 9000
   */
  public synchronized void advance(Duration by) {
    if (by.isNegative()) {
      throw new IllegalArgumentException("Expected a duration from zero, got " + by);
    }
    Instant next;
    try {
      next = instant().plus(by);
      requireUsual(next);
    } catch (DateTimeException | ArithmeticException | IllegalArgumentException e) {
      throw new IllegalArgumentException("Expected to stay before the year 9000, got " + by, e);
    }
    set(next, setting.speed());
  }

  /** Shows what another clock shows, and runs as fast. */
  public synchronized void setLike(WorldClock other) {
    set(other.instant(), other.speed(), other.origin());
  }

  /** Returns a clock that shows the same and is adjusted on its own. */
  public WorldClock copy() {
    return new WorldClock(real, setting);
  }

  private void set(Instant shown, double speed) {
    set(shown, speed, origin());
  }

  private void set(Instant shown, double speed, Instant origin) {
    Instant earlier = shown.isBefore(origin) ? shown : origin;
    setting = new Setting(real.instant(), shown, speed, earlier);
  }

  /** Returns the instant that the clock has run on or been moved forward from. */
  public Instant origin() {
    return setting.origin();
  }

  /**
   * What a clock shows at one moment.
   *
   * @param instant the instant
   * @param origin where the clock comes from
   */
  record Reading(Instant instant, Instant origin) {}

  /** Returns instant and origin of the same moment. */
  Reading read() {
    Setting now = setting;
    return new Reading(now.at(real.instant()), now.origin());
  }

  @Override
  public Instant instant() {
    return setting.at(real.instant());
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  /** Returns an ordinary clock of that zone over this one. */
  @Override
  public Clock withZone(ZoneId zone) {
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return zone;
      }

      @Override
      public Clock withZone(ZoneId other) {
        return WorldClock.this.withZone(other);
      }

      @Override
      public Instant instant() {
        return WorldClock.this.instant();
      }
    };
  }
}
