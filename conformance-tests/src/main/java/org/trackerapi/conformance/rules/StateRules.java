package org.trackerapi.conformance.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.trackerapi.conformance.Answer;
import org.trackerapi.conformance.Level;
import org.trackerapi.conformance.RuleSpec;
import org.trackerapi.conformance.Run;
import org.trackerapi.conformance.Skip;
import org.trackerapi.conformance.profile.Role;

/**
 * Rules that get_state and get_states, or all calls that tell inputs and outputs, have in common.
 */
public final class StateRules {
  private static final String STATUS =
      "connection_status: \"signal_lost\", \"just_registered\", \"just_replaced\", \"offline\","
          + " \"idle\", \"active\". movement_status: \"moving\", \"stopped\", \"parked\".";
  private static final String DIGITAL =
      "States of all digital inputs, of all digital outputs. digital_inputs - int. Number of"
          + " digital inputs. digital_outputs - int. Number of digital outputs.";
  private static final Duration LONG_SILENT = Duration.ofDays(1);

  /** What trackers of a role show all the time. */
  private record Shows(Role role, String field, Set<String> values) {}

  private static final List<Shows> SHOWS =
      List.of(
          new Shows(Role.IDLE, "connection_status", Set.of("idle")),
          new Shows(Role.OFFLINE, "connection_status", Set.of("offline", "signal_lost")),
          new Shows(Role.SIGNAL_LOST, "connection_status", Set.of("signal_lost")),
          new Shows(Role.NEVER_CONNECTED, "connection_status", Set.of("just_registered")),
          new Shows(Role.JUST_REPLACED, "connection_status", Set.of("just_replaced")),
          new Shows(Role.MOVING, "movement_status", Set.of("moving")),
          new Shows(Role.STOPPED, "movement_status", Set.of("stopped")),
          new Shows(Role.PARKED, "movement_status", Set.of("parked")));

  private final List<RuleSpec> rules = new ArrayList<>();

  private StateRules() {}

  /** Returns the rules. */
  public static List<RuleSpec> all() {
    StateRules all = new StateRules();
    for (String action : List.of("get_state", "get_states")) {
      all.add(
          action,
          "statuses",
          "shows what the profile's trackers always do",
          STATUS,
          Level.MUST,
          Role.ANY,
          run -> statuses(run, action));
      all.add(
          action,
          "last_update",
          "has no part that is newer than the whole, and no connection without reports",
          "last_update - date/time. Date of last device state update in a timezone of the user",
          Level.SHOULD,
          Role.ANY,
          run -> parts(run, action));
    }
    for (String action : List.of("get_state", "get_inputs", "get_outputs", "list_models")) {
      all.add(
          action,
          "digital",
          "has as many inputs and outputs as the model",
          DIGITAL,
          Level.SHOULD,
          Role.CONNECTED,
          run -> digital(run, action));
    }
    return all.rules;
  }

  private void add(
      String action,
      String tail,
      String title,
      String quote,
      Level level,
      Role needs,
      RuleSpec.Body body) {
    rules.add(
        new RuleSpec(
            action + "/" + tail,
            action,
            title,
            quote,
            "tracker#" + action + ", Response",
            level,
            List.of(needs.key()),
            false,
            false,
            List.of(),
            body));
  }

  private static Map<Integer, JsonNode> states(Run run, String action, List<Integer> ids) {
    Map<Integer, JsonNode> states = new LinkedHashMap<>();
    if (action.equals("get_state")) {
      ids.forEach(id -> states.put(id, run.ask(action, id).ok("/state")));
    } else {
      Answer answer = run.call(action).with("trackers", ids).send();
      ids.forEach(id -> states.put(id, answer.ok("/states/" + id)));
    }
    return states;
  }

  private static void statuses(Run run, String action) {
    boolean any = false;
    for (Shows shows : SHOWS) {
      // Only who wrote the profile knows what a tracker goes on doing.
      List<Integer> ids = run.profile().trackers().getOrDefault(shows.role().key(), List.of());
      for (int id : ids.subList(0, Math.min(3, ids.size()))) {
        Answer answer = run.call(action).with(Requests.reading(action, id)).send();
        if (!run.fleet().containsKey(id)) {
          continue;
        }
        JsonNode state = answer.ok(action.equals("get_state") ? "/state" : "/states/" + id);
        String value = state.path(shows.field()).asText();
        boolean replaced = state.path("connection_status").asText().equals("just_replaced");
        answer.expect(
            shows.values().contains(value) || replaced,
            shows.field() + " of " + shows.role().meaning() + " among " + shows.values(),
            value);
        any = true;
      }
    }
    if (!any) {
      throw new Skip(Role.ANY.key(), "needs trackers by role in the profile");
    }
  }

  private static void parts(Run run, String action) {
    for (int id : Requests.sample(run)) {
      Answer answer = run.call(action).with(Requests.reading(action, id)).send();
      JsonNode state = answer.ok(action.equals("get_state") ? "/state" : "/states/" + id);
      if (!state.hasNonNull("last_update")) {
        continue;
      }
      LocalDateTime last = Dates.isPlain(answer, state.get("last_update"));
      for (String part :
          List.of(
              "/gps/updated",
              "/gsm/updated",
              "/battery_update",
              "/inputs_update",
              "/outputs_update")) {
        if (state.at(part).isTextual()) {
          answer.expect(
              !Dates.isPlain(answer, state.at(part)).isAfter(last.plus(Dates.SKEW)),
              part + " not later than last_update " + last,
              state.at(part));
        }
      }
      for (String part : List.of("inputs", "outputs")) {
        answer.expect(
            state.path(part).isEmpty()
                || state.hasNonNull(part + "_update")
                || !state.path("connection_status").asText().equals("active"),
            part + "_update of an active tracker that shows " + part,
            state.path(part + "_update"));
      }
      LocalDateTime now = Dates.isPlain(answer, answer.ok("/user_time"));
      answer.expect(
          !state.path("connection_status").asText().equals("active")
              || last.isAfter(now.minus(LONG_SILENT)),
          "a connection_status other than active when last_update is " + last,
          state.path("connection_status"));
    }
  }

  private static void digital(Run run, String action) {
    List<Integer> ids = run.trackers(Role.CONNECTED);
    for (int id : ids.subList(0, Math.min(12, ids.size()))) {
      JsonNode model = run.model(id);
      boolean list = action.equals("list_models");
      if (model.path("digital_inputs").isInt() && !action.equals("get_outputs")) {
        Answer answer = run.ask(list ? "get_inputs" : action, id);
        JsonNode inputs = answer.ok(action.equals("get_state") ? "/state/inputs" : "/inputs");
        count(answer, model, "digital_inputs", inputs);
      }
      if (model.path("digital_outputs").isInt() && !action.equals("get_inputs")) {
        Answer answer = run.ask(list ? "get_outputs" : action, id);
        JsonNode outputs = answer.ok(action.equals("get_state") ? "/state/outputs" : "/result");
        count(answer, model, "digital_outputs", outputs);
      }
    }
  }

  private static void count(Answer answer, JsonNode model, String field, JsonNode found) {
    answer.expect(
        found.size() == model.get(field).intValue(),
        model.get(field) + " items, the " + field + " of model " + model.path("code").asText(),
        found);
  }
}
