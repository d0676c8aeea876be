package org.trackerapi.conformance.rules;

import static org.trackerapi.conformance.Level.SHOULD;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.Pattern;
import org.trackerapi.conformance.Answer;
import org.trackerapi.conformance.Call;
import org.trackerapi.conformance.Rule;
import org.trackerapi.conformance.Run;
import org.trackerapi.conformance.Skip;
import org.trackerapi.conformance.Violation;
import org.trackerapi.conformance.profile.Role;
import org.trackerapi.spec.Contract;

/** Rules about requests and answers in general. */
public final class GeneralRules {
  private static final Pattern INTERNALS =
      Pattern.compile(
          "(?i)<html|<!doctype|\\bat"
              + " [a-z][\\w.$]+\\([A-Z]\\w+\\.java|(java|javax|jakarta|org|com|io|sun)\\.[a-z]\\w*(\\.\\w+)*\\.[A-Z]\\w+|\\w+Exception\\b|stack"
              + " ?trace");

  @Rule(
      id = "general/5",
      level = SHOULD,
      quote = "5 Wrong request format: broken JSON, JSON that is not an object.",
      source = "contract, Order of checks")
  void refusesBrokenJson(Run run) {
    for (String body : List.of("{\"hash\": ", "[1, 2]", "\"text\"", "{\"a\": 1} trailing")) {
      run.call("list").body(body).outsideTheContract().send().refusedWith(400, 5);
    }
  }

  @Rule(
      id = "general/111",
      quote = "111 Wrong handler: the path names no action of the platform.",
      source = "contract, errors")
  void refusesAPathThatIsNoAction(Run run) {
    run.call("read").path("/tracker/no_such_action").send().refusedWith(400, 111);
    run.call("read").path("/tracker/no_such_action").query().send().refusedWith(400, 111);
    run.call("read").path("/tracker").send().refusedWith(400, 111);
  }

  @Rule(
      id = "general/112",
      quote = "112 Wrong method: the path names an action, but the method is neither GET nor POST.",
      source = "contract, errors")
  void refusesOtherMethods(Run run) {
    run.call("read").method("PUT").send().refusedWith(400, 112);
    run.call("list").method("DELETE").send().refusedWith(400, 112);
    run.call("list").method("PATCH").send().refusedWith(400, 112);
  }

  @Rule(
      id = "general/request-bytes",
      level = SHOULD,
      quote = "1 MiB per request",
      source = "contract, Limits")
  void takesABodyOfTheLargestSize(Run run) {
    Integer own = run.profile().limits().requestBytes();
    int most = own == null ? Contract.limit("request-bytes") : own;
    String head = "{\"padding\": \"";
    run.call("list")
        .hashInQuery()
        .body(head + "x".repeat(most - head.length() - 2) + "\"}")
        .send()
        .ok();
  }

  @Rule(
      id = "general/plus-in-form",
      level = SHOULD,
      needs = "any",
      quote = "Every action is a POST with the parameters as one JSON object or as a form.",
      source = "contract, Requests")
  void readsAPlusInAFormAsABlank(Run run) {
    ObjectNode filter = Requests.JSON.createObjectNode();
    filter.putArray("labels").add(blank(run));
    Answer plain = run.call("list").with(filter).send();
    FormRules.same("list", plain, run.call("list").with(filter).form().plusForBlank().send());
    FormRules.same("list", plain, run.call("list").with(filter).query().plusForBlank().send());
    Answer escaped = run.call("list").with(filter).form().send();
    FormRules.same("list", plain, escaped);
  }

  private static String blank(Run run) {
    return run.fleet().values().stream()
        .map(tracker -> tracker.path("label").asText().strip())
        .filter(label -> label.contains(" "))
        .sorted()
        .findFirst()
        .orElseThrow(() -> new Skip("any", "needs a tracker with a blank inside its label"));
  }

  @Rule(
      id = "general/api-key",
      needs = "user:api_key",
      quote = "Session hash or API key",
      source = "contract, Credentials")
  void takesAnApiKeyForAHash(Run run) {
    run.hashOf("api_key");
    run.call("list").as("api_key").send().ok();
    run.call("list_models").as("api_key").query().send().ok();
    run.call("list").as("api_key").hashInHeader().send().ok();
    Answer write = run.call("corrupt", run.unknownTracker()).as("api_key").send();
    write.refusedWith(400, 201);
  }

  @Rule(
      id = "general/15",
      level = SHOULD,
      needs = "limits.requests_per_second",
      quote = "15 Too many requests (rate limit exceeded)",
      source = "contract, Limits")
  void refusesMoreRequestsThanTheLimit(Run run) {
    int limit =
        run.needed("limits.requests_per_second", run.profile().limits().requestsPerSecond());
    run.impatient();
    for (int i = 0; i < limit * 20; i++) {
      Answer answer = run.call("list_models").with("codes", List.of("none")).send();
      if (!answer.isSuccess()) {
        answer.refusedWith(429, 15);
        return;
      }
    }
    run.call("list_models")
        .send()
        .expect(false, "HTTP 429 with code 15 within " + limit * 20 + " requests", "no refusal");
  }

