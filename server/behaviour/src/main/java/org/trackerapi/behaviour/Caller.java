package org.trackerapi.behaviour;

import org.trackerapi.behaviour.fleet.Account;
import org.trackerapi.behaviour.fleet.TrackerRecord;
import org.trackerapi.behaviour.fleet.User;
import org.trackerapi.stubs.CallContext;

/**
 * Who calls: what {@link Sessions} grants.
 *
 * @param user the user
 * @param account the account of the user
 */
public record Caller(User user, Account account) {

  /** Returns who calls. */
  static Caller of(CallContext context) {
    return context.principal(Caller.class);
  }

  /** Returns whether a tracker exists for the caller. */
  boolean sees(TrackerRecord tracker) {
    return user.sees(tracker);
  }

  /** Returns the name of the user, never the hash. */
  @Override
  public String toString() {
    return user.name();
  }
}
