package org.trackerapi.behaviour.fleet;

/**
 * A tag on a tracker.
 *
 * @param tagId the tag
 * @param ordinal its place, 1 to 5
 */
public record BoundTag(int tagId, int ordinal) {}