  @Rule(
      id = "general/11",
      needs = "user:blocked_user",
      quote = "11 Access denied: the user or the dealer is blocked.",
      source = "contract, Order of checks")
  void refusesABlockedUser(Run run) {
    run.call("list").as("blocked_user").send().refusedWith(403, 11);
    run.call("list_models").as("blocked_user").send().refusedWith(403, 11);
  }

  @Rule(
      id = "general/expired-session",
      needs = "user:expired",
      quote = "User or API key not found or session ended",
      source = "contract, Credentials")
  void refusesAnExpiredSession(Run run) {
    run.call("list").as("expired").send().refusedWith(400, 4);
    run.call("read", run.unknownTracker()).as("expired").send().refusedWith(400, 4);
  }

  @Rule(
      id = "general/malformed-hash",
      level = SHOULD,
      quote = "Missing, empty or malformed is error 3",
      source = "contract, Credentials")
  void refusesAHashThatIsNone(Run run) {
    for (String hash : List.of("", "0123456789abcdef", "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz")) {
      run.call("list").asHash(hash).send().refusedWith(400, 3);
    }
    // The literal NVX is part of the form.
    run.call("list")
        .asNobody()
        .header("Authorization", "Bearer " + "0".repeat(32))
        .send()
        .refusedWith(400, 3);
  }

  @Rule(
      id = "general/whole-hash",
      quote = "Unknown or expired is error 4.",
      source = "contract, Credentials")
  void looksAtTheWholeHash(Run run) {
    String hash = run.profile().hash();
    int last = hash.length() - 1;
    run.call("list")
        .asHash(hash.substring(0, last) + other(hash.charAt(last)))
        .send()
        .refusedWith(400, 4);
    run.call("list").asHash(other(hash.charAt(0)) + hash.substring(1)).send().refusedWith(400, 4);
  }

  private static char other(char digit) {
    return digit == '0' ? '1' : '0';
  }

  @Rule(
      id = "general/hash-in-query",
      quote = "`hash` is looked for in the body, then in the query, then in the header.",
      source = "contract, Credentials")
  void takesTheHashFromTheQuery(Run run) {
    run.call("list").hashInQuery().send().ok();
    run.call("list_models").form().hashInQuery().send().ok();
  }

  @Rule(
      id = "general/hash-in-header",
      level = SHOULD,
      quote = "`Authorization: NVX <hash>`",
      source = "contract, Credentials")
  void takesTheHashFromTheHeader(Run run) {
    run.call("list").hashInHeader().send().ok();
    run.call("list").hashInHeader().query().send().ok();
    run.call("list")
        .asNobody()
        .header("Authorization", "NVX 0123456789abcdef0123456789abcdef")
        .send()
        .refusedWith(400, 4);
  }

  @Rule(
      id = "general/hash-order",
      level = SHOULD,
      quote = "looked for in the body, then in the query, then in the header",
      source = "contract, Credentials")
  void prefersTheHashOfTheBody(Run run) {
    String unknown = "0123456789abcdef0123456789abcdef";
    run.call("list").alsoInQuery("hash", unknown).send().ok();
    run.call("list").hashInQuery().header("Authorization", "NVX " + unknown).send().ok();
  }

  @Rule(
      id = "general/unknown-parameters",
      quote = "Unknown parameters are ignored.",
      source = "contract, Requests")
  void ignoresUnknownParameters(Run run) {
    ObjectNode extra = Requests.JSON.createObjectNode().put("no_such_parameter", "x");
    extra.putArray("include").add("all");
    run.call("list").with(extra).send().ok();
    run.call("list").with(extra).form().send().ok();
    run.call("list").with(extra).query().send().ok();
  }

  @Rule(
      id = "general/numbers-as-text",
      level = SHOULD,
      needs = "any",
      quote = "Numbers and booleans may come as text (\"999119\").",
      source = "contract, Requests")
  void takesNumbersAndBooleansAsText(Run run) {
    int id = run.tracker(Role.ANY);
    run.call("read").with("tracker_id", Integer.toString(id)).send().ok();
    run.call("list_models").with("compact_index", "true").send().ok();
    run.call("batch_get_outputs")
        .with("trackers", List.of(Integer.toString(id)))
        .send()
        .ok("/result/" + id);
    // Text or not, only a number is a number.
    run.call("read").with("tracker_id", id + "x").send().refusedWith(400, 7);
  }

