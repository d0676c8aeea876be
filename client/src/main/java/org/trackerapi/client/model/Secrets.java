package org.trackerapi.client.model;

import java.util.Set;

/** Names the parameters whose values are not for logs. */
public final class Secrets {
  /** What stands in the place of a secret. */
  public static final String HIDDEN = "***";

  private static final Set<String> NAMES =
      Set.of("hash", "password", "apn_password", "activation_code");

  private Secrets() {}

  /**
   * Returns whether the value of a parameter is a secret.
   *
   * @param parameter its name in the contract
   */
  public static boolean has(String parameter) {
    return NAMES.contains(parameter);
  }
}
