package org.trackerapi.mock;

import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.trackerapi.behaviour.World;
import org.trackerapi.behaviour.fleet.TrackerRecord;
import org.trackerapi.behaviour.fleet.User;
import org.trackerapi.spec.Contract;

/** Says at the start what there is to play with. */
final class Greeting {
  private static final int IDS = 4;

  private Greeting() {}

  static void print(TrackerMock mock, PrintWriter out, boolean examplesOnly) {
    if (!examplesOnly) {
      printRoles(mock.world(), out);
      printLogIn(mock.world(), out);
    }
    out.println("Control: " + mock.rootUrl() + Gate.CONTROL_PATH);
    out.println("Try: " + Curl.of(mock.baseUrl(), Contract.action("read").orElseThrow()));
  }

  private static void printRoles(World world, PrintWriter out) {
    Map<String, Map<Integer, String>> byRole = new TreeMap<>();
    for (TrackerRecord tracker : world.fleet().allTrackers()) {
      for (String role : tracker.roles()) {
        byRole.computeIfAbsent(role, r -> new TreeMap<>()).put(tracker.id(), tracker.label());
      }
    }
    out.printf("  %-32s %s%n", "role", "trackers");
    byRole.forEach(
        (role, trackers) ->
            out.printf(
                "  %-32s %s%s%n",
                role,
                trackers.entrySet().stream()
                    .limit(IDS)
                    .map(tracker -> tracker.getKey() + " " + tracker.getValue())
                    .collect(Collectors.joining(", ")),
                trackers.size() > IDS ? ", and " + (trackers.size() - IDS) + " more" : ""));
  }

  private static void printLogIn(World world, PrintWriter out) {
    FleetSource.master(world.fleet().description())
        .ifPresent(user -> out.println("Hash: " + user.hash() + logIn(user)));
  }

  private static String logIn(User user) {
    return user.login() == null
        ? ""
        : ", which user/auth answers for login " + user.login() + ", password " + user.password();
  }
}
