package org.trackerapi.conformance.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.trackerapi.conformance.Answer;
import org.trackerapi.conformance.Call;
import org.trackerapi.conformance.Level;
import org.trackerapi.conformance.RuleSpec;
import org.trackerapi.conformance.Run;
import org.trackerapi.conformance.Skip;
import org.trackerapi.conformance.profile.Role;
import org.trackerapi.spec.Action;
import org.trackerapi.spec.Contract;

/** Rules about every action alike: its answers, its request forms, its credentials. */
public final class FormRules {
  private static final Set<String> STILL =
      Set.of("read", "list", "list_models", "get_outputs", "batch_get_outputs");
  private static final Set<String> NOT_AGAIN =
      Set.of("delete", "register_quick", "replace", "replace_quick");
  private static final String FORMS =
      "Every action is a POST with the parameters as one JSON object or as a form, and a GET with"
          + " the same parameters in the query.";
  private static final String UNKNOWN_HASH = "0123456789abcdef0123456789abcdef";

  private FormRules() {}

  /** Returns the rules. */
  public static List<RuleSpec> all() {
    List<RuleSpec> rules = new ArrayList<>();
    for (Action action : Contract.actions()) {
      String name = action.name();
      boolean reads = Requests.READING.contains(name);
      boolean shouldGet = action.get().path("x-level").asText().equals("should");
      Level getLevel = shouldGet ? Level.SHOULD : Level.MUST;
      List<String> any = needs(action);
      String section = action.post().path("x-source").asText();
      if (reads || !NOT_AGAIN.contains(name)) {
        rules.add(
            rule(
                action,
                "answer",
                "answers a success as the contract describes it",
                "Status 200 with `success: true`; the fields of the section Response.",
                section + ", Response",
                Level.MUST,
                reads ? any : writing(name),
                !reads,
                false,
                run -> answers(run, name, reads)));
      }
      rules.add(
          rule(
              action,
              "form",
              "answers a form like JSON",
              FORMS,
              "contract, Requests",
              Level.MUST,
              any,
              false,
              false,
              run -> alike(run, name, Call.Form.FORM)));
      rules.add(
          rule(
              action,
              "query",
              "answers a GET like a POST",
              FORMS,
              section + ", HTTP GET",
              getLevel,
              any,
              false,
              false,
              run -> alike(run, name, Call.Form.QUERY)));
      rules.add(
          rule(
              action,
              "slash",
              "answers the same with a slash at the end of the path",
              "A trailing slash is accepted.",
              "contract, Requests",
              Level.SHOULD,
              any,
              false,
              false,
              run -> slash(run, name, shouldGet)));
      rules.add(
          rule(
              action,
              "3",
              "refuses a request without credentials",
              "Missing, empty or malformed is error 3.",
              "contract, Credentials",
              Level.MUST,
              any,
              false,
              false,
              run -> credentials(run, name, null, 3, shouldGet)));
      rules.add(
          rule(
              action,
              "4",
              "refuses an unknown hash",
              "Unknown or expired is error 4.",
              "contract, Credentials",
              Level.MUST,
              any,
              false,
              false,
              run -> {
                credentials(run, name, UNKNOWN_HASH, 4, shouldGet);
                String expired = run.profile().users().get("expired");
                if (expired != null) {
                  credentials(run, name, expired, 4, shouldGet);
                }
              }));
      rules.add(
          rule(
              action,
              "documented",
              "answers nothing that the contract does not describe",
              "Every answer of the whole run to this action: HTTP status, content type, form, error"
                  + " numbers.",
              "contract, Answers",
              Level.MUST,
              List.of("answers"),
              false,
              true,
              run -> {
                if (run.answersSeen(name) == 0) {
                  throw new Skip("answers", "no rule of this run asked for this action");
                }
                run.holdsToTheContract(name);
              }));
      if (!reads && !NOT_AGAIN.contains(name)) {
        rules.add(
            rule(
                action,
                "form-success",
                "does the same when asked with a form or a query",
                FORMS,
                "contract, Requests",
                getLevel,
                writing(name),
                true,
                false,
                run -> succeedsInAllForms(run, name)));
      }
    }
    return rules;
  }

  private static RuleSpec rule(
      Action action,
      String tail,
      String title,
      String quote,
      String source,
      Level level,
      List<String> needs,
      boolean writes,
      boolean last,
      RuleSpec.Body body) {
    List<String> covers =
        tail.matches("[0-9]+") ? List.of("error:" + tail) : List.of("form:" + tail);
    return new RuleSpec(
        action.name() + "/" + tail,
        action.name(),
        title,
        quote,
        source,
        level,
        needs,
        writes,
        last,
        covers,
        body);
  }

