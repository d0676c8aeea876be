package org.trackerapi.mock;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A request as it came over the wire, before anybody has interpreted it.
 *
 * @param method the method as it was sent
 * @param path the path with its percent escapes; empty or beginning with a slash
 * @param query the query with its percent escapes, without the question mark; null when there is
 *     none
 * @param fields names and values of the headers in turn
 * @param body the bytes of the body as they were sent; empty when there is none
 * @param problem why the body could not be read; null when it could
 * @param authority host and port that the caller has asked
 * @param client the address of the caller
 */
record RawRequest(
    String method,
    String path,
    String query,
    List<String> fields,
    byte[] body,
    Problem problem,
    String authority,
    String client) {

  /** What can be wrong with a body; the key of its error under the contract's framework errors. */
  enum Problem {
    TOO_LARGE("too-large"),
    MALFORMED("malformed-request");

    private final String condition;

    Problem(String condition) {
      this.condition = condition;
    }

    String condition() {
      return condition;
    }
  }

  /** Returns the values of a header, by its name in any case. */
  List<String> header(String name) {
    List<String> values = new ArrayList<>(1);
    for (int i = 0; i < fields.size(); i += 2) {
      if (fields.get(i).equalsIgnoreCase(name)) {
        values.add(fields.get(i + 1));
      }
    }
    return values;
  }

  /** Returns the first value of a header, or null when it was not sent. */
  String firstHeader(String name) {
    for (int i = 0; i < fields.size(); i += 2) {
      if (fields.get(i).equalsIgnoreCase(name)) {
        return fields.get(i + 1);
      }
    }
    return null;
  }

  /** Returns path and query as they were sent. */
  String target() {
    return query == null ? path : path + "?" + query;
  }

  /** Returns the body as UTF-8, with replacements where it is something else. */
  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
