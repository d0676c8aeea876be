package org.trackerapi.conformance;

/**
 * How one rule ended.
 *
 * @param rule the rule
 * @param verdict how it ended
 * @param reason why it was skipped, or a sentence about the failure; empty when it passed
 * @param missing for a skip: the key of what is missing; otherwise empty
 * @param expected for a failure: what had to happen
 * @param actual for a failure: what happened
 * @param exchange for a failure: the request and its answer, if it is about a single one
 * @param requests how many requests it took
 * @param millis how long it took, in milliseconds
 */
public record Outcome(
    RuleSpec rule,
    Verdict verdict,
    String reason,
    String missing,
    String expected,
    String actual,
    Exchange exchange,
    int requests,
    long millis) {}
