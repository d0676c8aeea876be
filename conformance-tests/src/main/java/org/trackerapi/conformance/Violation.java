package org.trackerapi.conformance;

/** Ends a rule that the target does not keep. */
public final class Violation extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String expected;
  private final String actual;
  private final transient Exchange exchange;

  /**
   * Ends a rule.
   *
   * @param expected what had to happen
   * @param actual what happened
   * @param exchange the request and its answer, or null when it is not about a single one
   */
  public Violation(String expected, String actual, Exchange exchange) {
    super("expected " + expected + ", got " + actual, null, false, false);
    this.expected = expected;
    this.actual = actual;
    this.exchange = exchange;
  }

  /** Returns what had to happen. */
  public String expected() {
    return expected;
  }

  /** Returns what happened. */
  public String actual() {
    return actual;
  }

  /** Returns the request and its answer, or null. */
  public Exchange exchange() {
    return exchange;
  }
}
