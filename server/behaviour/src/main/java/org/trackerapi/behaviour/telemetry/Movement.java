package org.trackerapi.behaviour.telemetry;

/** The movement status of a tracker. */
public enum Movement {
  /** It moves. */
  MOVING,
  /** It stands for a short time. */
  STOPPED,
  /** It stands for longer. */
  PARKED
}
