package org.trackerapi.behaviour.fleet;

import java.util.List;

/** What became of an attempt to change the fleet. */
public sealed interface Change {

  /**
   * It was changed.
   *
   * @param tracker the tracker as it is now; as it was, for a deletion
   */
  record Done(TrackerRecord tracker) implements Change {}

  /**
   * Nothing was changed.
   *
   * @param reason why not
   */
  record Refused(Reason reason) implements Change {}

  /**
   * Nothing was deleted, because others use the tracker.
   *
   * @param rules IDs of the rules that do
   * @param vehicles IDs of the vehicles that do
   */
  record InUse(List<Integer> rules, List<Integer> vehicles) implements Change {}

  /** Why the fleet was not changed. */
  enum Reason {
    /** The tracker is gone, or has another device than the caller saw: look again. */
    CHANGED_MEANWHILE,
    /** The account has as many devices as it may have. */
    DEVICE_LIMIT,
    /** Another device has the phone number. */
    PHONE_IN_USE,
    /** A device in use has the device ID. */
    DEVICE_ID_IN_USE,
    /** There is no such SIM card, or another device has it. */
    SIM,
    /** The activation code is unknown or used. */
    ACTIVATION_CODE
  }

  /** Says that it was changed. */
  static Change done(TrackerRecord tracker) {
    return new Done(tracker);
  }

  /** Says that nothing was changed. */
  static Change refused(Reason reason) {
    return new Refused(reason);
  }
}
