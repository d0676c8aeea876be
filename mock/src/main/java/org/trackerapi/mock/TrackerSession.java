package org.trackerapi.mock;

import org.trackerapi.behaviour.World;
import org.trackerapi.behaviour.WorldClock;

/**
 * What concerns the calls of one hash only, so that tests that run in parallel leave each other
 * alone.
 *
 * <pre>{@code
 * try (TrackerMock mock = TrackerMock.builder().isolate(100).start()) {
 *   TrackerSession mine = mock.session();
 *   mine.failNext("get_fuel", "DEVICE_BLOCKED");
 *   client.call(mock.baseUrl() + "/tracker/get_fuel", mine.hash());
 * }
 * }</pre>
 *
 * <p>World and clock are its own only when the simulator isolates hashes.
 */
public final class TrackerSession {
  private final String hash;
  private final Worlds worlds;
  private final ForcedErrors forced;
  private final Networks networks;

  /**
   * Makes a session.
   *
   * @param hash null for all callers
   * @param worlds null when only documented examples are answered
   */
  TrackerSession(String hash, Worlds worlds, ForcedErrors forced, Networks networks) {
    this.hash = hash;
    this.worlds = worlds;
    this.forced = forced;
    this.networks = networks;
  }

  /** Returns the hash to call with. */
  public String hash() {
    return hash;
  }

  /** Returns the world that calls with this hash see. */
  public World world() {
    return simulated().world(hash);
  }

  /** Returns the clock of that world, to freeze, advance or speed it up. */
  public WorldClock clock() {
    return world().clock();
  }

  /**
   * Lets the next call fail; see {@link TrackerMock#failNext(String, String)}.
   *
   * @throws IllegalArgumentException if there is no such action, or it does not document the error
   */
  public void failNext(String action, String error) {
    failNext(action, error, 1);
  }

  /**
   * Lets the next call fail; see {@link TrackerMock#failNext(String, int)}.
   *
   * @throws IllegalArgumentException if there is no such action, or it does not document the error
   */
  public void failNext(String action, int number) {
    failNext(action, Integer.toString(number), 1);
  }

  /**
   * Lets the next calls fail; see {@link TrackerMock#failNext(String, String, int)}.
   *
   * @param times how many calls, from 1
   * @throws IllegalArgumentException if there is no such action, it does not document the error, or
   *     {@code times} is below 1
   */
  public void failNext(String action, String error, int times) {
    if (times < 1) {
      throw new IllegalArgumentException("Expected a number of calls from 1, got " + times);
    }
    simulated();
    forced.add(Control.queued(hash, action, error, times));
  }

  /**
   * Simulates a network: {@code perfect}, {@code slow}, {@code flaky} or {@code offline}.
   *
   * @throws IllegalArgumentException if there is no such profile
   */
  public void network(String profile) {
    simulated();
    networks.set(hash, NetworkJson.profile(profile));
  }

  /** Undoes every change of its own: fleet, clock, errors that are to come, network. */
  public void reset() {
    if (worlds != null) {
      worlds.reset(hash);
    }
    forced.clear(hash);
    networks.reset(hash);
  }

  private Worlds simulated() {
    if (worlds == null) {
      throw new IllegalStateException(
          "Expected a simulator with a world, but this one answers documented examples only");
    }
    return worlds;
  }
}
