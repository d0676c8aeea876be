package org.trackerapi.conformance.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.trackerapi.conformance.Answer;
import org.trackerapi.conformance.Call;
import org.trackerapi.conformance.Level;
import org.trackerapi.conformance.RuleSpec;
import org.trackerapi.conformance.Run;
import org.trackerapi.conformance.Skip;
import org.trackerapi.conformance.profile.Role;
import org.trackerapi.spec.Action;
import org.trackerapi.spec.Contract;

/**
 * Rules about every action alike that is about trackers: those of others, those that the user may
 * not see and those that are gone are not there for it; and who is refused changes nothing.
 */
public final class LookupRules {
  private static final String RIGHTS = "Trackers that a sub-user may not see do not exist for it.";
  private static final String CHECKS = "contract, Order of checks";

  private final Action action;
  private final String name;
  private final boolean reads;
  private final String section;
  private final List<RuleSpec> rules = new ArrayList<>();

  private LookupRules(Action action) {
    this.action = action;
    this.name = action.name();
    this.reads = Requests.READING.contains(name);
    this.section = action.post().path("x-source").asText();
  }

  /** Returns the rules. */
  public static List<RuleSpec> all() {
    List<RuleSpec> rules = new ArrayList<>();
    for (Action action : Contract.actions()) {
      rules.addAll(new LookupRules(action).rules());
    }
    return rules;
  }

  private List<RuleSpec> rules() {
    if (Requests.takesTracker(name) || Requests.takesTrackers(name)) {
      String belongs = Quotes.BELONGS;
      add(
          "foreign",
          Level.MUST,
          belongs,
          section + ", Parameters",
          !reads,
          this::foreign,
          "foreign");
      if (!name.equals("delete"))
        add(
            "restricted",
            Level.SHOULD,
            RIGHTS,
            "contract, Rights",
            !reads,
            this::restricted,
            "user:restricted",
            "restricted_groups",
            reads ? "any" : "registration.device");
      if (!name.equals("corrupt")) {
        add(
            "gone",
            Level.SHOULD,
            Quotes.CORRUPTED,
            "tracker#corrupt",
            true,
            this::gone,
            "registration.device");
      }
    }
    if (!action.requiredRights().isEmpty()) {
      add(
          "refused",
          Level.SHOULD,
          "The request was refused; nothing changed.",
          "contract, " + name,
          true,
          this::refusesAndChangesNothing,
          "user:viewer",
          "registration.device");
    }
    add(
        "order",
        Level.SHOULD,
        "Format (5), hash (3, 4), user (11), rights (13), parameters (7),"
            + " tracker (201, 204, 217, 252), blocked (208)",
        CHECKS,
        false,
        this::checksInOrder);
    if (Requests.takesTracker(name) && !name.equals("read")) {
      add(
          "7-before-208",
          Level.SHOULD,
          "rights (13), parameters (7), tracker (201, 204, 217, 252), blocked (208)",
          CHECKS,
          !reads,
          this::checksParametersBeforeTheTracker,
          "blocked");
    }
    if (reads || Requests.takesTracker(name)) {
      add(
          "unknown-parameters",
          Level.SHOULD,
          "Unknown parameters are ignored.",
          "contract, Requests",
          false,
          this::ignoresUnknownParameters);
    }
    add(
        "5",
        Level.SHOULD,
        "5 Wrong request format: broken JSON, JSON that is not an object.",
        CHECKS,
        false,
        this::refusesBrokenJson);
    add(
        "9",
        Level.SHOULD,
        "9 Too large request: the body is larger than the platform accepts.",
        "contract, Limits",
        false,
        this::refusesALargeBody);
    add(
        "112",
        Level.MUST,
        "112 Wrong method: the path names an action, but the method is neither GET nor POST.",
        "contract, errors",
        false,
        this::refusesOtherMethods,
        FormRules.needs(action).toArray(String[]::new));
    add(
        "11",
        Level.SHOULD,
        "11 Access denied: the user or the dealer is blocked.",
        CHECKS,
        false,
        this::refusesABlockedUser,
        "user:blocked_user");
    return rules;
  }

