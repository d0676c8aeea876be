package org.trackerapi.conformance.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Map;
import java.util.Set;
import org.trackerapi.conformance.Answer;

/** Reads the dates of answers. */
final class Dates {
  private static final DateTimeFormatter PLAIN =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);

  /** How far the clocks of a platform's parts, and of its devices, may be apart. */
  static final Duration SKEW = Duration.ofSeconds(10);

  /** Fields that are dates with a time, wherever they stand. */
  private static final Set<String> NAMES =
      Set.of(
          "user_time",
          "update_time",
          "get_time",
          "updated",
          "movement_status_update",
          "ignition_update",
          "last_update",
          "battery_update",
          "inputs_update",
          "outputs_update",
          "actual_track_update");

  private Dates() {}

  static LocalDateTime isPlain(Answer answer, JsonNode value) {
    try {
      return LocalDateTime.parse(value.asText(), PLAIN);
    } catch (DateTimeParseException e) {
      throw answer.violation("a date and time like 2021-05-20 13:49:09", value.toString());
    }
  }

  static LocalDate isDay(Answer answer, JsonNode value) {
    try {
      return LocalDate.parse(value.asText());
    } catch (DateTimeParseException e) {
      throw answer.violation("a day like 2021-05-20", value.toString());
    }
  }

  static OffsetDateTime isIso(Answer answer, JsonNode value) {
    try {
      return OffsetDateTime.parse(value.asText());
    } catch (DateTimeParseException e) {
      throw answer.violation(
          "a date and time in ISO 8601 with offset, like 2014-07-09T07:50:58+05:00",
          value.toString());
    }
  }

  /** Checks every date of an answer: its format, and that it is not later than the user's time. */
  static void areNotInTheFuture(Answer answer, JsonNode userTime) {
    LocalDateTime now = isPlain(answer, userTime);
    notLater(answer, answer.json(), now, "");
  }

  private static void notLater(Answer answer, JsonNode node, LocalDateTime now, String path) {
    if (node.isArray()) {
      for (JsonNode item : node) {
        notLater(answer, item, now, path);
      }
      return;
    }
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      JsonNode value = entry.getValue();
      if (NAMES.contains(entry.getKey()) && !value.isNull()) {
        LocalDateTime date = isPlain(answer, value);
        answer.expect(
            !date.isAfter(now.plus(SKEW)),
            path + "/" + entry.getKey() + " not to be later than user_time " + now,
            value.asText());
      } else if (value.isContainerNode()) {
        notLater(answer, value, now, path + "/" + entry.getKey());
      }
    }
  }

  /** Checks that every date of an answer is in ISO 8601. */
  static void areIso(Answer answer, JsonNode node) {
    if (node.isArray()) {
      node.forEach(item -> areIso(answer, item));
      return;
    }
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (NAMES.contains(entry.getKey()) && !entry.getValue().isNull()) {
        isIso(answer, entry.getValue());
      } else if (entry.getValue().isContainerNode()) {
        areIso(answer, entry.getValue());
      }
    }
  }
}
