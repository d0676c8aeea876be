package org.trackerapi.behaviour.fleet;

import java.util.Set;

/**
 * Somebody who calls the API with a hash.
 *
 * @param name the name that recipes, tests and log lines use
 * @param accountId the account whose trackers the user works with
 * @param master whether the user may do everything
 * @param hash the session hash or API key, 32 lower-case hexadecimal digits
 * @param rights the rights of a sub-user; empty for a master
 * @param groups the groups whose trackers a sub-user sees, 0 for those in no group; null for all
 * @param expired whether the session has ended
 * @param blocked whether the user is blocked
 * @param login the login for a log-in call outside the contract; null when there is none
 * @param password the password for that call; null when there is none
 */
public record User(
    String name,
    int accountId,
    boolean master,
    String hash,
    Set<String> rights,
    Set<Integer> groups,
    boolean expired,
    boolean blocked,
    String login,
    String password) {

  /** Returns whether the user has a right; a master has them all. */
  public boolean has(String right) {
    return master || rights.contains(right);
  }

  /** Returns whether a tracker exists for this user. */
  public boolean sees(TrackerRecord tracker) {
    return tracker.accountId() == accountId && seesGroup(tracker.groupId());
  }

  /** Returns whether the user sees the trackers of a group; 0 stands for those in no group. */
  public boolean seesGroup(int groupId) {
    return groups == null || groups.contains(groupId);
  }

  /** Returns the name; the hash and the password are secrets. */
  @Override
  public String toString() {
    return name;
  }
}
