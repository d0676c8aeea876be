package org.trackerapi.behaviour.fleet;

import java.time.LocalDate;
import java.util.Set;

/**
 * What a device runs on.
 *
 * @param id the tariff ID, from 1
 * @param name a name for people
 * @param legalTypes the legal types of accounts that may use it
 * @param days days from registration to its end; null when it has none
 */
public record Tariff(int id, String name, Set<String> legalTypes, Integer days) {

  /** Returns the day on which the tariff of a device registered on that day ends, or null. */
  public LocalDate endFor(LocalDate registered) {
    return days == null ? null : registered.plusDays(days);
  }
}
