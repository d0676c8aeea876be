package org.trackerapi.conformance.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

/**
 * One rule for each constraint of each parameter in the contract: what lies outside is refused with
 * 7, in JSON, form and query, and what lies just inside is not; and one for each parameter: the
 * refusal names it.
 */
public final class ConstraintRules {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int LONGEST_QUERY = 4000;

  /** What 32 bits forget. */
  private static final long WRAPS = 1L << 32;

  private static final String PRINTABLE = "^[^\\x00-\\x1F\\x7F]+$";

  /** Constraints that the contract adds to what the source says. */
  private static final Set<String> ADDED =
      Set.of(
          "pattern",
          "minimum",
          "maximum",
          "format",
          "x-max-items",
          "range",
          "no-object",
          "as-text",
          "empty",
          "null",
          "enum-case",
          "characters");

  /** Parameters of which the source does not speak. */
  private static final Set<String> NOT_IN_SOURCE =
      Set.of("iso_datetime", "iccid", "notification_email", "notification_phone");

  /** Values at the edge that a target may refuse for another reason: see the rules by hand. */
  private static final Set<String> ONLY_OUTSIDE =
      Set.of("device_id", "plugin_id", "tag_bindings.0.tag_id", "tracker_output.number");

  /** Parameters that many requests must have though the schema does not require them. */
  private static final Set<String> OFTEN_NEEDED =
      Set.of("register/phone", "register_retry/tracker_id");

  private final Action action;
  private final List<RuleSpec> rules = new ArrayList<>();
  private final List<Map.Entry<List<String>, Try>> byQuery = new ArrayList<>();

  private ConstraintRules(Action action) {
    this.action = action;
  }

  /** Returns the rules. */
  public static List<RuleSpec> all() {
    List<RuleSpec> rules = new ArrayList<>();
    for (Action action : Contract.actions()) {
      rules.addAll(new ConstraintRules(action).rules());
    }
    return rules;
  }