  @Rule(
      id = "general/arrays-as-text",
      level = SHOULD,
      needs = "any",
      quote = "In a form and in a query an array or object is the JSON text of it.",
      source = "contract, Requests")
  void takesArraysAsText(Run run) {
    int id = run.tracker(Role.ANY);
    run.call("batch_get_outputs").with("trackers", "[" + id + "]").send().ok("/result/" + id);
    run.call("batch_get_outputs")
        .with("trackers", "[ " + id + " ]")
        .query()
        .send()
        .ok("/result/" + id);
    run.call("batch_get_outputs")
        .with("trackers", List.of(id))
        .query()
        .rawBrackets()
        .send()
        .ok("/result/" + id);
  }

  @Rule(
      id = "general/body-then-query",
      level = SHOULD,
      needs = "any",
      quote = "A parameter that a POST's body lacks is taken from the query.",
      source = "contract, Requests")
  void takesFromTheQueryWhatTheBodyLacks(Run run) {
    int id = run.tracker(Role.ANY);
    run.call("read").alsoInQuery("tracker_id", id).send().ok("/value/id");
    run.call("read", id).alsoInQuery("tracker_id", run.unknownTracker()).send().ok("/value/id");
  }

  @Rule(
      id = "general/content-types",
      level = SHOULD,
      quote =
          "A body without a content type is read as JSON when it starts with a brace, else as a"
              + " form.",
      source = "contract, Requests")
  void readsBodiesOfAnyContentType(Run run) {
    for (String type : List.of("", "text/plain", "application/json; charset=utf-8")) {
      run.call("list").contentType(type).send().ok();
    }
    run.call("list").form().contentType("text/plain").send().ok();
    run.call("list").form().contentType("").send().ok();
  }

  @Rule(
      id = "general/no-body",
      level = SHOULD,
      quote = "A parameter that a POST's body lacks is taken from the query.",
      source = "contract, Requests")
  void takesAPostWithoutABody(Run run) {
    run.call("list").hashInQuery().contentType("").body(new byte[0]).send().ok();
  }

  @Rule(
      id = "general/all-violations",
      level = SHOULD,
      quote = "Every violated constraint.",
      source = "contract, ErrorResponse.errors")
  void namesEveryWrongParameter(Run run) {
    Answer answer =
        run.call("list_models").with("compact_view", "maybe").with("compact_index", "never").send();
    answer.refusedWith(400, 7);
    answer.expect(
        answer.named().containsAll(List.of("compact_view", "compact_index")),
        "errors to name compact_view and compact_index",
        answer.named());
  }

  @Rule(
      id = "general/success-is-200",
      quote = "Status 200 with `success: true`, or another status with `success: false`.",
      source = "contract, Answers")
  void tellsSuccessByTheStatus(Run run) {
    Answer good = run.call("list_models").send();
    good.expect(
        good.status() == 200 && good.json().path("success").asBoolean(),
        "HTTP 200 with \"success\": true",
        good.summary());
    Answer bad = run.call("read").send();
    bad.expect(
        bad.status() >= 400
            && bad.json().path("success").isBoolean()
            && !bad.json().path("success").asBoolean(),
        "an HTTP status from 400 with \"success\": false",
        bad.summary());
  }

  @Rule(id = "general/json", quote = "application/json", source = "contract, Answers")
  void answersInJson(Run run) {
    for (Answer answer :
        List.of(
            run.call("list").send(),
            run.call("list").query().send(),
            run.call("list").form().send(),
            run.call("read").send(),
            run.call("read").query().send())) {
      answer.expect(
          answer.contentType().split(";")[0].strip().equalsIgnoreCase("application/json"),
          "the content type application/json",
          answer.contentType().isEmpty() ? "none" : answer.contentType());
      answer.expect(!answer.text().startsWith("\uFEFF"), "no byte order mark", "one");
      answer.expect(answer.json().isObject(), "a JSON object", answer.summary());
    }
  }

  @Rule(
      id = "general/no-internals",
      level = SHOULD,
      quote = "Another status with `success: false`, a number, a sentence and nothing changed.",
      source = "contract, Answers")
  void keepsItsInternalsToItself(Run run) {
    for (Answer answer :
        List.of(
            run.call("list").body("{\"hash\": ").outsideTheContract().send(),
            run.call("read").with("tracker_id", "none").send(),
            run.call("read").path("/tracker/no_such_action").send(),
            run.call("read").method("PUT").send(),
            run.call("list").with("labels", "[").send(),
            run.call("list")
                .contentType("application/json; charset=no-such-charset")
                .outsideTheContract()
                .send())) {
      answer.expect(
          !INTERNALS.matcher(answer.text()).find(),
          "no HTML, stack trace or class name",
          answer.text());
    }
  }

