package org.trackerapi.behaviour;

import java.util.List;
import org.trackerapi.behaviour.fleet.BoundTag;
import org.trackerapi.behaviour.fleet.Device;
import org.trackerapi.behaviour.fleet.TrackerRecord;
import org.trackerapi.stubs.Presence;
import org.trackerapi.stubs.model.TagBinding;
import org.trackerapi.stubs.model.Tracker;
import org.trackerapi.stubs.model.TrackerResponse;
import org.trackerapi.stubs.model.TrackerSource;

/** Shows trackers as the contract describes them. */
final class Trackers {
  private Trackers() {}

  /** Returns the answer with one tracker and its tags. */
  static TrackerResponse response(TrackerRecord tracker) {
    return new TrackerResponse(withTags(tracker));
  }

  /** Returns a tracker with its tags, an empty list where there are none. */
  static Tracker withTags(TrackerRecord tracker) {
    return tracker(tracker, tracker.tags().stream().map(Trackers::binding).toList());
  }

  /** Returns a tracker that says nothing about its tags. */
  static Tracker withoutTags(TrackerRecord tracker) {
    return tracker(tracker, null);
  }

  private static Tracker tracker(TrackerRecord tracker, List<TagBinding> tags) {
    return new Tracker(
        tracker.id(),
        tracker.label(),
        tracker.isClone(),
        tracker.groupId(),
        tracker.avatarFileName(),
        source(tracker.device()),
        tags);
  }

  private static TrackerSource source(Device device) {
    return new TrackerSource(
        device.sourceId(),
        device.deviceId(),
        device.model().code(),
        device.blocked(),
        device.tariffId(),
        Presence.of(device.statusListingId()),
        device.creationDate(),
        Presence.of(device.tariffEndDate()),
        Presence.of(device.phone()));
  }

  private static TagBinding binding(BoundTag tag) {
    return new TagBinding(tag.tagId(), tag.ordinal());
  }
}