  static List<String> needs(Action action) {
    boolean asks =
        Requests.READING.contains(action.name())
            && !action.name().equals("list")
            && !action.name().equals("list_models");
    return asks ? List.of(Role.ANY.key()) : List.of();
  }

  private static List<String> writing(String action) {
    return switch (action) {
      case "replace_retry" -> List.of("writes", Role.JUST_REPLACED.key());
      case "send_command" -> List.of("writes", "registration.lock", "registration.device");
      default -> List.of("writes", "registration.device");
    };
  }

  private static void answers(Run run, String action, boolean reads) {
    if (!reads) {
      Answer answer = run.call(action).with(Requests.succeeding(run, action)).send();
      answer.ok();
      run.holdsToTheContract(answer);
      return;
    }
    if (!Requests.takesTracker(action)) {
      ObjectNode parameters =
          action.startsWith("list") ? Requests.JSON.createObjectNode() : batch(run);
      Answer answer = run.call(action).with(parameters).send();
      answer.ok();
      run.holdsToTheContract(answer);
      return;
    }
    for (int id : Requests.sample(run)) {
      Answer answer = run.ask(action, id);
      answer.ok();
      run.holdsToTheContract(answer);
    }
  }

  private static ObjectNode batch(Run run) {
    ObjectNode parameters = Requests.JSON.createObjectNode();
    Requests.sample(run).forEach(parameters.putArray("trackers")::add);
    return parameters;
  }

  static ObjectNode either(Run run, String action) {
    return Requests.READING.contains(action)
        ? Requests.reading(run, action)
        : Requests.harmless(run, action);
  }

  private static void alike(Run run, String action, Call.Form form) {
    ObjectNode parameters = either(run, action);
    Answer json = run.call(action).with(parameters).send();
    same(action, json, run.call(action).with(parameters).in(form).send());
    if (Requests.READING.contains(action)) {
      // Both must also refuse alike; a form that is never read would pass with a default.
      ObjectNode wrong = Requests.harmless(run, action);
      if (!wrong.isEmpty()) {
        same(
            action,
            run.call(action).with(wrong).send(),
            run.call(action).with(wrong).in(form).send());
      }
      if (action.equals("list")) {
        ObjectNode filter = Requests.JSON.createObjectNode();
        filter.putArray("labels").add("a").add("no label has this");
        same(
            action,
            run.call(action).with(filter).send(),
            run.call(action).with(filter).in(form).send());
      }
    }
  }

  private static void slash(Run run, String action, boolean shouldGet) {
    ObjectNode parameters = either(run, action);
    Answer plain = run.call(action).with(parameters).send();
    same(action, plain, run.call(action).with(parameters).trailingSlash().send());
    if (Requests.READING.contains(action) && !shouldGet) {
      same(action, plain, run.call(action).with(parameters).query().trailingSlash().send());
    }
  }

  static void same(String action, Answer one, Answer other) {
    // Two answers that say nothing are not the same answer.
    one.expect(
        one.isSuccess() || one.code() != 0, "a success, or an error with a code", one.summary());
    other.expect(
        one.status() == other.status() && one.code() == other.code(),
        "the answer that JSON gets: " + one.summary(),
        other.summary());
    if (one.isSuccess()) {
      JsonNode left = one.json();
      String difference = Likeness.difference(left, other.json(), STILL.contains(action));
      other.expect(difference.isEmpty(), "the answer that JSON gets", "another: " + difference);
    }
  }

  private static void credentials(
      Run run, String action, String hash, int code, boolean shouldGet) {
    ObjectNode parameters = either(run, action);
    List<Call.Form> forms =
        shouldGet
            ? List.of(Call.Form.JSON, Call.Form.FORM)
            : List.of(Call.Form.JSON, Call.Form.FORM, Call.Form.QUERY);
    for (Call.Form form : forms) {
      run.call(action).with(parameters).asHash(hash).in(form).send().refusedWith(400, code);
    }
  }

  private static void succeedsInAllForms(Run run, String action) {
    for (Call.Form form : List.of(Call.Form.FORM, Call.Form.QUERY)) {
      ObjectNode request = withSigns(action, Requests.succeeding(run, action));
      Answer answer = run.call(action).with(request).in(form).send();
      answer.ok();
      Effects.areVisible(run, action, request, answer);
    }
  }

  /** Puts signs into a text that forms escape in ways of their own. */
  private static ObjectNode withSigns(String action, ObjectNode request) {
    String signs = " A+B & 5%=%35 ñ日🚚";
    if (action.equals("register")) {
      request.put("label", request.path("label").asText() + signs);
    } else if (action.equals("output/update")) {
      ObjectNode output = (ObjectNode) request.get("tracker_output");
      output.put("title", output.path("title").asText() + signs);
    }
    return request;
  }
}
