package org.trackerapi.behaviour;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.trackerapi.stubs.Presence;

/**
 * Writes the dates and times of one answer, as its caller wants them.
 *
 * <p>An answer has few different times, most of them reports of the last minute, so what was
 * written is kept. For one answer, not for several threads.
 */
final class Times {
  private final ZoneId zone;
  private final boolean iso;
  private final Map<Long, Presence<String>> written = new HashMap<>();
  private long lastSecond = Long.MIN_VALUE;
  private Presence<String> last;

  /**
   * Writes times of a zone.
   *
   * @param zone the time zone of the user
   * @param iso whether to write ISO 8601 with offset
   */
  Times(ZoneId zone, boolean iso) {
    this.zone = zone;
    this.iso = iso;
  }

  /** Writes for a caller, as the parameter or the header asks; null is false. */
  static Times of(Caller caller, Boolean parameter, Boolean header) {
    return new Times(
        caller.account().zone(), Boolean.TRUE.equals(parameter) || Boolean.TRUE.equals(header));
  }

  /** Returns the text of an instant, to the second. */
  String text(Instant instant) {
    return of(instant).get();
  }

  /** Returns the text of an instant; null gives an explicit null. */
  Presence<String> of(Instant instant) {
    if (instant == null) {
      return Presence.ofNull();
    }
    long second = instant.getEpochSecond();
    if (second != lastSecond) {
      last = written.computeIfAbsent(second, known -> Presence.of(format(instant)));
      lastSecond = second;
    }
    return last;
  }

  private String format(Instant instant) {
    ZoneOffset offset = zone.getRules().getOffset(instant);
    LocalDateTime time = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), 0, offset);
    StringBuilder text = new StringBuilder(25);
    int year = time.getYear();
    text.append((char) ('0' + year / 1000)).append((char) ('0' + year / 100 % 10));
    two(text, year % 100);
    two(text.append('-'), time.getMonthValue());
    two(text.append('-'), time.getDayOfMonth());
    two(text.append(iso ? 'T' : ' '), time.getHour());
    two(text.append(':'), time.getMinute());
    two(text.append(':'), time.getSecond());
    return iso ? text.append(offset(offset)).toString() : text.toString();
  }

  /** Returns hours and minutes: zones of long ago had seconds, which the contract has not. */
  private static String offset(ZoneOffset offset) {
    String id = offset.getId();
    return id.length() > 6 ? id.substring(0, 6) : id;
  }

  private static void two(StringBuilder text, int number) {
    text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }
}
