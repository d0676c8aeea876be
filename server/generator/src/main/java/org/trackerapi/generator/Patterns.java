package org.trackerapi.generator;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Translates patterns from the dialect of OpenAPI (ECMA-262) to Java's. */
final class Patterns {
  private static final Pattern QUANTIFIER = Pattern.compile("\\{[0-9]+(,[0-9]*)?}");
  private static final Pattern PROPERTY = Pattern.compile("[pP]\\{(?:([A-Za-z_]+)=)?(\\w+)}");
  private static final Pattern CODE_POINT = Pattern.compile("u\\{([0-9a-fA-F]{1,6})}");
  private static final Pattern NAMED = Pattern.compile("\\(\\?P?<([A-Za-z_$][\\w$]*)>");
  private static final Pattern NAME = Pattern.compile("k<([A-Za-z_$][\\w$]*)>");

  /** What white space is to ECMA; Java's own is ASCII. */
  private static final String SPACES = "\\t-\\r\\u0020\\u00a0\\u2028\\u2029\\ufeff\\p{Zs}";

  private static final Map<String, String> CATEGORIES =
      Map.of(
          "Letter", "L",
          "Lowercase_Letter", "Ll",
          "Uppercase_Letter", "Lu",
          "Mark", "M",
          "Number", "N",
          "Decimal_Number", "Nd",
          "Punctuation", "P",
          "Symbol", "S",
          "Separator", "Z");

  private final String ecma;
  private final StringBuilder out = new StringBuilder();
  private int at;
  private boolean inClass;

  private Patterns(String ecma) {
    this.ecma = ecma;
  }

  /**
   * Translates a pattern.
   *
   * @param ecma the pattern of the document
   * @return the same pattern in Java's dialect; {@code null} if Java has no such pattern
   */
  static String toJava(String ecma) {
    String java = new Patterns(ecma).translate();
    return compiles(java) ? java : null;
  }

  private static boolean compiles(String java) {
    try {
      Pattern.compile(java);
      return true;
    } catch (PatternSyntaxException e) {
      return false;
    }
  }

  private String translate() {
    while (at < ecma.length()) {
      char c = ecma.charAt(at);
      if (c == '\\' && at + 1 < ecma.length()) {
        at++;
        escape();
      } else if (inClass) {
        inClass = c != ']';
        copy(c == '[' || c == '&' ? "\\" + c : String.valueOf(c), 1);
      } else {
        plain(c);
      }
    }
    return out.toString();
  }

  private void plain(char c) {
    if (ecma.startsWith("[^]", at)) {
      copy("[\\s\\S]", 3);
    } else if (ecma.startsWith("[]", at)) {
      copy("(?!)", 2);
    } else if (c == '[') {
      inClass = true;
      boolean negated = ecma.startsWith("[^", at);
      copy(negated ? "[^" : "[", negated ? 2 : 1);
    } else if (c == '$') {
      // In Java a dollar would also match before a final line break.
      copy("\\z", 1);
    } else if (c == '{' && !find(QUANTIFIER).lookingAt()) {
      copy("\\{", 1);
    } else if (!replaced(NAMED, group -> "(?<" + name(group.group(1)) + ">")) {
      copy(String.valueOf(c), 1);
    }
  }

  /** What follows a backslash. */
  private void escape() {
    char c = ecma.charAt(at);
    boolean done =
        replaced(PROPERTY, found -> property(c, found.group(1), found.group(2)))
            || replaced(CODE_POINT, found -> "\\x{" + found.group(1) + "}")
            || replaced(NAME, found -> "\\k<" + name(found.group(1)) + ">");
    if (done) {
      return;
    }
    if (c == 's') {
      copy(inClass ? SPACES : "[" + SPACES + "]", 1);
    } else if (c == 'S' && !inClass) {
      copy("[^" + SPACES + "]", 1);
    } else if (c == '0') {
      copy("\\x00", 1);
    } else if (c == 'b' && inClass) {
      copy("\\x08", 1);
    } else if (c == '/' || "ijlmoyCIJKLMOTUYg_".indexOf(c) >= 0) {
      // A letter that stands for nothing else is itself.
      copy(String.valueOf(c), 1);
    } else {
      copy("\\" + c, 1);
    }
  }

  /** Java spells scripts and binary properties with "Is", general categories without. */
  private static String property(char p, String key, String value) {
    String category = CATEGORIES.getOrDefault(value, value);
    boolean script = key != null && List.of("Script", "sc", "scx").contains(key);
    String bare = "\\" + p + "{" + category + "}";
    return !script && compiles(bare) ? bare : "\\" + p + "{Is" + category + "}";
  }

  /** Java's groups have letters and digits only. */
  private static String name(String ecma) {
    return ecma.replace("_", "U95").replace("$", "U36").replaceFirst("^(?=[0-9])", "g");
  }

  private boolean replaced(Pattern pattern, Function<Matcher, String> java) {
    Matcher matcher = find(pattern);
    if (!matcher.lookingAt()) {
      return false;
    }
    copy(java.apply(matcher), matcher.end() - at);
    return true;
  }

  private Matcher find(Pattern pattern) {
    return pattern.matcher(ecma).region(at, ecma.length());
  }

  private void copy(String java, int taken) {
    out.append(java);
    at += taken;
  }
}