  private static final Map<String, String> TITLES =
      Map.ofEntries(
          Map.entry("unknown-parameters", "ignores parameters that it does not know"),
          Map.entry("foreign", "does not find a tracker of another account"),
          Map.entry("restricted", "does not find a tracker that the sub-user may not see"),
          Map.entry("gone", "does not find a tracker that was corrupted"),
          Map.entry("refused", "changes nothing when the user lacks the right"),
          Map.entry("order", "checks credentials, rights, parameters and tracker in this order"),
          Map.entry("7-before-208", "looks at rights and parameters before the tracker"),
          Map.entry("5", "refuses broken JSON"),
          Map.entry("9", "refuses a body that is too large"),
          Map.entry("112", "refuses other methods than GET and POST"),
          Map.entry("11", "refuses a blocked user"));

  private void add(
      String tail,
      Level level,
      String quote,
      String source,
      boolean writes,
      RuleSpec.Body body,
      String... needs) {
    List<String> all = new ArrayList<>(writes ? List.of("writes") : List.of());
    all.addAll(List.of(needs));
    if (name.equals("replace_quick") && List.of("foreign", "restricted", "gone").contains(tail)) {
      all.add("registration.quick_imeis");
    }
    rules.add(
        new RuleSpec(
            name + "/" + tail,
            name,
            TITLES.get(tail),
            quote,
            source,
            level,
            all,
            writes,
            false,
            tail.matches("[0-9]+") ? List.of("error:" + tail) : List.of("lookup:" + tail),
            body));
  }

  private void foreign(Run run) {
    isNotThere(about(run, reads ? run.tracker(Role.FOREIGN) : run.offered(Role.FOREIGN)).send());
  }

  private void restricted(Run run) {
    run.hashOf("restricted");
    List<Integer> groups = run.needed("restricted_groups", run.profile().restrictedGroups());
    if (!reads && groups.contains(0)) {
      throw new Skip("restricted_groups", "needs a user that does not see group 0");
    }
    int hidden = reads ? hidden(run, groups) : name.equals("corrupt") ? run.fresh() : run.own();
    Answer answer = about(run, hidden).as("restricted").send();
    if (!reads && answer.code() == 13) {
      throw new Skip("user:restricted", "needs a user restricted that has the rights");
    }
    isNotThere(answer);
  }

  private static int hidden(Run run, List<Integer> groups) {
    for (Map.Entry<Integer, JsonNode> entry : run.fleet().entrySet()) {
      if (!groups.contains(entry.getValue().path("group_id").asInt())
          && !entry.getValue().at("/source/blocked").asBoolean()) {
        return entry.getKey();
      }
    }
    throw new Skip("any", "needs a tracker outside the restricted groups");
  }

  private void gone(Run run) {
    int id = run.fresh();
    run.ask("corrupt", id).ok();
    isGone(run, id);
    for (int before : run.profile().trackers().getOrDefault(Role.CORRUPTED.key(), List.of())) {
      if (run.profile().isWritable(before)) {
        isGone(run, before);
      }
    }
  }

  private void isGone(Run run, int id) {
    Answer answer = about(run, id).send();
    if (name.equals("get_states")) {
      answer.refusedWith(400, 201);
    } else {
      isNotThere(answer);
    }
  }

  /** What the viewer is refused must not happen all the same. */
  private void refusesAndChangesNothing(Run run) {
    run.hashOf("viewer");
    ObjectNode request = Requests.onOwnTracker(run, name);
    int id = request.path("tracker_id").asInt();
    if (id == 0) {
      run.call(name).with(request).as("viewer").send().refusedWith(403, 13);
      return;
    }
    SettingsRules.tagged(run, id);
    ObjectNode whole = Wholes.now(run, id);
    Answer answer = run.call(name).with(request).as("viewer").send().refusedWith(403, 13);
    Wholes.differOnlyIn(answer, whole, Wholes.now(run, id), "");
  }

