package org.trackerapi.conformance;

/** How binding a rule is. */
public enum Level {
  /** The source document, or the contract where it describes the form of an answer, says so. */
  MUST,
  /** Only the contract's decisions say so, or the source says so in passing. */
  SHOULD;

  /** Returns the name in lower case, as reports and options write it. */
  public String key() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