  private List<RuleSpec> rules() {
    JsonNode schema = action.requestSchema();
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      if (!property.getKey().equals("hash")) {
        parameter(
            List.of(property.getKey()),
            resolved(property.getValue()),
            isRequired(schema, property.getKey()));
      }
    }
    if (shouldGet()) {
      rules.add(queryRefusals());
    }
    rules.add(violations());
    return rules;
  }

  private boolean shouldGet() {
    return action.get().path("x-level").asText().equals("should");
  }

  /** For actions whose GET is no must: all constraints by GET in one rule that is none either. */
  private RuleSpec queryRefusals() {
    boolean writes = !Requests.READING.contains(action.name());
    return rule(
        "query-constraints",
        "refuses by GET what it refuses by POST",
        "The same as the POST, with the parameters in the query.",
        "contract, " + action.name(),
        writes,
        run ->
            byQuery.forEach(
                entry -> {
                  ObjectNode request = request(run, entry.getKey(), entry.getValue().value());
                  if (!entry.getValue().jsonOnly()
                      && !lost(entry.getValue(), "")
                      && request.toString().length() < LONGEST_QUERY) {
                    run.call(action.name()).with(request).query().send().refusedWith(400, 7);
                  }
                }));
  }

  private RuleSpec violations() {
    return rule(
        "violations",
        "names every wrong parameter",
        "errors: Every violated constraint.",
        "contract, ErrorResponse",
        false,
        run -> {
          String name = action.name();
          ObjectNode request =
              Requests.takesTracker(name)
                  ? Requests.harmless(run, name).put("tracker_id", "none")
                  : Requests.JSON.createObjectNode();
          if (Requests.takesTrackers(name)) {
            request.put("trackers", "none");
          }
          String other =
              request.isEmpty()
                  ? switch (name) {
                    case "list" -> "labels";
                    case "list_models" -> "codes";
                    default -> "group_id";
                  }
                  : request.fieldNames().next();
          request.put(other, "none").put("iso_datetime", "maybe");
          Answer answer = run.call(name).with(request).send();
          answer.refusedWith(400, 7);
          answer.expect(
              answer.named().contains(other) && answer.named().contains("iso_datetime"),
              "errors to name " + other + " and iso_datetime",
              answer.named());
        });
  }

  private RuleSpec rule(
      String tail, String title, String quote, String source, boolean writes, RuleSpec.Body body) {
    return new RuleSpec(
        action.name() + "/" + tail,
        action.name(),
        title,
        quote,
        source,
        Level.SHOULD,
        needs(writes, List.of(action.name().equals("tags/set") && writes ? "tag_bindings" : "")),
        writes,
        false,
        List.of("error:7"),
        body);
  }

  private static JsonNode resolved(JsonNode schema) {
    return schema.has("$ref")
        ? Contract.tree().at(schema.get("$ref").asText().substring(1))
        : schema;
  }

  private static boolean isRequired(JsonNode schema, String name) {
    for (JsonNode required : schema.path("required")) {
      if (required.asText().equals(name)) {
        return true;
      }
    }
    return false;
  }

  /**
   * A value to try.
   *
   * @param value null removes the parameter
   * @param jsonOnly whether forms cannot express it
   */
  private record Try(JsonNode value, boolean jsonOnly) {}

  /** What breaks a constraint, and what just keeps it. */
  private record Bounds(List<Try> outside, List<Try> inside) {}

  private void parameter(List<String> path, JsonNode schema, boolean required) {
    if (!schema.has("type")) {
      return; // Alternatives are the matter of rules written by hand.
    }
    Map<String, Bounds> bounds = new LinkedHashMap<>();
    if (required) {
      bounds.put("required", new Bounds(List.of(new Try(null, false)), List.of()));
    }
    byType(schema, bounds);
    if (schema.has("enum") && schema.path("type").asText().equals("string")) {
      List<Try> inside = new ArrayList<>();
      schema.get("enum").forEach(value -> inside.add(new Try(value, false)));
      bounds.put("enum", new Bounds(List.of(text("no_such_value")), inside));
      String capitals = schema.at("/enum/0").asText().toUpperCase(Locale.ROOT);
      bounds.put("enum-case", new Bounds(List.of(text(capitals)), List.of()));
    }
    String name = String.join(".", path);
    if (!bounds.isEmpty()
        && !schema.path("nullable").asBoolean()
        && !OFTEN_NEEDED.contains(action.name() + "/" + name)) {
      bounds.put("null", new Bounds(List.of(new Try(NODES.nullNode(), true)), List.of()));
    }
    bounds.forEach(
        (keyword, limits) -> {
          if (!limits.outside().isEmpty() || !ONLY_OUTSIDE.contains(name)) {
            rules.add(constraint(path, name, keyword, limits));
          }
          limits.outside().forEach(outside -> byQuery.add(Map.entry(path, outside)));
        });
    if (!bounds.isEmpty()) {
      boolean plain =
          schema.path("type").asText().equals("array")
              && !resolved(schema.path("items")).path("type").asText().equals("object");
      rules.add(naming(path, name, bounds.entrySet().iterator().next().getValue(), plain));
    }
    if (schema.path("type").asText().equals("object")) {
      for (Map.Entry<String, JsonNode> inner : schema.path("properties").properties()) {
        parameter(
            added(path, inner.getKey()),
            resolved(inner.getValue()),
            isRequired(schema, inner.getKey()));
      }
    }
    JsonNode items = resolved(schema.path("items"));
    if (items.path("type").asText().equals("object")) {
      for (Map.Entry<String, JsonNode> inner : items.path("properties").properties()) {
        parameter(
            added(added(path, "0"), inner.getKey()),
            resolved(inner.getValue()),
            isRequired(items, inner.getKey()));
      }
    }
  }

  private static List<String> added(List<String> path, String name) {
    List<String> longer = new ArrayList<>(path);
    longer.add(name);
    return List.copyOf(longer);
  }

  private void byType(JsonNode schema, Map<String, Bounds> bounds) {
    switch (schema.path("type").asText()) {
      case "integer" -> {
        int some = schema.path("minimum").asInt(1);
        bounds.put(
            "type",
            new Bounds(
                List.of(text("none"), new Try(NODES.numberNode(some + 0.5), false)), List.of()));
        bounds.put("as-text", new Bounds(List.of(), List.of(text(Integer.toString(some)))));
        if (schema.has("minimum")) {
          int least = schema.get("minimum").intValue();
          bounds.put("minimum", new Bounds(List.of(number(least - 1L)), List.of(number(least))));
        }
        if (schema.has("maximum")) {
          int most = schema.get("maximum").intValue();
          bounds.put("maximum", new Bounds(List.of(number(most + 1L)), List.of(number(most))));
        } else if (schema.path("format").asText().equals("int32")) {
          bounds.put(
              "range",
              new Bounds(
                  List.of(number(Integer.MAX_VALUE + 1L), number(WRAPS + some)),
                  List.of(number(Integer.MAX_VALUE))));
        }
      }
      case "boolean" -> {
        List<Try> inside = new ArrayList<>();
        inside.add(new Try(NODES.booleanNode(true), false));
        inside.add(new Try(NODES.booleanNode(false), false));
        List<Try> outside = List.of(text("maybe"), new Try(NODES.numberNode(7), true));
        bounds.put("type", new Bounds(outside, inside));
        bounds.put("as-text", new Bounds(List.of(), List.of(text("true"), text("false"))));
        if (schema.path("nullable").asBoolean()) {
          inside.add(new Try(NODES.nullNode(), true));
        }
      }
      case "string" -> strings(schema, bounds);
      case "array" -> arrays(schema, bounds);
      case "object" -> bounds.put("type", new Bounds(List.of(text("none")), List.of()));
      default -> {
        // Numbers do not occur.
      }
    }
  }

  private static void strings(JsonNode schema, Map<String, Bounds> bounds) {
    String sample = Samples.good(schema);
    bounds.put(
        "no-object", new Bounds(List.of(new Try(NODES.objectNode().put("a", 1), true)), List.of()));
    if (schema.path("minLength").asInt() > 0) {
      int least = schema.get("minLength").intValue();
      bounds.put(
          "minLength",
          new Bounds(List.of(text("x".repeat(least - 1))), List.of(text("x".repeat(least)))));
    }
    if (schema.has("maxLength") && !schema.has("format")) {
      int most = schema.get("maxLength").intValue();
      List<Try> inside = new ArrayList<>(List.of(text("x".repeat(most))));
      if (schema.path("pattern").asText().equals(PRINTABLE)) {
        // Characters are counted, not bytes.
        inside.add(text("日".repeat(most)));
      }
      bounds.put("maxLength", new Bounds(List.of(text("x".repeat(most + 1))), inside));
      if (schema.path("pattern").asText().equals(PRINTABLE)) {
        // One character each, though two units of UTF-16 and four bytes.
        bounds.put("characters", new Bounds(List.of(), List.of(text("🚚".repeat(most)))));
      }
    }
    if (schema.path("minLength").asInt() == 0
        && (!schema.has("pattern") || schema.get("pattern").asText().endsWith("*$"))
        && schema.has("maxLength")
        && !schema.has("format")) {
      bounds.put("empty", new Bounds(List.of(), List.of(text(""))));
    }
    if (schema.has("pattern")) {
      List<Try> outside = Samples.bad(schema).stream().map(ConstraintRules::text).toList();
      List<Try> inside = Samples.edges(schema).stream().map(ConstraintRules::text).toList();
      bounds.put("pattern", new Bounds(outside, inside));
    }
    if (schema.path("format").asText().equals("email")) {
      bounds.put("format", new Bounds(List.of(text("nobody")), List.of(text(sample))));
    }
  }

  private void arrays(JsonNode schema, Map<String, Bounds> bounds) {
    JsonNode items = resolved(schema.path("items"));
    bounds.put("type", new Bounds(List.of(text("none")), List.of()));
    bounds.put(
        "no-nulls",
        new Bounds(
            List.of(
                new Try(NODES.arrayNode().addNull(), false),
                new Try(NODES.arrayNode().add("1").addNull(), false)),
            List.of()));
    boolean texts = items.path("type").asText().equals("string");
    boolean objects = items.path("type").asText().equals("object");
    if (!texts && !objects) {
      bounds.put(
          "items", new Bounds(List.of(new Try(NODES.arrayNode().add("none"), false)), List.of()));
    }
    if (schema.path("minItems").asInt() > 0) {
      bounds.put(
          "minItems",
          new Bounds(
              List.of(list(schema.get("minItems").asInt() - 1, texts)),
              List.of(list(schema.get("minItems").asInt(), texts))));
    }
    if (schema.has("maxItems") && !objects) {
      int most = schema.get("maxItems").intValue();
      bounds.put(
          "maxItems", new Bounds(List.of(list(most + 1, texts)), List.of(list(most, texts))));
    }
    if (schema.path("uniqueItems").asBoolean()) {
      bounds.put(
          "uniqueItems",
          new Bounds(
              List.of(new Try(NODES.arrayNode().add("twice").add("twice"), false)),
              List.of(new Try(NODES.arrayNode().add("twice").add("Twice").add("twice "), false))));
    }
    if (texts && items.has("minLength")) {
      bounds.put(
          "items.minLength",
          new Bounds(
              List.of(new Try(NODES.arrayNode().add(""), false)),
              List.of(new Try(NODES.arrayNode().add("x"), false))));
    }
    if (texts && items.has("maxLength")) {
      int most = items.get("maxLength").intValue();
      bounds.put(
          "items.maxLength",
          new Bounds(
              List.of(new Try(NODES.arrayNode().add("x".repeat(most + 1)), false)),
              List.of(
                  new Try(NODES.arrayNode().add("x".repeat(most)), false),
                  new Try(NODES.arrayNode().add("日".repeat(most)), false))));
    }
  }

  private static Try list(int count, boolean texts) {
    ArrayNode array = NODES.arrayNode();
    for (int i = 1; i <= count; i++) {
      if (texts) {
        array.add("label " + i);
      } else {
        array.add(i);
      }
    }
    return new Try(array, false);
  }

  private static Try text(String text) {
    return new Try(NODES.textNode(text), false);
  }

  private static Try number(long number) {
    return new Try(NODES.numberNode(number), false);
  }

  private Level level(String name, String keyword) {
    return ADDED.contains(keyword) || NOT_IN_SOURCE.contains(name) ? Level.SHOULD : Level.MUST;
  }

  private RuleSpec constraint(List<String> path, String name, String keyword, Bounds bounds) {
    boolean writes = writes(path);
    return new RuleSpec(
        action.name() + "/" + name + "/" + keyword,
        action.name(),
        bounds.outside().isEmpty()
            ? "takes " + name + " " + keyword
            : "refuses what breaks " + keyword + " of " + name + ", and nothing else",
        "7 – Invalid parameters - if fields violate restrictions.",
        action.post().path("x-source").asText() + ", Parameters: " + name,
        level(name, keyword),
        needs(writes, path),
        writes,
        false,
        bounds.outside().isEmpty()
            ? List.of()
            : List.of("error:7", "constraint:" + name + "/" + keyword),
        run -> {
          for (Try outside : bounds.outside()) {
            refuses(run, path, keyword, outside);
          }
          if (!ONLY_OUTSIDE.contains(name)) {
            bounds.inside().forEach(inside -> accepts(run, path, inside));
          }
        });
  }

  private RuleSpec naming(List<String> path, String name, Bounds bounds, boolean items) {
    boolean writes = writes(path);
    return new RuleSpec(
        action.name() + "/" + name + "/named",
        action.name(),
        "names " + name + " in errors when it refuses it",
        "\"errors\": [{\"parameter\": \"command\", \"error\": \"Non-hex string\"}]",
        "tracker#raw_command_send, Errors",
        Level.SHOULD,
        needs(writes, path),
        writes,
        false,
        List.of("error:7"),
        run -> {
          Try wrong = bounds.outside().get(0);
          Answer answer = run.call(action.name()).with(request(run, path, wrong.value())).send();
          answer.refusedWith(400, 7);
          String top = path.get(0);
          String whole = String.join(".", path).replace(".0.", "[0].");
          answer.expect(
              answer.named().stream()
                  .anyMatch(
                      named ->
                          path.size() == 1
                              ? named.equals(top) || named.startsWith(top + "[")
                              : named.equals(whole)),
              "errors to name " + whole,
              answer.named().isEmpty() ? "no names" : "the names " + answer.named());
          if (items) {
            Answer item =
                run.call(action.name())
                    .with(request(run, path, NODES.arrayNode().addNull()))
                    .send()
                    .refusedWith(400, 7);
            item.expect(
                item.named().contains(whole),
                "errors to name the list " + whole + " of a plain item",
                "the names " + item.named());
          }
        });
  }

  private List<String> needs(boolean writes, List<String> path) {
    List<String> needs = new ArrayList<>(needs(writes));
    if (path.get(0).equals("tag_bindings")) {
      needs.add("tags");
    }
    return needs;
  }

  private List<String> needs(boolean writes) {
    if (writes) {
      return List.of("writes", "registration.device");
    }
    return FormNeeds.reading(action.name());
  }

  /** A wrong tracker_id cannot hit anything; other parameters need a tracker that may be hit. */
  private boolean writes(List<String> path) {
    return !Requests.READING.contains(action.name())
        && !(path.equals(List.of("tracker_id")) && Requests.takesTracker(action.name()));
  }

  private ObjectNode request(Run run, List<String> path, JsonNode value) {
    ObjectNode base;
    if (Requests.READING.contains(action.name())) {
      base = Requests.reading(run, action.name());
      if (action.name().equals("get_states")) {
        base.put("allow_not_exist", true).put("list_blocked", true);
      }
    } else if (path.equals(List.of("tracker_id"))) {
      base = Requests.harmless(run, action.name());
    } else {
      base = Requests.onOwnTracker(run, action.name());
      if (path.get(0).equals("tag_bindings")) {
        base.putArray("tag_bindings").addObject().put("tag_id", tag(run)).put("ordinal", 1);
      }
    }
    boolean aims = path.equals(List.of("tracker_id")) && value != null;
    return replaced(base, path, aims ? aimed(value, run.unknownTracker()) : value);
  }

  /** Whatever a target makes of a number, it shall not find a tracker by it. */
  private static JsonNode aimed(JsonNode value, int unknown) {
    boolean text = value.isTextual() && value.asText().matches("[0-9]+");
    if (!text && !value.isNumber()) {
      return value;
    }
    double number = value.asDouble();
    if (number < 1 || number == Integer.MAX_VALUE || number == Integer.MAX_VALUE + 1.0) {
      return value;
    }
    if (text) {
      return NODES.textNode(Integer.toString(unknown));
    }
    double aimed = number - 1 + unknown;
    return aimed == Math.rint(aimed) ? NODES.numberNode((long) aimed) : NODES.numberNode(aimed);
  }

  private static int tag(Run run) {
    if (!run.profile().tags().isEmpty()) {
      return run.profile().tags().get(0);
    }
    return run.fleet().values().stream()
        .flatMap(tracker -> Answer.items(tracker.path("tag_bindings")).stream())
        .map(binding -> binding.path("tag_id").asInt())
        .findFirst()
        .orElseThrow(() -> new Skip("tags", "needs tags: add them to the profile"));
  }

  private static ObjectNode replaced(ObjectNode base, List<String> path, JsonNode value) {
    JsonNode node = base;
    for (String step : path.subList(0, path.size() - 1)) {
      node = node.isArray() ? node.path(Integer.parseInt(step)) : node.path(step);
    }
    String last = path.get(path.size() - 1);
    if (value == null) {
      ((ObjectNode) node).remove(last);
    } else {
      ((ObjectNode) node).set(last, value);
    }
    return base;
  }

  private void refuses(Run run, List<String> path, String keyword, Try outside) {
    ObjectNode request = request(run, path, outside.value());
    List<Call.Form> forms = new ArrayList<>(List.of(Call.Form.JSON));
    if (!outside.jsonOnly()) {
      forms.add(Call.Form.FORM);
      if (!shouldGet() && request.toString().length() < LONGEST_QUERY) {
        forms.add(Call.Form.QUERY);
      }
    }
    for (Call.Form form : forms) {
      if (form != Call.Form.JSON && lost(outside, keyword)) {
        continue;
      }
      run.call(action.name()).with(request).in(form).send().refusedWith(400, 7);
    }
  }

  /** In a form an empty text may as well be a missing parameter. */
  private static boolean lost(Try outside, String keyword) {
    return outside.value() != null
        && outside.value().asText().isEmpty()
        && outside.value().isTextual()
        && !keyword.equals("required");
  }

  private void accepts(Run run, List<String> path, Try inside) {
    Answer answer = run.call(action.name()).with(request(run, path, inside.value())).send();
    answer.expect(
        (answer.isSuccess() || answer.code() != 0) && answer.code() != 7 && answer.status() < 500,
        "anything but a refusal of " + shown(inside),
        answer.summary());
  }

  private static String shown(Try value) {
    String text = String.valueOf(value.value());
    return text.length() > 80 ? text.substring(0, 80) + "…" : text;
  }

  /** What reading rules need. */
  private static final class FormNeeds {
    static List<String> reading(String action) {
      return Requests.READING.contains(action) && !action.startsWith("list")
          ? List.of(Role.ANY.key())
          : List.of();
    }
  }
}
