package org.trackerapi.generator;

/** Writes Java literals. */
final class Java {
  private Java() {}

  /**
   * Spells what is not ASCII as unicode escapes, which are as good in literals, comments and names.
   *
   * @param source Java source in which no backslash stands before such a character
   * @return the same source in ASCII
   */
  static String ascii(String source) {
    if (source.chars().allMatch(c -> c < 128)) {
      return source;
    }
    StringBuilder out = new StringBuilder();
    for (char c : source.toCharArray()) {
      out.append(c < 128 ? String.valueOf(c) : String.format("\\u%04x", (int) c));
    }
    return out.toString();
  }

  /**
   * Returns a string literal.
   *
   * @param text the text; {@code null} gives {@code null}
   * @return the literal, ASCII only
   */
  static String string(String text) {
    if (text == null) {
      return "null";
    }
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < 32 || c > 126) {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('"').toString();
  }
}
