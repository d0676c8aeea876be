package org.trackerapi.behaviour.fleet;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A whole world as a fleet file describes it: what a {@link Fleet} starts with.
 *
 * @param seed the seed of everything that looks random
 * @param exampleInstant the instant that the contract's examples show; null when the file names
 *     none
 * @param nextTrackerId the ID of the next tracker that is registered
 * @param nextSourceId the ID of the next source
 * @param nextDeviceSerial the number of the next device ID that the platform makes
 * @param reservedTrackerIds IDs that no tracker will get
 * @param accounts accounts by ID
 * @param users users by hash
 * @param groups groups by ID
 * @param tags tags by ID
 * @param tariffs tariffs by ID
 * @param models models by code, in order
 * @param plugins plugins by ID
 * @param activationCodes activation codes; true where it has been used
 * @param sims bundled SIM cards by ICCID
 * @param bundles bundles by IMEI
 * @param routes routes in order
 * @param trackers trackers in order; a clone comes with the device of its original
 */
public record FleetDescription(
    long seed,
    Instant exampleInstant,
    int nextTrackerId,
    int nextSourceId,
    long nextDeviceSerial,
    Set<Integer> reservedTrackerIds,
    Map<Integer, Account> accounts,
    Map<String, User> users,
    Map<Integer, Group> groups,
    Map<Integer, Tag> tags,
    Map<Integer, Tariff> tariffs,
    Map<String, DeviceModel> models,
    Map<Integer, RegistrationPlugin> plugins,
    Map<String, Boolean> activationCodes,
    Map<String, Sim> sims,
    Map<String, Bundle> bundles,
    List<Route> routes,
    List<TrackerRecord> trackers) {

  private static final Instant USUAL_EPOCH = Instant.parse("2026-01-01T00:00:00Z");

  /** Returns the instant that journeys are counted from, so that they are the same in every run. */
  public Instant epoch() {
    return exampleInstant == null ? USUAL_EPOCH : exampleInstant;
  }

  /** Returns this world with another seed. */
  public FleetDescription withSeed(long newSeed) {
    return with(newSeed, users, trackers);
  }

  /** Returns this world with other trackers. */
  public FleetDescription withTrackers(List<TrackerRecord> newTrackers) {
    return with(seed, users, newTrackers);
  }

  /** Returns this world with other users. */
  public FleetDescription withUsers(Map<String, User> newUsers) {
    return with(seed, Map.copyOf(newUsers), trackers);
  }

  private FleetDescription with(
      long newSeed, Map<String, User> newUsers, List<TrackerRecord> newTrackers) {
    return new FleetDescription(
        newSeed,
        exampleInstant,
        nextTrackerId,
        nextSourceId,
        nextDeviceSerial,
        reservedTrackerIds,
        accounts,
        newUsers,
        groups,
        tags,
        tariffs,
        models,
        plugins,
        activationCodes,
        sims,
        bundles,
        routes,
        newTrackers == trackers ? trackers : List.copyOf(newTrackers));
  }
}
