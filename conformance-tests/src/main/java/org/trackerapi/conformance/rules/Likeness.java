package org.trackerapi.conformance.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.trackerapi.spec.Contract;

/** Compares two answers that must say the same. */
final class Likeness {
  /** Some hundred metres on a map. */
  private static final double NEAR = 0.005;

  /** What tells the objects in the lists of the contract apart. */
  private static final List<String> KEYS =
      List.of("id", "tag_id", "input_number", "number", "name", "label", "type");

  /** All names of fields in the contract. */
  private static final Set<String> DESCRIBED = new HashSet<>();

  static {
    collect(Contract.tree());
  }

  private Likeness() {}

  private static void collect(JsonNode schema) {
    schema.path("properties").fieldNames().forEachRemaining(DESCRIBED::add);
    schema.forEach(Likeness::collect);
  }

  /**
   * Returns the names in two objects that the contract describes: further fields may tell anything.
   * Where it describes none, they are keys of a map, and all count.
   */
  private static Set<String> names(JsonNode one, JsonNode other) {
    Set<String> all = new LinkedHashSet<>();
    one.fieldNames().forEachRemaining(all::add);
    other.fieldNames().forEachRemaining(all::add);
    Set<String> described = new LinkedHashSet<>(all);
    described.retainAll(DESCRIBED);
    return described.isEmpty() ? all : described;
  }

  /**
   * Returns where two answers differ, empty when they do not. A missing key is a null, fields that
   * the contract does not describe do not count, and lists have no order, but for those of flags.
   *
   * @param values whether values are compared too, or only keys, lengths and types: telemetry goes
   *     on between two answers
   */
  static String difference(JsonNode one, JsonNode other, boolean values) {
    return difference(one, other, values, "");
  }

  private static String difference(JsonNode one, JsonNode other, boolean values, String path) {
    boolean absent = one.isMissingNode() || one.isNull();
    boolean otherAbsent = other.isMissingNode() || other.isNull();
    if (absent || otherAbsent) {
      return absent == otherAbsent ? "" : (path.isEmpty() ? "/" : path) + " is in one only";
    }
    if (one.isObject() && other.isObject()) {
      for (String name : names(one, other)) {
        String found = difference(one.path(name), other.path(name), values, path + "/" + name);
        if (!found.isEmpty()) {
          return found;
        }
      }
      return "";
    }
    if (one.isArray() && other.isArray()) {
      if (one.size() != other.size()) {
        return path + " has " + one.size() + " and " + other.size() + " items";
      }
      List<JsonNode> ones = sorted(one);
      List<JsonNode> others = sorted(other);
      for (int i = 0; i < ones.size(); i++) {
        String found = difference(ones.get(i), others.get(i), values, path + "/" + i);
        if (!found.isEmpty()) {
          return found;
        }
      }
      return "";
    }
    if (one.isNumber() && other.isNumber()) {
      return !values || one.doubleValue() == other.doubleValue()
          ? ""
          : path + " is " + one + " and " + other;
    }
    if (one.getNodeType() != other.getNodeType()) {
      return path + " is " + one + " and " + other;
    }
    return !values || one.equals(other) ? "" : path + " is " + one + " and " + other;
  }

  /**
   * Returns where an answer differs from one before and one after it, in what those two agree on:
   * telemetry goes on between two answers, but what was the same before and after was so in
   * between.
   */
  static String between(JsonNode before, JsonNode middle, JsonNode after) {
    return between(before, middle, after, "");
  }

  private static String between(JsonNode before, JsonNode middle, JsonNode after, String path) {
    if (difference(before, after, true).isEmpty()) {
      return isEmpty(before) && isEmpty(middle) ? "" : difference(before, middle, true, path);
    }
    if (before.isObject() && middle.isObject() && after.isObject()) {
      Set<String> names = names(before, after);
      names.addAll(names(middle, after));
      for (String name : names) {
        String found =
            between(before.path(name), middle.path(name), after.path(name), path + "/" + name);
        if (!found.isEmpty()) {
          return found;
        }
      }
    }
    return "";
  }

  /** Nothing is told as null, as an empty object, or not at all. */
  private static boolean isEmpty(JsonNode node) {
    return node.isMissingNode() || node.isNull() || node.isObject() && node.isEmpty();
  }

  /**
   * Returns what an answer lacks of what it must hold, empty when nothing. It may hold more; items
   * of lists have no order; fractions need only be near.
   */
  static String lack(JsonNode wanted, JsonNode found) {
    return lack(wanted, found, "");
  }

  private static String lack(JsonNode wanted, JsonNode found, String path) {
    if (wanted.isObject()) {
      for (Map.Entry<String, JsonNode> entry : wanted.properties()) {
        String lack =
            lack(entry.getValue(), found.path(entry.getKey()), path + "/" + entry.getKey());
        if (!lack.isEmpty()) {
          return lack;
        }
      }
      return "";
    }
    if (wanted.isArray()) {
      for (JsonNode item : wanted) {
        boolean there = false;
        for (JsonNode candidate : found) {
          there |= lack(item, candidate, path).isEmpty();
        }
        if (!there) {
          return path + " with " + item;
        }
      }
      return "";
    }
    boolean same =
        wanted.isFloatingPointNumber()
            ? found.isNumber() && Math.abs(wanted.doubleValue() - found.doubleValue()) < NEAR
            : difference(wanted, found, true).isEmpty();
    return same ? "" : path + " " + wanted;
  }

  private static List<JsonNode> sorted(JsonNode array) {
    List<JsonNode> items = new ArrayList<>();
    array.forEach(items::add);
    if (items.stream().allMatch(item -> item.isTextual() || item.isIntegralNumber())
        || items.stream().allMatch(JsonNode::isObject)) {
      items.sort(Comparator.comparing(Likeness::key));
    }
    return items;
  }

  private static Map<String, String> scalars(JsonNode item) {
    Map<String, String> scalars = new HashMap<>();
    for (Map.Entry<String, JsonNode> entry : item.properties()) {
      if (entry.getValue().isValueNode()) {
        scalars.put(entry.getKey(), entry.getValue().asText());
      }
    }
    return scalars;
  }

  /** Returns what tells an item of a list from the others, empty when nothing does. */
  private static String key(JsonNode item) {
    if (item.isNumber()) {
      return String.format(Locale.ROOT, "%020d", item.asLong());
    }
    if (item.isTextual()) {
      return item.asText();
    }
    StringBuilder key = new StringBuilder();
    for (String name : KEYS) {
      if (item.path(name).isTextual() || item.path(name).isNumber()) {
        key.append(key(item.get(name))).append('\n');
      }
    }
    if (key.isEmpty()) {
      new TreeMap<>(scalars(item)).forEach((name, value) -> key.append(value).append('\n'));
    }
    return key.toString();
  }
}
