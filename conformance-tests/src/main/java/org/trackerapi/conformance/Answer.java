package org.trackerapi.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** An answer of the target, with the checks that rules make on it. */
public final class Answer {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final int SHOWN = 600;

  private final Exchange exchange;
  private JsonNode json;
  private String brokenJson = "";

  Answer(Exchange exchange) {
    this.exchange = exchange;
    try {
      // Jackson would read UTF-16 as well, which no client of a JSON API expects.
      json =
          JSON.readTree(
              StandardCharsets.UTF_8
                  .newDecoder()
                  .decode(ByteBuffer.wrap(exchange.answer().body()))
                  .toString());
      if (json.isMissingNode()) {
        brokenJson = "nothing";
      }
    } catch (JsonProcessingException e) {
      json = MissingNode.getInstance();
      brokenJson = e.getOriginalMessage();
    } catch (IOException e) {
      json = MissingNode.getInstance();
      brokenJson = "bytes that are no UTF-8";
    }
  }

  /** Returns the request and the answer as they went over the wire. */
  public Exchange exchange() {
    return exchange;
  }

  /** Returns the HTTP status. */
  public int status() {
    return exchange.answer().status();
  }

  /** Returns the header Content-Type, or an empty text. */
  public String contentType() {
    return exchange.answer().contentType();
  }

  /** Returns the body as text. */
  public String text() {
    return new String(exchange.answer().body(), StandardCharsets.UTF_8);
  }

  /** Returns the body as a tree, a missing node when it is no JSON. */
  public JsonNode json() {
    return json;
  }

  /** Returns why the body is no JSON, or an empty text. */
  public String brokenJson() {
    return brokenJson;
  }

  /** Returns whether the answer reports success: status 200 and {@code success: true}. */
  public boolean isSuccess() {
    return status() == 200 && json.path("success").isBoolean() && json.get("success").asBoolean();
  }

  /** Returns the number of the error, 0 when the answer has none. */
  public int code() {
    return json.at("/status/code").isInt() ? json.at("/status/code").intValue() : 0;
  }

  /**
   * Returns the body of a success.
   *
   * @throws Violation when the answer is something else
   */
  public JsonNode ok() {
    if (!isSuccess()) {
      throw violation("HTTP 200 with \"success\": true", summary());
    }
    return json;
  }

  /**
   * Returns a field of a success.
   *
   * @param pointer a JSON pointer, e.g. {@code /value/id}
   * @throws Violation when the answer is no success, or lacks the field
   */
  public JsonNode ok(String pointer) {
    JsonNode node = ok().at(pointer);
    if (node.isMissingNode()) {
      throw violation("a success with " + pointer, summary());
    }
    return node;
  }

  /**
   * Checks that the answer is this error.
   *
   * @throws Violation when it is something else
   */
  public Answer refusedWith(int httpStatus, int code) {
    if (!isRefusal(httpStatus, code)) {
      throw violation(refusal(httpStatus, code), summary());
    }
    return this;
  }

  /** Returns whether the answer is this error. */
  public boolean isRefusal(int httpStatus, int code) {
    return status() == httpStatus
        && code() == code
        && json.path("success").isBoolean()
        && !json.get("success").asBoolean();
  }

  /** Returns the parameters that an error 7 names. */
  public Set<String> named() {
    Set<String> names = new TreeSet<>();
    json.path("errors").forEach(error -> names.add(error.path("parameter").asText()));
    return names;
  }

  /**
   * Checks something about the answer.
   *
   * @param holds whether it is as it must be
   * @param expected what must be, in words
   * @param actual what is
   * @throws Violation when it does not hold
   */
  public Answer expect(boolean holds, String expected, Object actual) {
    if (!holds) {
      throw violation(expected, String.valueOf(actual));
    }
    return this;
  }

  /** Returns a failure about this answer. */
  public Violation violation(String expected, String actual) {
    return new Violation(expected, shortened(actual), exchange);
  }

  /** Returns the answer in one line for people. */
  public String summary() {
    StringBuilder line = new StringBuilder("HTTP ").append(status());
    if (code() != 0) {
      line.append(" with code ").append(code());
    }
    if (json.isMissingNode()) {
      line.append(" and no JSON (").append(brokenJson).append(')');
    }
    return line.append(": ").append(shortened(text().isEmpty() ? "(empty)" : text())).toString();
  }

  private static String refusal(int httpStatus, int code) {
    return "HTTP " + httpStatus + " with \"success\": false and code " + code;
  }

  static String shortened(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }

  /** Returns the ID that a key of a map by ID stands for; empty when it is none of 32 bits. */
  public static Optional<Integer> id(String key) {
    return key.matches("[0-9]{1,10}") && Long.parseLong(key) <= Integer.MAX_VALUE
        ? Optional.of(Integer.parseInt(key))
        : Optional.empty();
  }

  /** Returns the elements of an array, or nothing when it is none. */
  public static List<JsonNode> items(JsonNode array) {
    List<JsonNode> items = new ArrayList<>();
    if (array.isArray()) {
      array.forEach(items::add);
    }
    return items;
  }
}
