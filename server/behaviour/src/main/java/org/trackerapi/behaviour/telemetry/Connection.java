package org.trackerapi.behaviour.telemetry;

/** The connection status of a tracker. */
public enum Connection {
  /** Silent for long. */
  SIGNAL_LOST,
  /** Registered, never connected. */
  JUST_REGISTERED,
  /** Replaced, the new device has not connected. */
  JUST_REPLACED,
  /** Silent. */
  OFFLINE,
  /** Connected, coordinates old or never there. */
  IDLE,
  /** Connected, coordinates fresh. */
  ACTIVE;

  /** Returns whether the device is connected now. */
  public boolean connected() {
    return this == ACTIVE || this == IDLE;
  }

  /** Returns whether the present device has never connected. */
  public boolean neverConnected() {
    return this == JUST_REGISTERED || this == JUST_REPLACED;
  }
}
