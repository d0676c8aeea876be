package org.trackerapi.behaviour.fleet;

import java.util.Locale;

/** A measurement system of users. */
public enum Units {
  /** Kilometres, litres, degrees Celsius. */
  METRIC,
  /** Miles, imperial gallons, degrees Fahrenheit. */
  IMPERIAL,
  /** Miles, US gallons, degrees Fahrenheit. */
  US,
  /** Kilometres, US gallons, degrees Celsius. */
  METRIC_GAL_US,
  /** Nautical miles, litres, degrees Celsius. */
  NAUTICAL;

  /**
   * Returns the system with this name.
   *
   * @param name the name in a fleet file, e.g. {@code metric_gal_us}
   * @throws IllegalArgumentException if there is none
   */
  public static Units of(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
