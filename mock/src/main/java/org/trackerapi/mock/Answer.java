package org.trackerapi.mock;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.trackerapi.spec.CatalogueError;
import org.trackerapi.spec.Contract;
import org.trackerapi.stubs.NeutralResponse;

/**
 * An answer that is ready to be written.
 *
 * @param status the HTTP status
 * @param headers the headers
 * @param content writes the body
 */
record Answer(int status, Map<String, String> headers, Content content) {
  static final String JSON = "application/json; charset=utf-8";
  private static final Map<String, String> JSON_HEADERS = Map.of("Content-Type", JSON);
  private static final byte[] NOTHING = {};

  /** Writes a body; called at most once for an answer. */
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  static Answer json(int status, JsonNode body) {
    return json(status, body.toString().getBytes(StandardCharsets.UTF_8));
  }

  static Answer json(int status, byte[] body) {
    return new Answer(status, JSON_HEADERS, out -> out.write(body));
  }

  static Answer of(int status, String contentType, byte[] body) {
    return new Answer(status, Map.of("Content-Type", contentType), out -> out.write(body));
  }

  /** Returns an answer of the platform. */
  static Answer of(NeutralResponse response) {
    return new Answer(response.status(), response.headers(), response::writeTo);
  }

  static Answer empty(int status, Map<String, String> headers) {
    return new Answer(status, headers, out -> out.write(NOTHING));
  }

  /** Returns an error as the contract shows it. */
  static Answer error(CatalogueError error) {
    return json(error.httpStatus(), error.example());
  }

  /** Returns the error that the contract has for a condition, e.g. {@code unknown-path}. */
  static Answer framework(String condition) {
    return error(frameworkError(condition));
  }

  static CatalogueError frameworkError(String condition) {
    String name = Contract.tree().at("/x-framework-errors/" + condition).asText();
    return Contract.errors().byName(name).orElseThrow();
  }

  Answer with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Answer(status, more, content);
  }
}
