package org.trackerapi.behaviour;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.trackerapi.stubs.Authentication;
import org.trackerapi.stubs.Authenticator;
import org.trackerapi.stubs.Condition;
import org.trackerapi.stubs.Credentials;
import org.trackerapi.stubs.Operation;

/**
 * Limits the requests per second of each hash; requests without one share a limit.
 *
 * <p>A caller may spend the requests of one second at once, and gets them back evenly.
 */
public final class RateLimit {
  private static final int MOST_CALLERS = 10_000;
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final int perSecond;
  private final LongSupplier nanoTime;
  private final ConcurrentMap<String, Long> fullAgain = new ConcurrentHashMap<>();

  private RateLimit(int perSecond, LongSupplier nanoTime) {
    this.perSecond = perSecond;
    this.nanoTime = nanoTime;
  }

  /**
   * Returns a limit.
   *
   * @param perSecond requests per second and hash, from 1
   * @throws IllegalArgumentException if less than 1
   */
  public static RateLimit of(int perSecond) {
    return of(perSecond, System::nanoTime);
  }

  static RateLimit of(int perSecond, LongSupplier nanoTime) {
    if (perSecond < 1) {
      throw new IllegalArgumentException(
          "Expected a rate limit of at least 1 request per second, got " + perSecond);
    }
    return new RateLimit(perSecond, nanoTime);
  }

  /**
   * Takes one request from a caller's allowance.
   *
   * @param caller a hash, or anything else that tells callers apart
   * @return false if the allowance is used up
   */
  public boolean admits(String caller) {
    long now = nanoTime.getAsLong();
    if (fullAgain.size() > MOST_CALLERS) {
      fullAgain.values().removeIf(full -> full - now <= 0);
    }
    boolean[] admitted = new boolean[1];
    fullAgain.compute(
        caller,
        (key, full) -> {
          long after = (full == null || full - now < 0 ? now : full) + SECOND / perSecond;
          admitted[0] = after - now <= SECOND;
          return admitted[0] ? Long.valueOf(after) : full;
        });
    return admitted[0];
  }

  /** Asks this limit before another authenticator. */
  Authenticator before(Authenticator authenticator) {
    return (Operation operation, Credentials credentials) ->
        admits(credentials.first().orElse(""))
            ? authenticator.authenticate(operation, credentials)
            : new Authentication.Denied(Condition.TOO_MANY_REQUESTS, "Wait and try again.");
  }
}
