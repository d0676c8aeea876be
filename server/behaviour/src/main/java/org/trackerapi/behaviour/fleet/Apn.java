package org.trackerapi.behaviour.fleet;

/**
 * The access point of a SIM card.
 *
 * @param name the name of the access point; null when never set
 * @param user the user; null when never set, may be empty
 * @param password the password; null when never set, may be empty
 */
public record Apn(String name, String user, String password) {
  /** Nothing set. */
  public static final Apn NONE = new Apn(null, null, null);

  /** Returns this access point with the given parts changed; null leaves a part as it is. */
  public Apn with(String newName, String newUser, String newPassword) {
    return new Apn(
        newName == null ? name : newName,
        newUser == null ? user : newUser,
        newPassword == null ? password : newPassword);
  }

  /** Hides the password. */
  @Override
  public String toString() {
    return "Apn[" + name + "]";
  }
}