  private void checksInOrder(Run run) {
    ObjectNode wrong = Requests.JSON.createObjectNode().put("iso_datetime", "maybe");
    run.call(name)
        .with(wrong)
        .asHash("0123456789abcdef0123456789abcdef")
        .send()
        .refusedWith(400, 4);
    if (!action.requiredRights().isEmpty() && run.profile().users().containsKey("viewer")) {
      run.call(name).with(wrong).as("viewer").send().refusedWith(403, 13);
    }
    if (run.profile().users().containsKey("blocked_user")) {
      run.call(name).with(wrong).as("blocked_user").send().refusedWith(403, 11);
    }
    if (Requests.takesTracker(name) || Requests.takesTrackers(name)) {
      ObjectNode both = Requests.harmless(run, name);
      both.setAll(wrong);
      run.call(name).with(both).send().refusedWith(400, 7);
    }
    if (name.equals("register_quick")) {
      ObjectNode quick = Requests.JSON.createObjectNode().put("label", "").put("group_id", 0);
      run.call(name).with(quick.put("imei", run.newImei())).send().refusedWith(400, 7);
    }
    if (name.equals("get_states") && run.profile().trackers().containsKey("blocked")) {
      List<Integer> ids = List.of(run.tracker(Role.BLOCKED), run.unknownTracker());
      run.call(name).with("trackers", ids).send().refusedWith(400, 217);
    }
  }

  private void checksParametersBeforeTheTracker(Run run) {
    int blocked = reads ? run.tracker(Role.BLOCKED) : run.offered(Role.BLOCKED);
    ObjectNode request = reads ? Requests.reading(name, blocked) : Requests.harmless(run, name);
    request.put("tracker_id", blocked).put("iso_datetime", "maybe");
    run.call(name).with(request).send().refusedWith(400, 7);
    if (!action.requiredRights().isEmpty() && run.profile().users().containsKey("viewer")) {
      run.call(name).with(request).as("viewer").send().refusedWith(403, 13);
    }
  }

  private void ignoresUnknownParameters(Run run) {
    ObjectNode parameters = Requests.harmless(run, name);
    Answer plain = run.call(name).with(parameters).send();
    Answer answer = run.call(name).with(parameters).with("no_such_parameter", "x").send();
    plain.expect(
        plain.isSuccess() || plain.code() != 0,
        "a success, or an error with a code",
        plain.summary());
    answer.expect(
        answer.status() == plain.status() && answer.code() == plain.code(),
        "the answer without the parameter: " + plain.summary(),
        answer.summary());
  }

  private void refusesBrokenJson(Run run) {
    for (String body : List.of("{\"hash\": ", "[]")) {
      run.call(name).body(body).send().refusedWith(400, 5);
    }
  }

  private void refusesALargeBody(Run run) {
    Integer own = run.profile().limits().requestBytes();
    int most = own == null ? Contract.limit("request-bytes") : own;
    String head = "{\"padding\": \"";
    String body = head + "x".repeat(most + 1 - head.length() - 2) + "\"}";
    run.call(name).hashInQuery().body(body).send().refusedWith(412, 9);
  }

  private void refusesOtherMethods(Run run) {
    ObjectNode parameters = FormRules.either(run, name);
    for (String method : List.of("PUT", "DELETE", "PATCH")) {
      run.call(name).with(parameters).method(method).send().refusedWith(400, 112);
    }
  }

  private void refusesABlockedUser(Run run) {
    run.hashOf("blocked_user");
    ObjectNode parameters =
        reads && !Requests.takesTracker(name)
            ? Requests.JSON.createObjectNode()
            : Requests.harmless(run, name);
    run.call(name).with(parameters).as("blocked_user").send().refusedWith(403, 11);
  }

  private Call about(Run run, int id) {
    ObjectNode parameters =
        reads ? Requests.reading(name, id) : Requests.harmless(run, name).put("tracker_id", id);
    if (name.equals("replace_quick")) {
      // An IMEI of no bundle would be a fault of its own.
      List<String> imeis =
          run.needed("registration.quick_imeis", run.profile().registration().quickImeis());
      parameters.put("imei", imeis.get(0));
    }
    return run.call(name).with(parameters);
  }

  private void isNotThere(Answer answer) {
    if (Requests.REPLACING.contains(name)) {
      answer.refusedWith(404, 204);
    } else {
      answer.refusedWith(400, Requests.takesTrackers(name) ? 217 : 201);
    }
  }
}
