package org.trackerapi.mock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.trackerapi.behaviour.World;
import org.trackerapi.behaviour.fleet.TrackerRecord;
import org.trackerapi.behaviour.fleet.User;
import org.trackerapi.spec.Action;
import org.trackerapi.spec.Contract;

/** Says at the start what there is to play with. */
final class Greeting {
  /** What is left of 80 columns for trackers, and for how many more there are. */
  private static final int ROOM = 34;

  private Greeting() {}

  static void print(TrackerMock mock, PrintWriter out, boolean examplesOnly) {
    if (!examplesOnly) {
      printRoles(mock.world(), out);
      printLogIn(mock.world(), out);
    }
    out.println("Control: " + mock.rootUrl() + Gate.CONTROL_PATH);
    out.println("Try: " + tryIt(mock, examplesOnly));
  }

  /** Returns the contract's example of read, or the like with what this fleet has. */
  private static String tryIt(TrackerMock mock, boolean examplesOnly) {
    Action read = Contract.action("read").orElseThrow();
    JsonNode example = read.requestExamples().iterator().next().get("value");
    Optional<User> user =
        examplesOnly ? Optional.empty() : FleetSource.master(mock.world().fleet().description());
    if (user.isEmpty()) {
      return Curl.of(mock.baseUrl(), read, example);
    }
    List<Integer> ids =
        mock.world().fleet().allTrackers().stream()
            .filter(tracker -> tracker.accountId() == user.get().accountId())
            .filter(tracker -> !tracker.corrupted())
            .map(TrackerRecord::id)
            .toList();
    ObjectNode parameters = JsonNodeFactory.instance.objectNode().put("hash", user.get().hash());
    if (ids.isEmpty()) {
      return Curl.of(mock.baseUrl(), Contract.action("list").orElseThrow(), parameters);
    }
    int wanted = example.path("tracker_id").asInt();
    parameters.put("tracker_id", ids.contains(wanted) ? wanted : ids.get(0));
    return Curl.of(mock.baseUrl(), read, parameters);
  }

  private static void printRoles(World world, PrintWriter out) {
    Map<String, Map<Integer, String>> byRole = new TreeMap<>();
    for (TrackerRecord tracker : world.fleet().allTrackers()) {
      for (String role : tracker.roles()) {
        byRole.computeIfAbsent(role, r -> new TreeMap<>()).put(tracker.id(), tracker.label());
      }
    }
    out.println();
    out.printf("  %-30s %s%n", "role", "trackers");
    byRole.forEach((role, trackers) -> out.printf("  %-30s %s%n", role, shown(trackers)));
    out.println();
  }

  /** Returns as many trackers as a line has room for, one at least. */
  private static String shown(Map<Integer, String> trackers) {
    StringBuilder line = new StringBuilder();
    int count = 0;
    for (Map.Entry<Integer, String> tracker : trackers.entrySet()) {
      String next = tracker.getKey() + " " + tracker.getValue();
      if (count > 0 && line.length() + next.length() > ROOM) {
        return line + ", and " + (trackers.size() - count) + " more";
      }
      line.append(count++ == 0 ? "" : ", ").append(next);
    }
    return line.toString();
  }

  private static void printLogIn(World world, PrintWriter out) {
    FleetSource.master(world.fleet().description())
        .ifPresent(
            user -> {
              out.println("Hash: " + user.hash());
              if (user.login() != null) {
                out.println(
                    "Log in: user/auth answers it for " + user.login() + ", " + user.password());
              }
            });
  }
}
