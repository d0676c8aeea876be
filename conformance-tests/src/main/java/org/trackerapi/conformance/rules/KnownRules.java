package org.trackerapi.conformance.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.trackerapi.conformance.Answer;
import org.trackerapi.conformance.Level;
import org.trackerapi.conformance.RuleSpec;
import org.trackerapi.conformance.Run;
import org.trackerapi.conformance.Skip;
import org.trackerapi.spec.Contract;

/** Rules that hold answers to what the profile knows of single trackers. */
public final class KnownRules {
  private static final int MOST = 60;

  /**
   * The action whose facts a call for several trackers is held to, and where they stand in both.
   */
  private record Several(String single, String in, String from) {}

  private static final Map<String, Several> SEVERAL =
      Map.of(
          "list", new Several("read", "", "/value"),
          "get_states", new Several("get_state", "/states/", "/state"),
          "batch_get_inputs", new Several("get_inputs", "/data/", ""),
          "batch_get_outputs", new Several("get_outputs", "/result/", "/result"));

  private KnownRules() {}

  /** Returns the rules. */
  public static List<RuleSpec> all() {
    List<RuleSpec> rules = new ArrayList<>();
    for (String action : Requests.READING) {
      if (!action.equals("list_models")) {
        rules.add(
            new RuleSpec(
                action + "/known",
                action,
                "answers what the profile knows of a tracker",
                Contract.action(action).orElseThrow().post().path("description").asText(),
                "contract, " + action + "; profile, known",
                Level.MUST,
                List.of("known"),
                false,
                false,
                List.of("known"),
                run -> check(run, action)));
      }
    }
    return rules;
  }

  private static void check(Run run, String action) {
    Several several = SEVERAL.get(action);
    Map<Integer, ObjectNode> facts = facts(run, several == null ? action : several.single());
    if (facts.isEmpty()) {
      throw new Skip("known", "needs facts about trackers: add known to the profile");
    }
    if (several == null) {
      facts.forEach((id, wanted) -> holds(run.ask(action, id), "", wanted, id));
      return;
    }
    boolean list = action.equals("list");
    var call = list ? run.call(action) : run.call(action).with("trackers", facts.keySet());
    Answer answer = call.send();
    answer.ok();
    Map<Integer, JsonNode> listed = new LinkedHashMap<>();
    Answer.items(answer.json().path("list")).forEach(t -> listed.put(t.path("id").asInt(), t));
    facts.forEach(
        (id, wanted) -> {
          JsonNode part = several.from().isEmpty() ? wanted : wanted.at(several.from());
          if (list) {
            lacksNothing(answer, part, listed.getOrDefault(id, Requests.JSON.nullNode()), id);
          } else {
            holds(answer, several.in() + id, part, id);
          }
        });
  }

  private static void holds(Answer answer, String pointer, JsonNode wanted, int id) {
    lacksNothing(answer, wanted, pointer.isEmpty() ? answer.ok() : answer.ok(pointer), id);
  }

  private static void lacksNothing(Answer answer, JsonNode wanted, JsonNode found, int id) {
    String lack = Likeness.lack(wanted, found);
    answer.expect(lack.isEmpty(), "an answer about tracker " + id + " that has " + lack, found);
  }

  /** Returns what is known of trackers that are there. */
  private static Map<Integer, ObjectNode> facts(Run run, String action) {
    Map<Integer, ObjectNode> facts = new LinkedHashMap<>();
    run.fleet()
        .keySet()
        .forEach(
            id -> {
              ObjectNode wanted =
                  run.profile().known().getOrDefault(Integer.toString(id), Map.of()).get(action);
              if (wanted != null && facts.size() < MOST) {
                facts.put(id, wanted);
              }
            });
    return facts;
  }
}
