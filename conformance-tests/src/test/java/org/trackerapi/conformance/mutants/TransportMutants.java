package org.trackerapi.conformance.mutants;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.trackerapi.conformance.Answer;
import org.trackerapi.conformance.honest.Faults;
import org.trackerapi.conformance.honest.Request;
import org.trackerapi.conformance.profile.ProfileFile;
import org.trackerapi.spec.Action;
import org.trackerapi.spec.Contract;

/** Servers that are wrong about how requests and answers travel, about sub-users and filters. */
final class TransportMutants {
  private static final Map<String, String> USERS = ProfileFile.read("fixture", Map.of()).users();

  private final List<Mutant> mutants = new ArrayList<>();

  private TransportMutants() {}

  static List<Mutant> all() {
    TransportMutants all = new TransportMutants();
    all.credentials();
    all.methods();
    all.encodings();
    all.users();
    all.filters();
    return all.mutants;
  }

  private void add(
      String name, String kind, String says, List<String> rules, Consumer<Faults> wrong) {
    mutants.add(new Mutant(name, kind, says, rules, List.of(), wrong));
  }

  private static List<String> everywhere(String tail) {
    return Contract.actions().stream().map(action -> action.name() + "/" + tail).toList();
  }

  private void credentials() {
    add(
        "hash of the query overlooked by POST",
        "transport",
        "takes the hash of the query from a GET only",
        everywhere("hash-in-query"),
        f ->
            f.refusesAll(
                r -> !r.form.equals("query") && r.query.has("hash") && !r.body.has("hash"), 3));
    add(
        "hash of the header overlooked",
        "transport",
        "does not read the header Authorization",
        everywhere("hash-in-header"),
        f -> f.refusesAll(r -> !r.authorization.isEmpty() && !r.parameters.has("hash"), 3));
    add(
        "API keys unknown",
        "rights",
        "takes session hashes only",
        List.of("general/api-key"),
        f -> f.refusesAll(r -> isFrom(r, "api_key"), 4));
  }

  private void methods() {
    add(
        "half a hash is enough",
        "rights",
        "finds sessions by the beginning of the hash",
        List.of("general/whole-hash"),
        f -> f.has("half hashes"));
    add(
        "API keys only read",
        "rights",
        "refuses writing actions to an API key",
        List.of("general/api-key"),
        f -> f.refuses("corrupt", r -> isFrom(r, "api_key"), 13));
    add(
        "any text is true",
        "transport",
        "takes the text false for true",
        List.of("get_states/boolean-text"),
        f ->
            f.request(
                "get_states",
                r -> {
                  if (r.parameters.path("list_blocked").isTextual()) {
                    r.parameters.put("list_blocked", true);
                  }
                }));
    add(
        "blocked users learn of their mistakes",
        "rights",
        "looks at parameters before it looks at the user",
        everywhere("order"),
        f -> f.has("parameters before credentials"));
    add(
        "positions count from one",
        "error",
        "names tag_bindings[1] for the first",
        List.of("tags/set/tag_bindings.0.ordinal/named"),
        f ->
            f.wire(
                "tags/set", w -> w.body(w.body().replace("tag_bindings[0]", "tag_bindings[1]"))));
  }

  private void encodings() {
    add(
        "values are not unescaped",
        "transport",
        "takes escaped characters of forms and queries as they are",
        everywhere("escaped"),
        f -> f.has("escapes kept"));
    add(
        "a plus is a plus",
        "transport",
        "does not take a plus in a form for a blank",
        List.of("general/plus-in-form"),
        f -> f.has("plus kept"));
    add(
        "a plus in a query is a plus",
        "transport",
        "does not take a plus in a query for a blank",
        List.of("general/plus-in-form"),
        f ->
            f.request(
                "list",
                r -> {
                  if (r.form.equals("query") && r.parameters.has("labels")) {
                    String labels = r.parameters.get("labels").asText();
                    r.parameters.put("labels", labels.replace(" ", "+"));
                  }
                }));
    add(
        "ids in lists are numbers",
        "transport",
        "refuses an id as text in a list",
        List.of("general/numbers-as-text"),
        f -> f.refusesAll(r -> r.parameters.at("/trackers/0").isTextual(), 7));
    add(
        "forms have a content type",
        "transport",
        "refuses a form without content type",
        List.of("general/content-types"),
        f -> f.refusesAll(r -> r.form.equals("form") && r.contentType.isEmpty(), 5));
    add(
        "forms in Latin-1",
        "transport",
        "reads forms in another encoding than UTF-8",
        List.of("register/form-success", "output/update/form-success"),
        f -> f.has("forms in latin-1"));
    add(
        "medium bodies are too large",
        "transport",
        "refuses bodies of more than 64 KiB",
        List.of("general/request-bytes"),
        f -> f.refusesAll(r -> r.bytes > 65_536, 9));
    add(
        "answers in UTF-16",
        "transport",
        "writes JSON in UTF-16",
        List.of("general/json"),
        f -> f.has("utf-16"));
    add(
        "answers with a byte order mark",
        "transport",
        "begins JSON with a byte order mark",
        List.of("general/json"),
        f -> f.wires(w -> w.body("\uFEFF" + w.body())));
    add(
        "PATCH is read like POST",
        "transport",
        "takes PATCH",
        List.of("general/112"),
        f -> f.has("patch"));
  }

