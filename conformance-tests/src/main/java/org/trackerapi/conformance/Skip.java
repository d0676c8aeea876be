package org.trackerapi.conformance;

/** Ends a rule that cannot be judged; the message says what is missing and how to supply it. */
public final class Skip extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String missing;

  /**
   * Ends a rule.
   *
   * @param missing the key of what is missing, e.g. {@code blocked} or {@code writes}
   * @param message a sentence for people
   */
  public Skip(String missing, String message) {
    super(message, null, false, false);
    this.missing = missing;
  }

  /** Returns the key of what is missing. */
  public String missing() {
    return missing;
  }
}
