package org.trackerapi.conformance;

/** How a rule ended. */
public enum Verdict {
  /** The target does what the rule says. */
  PASSED,
  /** The target does something else, or gave no usable answer. */
  FAILED,
  /** The run could not tell: a role, a right or the permission to write is missing. */
  SKIPPED,
  /** The profile does not claim the rule; it was not run. */
  NOT_CLAIMED;

  /** Returns the name in lower case, as reports write it. */
  public String key() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
