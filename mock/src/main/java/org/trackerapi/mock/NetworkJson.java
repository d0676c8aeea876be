package org.trackerapi.mock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.trackerapi.spec.Contract;

/** Reads and writes what the network does, as the control endpoints show it. */
final class NetworkJson {
  private static final List<String> RULE_KEYS =
      List.of("action", "delay_ms", "jitter_ms", "faults", "percent");
  private static final int LONGEST = 600_000;

  private NetworkJson() {}

  static ObjectNode write(Network.Settings settings) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("profile", settings.profile());
    body.put("rate_limit", settings.rateLimit());
    ArrayNode rules = body.putArray("rules");
    for (Network.Rule rule : settings.rules()) {
      ObjectNode shown = rules.addObject().put("action", rule.action());
      shown.put("delay_ms", rule.delay()).put("jitter_ms", rule.jitter());
      ArrayNode faults = shown.putArray("faults");
      rule.faults().forEach(fault -> faults.add(fault.key()));
      shown.put("percent", rule.percent());
    }
    return body;
  }

  /**
   * Reads settings; what is not mentioned stays.
   *
   * @throws IllegalArgumentException if something is out of range or unknown
   */
  static Network.Settings read(ObjectNode wanted, Network.Settings current) {
    Network.Settings settings = current;
    if (wanted.has("profile")) {
      settings = profile(text(wanted.get("profile")));
    }
    if (wanted.has("rules")) {
      settings = new Network.Settings("custom", rules(wanted.get("rules")), settings.rateLimit());
    }
    return wanted.has("rate_limit")
        ? settings.withRateLimit(number(wanted, "rate_limit", 0, 1_000_000))
        : settings;
  }

  /**
   * Returns the settings of a name.
   *
   * @throws IllegalArgumentException if there are none
   */
  static Network.Settings profile(String name) {
    Network.Settings settings = Network.PROFILES.get(name);
    if (settings == null) {
      throw new IllegalArgumentException(
          "Expected a profile of "
              + new TreeSet<>(Network.PROFILES.keySet())
              + ", got "
              + Shown.of(name));
    }
    return settings;
  }

  private static List<Network.Rule> rules(JsonNode list) {
    if (!list.isArray()) {
      throw new IllegalArgumentException("Expected a list of rules, got " + Shown.of(list));
    }
    List<Network.Rule> rules = new ArrayList<>();
    Set<String> actions = new java.util.HashSet<>();
    for (JsonNode rule : list) {
      rules.add(rule(rule));
      if (!actions.add(rule.path("action").asText(null))) {
        throw new IllegalArgumentException(
            "Expected at most one rule for each action and one for all others, got two for "
                + rule.path("action").asText("all others"));
      }
    }
    return List.copyOf(rules);
  }

  private static Network.Rule rule(JsonNode rule) {
    if (!rule.isObject()) {
      throw new IllegalArgumentException("Expected a rule as a JSON object, got " + Shown.of(rule));
    }
    rule.fieldNames()
        .forEachRemaining(
            key -> {
              if (!RULE_KEYS.contains(key)) {
                throw new IllegalArgumentException(
                    "Expected only the keys " + RULE_KEYS + " in a rule, got " + Shown.of(key));
              }
            });
    JsonNode named = rule.path("action");
    String action = named.isMissingNode() || named.isNull() ? null : text(named);
    requireAction(action);
    List<Network.Fault> faults = new ArrayList<>();
    JsonNode kinds = rule.path("faults");
    if (!kinds.isMissingNode() && !kinds.isArray()) {
      throw new IllegalArgumentException("Expected a list as faults, got " + Shown.of(kinds));
    }
    kinds.forEach(fault -> faults.add(fault(text(fault))));
    return new Network.Rule(
        action,
        number(rule, "delay_ms", 0, LONGEST),
        number(rule, "jitter_ms", 0, LONGEST),
        List.copyOf(faults),
        rule.has("percent") ? number(rule, "percent", 0, 100) : faults.isEmpty() ? 0 : 100);
  }

  /**
   * Checks the name of an action.
   *
   * @throws IllegalArgumentException if there is no such action; null is all right
   */
  static void requireAction(String name) {
    if (name != null && Contract.action(name).isEmpty()) {
      throw new IllegalArgumentException(
          "Expected the name of an action such as get_fuel, got " + Shown.of(name));
    }
  }

  /**
   * Returns the fault of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Network.Fault fault(String name) {
    for (Network.Fault fault : Network.Fault.values()) {
      if (fault.key().equals(name)) {
        return fault;
      }
    }
    throw new IllegalArgumentException(
        "Expected a fault, reset, truncated or empty, got " + Shown.of(name));
  }

  /** Returns a text as it is, and what is none as it is written. */
  private static String text(JsonNode value) {
    return value.isTextual() ? value.textValue() : value.toString();
  }

  private static int number(JsonNode object, String key, int from, int to) {
    JsonNode value = object.path(key);
    if (value.isMissingNode()) {
      return from;
    }
    if (!value.isInt() || value.intValue() < from || value.intValue() > to) {
      throw new IllegalArgumentException(
          "Expected a whole number from "
              + from
              + " to "
              + to
              + " as "
              + key
              + ", got "
              + Shown.of(value));
    }
    return value.intValue();
  }
}
