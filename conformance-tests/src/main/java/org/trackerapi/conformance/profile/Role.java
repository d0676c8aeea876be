package org.trackerapi.conformance.profile;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a rule needs a tracker for. A profile names trackers by role; the suite finds others by
 * itself.
 */
public enum Role {
  /** Any tracker that can be asked: not blocked, not corrupted. */
  ANY("a tracker that is neither blocked nor corrupted"),
  /** Blocked. */
  BLOCKED("a blocked tracker"),
  /** A clone that nothing uses. */
  CLONE("a clone", "clone_with_rules", "clone_with_vehicles", "clone_with_rules_and_vehicles"),
  /** A clone that rules use. */
  CLONE_WITH_RULES("a clone that rules use"),
  /** A clone that vehicles use. */
  CLONE_WITH_VEHICLES("a clone that vehicles use"),
  /** A clone that rules and vehicles use. */
  CLONE_WITH_RULES_AND_VEHICLES("a clone that both rules and vehicles use"),
  /** A clone that may be deleted for good. */
  DELETABLE_CLONE("a clone that may be deleted for good"),
  /** No clone, not blocked. */
  ORIGINAL("a tracker that is no clone"),
  /** Corrupted. */
  CORRUPTED("a corrupted tracker"),
  /** Another account's. */
  FOREIGN("a tracker of another account"),
  /** Connected: active or idle. */
  CONNECTED("a tracker whose device is connected"),
  /** Connected, with coordinates of long ago. */
  IDLE("a tracker that always reports old coordinates"),
  /** Silent for more than a month. */
  SIGNAL_LOST("a tracker that has been silent for more than a month"),
  /** Not connected any more. */
  OFFLINE("a tracker whose device is offline"),
  /** Its device has never connected. */
  NEVER_CONNECTED("a tracker whose device has never connected"),
  /** Replaced, and the new device has not connected yet. */
  JUST_REPLACED("a tracker whose device was just replaced"),
  /** Its device has no GSM module. */
  NO_GSM("a tracker whose device has no GSM module"),
  /** Its coordinates are fresh at every instant. */
  FRESH_LOCATION("a tracker whose coordinates are always fresh"),
  /** Connected, with coordinates some minutes old, and a model that can be asked over GPRS. */
  STALE_LOCATION("a connected tracker whose coordinates are not fresh"),
  /** Electronic lock. */
  LOCK("an electronic lock", "electronic_lock", "electronic_lock_hhd", "electronic_lock_vg"),
  /** A mobile app on a phone. */
  MOBILE_APP("a tracker that is a mobile app"),
  /** A model without special control. */
  NO_SPECIAL_CONTROL("a tracker whose model has no special control"),
  /** Always moving. */
  MOVING("a tracker that is always moving"),
  /** Always standing for a short time. */
  STOPPED("a tracker that always stands for a short time"),
  /** Always parked. */
  PARKED("a tracker that is always parked"),
  /** Has outputs. */
  OUTPUTS("a tracker with outputs"),
  /** Has semantic inputs. */
  INPUTS("a tracker with inputs that have a meaning"),
  /** Has tags. */
  TAGGED("a tracker with tags", "tags", "five_tags"),
  /** Has a fuel sensor. */
  FUEL("a tracker with a fuel sensor", "fuel_tanks"),
  /** Has CAN or OBD sensors. */
  CAN_OBD("a tracker with CAN or OBD sensors"),
  /** Has other metering sensors. */
  READINGS("a tracker with other metering sensors"),
  /** Its last position was found by GSM cells. */
  LOCATED_BY_GSM("a tracker whose last position was found by GSM cells"),
  /** May be given a new device for good; its present one has connected before. */
  REPLACEABLE("a tracker that may be given a new device for good");

  private static final Set<Role> PASSING =
      EnumSet.of(CONNECTED, OFFLINE, NEVER_CONNECTED, JUST_REPLACED, LOCATED_BY_GSM);

  private final String meaning;
  private final Set<String> alsoCalled;

  Role(String meaning, String... alsoCalled) {
    this.meaning = meaning;
    this.alsoCalled = Set.of(alsoCalled);
  }

  /** Returns the name as profiles write it, e.g. {@code never_connected}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns what it is, in words. */
  public String meaning() {
    return meaning;
  }

  /** Returns whether a tracker ends to play it by itself; each run finds such trackers anew. */
  public boolean passes() {
    return PASSING.contains(this);
  }

  /** Returns whether a name in a profile means this role. */
  public boolean isCalled(String name) {
    return key().equals(name) || alsoCalled.contains(name);
  }

  /** Returns all roles that a name in a profile means. */
  public static List<Role> called(String name) {
    return java.util.Arrays.stream(values()).filter(role -> role.isCalled(name)).toList();
  }
}
