package org.trackerapi.behaviour.telemetry;

import java.time.Duration;
import java.time.Instant;
import org.trackerapi.behaviour.fleet.Point;

/**
 * What a device does, from the start of the world on.
 *
 * @param link the connection
 * @param silentFor with OFFLINE and SIGNAL_LOST: how long before the start it fell silent
 * @param since with JUST_REPLACED: when it was replaced; null means {@code replacedFor} before the
 *     start
 * @param last with JUST_REPLACED: what was last known of the device before; null means that it
 *     stood at {@code position} until it was replaced
 * @param replacedFor with JUST_REPLACED: how long before the start it was replaced
 * @param reportEvery seconds between two reports, from 1
 * @param gpsAge seconds that coordinates are older than the report that carries them, from 0
 * @param motion how it moves
 * @param standingFor how long before the start it came to stand
 * @param road where it drives; null when it does not
 * @param phase where on the road it is at the epoch: 0 first point, 1 last point
 * @param position where it stands; null when it drives or was never located
 * @param heading degrees from north while it stands, 0 to 359
 * @param altitude metres above sea level
 * @param battery level in percent, 0 to 100; null when the device cannot tell
 * @param network name of the GSM network; null when the device says nothing about GSM
 * @param gsmSignal level in percent; null when it cannot tell
 * @param roaming whether it roams; null when it cannot tell
 * @param gsmLbs whether GSM cells locate it, not satellites
 * @param precision metres; null when it cannot tell
 * @param walking whether it moves at walking pace
 */
public record Profile(
    Link link,
    Duration silentFor,
    Instant since,
    State last,
    Duration replacedFor,
    int reportEvery,
    int gpsAge,
    Motion motion,
    Duration standingFor,
    Road road,
    double phase,
    Point position,
    int heading,
    int altitude,
    Integer battery,
    String network,
    Integer gsmSignal,
    Boolean roaming,
    boolean gsmLbs,
    Integer precision,
    boolean walking) {

  private static final int USUAL_PERIOD = 10;

  /** The profile of a device that was registered just now. */
  public static final Profile REGISTERED =
      unconnected(Link.JUST_REGISTERED, null, null, null, false);

  /**
   * Returns the profile of a device that took the place of another one.
   *
   * @param when when it did
   * @param last the last state of the other device, which stays to be seen
   */
  public Profile replaced(Instant when, State last) {
    return unconnected(Link.JUST_REPLACED, when, last, precision, gsmLbs);
  }

  private static Profile unconnected(
      Link link, Instant since, State last, Integer precision, boolean gsmLbs) {
    return new Profile(
        link,
        Duration.ZERO,
        since,
        last,
        Duration.ZERO,
        USUAL_PERIOD,
        0,
        Motion.PARKED,
        Duration.ZERO,
        null,
        0,
        null,
        0,
        0,
        null,
        null,
        null,
        null,
        gsmLbs,
        precision,
        false);
  }
}
