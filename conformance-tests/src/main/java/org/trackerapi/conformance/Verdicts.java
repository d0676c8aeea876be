package org.trackerapi.conformance;

import java.time.Instant;
import java.util.List;
import org.trackerapi.conformance.profile.Profile;

/**
 * Everything that a run found out.
 *
 * @param options how it was made
 * @param profile what was known beforehand
 * @param outcomes how each selected rule ended, in the order of the book
 * @param leftovers what could not be taken back, in sentences
 * @param notes what a reader should know, in sentences
 * @param requests how many requests were sent
 * @param trackers how many trackers the account has
 * @param started when it began
 * @param millis how long it took, in milliseconds
 */
public record Verdicts(
    Options options,
    Profile profile,
    List<Outcome> outcomes,
    List<String> leftovers,
    List<String> notes,
    long requests,
    int trackers,
    Instant started,
    long millis) {

  /** Returns the outcomes that ended so. */
  public List<Outcome> with(Verdict verdict) {
    return outcomes.stream().filter(outcome -> outcome.verdict() == verdict).toList();
  }

  /** Returns how many rules ended so. */
  public int count(Verdict verdict) {
    return with(verdict).size();
  }

  /** Returns whether something was judged and nothing failed. */
  public boolean holds() {
    return count(Verdict.PASSED) > 0 && count(Verdict.FAILED) == 0;
  }
}
