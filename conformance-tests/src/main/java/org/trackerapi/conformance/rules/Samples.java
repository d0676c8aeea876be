package org.trackerapi.conformance.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** Texts that keep or break the patterns of the contract. */
final class Samples {
  private static final Map<String, List<String>> BAD =
      Map.of(
          "^[^\\x00-\\x1F\\x7F]+$",
              List.of("tab\there", "bell\u0007", "two\nlines", "delete\u007f"),
          "^[^\\x00-\\x1F\\x7F]*$", List.of("bell\u0007", "delete\u007f"),
          "^[0-9]{8,20}$",
              List.of(
                  "+79990001122",
                  "1234567",
                  "123456789012345678901",
                  "7999000112a",
                  "7999 0001122",
                  ""),
          "^[0-9]{3,20}$", List.of("12", "12a", "123456789012345678901"),
          "^[0-9]{14,16}$",
              List.of("1234567890123", "12345678901234567", "35645587458A99", "35-645587-458999"),
          "^[0-9a-zA-Z-]{1,64}$", List.of("with blank", "under_score"),
          "^[-a-zA-Z0-9_.@ ]*$", List.of("semi;colon"),
          "^89[0-9]{17,18}$", List.of("8934", "7934071100000000019"));

  /** The pattern of what is neither of the above must be added here; a test sees to it. */
  private static final Map<String, List<String>> EDGES =
      Map.of(
          "^[^\\x00-\\x1F\\x7F]+$", List.of("Añ№ 日"),
          "^[^\\x00-\\x1F\\x7F]*$", List.of(),
          "^[0-9]{8,20}$", List.of("01234567", "98765432109876543210"),
          "^[0-9]{3,20}$", List.of("007", "98765432109876543210"),
          "^[0-9]{14,16}$", List.of("01234567890123", "9876543210987654"),
          "^[0-9a-zA-Z-]{1,64}$", List.of(),
          "^[-a-zA-Z0-9_.@ ]*$", List.of("a-Z_0.9@ b"),
          "^89[0-9]{17,18}$", List.of());

  private Samples() {}

  static List<String> bad(JsonNode schema) {
    return of(BAD, schema);
  }

  static List<String> edges(JsonNode schema) {
    return of(EDGES, schema);
  }

  static String good(JsonNode schema) {
    return schema.path("format").asText().equals("email") ? "ana@example.com" : "x";
  }

  private static List<String> of(Map<String, List<String>> samples, JsonNode schema) {
    String pattern = schema.path("pattern").asText();
    List<String> found = samples.get(pattern);
    if (found == null) {
      throw new IllegalStateException("No samples for the pattern " + pattern);
    }
    return found;
  }
}
