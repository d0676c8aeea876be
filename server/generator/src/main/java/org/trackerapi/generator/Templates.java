package org.trackerapi.generator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Small helpers for the data of templates. */
final class Templates {
  private Templates() {}

  /** Makes a map of names and values. */
  static Map<String, Object> data(Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], pairs[i + 1]);
    }
    return map;
  }

  /** Marks the last of a list, because Java separates some things. */
  static List<Map<String, Object>> marked(List<Map<String, Object>> items) {
    for (int i = 0; i < items.size(); i++) {
      items.get(i).put("last", i == items.size() - 1);
    }
    return items;
  }

  /** Joins arguments on one line, or one per line where they are many. */
  static String joined(List<String> parts, String indent) {
    String line = String.join(", ", parts);
    if (line.length() + indent.length() < 90) {
      return line;
    }
    List<String> lines = new ArrayList<>();
    parts.forEach(part -> lines.add("\n" + indent + part));
    return String.join(",", lines);
  }
}
