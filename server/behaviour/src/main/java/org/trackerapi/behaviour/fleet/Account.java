package org.trackerapi.behaviour.fleet;

import java.time.ZoneId;

/**
 * A customer of the platform.
 *
 * @param id the account ID, from 1
 * @param name a name for people
 * @param legalType {@code individual}, {@code legal_entity} or {@code sole_trader}
 * @param zone the time zone of all dates and times in its answers
 * @param units the measurement system of its users
 * @param deviceLimit how many trackers it may have, corrupted and deleted ones not counted; from 0
 */
public record Account(
    int id, String name, String legalType, ZoneId zone, Units units, int deviceLimit) {}
