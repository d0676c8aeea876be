package org.trackerapi.behaviour.fleet;

import java.util.regex.Pattern;

/** How devices of a model are identified; the forms of {@code id_type} in the contract. */
public sealed interface IdType {

  /** The device has an ID of its own that {@code pattern} describes. */
  record Fixed(Pattern pattern, String expectation) implements IdType {}

  /** The platform makes an ID of {@code digits} digits that begins with {@code prefix}. */
  record Generated(int digits, String prefix) implements IdType {
    /** Returns the device ID for a serial number: its last digits, or padded with zeros. */
    public String id(long serial) {
      int room = Math.max(digits - prefix.length(), 0);
      String text = Long.toString(serial);
      String tail =
          text.length() >= room
              ? text.substring(text.length() - room)
              : "0".repeat(room - text.length()) + text;
      return prefix + tail;
    }
  }

  /**
   * Reads an {@code id_type}.
   *
   * @throws IllegalArgumentException if it has none of the five forms
   */
  static IdType of(String text) {
    String[] parts = text.split(",");
    return switch (parts[0]) {
      case "imei" -> fixed("[0-9]{14,16}", "must be an IMEI of 14 to 16 digits");
      case "meid" -> fixed("[0-9A-Fa-f]{14}", "must be a MEID of 14 hexadecimal digits");
      case "id" -> fixed("[0-9]{" + parts[1] + "}", "must consist of " + parts[1] + " digits");
      case "ascii" ->
          fixed(
              "[0-9A-Za-z-]{" + parts[1] + "," + parts[2] + "}",
              "must consist of " + parts[1] + "-" + parts[2] + " alphanumeric symbols or hyphens");
      default -> new Generated(Integer.parseInt(parts[0]), parts[1]);
    };
  }

  private static IdType fixed(String pattern, String expectation) {
    return new Fixed(Pattern.compile(pattern), expectation);
  }
}
