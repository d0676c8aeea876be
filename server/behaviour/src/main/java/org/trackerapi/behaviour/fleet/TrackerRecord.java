package org.trackerapi.behaviour.fleet;

import java.util.List;

/**
 * A tracker as the platform stores it. Immutable; a change makes a new one.
 *
 * @param id the tracker ID, from 1
 * @param accountId the account that it belongs to
 * @param label the label that the user gave it
 * @param groupId the group, 0 for none
 * @param cloneOf the original of a clone; null for an original
 * @param avatarFileName the name of the avatar file; null when there is none
 * @param tags the tags in the order in which they were set
 * @param rules IDs of the rules that use it
 * @param vehicles IDs of the vehicles that use it
 * @param roles what it is there for in the fixture fleet; may be empty
 * @param corrupted whether it was corrupted
 * @param device the device; a clone has that of its original
 */
public record TrackerRecord(
    int id,
    int accountId,
    String label,
    int groupId,
    Integer cloneOf,
    String avatarFileName,
    List<BoundTag> tags,
    List<Integer> rules,
    List<Integer> vehicles,
    List<String> roles,
    boolean corrupted,
    Device device) {

  /** Returns whether this tracker is a clone of another one. */
  public boolean isClone() {
    return cloneOf != null;
  }

  /** Returns whether the device is blocked. */
  public boolean blocked() {
    return device.blocked();
  }

  /** Returns this tracker with other tags. */
  public TrackerRecord withTags(List<BoundTag> newTags) {
    return new TrackerRecord(
        id,
        accountId,
        label,
        groupId,
        cloneOf,
        avatarFileName,
        List.copyOf(newTags),
        rules,
        vehicles,
        roles,
        corrupted,
        device);
  }

  /** Returns this tracker with another device, or a changed one. */
  public TrackerRecord withDevice(Device newDevice) {
    return new TrackerRecord(
        id,
        accountId,
        label,
        groupId,
        cloneOf,
        avatarFileName,
        tags,
        rules,
        vehicles,
        roles,
        corrupted,
        newDevice);
  }

  /** Returns this tracker as a corrupted one. */
  public TrackerRecord asCorrupted() {
    return new TrackerRecord(
        id,
        accountId,
        label,
        groupId,
        cloneOf,
        avatarFileName,
        tags,
        rules,
        vehicles,
        roles,
        true,
        device);
  }
}
