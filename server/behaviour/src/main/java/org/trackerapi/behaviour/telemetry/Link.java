package org.trackerapi.behaviour.telemetry;

/** What the connection between a device and the platform is like. */
public enum Link {
  /** Reports. */
  ONLINE,
  /** Reports, with old coordinates. */
  IDLE,
  /** Fell silent. */
  OFFLINE,
  /** Fell silent long ago. */
  SIGNAL_LOST,
  /** Was registered and has never connected. */
  JUST_REGISTERED,
  /** Took the place of another device and has never connected. */
  JUST_REPLACED
}
