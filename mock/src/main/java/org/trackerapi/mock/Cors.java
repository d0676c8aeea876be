package org.trackerapi.mock;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** The headers that let pages of any origin call the simulator and read what it answers. */
final class Cors {
  private static final Map<String, String> ALWAYS =
      inOrder(Map.of("Access-Control-Allow-Origin", "*", "Access-Control-Expose-Headers", "*"));

  // A wildcard does not cover Authorization, so the headers of the contract are named.
  private static final Map<String, String> PREFLIGHT =
      inOrder(
          Map.of(
              "Access-Control-Allow-Methods",
              "GET, POST, OPTIONS",
              "Access-Control-Allow-Headers",
              "Authorization, Content-Type, NVX-ISO-DateTime, "
                  + ExampleMappings.ERROR_HEADER
                  + ", *",
              "Access-Control-Allow-Private-Network",
              "true",
              "Access-Control-Max-Age",
              "86400"));

  private Cors() {}

  /** Returns the headers of every answer, errors too. */
  static Map<String, String> always() {
    return ALWAYS;
  }

  /** Returns the headers that the answer to a preflight request has besides. */
  static Map<String, String> preflight() {
    return PREFLIGHT;
  }

  private static Map<String, String> inOrder(Map<String, String> headers) {
    return Collections.unmodifiableMap(new TreeMap<>(headers));
  }
}
