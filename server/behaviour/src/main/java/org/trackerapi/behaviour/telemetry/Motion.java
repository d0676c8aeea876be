package org.trackerapi.behaviour.telemetry;

/** How a vehicle moves. */
public enum Motion {
  /** Drives along its road at every instant. */
  MOVING,
  /** Stands for a short time with the ignition on. */
  STOPPED,
  /** Stands with the ignition off. */
  PARKED,
  /** Drives in trips by day, waits at lights, parks between trips and at night. */
  TRIPS
}
