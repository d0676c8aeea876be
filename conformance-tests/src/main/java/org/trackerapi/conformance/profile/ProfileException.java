package org.trackerapi.conformance.profile;

/** Says in one line what is wrong with a profile and how to mend it. */
public final class ProfileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes an exception with a line for people. */
  public ProfileException(String message) {
    super(message);
  }
}
