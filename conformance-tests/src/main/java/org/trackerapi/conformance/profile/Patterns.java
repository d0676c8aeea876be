package org.trackerapi.conformance.profile;

import java.util.List;
import java.util.regex.Pattern;

/** Matches rule ids: {@code get_fuel} means all below it, {@code *} stands for any characters. */
public final class Patterns {
  private Patterns() {}

  /** Returns whether a rule id is meant by any of the patterns. */
  public static boolean any(List<String> patterns, String ruleId) {
    return patterns.stream().anyMatch(pattern -> matches(pattern, ruleId));
  }

  /** Returns whether a rule id is meant by a pattern. */
  public static boolean matches(String pattern, String ruleId) {
    String regex = Pattern.quote(pattern.strip()).replace("*", "\\E.*\\Q") + "(/.*)?";
    return ruleId.matches(regex);
  }
}
