package org.trackerapi.generator;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Translates patterns from the dialect of OpenAPI (ECMA-262) to Java's. */
final class Patterns {
  private static final Pattern QUANTIFIER =
      Pattern.compile("\\{[0-9]+(,[0-9]*)?}.*", Pattern.DOTALL);

  private Patterns() {}

  /**
   * Translates a pattern.
   *
   * @param ecma the pattern of the document
   * @return the same pattern in Java's dialect; {@code null} if Java has no such pattern
   */
  static String toJava(String ecma) {
    StringBuilder out = new StringBuilder();
    boolean inClass = false;
    for (int i = 0; i < ecma.length(); i++) {
      char c = ecma.charAt(i);
      if (c == '\\' && i + 1 < ecma.length()) {
        char next = ecma.charAt(++i);
        if (next == '/') {
          out.append('/');
        } else if (next == '0') {
          out.append("\\x00");
        } else {
          out.append(c).append(next);
        }
      } else if (inClass) {
        inClass = c != ']';
        out.append(c == '[' || c == '&' ? "\\" + c : String.valueOf(c));
      } else if (c == '[') {
        if (ecma.startsWith("[^]", i)) {
          out.append("[\\s\\S]");
          i += 2;
        } else if (ecma.startsWith("[]", i)) {
          out.append("(?!)");
          i++;
        } else {
          inClass = true;
          out.append(c);
          if (i + 1 < ecma.length() && ecma.charAt(i + 1) == '^') {
            out.append(ecma.charAt(++i));
          }
        }
      } else if (c == '$') {
        // In Java a dollar would also match before a final line break.
        out.append("\\z");
      } else if (c == '{' && !QUANTIFIER.matcher(ecma.substring(i)).matches()) {
        out.append("\\{");
      } else {
        out.append(c);
      }
    }
    try {
      Pattern.compile(out.toString());
      return out.toString();
    } catch (PatternSyntaxException e) {
      return null;
    }
  }
}
