package org.trackerapi.mock;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.TreeMap;
import java.util.TreeSet;
import org.trackerapi.behaviour.World;
import org.trackerapi.behaviour.fleet.FleetDescription;
import org.trackerapi.behaviour.fleet.TrackerRecord;
import org.trackerapi.behaviour.fleet.User;

/**
 * Writes a world as it is now: who may call, which trackers there are and which roles they play.
 */
final class WorldJson {
  private WorldJson() {}

  static ObjectNode write(World world) {
    FleetDescription description = world.fleet().description();
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("instant", world.clock().instant().toString()).put("seed", description.seed());
    ArrayNode users = body.putArray("users");
    description.users().values().stream()
        .sorted(Comparator.comparing(User::accountId).thenComparing(User::name))
        .forEach(
            user -> {
              ObjectNode shown = users.addObject().put("name", user.name());
              shown.put("account_id", user.accountId()).put("hash", user.hash());
              shown.put("role", user.master() ? "master" : "sub_user");
              ArrayNode rights = shown.putArray("rights");
              new TreeSet<>(user.rights()).forEach(rights::add);
              shown.put("expired", user.expired()).put("blocked", user.blocked());
            });
    ArrayNode unknown = body.putArray("unknown_tracker_ids");
    new TreeSet<>(description.reservedTrackerIds()).forEach(unknown::add);
    ArrayNode groups = body.putArray("groups");
    new TreeMap<>(description.groups())
        .forEach(
            (id, group) ->
                groups
                    .addObject()
                    .put("id", id)
                    .put("account_id", group.accountId())
                    .put("title", group.title()));
    ArrayNode tags = body.putArray("tags");
    new TreeMap<>(description.tags())
        .forEach(
            (id, tag) ->
                tags.addObject()
                    .put("id", id)
                    .put("account_id", tag.accountId())
                    .put("name", tag.name()));
    ArrayNode trackers = body.putArray("trackers");
    world.fleet().allTrackers().stream()
        .sorted(Comparator.comparingInt(TrackerRecord::id))
        .forEach(tracker -> write(tracker, trackers.addObject()));
    return body;
  }

  private static void write(TrackerRecord tracker, ObjectNode shown) {
    shown.put("id", tracker.id()).put("account_id", tracker.accountId());
    shown.put("label", tracker.label()).put("group_id", tracker.groupId());
    ArrayNode roles = shown.putArray("roles");
    tracker.roles().forEach(roles::add);
    shown.put("clone_of", tracker.cloneOf()).put("corrupted", tracker.corrupted());
    shown.put("blocked", tracker.blocked()).put("source_id", tracker.device().sourceId());
    shown.put("model", tracker.device().model().code());
    shown.put("device_id", tracker.device().deviceId()).put("phone", tracker.device().phone());
    ArrayNode tags = shown.putArray("tag_bindings");
    tracker
        .tags()
        .forEach(tag -> tags.addObject().put("tag_id", tag.tagId()).put("ordinal", tag.ordinal()));
  }
}