  @Rule(
      id = "general/accounts-apart",
      needs = {"foreign", "user:other_account"},
      quote =
          "201 – Not found in the database - if there is no tracker with such ID belonging to"
              + " authorized user.",
      source = "tracker#get_state, Errors")
  void keepsAccountsApart(Run run) {
    int foreign = run.tracker(Role.FOREIGN);
    for (String action : List.of("read", "get_state", "get_inputs", "get_outputs")) {
      run.ask(action, foreign).refusedWith(400, 201);
    }
    run.call("read", foreign).as("other_account").send().ok("/value/id");
    for (Call.Form form : Call.Form.values()) {
      Answer list = run.call("list").in(form).send();
      list.ok();
      list.expect(
          Answer.items(list.json().path("list")).stream()
              .noneMatch(tracker -> tracker.path("id").asInt() == foreign),
          "a list without tracker " + foreign + " of another account",
          "it is in the list");
    }
  }

  @Rule(
      id = "general/restricted-user",
      needs = {"user:restricted", "restricted_groups"},
      quote = "Trackers that a sub-user may not see do not exist for it.",
      source = "contract, Rights")
  void hidesWhatASubUserMayNotSee(Run run) {
    run.hashOf("restricted");
    List<Integer> groups = run.needed("restricted_groups", run.profile().restrictedGroups());
    Answer list = run.call("list").as("restricted").send();
    list.ok();
    for (var tracker : Answer.items(list.json().path("list"))) {
      list.expect(
          groups.contains(tracker.path("group_id").asInt()),
          "only trackers of the groups " + groups,
          "tracker " + tracker.path("id") + " of group " + tracker.path("group_id"));
    }
    for (String action : List.of("batch_get_inputs", "batch_get_outputs")) {
      Answer all = run.call(action).as("restricted").send();
      all.ok(action.endsWith("inputs") ? "/data" : "/result")
          .fieldNames()
          .forEachRemaining(
              id -> {
                int group =
                    run.fleet()
                        .getOrDefault(Answer.id(id).orElse(0), Requests.JSON.nullNode())
                        .path("group_id")
                        .asInt(-1);
                all.expect(
                    group < 0 || groups.contains(group),
                    "only trackers of the groups " + groups,
                    "tracker " + id + " of group " + group);
              });
    }
    run.fleet().entrySet().stream()
        .limit(60)
        .forEach(
            entry -> {
              Answer read = run.call("read", entry.getKey()).as("restricted").send();
              if (groups.contains(entry.getValue().path("group_id").asInt())) {
                read.ok();
              } else {
                read.refusedWith(400, 201);
              }
            });
  }

  @Rule(
      id = "general/fresh",
      needs = {"writes", "registration.device"},
      writes = true,
      quote = "Marks tracker as deleted and corrupt its source, device_id and phone.",
      source = "tracker#corrupt")
  void showsAChangeInEveryForm(Run run) {
    int id = run.fresh();
    for (Call.Form form : Call.Form.values()) {
      run.call("read", id).in(form).send().ok("/value/id");
      Answer list = run.call("list").in(form).send();
      list.expect(lists(list, id), "the new tracker " + id + " in the list", "a list without it");
    }
    run.ask("corrupt", id).ok();
    for (Call.Form form : Call.Form.values()) {
      run.call("read", id).in(form).send().refusedWith(400, 201);
      Answer list = run.call("list").in(form).send();
      list.expect(!lists(list, id), "a list without tracker " + id, "it is still listed");
    }
  }

  private static boolean lists(Answer list, int id) {
    return Answer.items(list.ok("/list")).stream()
        .anyMatch(tracker -> tracker.path("id").asInt() == id);
  }

  @Rule(
      id = "general/reading",
      level = SHOULD,
      last = true,
      needs = "small-fleet",
      quote = "Gets tracker info by ID. Gets current tracker state.",
      source = "tracker#read, tracker#get_state")
  void changesNothingWhenItIsRead(Run run) {
    String change = run.changedByReading();
    if (change == null) {
      throw new Skip("small-fleet", "needs a fleet that is small enough to look at as a whole");
    }
    if (!change.isEmpty()) {
      throw new Violation("the same fleet after reading", change, null);
    }
  }

  @Rule(
      id = "general/iso-header",
      level = SHOULD,
      needs = "any",
      quote = "or ISO 8601 with offset when the header `NVX-ISO-DateTime` is true",
      source = "contract, Dates and times")
  void writesIsoDatesWhenTheHeaderAsks(Run run) {
    int id = run.tracker(Role.ANY);
    Answer iso = run.call("get_state", id).header("NVX-ISO-DateTime", "true").send();
    Dates.isIso(iso, iso.ok("/user_time"));
    Answer plain = run.call("get_state", id).header("NVX-ISO-DateTime", "false").send();
    Dates.isPlain(plain, plain.ok("/user_time"));
  }
}
