package org.trackerapi.mock;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The headers that let pages of any origin call the simulator and read what it answers. */
final class Cors {
  private static final String ORIGIN = "Access-Control-Allow-Origin";
  private static final String EXPOSE = "Access-Control-Expose-Headers";
  private static final String ALLOW_HEADERS = "Access-Control-Allow-Headers";

  private static final Map<String, String> ALWAYS = inOrder(Map.of(ORIGIN, "*", EXPOSE, "*"));

  // A wildcard does not cover Authorization, so the headers of the contract are named.
  private static final Map<String, String> PREFLIGHT =
      inOrder(
          Map.of(
              "Access-Control-Allow-Methods",
              "GET, POST, OPTIONS",
              ALLOW_HEADERS,
              "Authorization, Content-Type, NVX-ISO-DateTime, " + ForcedErrors.HEADER + ", *",
              "Access-Control-Allow-Private-Network",
              "true",
              "Access-Control-Max-Age",
              "86400"));

  private Cors() {}

  /** Returns the headers of every answer, errors too, whoever asks. */
  static Map<String, String> always() {
    return ALWAYS;
  }

  /** Returns the headers that the answer to a preflight request has besides. */
  static Map<String, String> preflight() {
    return PREFLIGHT;
  }

  /**
   * Returns the headers of an answer to a page. A page that sends cookies may read an answer only
   * when it names the page's own origin.
   *
   * @param origin the request's header {@code Origin}, or null
   */
  static Map<String, String> answering(String origin) {
    return origin == null
        ? ALWAYS
        : Map.of(
            ORIGIN,
            origin,
            "Vary",
            "Origin",
            "Access-Control-Allow-Credentials",
            "true",
            EXPOSE,
            "Retry-After, " + Simulation.OUTSIDE_CONTRACT + ", *");
  }

  /** Answers a preflight request; allows whatever headers the page wants to send. */
  static Answer preflight(RawRequest request) {
    Map<String, String> headers = new LinkedHashMap<>(PREFLIGHT);
    String wanted = request.firstHeader("Access-Control-Request-Headers");
    if (wanted != null) {
      headers.put(ALLOW_HEADERS, wanted);
    }
    return Answer.empty(204, headers);
  }

  private static Map<String, String> inOrder(Map<String, String> headers) {
    return Collections.unmodifiableMap(new TreeMap<>(headers));
  }
}
