package org.trackerapi.conformance.rules;

import org.trackerapi.conformance.Answer;
import org.trackerapi.conformance.Run;

/** Checks of sub-user rights; they name a tracker that does not exist, so that nothing happens. */
final class Rights {
  private Rights() {}

  /** Refuses the user that has all rights but this one, and not the one that has all. */
  static void needs(Run run, String action, String right) {
    String without = "without_" + right;
    run.hashOf(without);
    var parameters = Requests.harmless(run, action);
    run.call(action).with(parameters).as(without).send().refusedWith(403, 13);
    if (run.profile().users().containsKey("operator")) {
      Answer allowed = run.call(action).with(parameters).as("operator").send();
      allowed.expect(
          allowed.code() != 13,
          "a user with the right " + right + " not to be refused with 13",
          allowed.summary());
    }
  }
}
