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
import org.trackerapi.spec.Action;
import org.trackerapi.spec.Contract;

/** Rules about every action alike: where credentials may stand, how values are encoded, who may. */
public final class TransportRules {
  private static final String CREDENTIALS = "contract, Credentials";
  private static final String ESCAPED =
      "Every action is a POST with the parameters as one JSON object or as a form, and a GET with"
          + " the same parameters in the query.";

  private final Action action;
  private final String name;
  private final List<RuleSpec> rules = new ArrayList<>();

  private TransportRules(Action action) {
    this.action = action;
    this.name = action.name();
  }

  /** Returns the rules. */
  public static List<RuleSpec> all() {
    List<RuleSpec> rules = new ArrayList<>();
    for (Action action : Contract.actions()) {
      rules.addAll(new TransportRules(action).rules());
    }
    return rules;
  }

  private List<RuleSpec> rules() {
    String anywhere = "`hash` is looked for in the body, then in the query, then in the header.";
    add(
        "hash-in-query",
        "takes the hash from the query",
        Level.MUST,
        anywhere,
        CREDENTIALS,
        run -> alike(run, call -> call.hashInQuery()));
    add(
        "hash-in-header",
        "takes the hash from the header",
        Level.SHOULD,
        "`Authorization: NVX <hash>`",
        CREDENTIALS,
        run -> alike(run, call -> call.hashInHeader()));
    add(
        "escaped",
        "decodes forms and queries",
        Level.SHOULD,
        ESCAPED,
        "contract, Requests",
        this::decodes);
    if (action.requiredRights().isEmpty()) {
      add(
          "no-right",
          "asks for no right",
          Level.SHOULD,
          "A sub-user needs the rights that the operation lists.",
          "contract, Rights",
          this::asksForNoRight,
          "user:viewer");
    }
    return rules;
  }

  /** A change of how a call travels. */
  private interface Way {
    Call of(Call call);
  }

  private void add(
      String tail,
      String title,
      Level level,
      String quote,
      String source,
      RuleSpec.Body body,
      String... needs) {
    List<String> all = new ArrayList<>(FormRules.needs(action));
    all.addAll(List.of(needs));
    rules.add(
        new RuleSpec(
            name + "/" + tail,
            name,
            title,
            quote,
            source,
            level,
            all,
            false,
            false,
            List.of("form:" + tail),
            body));
  }

  private void alike(Run run, Way way) {
    ObjectNode parameters = FormRules.either(run, name);
    Answer plain = run.call(name).with(parameters).send();
    for (Call.Form form : List.of(Call.Form.JSON, Call.Form.FORM)) {
      FormRules.same(name, plain, way.of(run.call(name).with(parameters).in(form)).send());
    }
  }

  private void decodes(Run run) {
    ObjectNode parameters = FormRules.either(run, name);
    Answer plain = run.call(name).with(parameters).send();
    for (Call.Form form : List.of(Call.Form.FORM, Call.Form.QUERY)) {
      FormRules.same(name, plain, run.call(name).with(parameters).in(form).allEscaped().send());
    }
  }

  private void asksForNoRight(Run run) {
    run.hashOf("viewer");
    Answer answer = run.call(name).with(FormRules.either(run, name)).as("viewer").send();
    answer.expect(
        answer.isSuccess() || answer.code() != 0 && answer.code() != 13,
        "a user without any right not to be refused with 13",
        answer.summary());
    if (name.equals("list")) {
      listsWhatTheViewerReads(run, answer);
    }
  }

  /** What a sub-user can read is in its list, and its filters filter. */
  private static void listsWhatTheViewerReads(Run run, Answer list) {
    List<Integer> listed = new ArrayList<>();
    Answer.items(list.ok("/list")).forEach(tracker -> listed.add(tracker.path("id").asInt()));
    run.fleet().entrySet().stream()
        .limit(5)
        .map(Map.Entry::getKey)
        .forEach(
            id -> {
              Answer read = run.call("read", id).as("viewer").send();
              list.expect(
                  read.isSuccess() == listed.contains(id),
                  read.isSuccess()
                      ? "tracker " + id + ", which the user can read, in the list"
                      : "no tracker " + id + ", which the user cannot read",
                  "a list " + (listed.contains(id) ? "with" : "without") + " it");
            });
    JsonNode none =
        run.call("list")
            .with("labels", List.of("no label contains this text, surely"))
            .as("viewer")
            .send()
            .ok("/list");
    list.expect(none.isEmpty(), "an empty list for a label that no tracker has", none);
  }
}
