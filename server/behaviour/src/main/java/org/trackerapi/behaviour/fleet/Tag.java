package org.trackerapi.behaviour.fleet;

/**
 * A tag that trackers can carry.
 *
 * @param id the tag ID, from 1
 * @param accountId the account that it belongs to
 * @param name a name for people
 * @param color six hexadecimal digits, RGB; null when it has none
 */
public record Tag(int id, int accountId, String name, String color) {}
