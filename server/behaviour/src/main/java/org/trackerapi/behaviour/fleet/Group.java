package org.trackerapi.behaviour.fleet;

/**
 * A group of trackers.
 *
 * @param id the group ID, from 1; 0 means no group
 * @param accountId the account that it belongs to
 * @param title a title for people
 */
public record Group(int id, int accountId, String title) {}
