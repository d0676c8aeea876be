package org.trackerapi.conformance.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Compares two answers that must say the same. */
final class Likeness {
  private Likeness() {}

  /**
   * Returns where two answers differ, empty when they do not. A missing key is a null, and lists of
   * objects with an id have no order.
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
      for (Map.Entry<String, JsonNode> entry : one.properties()) {
        String found =
            difference(
                entry.getValue(), other.path(entry.getKey()), values, path + "/" + entry.getKey());
        if (!found.isEmpty()) {
          return found;
        }
      }
      for (Map.Entry<String, JsonNode> entry : other.properties()) {
        if (!one.has(entry.getKey()) && !entry.getValue().isNull()) {
          return path + "/" + entry.getKey() + " is in one only";
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

  private static List<JsonNode> sorted(JsonNode array) {
    List<JsonNode> items = new ArrayList<>();
    array.forEach(items::add);
    if (items.stream().allMatch(item -> item.path("id").isNumber())) {
      items.sort(Comparator.comparingLong(item -> item.get("id").longValue()));
    }
    return items;
  }
}
