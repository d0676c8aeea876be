package org.trackerapi.mock;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads names and values of queries and forms; what is no escape stays as it is. */
final class Pairs {
  private Pairs() {}

  /** Returns the first value of a name, or null; the text may be null. */
  static String first(String text, String name) {
    return text == null || text.isEmpty() ? null : all(text).get(name);
  }

  /** Returns the first value of each name. */
  static Map<String, String> all(String text) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String pair : text.split("&")) {
      int equals = pair.indexOf('=');
      String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
      if (!name.isEmpty()) {
        values.putIfAbsent(name, equals < 0 ? "" : decoded(pair.substring(equals + 1)));
      }
    }
    return values;
  }

  static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
