package org.trackerapi.conformance;

import java.util.List;

/**
 * A rule that can be run.
 *
 * @param id its address, unique
 * @param action the action it is about, e.g. {@code get_fuel}, or {@code general}
 * @param title what is expected, in a few words
 * @param quote the sentence it holds a target to
 * @param source where that sentence stands
 * @param level how binding it is
 * @param needs roles, users and parts of a profile without which it is skipped
 * @param writes whether it may change something on the target
 * @param last whether it looks back on the whole run, and so is run last
 * @param covers what it touches, for the coverage tables: {@code error:208}, {@code
 *     constraint:labels/maxItems} and the like
 * @param body what it does; throws {@link Violation} or {@link Skip}
 */
public record RuleSpec(
    String id,
    String action,
    String title,
    String quote,
    String source,
    Level level,
    List<String> needs,
    boolean writes,
    boolean last,
    List<String> covers,
    Body body) {

  /** What a rule does. */
  @FunctionalInterface
  public interface Body {
    /**
     * Asks the target and checks its answers.
     *
     * @throws Violation when an answer is wrong
     * @throws Skip when something is missing
     */
    void check(Run run);
  }
}
