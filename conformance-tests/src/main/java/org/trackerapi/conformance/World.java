package org.trackerapi.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.trackerapi.conformance.profile.Profile;
import org.trackerapi.conformance.profile.Role;
import org.trackerapi.spec.Contract;

/** What all rules of one run share. */
final class World {
  private static final int FAR_AWAY = 2_147_000_001;

  private final Options options;
  private final Profile profile;
  private final Target target;
  private final Discovery found;
  private final Map<Integer, Boolean> exists = new ConcurrentHashMap<>();
  private final Map<String, List<Observation>> observations = new TreeMap<>();
  private final Map<String, Integer> observed = new TreeMap<>();
  private final Set<Integer> validated = new HashSet<>();
  private final Deque<Supplier<Optional<String>>> undos = new ArrayDeque<>();
  private final List<String> leftovers = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger labels = new AtomicInteger();
  private final String prefix;
  private OwnTracker shared;
  private Optional<ObjectNode> device;
  private String changedByReading;

  /** An answer that the contract does not describe. */
  record Observation(Exchange exchange, List<String> problems) {}

  /** A tracker that the run registered. */
  record OwnTracker(int id, JsonNode tracker, ObjectNode request) {}

  World(Options options, Profile profile, Target target, Discovery found) {
    this.options = options;
    this.profile = profile;
    this.target = target;
    this.found = found;
    this.prefix = "conformance-" + Long.toHexString(System.nanoTime() & 0xffffff) + "-";
  }

  Options options() {
    return options;
  }

  Profile profile() {
    return profile;
  }

  Target target() {
    return target;
  }

  Discovery found() {
    return found;
  }

  /** Returns the device that was found to register, and finds it the first time. */
  synchronized Optional<ObjectNode> device(Supplier<Optional<ObjectNode>> find) {
    if (device == null) {
      device = find.get();
    }
    return device.map(ObjectNode::deepCopy);
  }

  List<String> leftovers() {
    return List.copyOf(new LinkedHashSet<>(leftovers));
  }

  void leftover(String what) {
    leftovers.add(what);
  }

  String newLabel() {
    return prefix + labels.incrementAndGet();
  }

  Deque<Supplier<Optional<String>>> undos() {
    return undos;
  }

  OwnTracker shared(Supplier<OwnTracker> register) {
    if (shared == null) {
      shared = register.get();
    }
    return shared;
  }

  /** Returns the ID of the shared tracker, if there is one. */
  Set<Integer> sharedId() {
    return shared == null ? Set.of() : Set.of(shared.id());
  }

  void forgetShared(int id) {
    if (shared != null && shared.id() == id) {
      shared = null;
    }
  }

  void changedByReading(String what) {
    changedByReading = what;
  }

  /** Returns what changed while rules only read, empty when nothing did, null when unknown. */
  String changedByReading() {
    return changedByReading;
  }

  int unknownTracker() {
    if (profile.unknownTrackerId() != null) {
      return profile.unknownTrackerId();
    }
    int id = FAR_AWAY;
    while (found.trackers().containsKey(id)) {
      id++;
    }
    return id;
  }

  /** Returns the trackers of a role that are still there, those of the profile first. */
  List<Integer> cast(Role role, Run run) {
    Set<Integer> ids = new LinkedHashSet<>();
    for (Map.Entry<String, List<Integer>> entry : new TreeMap<>(profile.trackers()).entrySet()) {
      if (role.key().equals(entry.getKey())) {
        ids.addAll(entry.getValue());
      }
    }
    for (Map.Entry<String, List<Integer>> entry : new TreeMap<>(profile.trackers()).entrySet()) {
      if (role.isCalled(entry.getKey())) {
        ids.addAll(entry.getValue());
      }
    }
    ids.addAll(found.roles().getOrDefault(role, List.of()));
    if (role == Role.CLONE) {
      // One that is there to be deleted may be gone for the next rule.
      List<Integer> deletable =
          profile.trackers().getOrDefault(Role.DELETABLE_CLONE.key(), List.of());
      ids.removeAll(deletable);
      ids.addAll(deletable);
    }
    boolean elsewhere = role == Role.CORRUPTED || role == Role.FOREIGN;
    return ids.stream().filter(id -> elsewhere || exists(id, run)).toList();
  }

  private boolean exists(int id, Run run) {
    return found.trackers().containsKey(id)
        || exists.computeIfAbsent(
            id, key -> run.call("read").with("tracker_id", key).send().isSuccess());
  }

  synchronized void observe(String action, Answer answer) {
    observed.merge(action, 1, Integer::sum);
    int print =
        Arrays.hashCode(answer.exchange().answer().body()) * 31
            + answer.status() * 7
            + action.hashCode()
            + answer.contentType().hashCode();
    if (!validated.add(print)) {
      return;
    }
    List<String> problems = AnswerCheck.problems(Contract.action(action).orElseThrow(), answer);
    if (!problems.isEmpty()) {
      observations
          .computeIfAbsent(action, key -> new ArrayList<>())
          .add(new Observation(answer.exchange(), problems));
    }
  }

  synchronized int observed(String action) {
    return observed.getOrDefault(action, 0);
  }

  synchronized List<Observation> observations(String action) {
    return List.copyOf(observations.getOrDefault(action, List.of()));
  }

  /** Undoes everything that is still to be undone, the latest first. */
  void undoAll(Deque<Supplier<Optional<String>>> steps) {
    while (!steps.isEmpty()) {
      try {
        steps.pop().get().ifPresent(this::leftover);
      } catch (Violation | Skip e) {
        leftover("an undo step failed: " + e.getMessage());
      }
    }
  }
}
