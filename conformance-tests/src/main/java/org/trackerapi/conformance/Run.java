package org.trackerapi.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.trackerapi.conformance.profile.Profile;
import org.trackerapi.conformance.profile.Role;
import org.trackerapi.conformance.rules.Guard;
import org.trackerapi.spec.Action;
import org.trackerapi.spec.Contract;

/**
 * What a rule works with: it asks the target, gets trackers by role or registers its own, and
 * leaves everything behind as it was.
 */
public final class Run {
  private static final Set<String> REGISTERING = Set.of("register", "register_quick");
  private static final Set<Integer> WRONG_DEVICE = Set.of(7, 220, 222, 225);
  private static final int MOST_TRIES = 4;

  private final World world;
  private final Random random;
  private final Deque<Supplier<Optional<String>>> undos = new ArrayDeque<>();
  private final Map<Integer, JsonNode> registered = new LinkedHashMap<>();
  private final Set<Integer> left = new HashSet<>();
  private int requests;
  private boolean patient = true;
  private boolean changed;
  private Exchange last;

  Run(World world, String ruleId) {
    this.world = world;
    this.random = new Random(world.options().seed() * 31 + ruleId.hashCode());
  }

  // --- asking -----------------------------------------------------------------------------

  /** Begins a call of an action, e.g. {@code get_fuel}. */
  public Call call(String action) {
    return new Call(this, action);
  }

  /** Begins a call of an action for a tracker. */
  public Call call(String action, int trackerId) {
    return call(action).with("tracker_id", trackerId);
  }

  /** Calls an action for a tracker. */
  public Answer ask(String action, int trackerId) {
    return call(action, trackerId).send();
  }

  Answer send(Call call) {
    requests++;
    Exchange exchange =
        world.target().send(call.action(), call.wire(world.target().base()), patient);
    last = exchange;
    if (exchange.answer() == null) {
      throw new Violation("an HTTP answer", exchange.failure(), exchange);
    }
    Answer answer = new Answer(exchange);
    if (call.observed()) {
      world.observe(call.action(), answer);
    }
    if (REGISTERING.contains(call.action()) && answer.isSuccess()) {
      undoRegistration(answer);
    } else if (answer.isSuccess()) {
      changed |= Contract.action(call.action()).stream().noneMatch(Run::isSafe);
    }
    return answer;
  }

  private static boolean isSafe(Action action) {
    return action.post().path("x-safe").asBoolean();
  }

  /** Takes error 15 for an answer from now on, instead of waiting. */
  public void impatient() {
    patient = false;
  }

  int requests() {
    return requests;
  }

  // --- who and what -----------------------------------------------------------------------

  /** Returns the profile of the target. */
  public Profile profile() {
    return world.profile();
  }

  /** Returns whether the run may write. */
  public boolean mayWrite() {
    return world.options().allowWrites();
  }

  /** Returns the seeded source of choices of this rule. */
  public Random random() {
    return random;
  }

  World world() {
    return world;
  }

  /**
   * Returns the first tracker that plays a role.
   *
   * @throws Skip when there is none
   */
  public int tracker(Role role) {
    return trackers(role).get(0);
  }

  /**
   * Returns all trackers that play a role.
   *
   * @throws Skip when there is none
   */
  public List<Integer> trackers(Role role) {
    List<Integer> ids = world.cast(role, this);
    if (ids.isEmpty()) {
      throw new Skip(
          role.key(),
          "needs " + role.meaning() + ": name it in the profile as trackers." + role.key());
    }
    return ids;
  }

  /**
   * Returns a tracker of a role that the profile offers for writing. A rule that expects a refusal
   * uses it too: a faulty target might obey.
   *
   * @throws Skip when there is none
   */
  public int offered(Role role) {
    return offers(role).get(0);
  }

  /**
   * Returns all trackers of a role that the profile offers for writing.
   *
   * @throws Skip when there is none
   */
  public List<Integer> offers(Role role) {
    List<Integer> ids = trackers(role).stream().filter(profile()::isWritable).toList();
    if (ids.isEmpty()) {
      throw new Skip(
          role.key(),
          "needs " + role.meaning() + " that may be written to: add it to writable of the profile");
    }
    return ids;
  }

  /** Returns an ID that no tracker has. */
  public int unknownTracker() {
    return world.unknownTracker();
  }

  /**
   * Returns the hash of a user of the profile.
   *
   * @throws Skip when the profile has none
   */
  public String hashOf(String user) {
    String hash = profile().users().get(user);
    if (hash == null) {
      throw new Skip(
          "user:" + user, "needs the hash of " + user + ": add it to users of the profile");
    }
    return hash;
  }

