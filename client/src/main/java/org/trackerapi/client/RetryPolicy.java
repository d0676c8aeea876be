package org.trackerapi.client;

import java.time.Duration;
import java.util.Objects;

/**
 * Says how often a read is tried.
 *
 * <p>Only actions that change nothing are repeated, and only after a failed connection, error 15
 * (HTTP 429) or HTTP 503. The pause doubles from attempt to attempt, less a random part of up to a
 * half; a longer {@code Retry-After} of the server, in seconds or as a date, is obeyed up to the
 * longest pause.
 *
 * @param attempts how often a call is tried in all, from 1
 * @param firstPause the pause before the second attempt
 * @param longestPause no pause is longer
 */
public record RetryPolicy(int attempts, Duration firstPause, Duration longestPause) {
  /** Never repeats a call. */
  public static final RetryPolicy NONE = new RetryPolicy(1, Duration.ZERO, Duration.ZERO);

  /** Tries three times in all, with pauses from 200 milliseconds to 5 seconds. */
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(3, Duration.ofMillis(200), Duration.ofSeconds(5));

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if there is no attempt, or a pause is negative
   */
  public RetryPolicy {
    Objects.requireNonNull(firstPause, "firstPause");
    Objects.requireNonNull(longestPause, "longestPause");
    if (attempts < 1) {
      throw new IllegalArgumentException("Expected at least 1 attempt, got " + attempts);
    }
    if (firstPause.isNegative() || longestPause.isNegative()) {
      throw new IllegalArgumentException(
          "Expected pauses of 0 or more, got " + firstPause + " and " + longestPause);
    }
  }

  /** Returns the pause after this many attempts. */
  Duration pauseAfter(int attempts, Duration retryAfter, double random) {
    double doubled = Transport.nanos(firstPause) * Math.pow(2, attempts - 1.0) * (1 - random / 2);
    double wanted = Math.max(doubled, Transport.nanos(retryAfter));
    return Duration.ofNanos((long) Math.min(wanted, Transport.nanos(longestPause)));
  }
}
