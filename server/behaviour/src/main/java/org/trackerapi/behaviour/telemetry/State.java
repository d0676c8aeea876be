package org.trackerapi.behaviour.telemetry;

import java.time.Instant;
import org.trackerapi.behaviour.fleet.Point;

/**
 * What the platform knows of a tracker at an instant. All times are at or before that instant.
 *
 * @param lastReport when the device last reported; null when it never did
 * @param reported whether the present device has reported
 * @param connection the connection status
 * @param movement the movement status
 * @param movementSince when that last changed; null when it never did
 * @param ignition whether the ignition is on; false where the vehicle has none
 * @param ignitionSince when that last changed; null when it never did
 * @param gpsUpdated when the coordinates were last updated; null when there have been none
 * @param location the last known position; latitude and longitude 0 when there have been none
 * @param heading degrees from north, 0 to 359
 * @param speed ground speed in km/h, from 0
 * @param altitude metres above sea level
 * @param satelliteFix when satellites last located it; null when they never did
 * @param trackUpdated when it last moved; null when it never did
 * @param drivenMetres metres driven since the epoch of the telemetry; negative before
 * @param sinceEpoch seconds from that epoch to the last report; negative before
 */
public record State(
    Instant lastReport,
    boolean reported,
    Connection connection,
    Movement movement,
    Instant movementSince,
    boolean ignition,
    Instant ignitionSince,
    Instant gpsUpdated,
    Point location,
    int heading,
    int speed,
    int altitude,
    Instant satelliteFix,
    Instant trackUpdated,
    double drivenMetres,
    long sinceEpoch) {}