  /**
   * Returns parameters that get an error on this target.
   *
   * @param error action and number, e.g. {@code register/222}
   * @throws Skip when the profile has none
   */
  public ObjectNode provoking(String error) {
    ObjectNode parameters = profile().provoke().get(error);
    if (parameters == null) {
      throw new Skip(
          "provoke:" + error,
          "needs parameters that get this error: add provoke." + error + " to the profile");
    }
    return parameters.deepCopy();
  }

  /** Returns a part of the profile, or skips the rule. */
  public <T> T needed(String key, T part) {
    if (part == null || part instanceof List<?> list && list.isEmpty()) {
      throw new Skip(key, "needs " + key + " in the profile");
    }
    return part;
  }

  /** Returns the trackers that list answered at the start, by ID. */
  public Map<Integer, JsonNode> fleet() {
    return world.found().trackers();
  }

  /** Returns the model of a tracker as list_models describes it; an empty object if unknown. */
  public JsonNode model(int trackerId) {
    return world.found().model(trackerId);
  }

  /** Returns a model as list_models describes it; an empty object if unknown. */
  public JsonNode modelOf(String code) {
    return world.found().models().getOrDefault(code, Call.JSON.createObjectNode());
  }

  // --- own trackers -----------------------------------------------------------------------

  /**
   * Returns a tracker that the run registered, shared by rules that only need one to be refused.
   *
   * @throws Skip when none can be registered
   */
  public int own() {
    return world
        .shared(
            () -> {
              int before = undos.size();
              World.OwnTracker tracker = register(device());
              // The shared tracker outlives this rule: its undo step moves to the run.
              if (undos.size() > before) {
                world.undos().push(undos.pop());
              }
              return tracker;
            })
        .id();
  }

  /**
   * Registers a tracker for this rule alone; it is removed when the rule ends.
   *
   * @throws Skip when none can be registered
   */
  public int fresh() {
    return register(device()).id();
  }

  /**
   * Registers an electronic lock for this rule alone.
   *
   * @throws Skip when none can be registered
   */
  public int freshLock() {
    return register(completed(needed("registration.lock", profile().registration().lock()))).id();
  }

  /** Returns a whole request that registers a new device, with label, group, ID and phone. */
  public ObjectNode device() {
    ObjectNode device = profile().registration().device();
    return completed(device == null ? discoveredDevice() : device);
  }

  /** Fills label, group, device ID and phone into parameters that lack them; null removes one. */
  public ObjectNode completed(ObjectNode parameters) {
    ObjectNode request = Call.JSON.createObjectNode();
    request.put("label", world.newLabel()).put("group_id", 0);
    String idType =
        world
            .found()
            .models()
            .getOrDefault(parameters.path("model").asText(), request)
            .path("id_type")
            .asText("imei");
    newDeviceId(idType).ifPresent(id -> request.put("device_id", id));
    request.put("phone", newPhone());
    parameters
        .properties()
        .forEach(
            entry -> {
              if (entry.getValue().isNull()) {
                request.remove(entry.getKey());
              } else {
                request.set(entry.getKey(), entry.getValue());
              }
            });
    return request;
  }

  /** Returns a phone number that nobody has. */
  public String newPhone() {
    return "8888" + digits(11);
  }

  /** Returns an IMEI that nobody has; its zero in front is part of it. */
  public String newImei() {
    return newDeviceId("imei").orElseThrow();
  }

  private Optional<String> newDeviceId(String idType) {
    String[] parts = idType.split(",");
    return switch (parts[0]) {
      case "imei" -> Optional.of(withCheckDigit("01" + digits(12)));
      case "meid" -> Optional.of("A" + digits(13));
      case "id" -> Optional.of("0" + digits(Integer.parseInt(parts[1]) - 1));
      case "ascii" -> Optional.of(("conformance-" + digits(20)).substring(0, 30));
      default -> Optional.empty();
    };
  }