  private void users() {
    add(
        "sub-users without rights refused everywhere",
        "rights",
        "asks for a right where none is named",
        Contract.actions().stream()
            .filter(action -> action.requiredRights().isEmpty())
            .map(Action::name)
            .map(name -> name + "/no-right")
            .toList(),
        f -> f.refusesAll(r -> isFrom(r, "viewer"), 13));
    add(
        "sub-users see no list",
        "rights",
        "lists nothing for a sub-user",
        List.of("list/no-right"),
        f -> f.body("list", (r, b) -> list(r, b).removeAll()));
    add(
        "filters of sub-users ignored",
        "value",
        "filters for the master only",
        List.of("list/no-right"),
        f ->
            f.request(
                "list",
                r -> {
                  if (isFrom(r, "viewer")) {
                    r.parameters.remove("labels");
                  }
                }));
    add(
        "register_quick refuses sub-users",
        "rights",
        "refuses a user that has all rights",
        List.of("register_quick/right"),
        f -> f.refuses("register_quick", r -> isFrom(r, "operator"), 13));
  }

  private static ArrayNode list(Request request, ObjectNode body) {
    ArrayNode list = (ArrayNode) body.get("list");
    return request.hash.equals(USERS.get("viewer")) ? list : list.arrayNode();
  }

  private static boolean isFrom(Request request, String user) {
    return request.parameters.path("hash").asText().equals(USERS.get(user))
        || request.authorization.endsWith(USERS.get(user));
  }

  private void filters() {
    add(
        "answers to GET are kept",
        "transport",
        "answers a GET of read from memory",
        List.of("general/fresh"),
        f -> f.has("get cached"));
    add(
        "labels filtered without case",
        "value",
        "takes upper and lower case for the same",
        List.of("list/labels-case"),
        f -> f.has("labels without case"));
    add(
        "listed once for each filter",
        "value",
        "lists a tracker again for each filter that it matches",
        List.of("list/labels-any"),
        f ->
            f.body(
                "list",
                (r, b) -> {
                  ArrayNode list = (ArrayNode) b.get("list");
                  JsonNode labels = r.parameters.path("labels");
                  for (JsonNode tracker : List.copyOf(Answer.items(list))) {
                    long matches =
                        Answer.items(labels).stream()
                            .filter(l -> tracker.path("label").asText().contains(l.asText()))
                            .count();
                    for (long i = 1; i < matches; i++) {
                      list.add(tracker.deepCopy());
                    }
                  }
                }));
    add(
        "filters that differ in case are repetitions",
        "validation",
        "refuses filters that differ in case only",
        List.of("list/labels/uniqueItems"),
        f -> f.refuses("list", r -> r.parameters.path("labels").toString().contains("Twice"), 7));
    for (String action : List.of("batch_get_inputs", "batch_get_outputs")) {
      add(
          action + " counts different ids",
          "error",
          "counts an id that is repeated once",
          List.of(action + "/221"),
          f ->
              f.request(
                  action,
                  r -> {
                    if (r.parameters.path("trackers").size() > 1
                        && r.parameters.at("/trackers/0").equals(r.parameters.at("/trackers/1"))) {
                      r.parameters.putArray("trackers").add(1);
                    }
                  }));
      add(
          action + " of all shows all to everybody",
          "rights",
          "shows every tracker to a user who may not see them",
          List.of("general/restricted-user"),
          f -> f.has(action + " of hidden ones"));
    }
    add(
        "filters beyond the hundredth ignored",
        "value",
        "looks at the first hundred filters",
        List.of("list/labels-many"),
        f ->
            f.request(
                "list",
                r -> {
                  JsonNode labels = r.parameters.path("labels");
                  while (labels.isArray() && labels.size() > 100) {
                    ((ArrayNode) labels).remove(100);
                  }
                }));
    add(
        "filtered lists are short",
        "value",
        "stops after five",
        List.of("list/labels-common"),
        f ->
            f.body(
                "list",
                (r, b) -> {
                  ArrayNode list = (ArrayNode) b.get("list");
                  while (r.parameters.has("labels") && list.size() > 5) {
                    list.remove(5);
                  }
                }));
    add(
        "filters are patterns",
        "value",
        "takes % and _ for any characters",
        List.of("list/labels-literal"),
        f -> f.has("labels as patterns"));
    add(
        "filters match models",
        "value",
        "looks for filters in the model too",
        List.of("list/labels-literal"),
        f -> f.has("labels of models"));
    add(
        "filters are stripped",
        "value",
        "takes a blank for no filter",
        List.of("list/labels-literal"),
        f -> f.has("labels stripped"));
    add(
        "filtered trackers lose their tags",
        "value",
        "shows no tags when there are filters",
        List.of("list/labels-contain"),
        f ->
            f.body(
                "list",
                (r, b) -> {
                  if (r.parameters.has("labels")) {
                    b.get("list").forEach(t -> ((ObjectNode) t).putArray("tag_bindings"));
                  }
                }));
    add(
        "two filters, the first tracker twice",
        "value",
        "repeats a tracker when there are several filters",
        List.of("list/labels-any"),
        f ->
            f.body(
                "list",
                (r, b) -> {
                  ArrayNode list = (ArrayNode) b.get("list");
                  if (r.parameters.path("labels").size() > 1 && !list.isEmpty()) {
                    list.add(list.get(0).deepCopy());
                  }
                }));
  }
}