  private static String withCheckDigit(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(i) - '0';
      sum += i % 2 == 0 ? digit : digit * 2 / 10 + digit * 2 % 10;
    }
    return digits + (10 - sum % 10) % 10;
  }

  /** Digits of identifiers must differ from run to run, whatever the seed. */
  private static String digits(int count) {
    StringBuilder text = new StringBuilder();
    java.util.concurrent.ThreadLocalRandom chance =
        java.util.concurrent.ThreadLocalRandom.current();
    for (int i = 0; i < count; i++) {
      text.append((char) ('0' + chance.nextInt(10)));
    }
    return text.toString();
  }

  /** Returns a device that the target lets register, found by trying. */
  private ObjectNode discoveredDevice() {
    Optional<ObjectNode> found = world.device(this::tryDevices);
    return found.orElseThrow(
        () ->
            new Skip(
                "registration.device",
                "needs a device to register: add registration.device to the profile"));
  }

  private Optional<ObjectNode> tryDevices() {
    int tried = 0;
    for (JsonNode model : candidates()) {
      ObjectNode device =
          Call.JSON
              .createObjectNode()
              .put("model", model.get("code").asText())
              .put("plugin_id", 44);
      if (!mayWrite()) {
        return Optional.of(device);
      }
      Answer answer = call("register").with(completed(device)).send();
      // These say that the guess was wrong; anything else is for the rules to judge.
      if (!WRONG_DEVICE.contains(answer.code())) {
        return Optional.of(device);
      }
      tried++;
      if (tried == MOST_TRIES) {
        break;
      }
    }
    return Optional.empty();
  }

  private List<JsonNode> candidates() {
    // What the account has already it can have again.
    Set<String> used = new HashSet<>();
    fleet().values().forEach(tracker -> used.add(tracker.at("/source/model").asText()));
    return world.found().models().values().stream()
        .filter(model -> model.path("register").asBoolean())
        .filter(model -> model.path("has_phone").asBoolean())
        .filter(model -> model.path("id_type").asText().equals("imei"))
        .filter(model -> model.path("digital_outputs").asInt() > 0)
        .sorted(Comparator.comparing(model -> !used.contains(model.path("code").asText())))
        .toList();
  }

  private World.OwnTracker register(ObjectNode request) {
    Answer answer = call("register").with(request).send();
    if (!answer.isSuccess() || !answer.json().at("/value/id").isInt()) {
      throw new Skip(
          "registration.device",
          "could not register a tracker of its own: "
              + Answer.shortened(answer.summary())
              + " (see the rules of register)");
    }
    return new World.OwnTracker(
        answer.json().at("/value/id").intValue(), answer.json().get("value"), request);
  }

  private void undoRegistration(Answer answer) {
    JsonNode id = answer.json().at("/value/id");
    if (!id.isInt()) {
      world.leftover("a tracker was registered, but the answer does not tell its id");
      return;
    }
    int trackerId = id.intValue();
    registered.put(trackerId, answer.json().get("value"));
    if (fleet().containsKey(trackerId)) {
      // A target that answers with somebody else's tracker shall not make us corrupt that one.
      world.leftover("register answered tracker " + trackerId + ", which was there before");
      return;
    }
    undo(
        () -> {
          world.forgetShared(trackerId);
          Answer removal = call("corrupt", trackerId).send();
          // Corrupted by the rule itself (252), or never stored (201): nothing is left.
          return removal.isSuccess() || removal.code() == 252 || removal.code() == 201
              ? Optional.empty()
              : Optional.of(
                  "tracker "
                      + trackerId
                      + " (registered by the run) could not be removed: "
                      + Answer.shortened(removal.summary()));
        });
  }

  // --- clearing up ------------------------------------------------------------------------

  /** Plans a step that takes a change back; it returns what is left when it cannot. */
  public void undo(Supplier<Optional<String>> step) {
    undos.push(step);
  }

  /** Reports a change of a tracker that cannot be taken back. */
  public void leaves(int trackerId, String what) {
    left.add(trackerId);
    world.leftover(what);
  }

  /** Returns the trackers that this rule may have changed, made or removed. */
  Set<Integer> touched() {
    Set<Integer> touched = new HashSet<>(left);
    touched.addAll(registered.keySet());
    if (changed) {
      touched.addAll(world.sharedId());
    }
    return touched;
  }

  /** Checks that trackers of the run that nothing was done to are as they were registered. */
  void keepsItsOwn() {
    if (!changed) {
      registered.values().forEach(tracker -> Guard.asRegistered(this, tracker));
    }
  }

  /** Returns the latest request and its answer, or null. */
  Exchange last() {
    return last;
  }

  void finish() {
    patient = true;
    world.undoAll(undos);
  }

  /** Returns what changed while rules only read, empty when nothing did, null when unknown. */
  public String changedByReading() {
    return world.changedByReading();
  }

  // --- looking back -----------------------------------------------------------------------

  /** Returns how many answers of an action the run has seen. */
  public int answersSeen(String action) {
    return world.observed(action);
  }

  /** Fails when an answer of the action was none that the contract describes. */
  public void holdsToTheContract(String action) {
    List<World.Observation> found = world.observations(action);
    if (!found.isEmpty()) {
      World.Observation first = found.get(0);
      List<String> all = new ArrayList<>(first.problems());
      throw new Violation(
          "only answers that the contract describes",
          Answer.shortened(String.join("; ", all))
              + (found.size() > 1 ? " (and " + (found.size() - 1) + " more answers)" : ""),
          first.exchange());
    }
  }

  /** Fails when an answer is none that the contract describes. */
  public void holdsToTheContract(Answer answer) {
    List<String> problems =
        AnswerCheck.problems(Contract.action(answer.exchange().action()).orElseThrow(), answer);
    if (!problems.isEmpty()) {
      throw answer.violation("an answer that the contract describes", String.join("; ", problems));
    }
  }
}
