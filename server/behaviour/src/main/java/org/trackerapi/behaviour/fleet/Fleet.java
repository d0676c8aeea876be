package org.trackerapi.behaviour.fleet;

import java.util.List;
import java.util.Optional;

/**
 * Stores accounts, users and trackers.
 *
 * <p>Safe for use by many threads. A reader sees every change wholly or not at all. Every method
 * that changes something is atomic: it checks what only the store can check - uniqueness, limits,
 * that the tracker is still the one that the caller saw - together with the change. A database can
 * do the same in one transaction. Device IDs are equal when only the case of their letters differs.
 */
public interface Fleet {

  /** Returns the user with this hash, in lower case; expired and blocked ones too. */
  Optional<User> user(String hash);

  /**
   * Returns an account.
   *
   * @throws java.util.NoSuchElementException if there is none
   */
  Account account(int id);

  /** Returns whether the account has this group. */
  boolean hasGroup(int accountId, int groupId);

  /** Returns whether the account has this tag. */
  boolean hasTag(int accountId, int tagId);

  /** Returns all device models in the order of the platform. */
  List<DeviceModel> models();

  /** Returns the model with this code. */
  Optional<DeviceModel> model(String code);

  /** Returns the plugin with this ID. */
  Optional<RegistrationPlugin> plugin(int id);

  /**
   * Returns a tariff.
   *
   * @throws java.util.NoSuchElementException if there is none
   */
  Tariff tariff(int id);

  /** Returns the bundle with this IMEI. */
  Optional<Bundle> bundle(String imei);

  /** Returns whether the number, with or without plus, is that of a bundled SIM card. */
  boolean isBundledPhone(String phone);

  /** Returns whether the tracker ID will never be used. */
  boolean isReserved(int trackerId);

  /** Returns the tracker with this ID, of any account, corrupted ones too. */
  Optional<TrackerRecord> tracker(int id);

  /** Returns the original that has this device; corrupted ones have given theirs up. */
  Optional<TrackerRecord> trackerOfDevice(String deviceId);

  /**
   * Returns all trackers of an account by ID, without corrupted ones: one moment of the account,
   * which later changes leave alone. While nothing changes it may be the same list.
   */
  List<TrackerRecord> trackers(int accountId);

  /**
   * Registers a tracker.
   *
   * @param accountId the account
   * @param label its label
   * @param groupId its group, 0 for none
   * @param device its device
   * @param activationCode the code that this uses up; null for none
   * @return the new tracker, or DEVICE_LIMIT, PHONE_IN_USE, DEVICE_ID_IN_USE, SIM or
   *     ACTIVATION_CODE, the first that applies
   */
  Change register(
      int accountId, String label, int groupId, NewDevice device, String activationCode);

  /**
   * Puts a device in the place of another one. The tracker keeps all but its device.
   *
   * @param seen the tracker as the caller saw it
   * @param device the new device
   * @return the tracker, or CHANGED_MEANWHILE, PHONE_IN_USE, DEVICE_ID_IN_USE or SIM, the first
   *     that applies
   */
  Change replace(TrackerRecord seen, NewDevice device);

  /**
   * Marks a tracker and its clones as corrupted and sets their device ID, phone and SIM card free.
   *
   * @param seen the tracker as the caller saw it
   * @return the tracker, or CHANGED_MEANWHILE
   */
  Change corrupt(TrackerRecord seen);

  /**
   * Deletes a clone.
   *
   * @param seen the clone as the caller saw it
   * @return the clone, CHANGED_MEANWHILE, or {@link Change.InUse}
   */
  Change deleteClone(TrackerRecord seen);

  /**
   * Changes phone number and access point of a device.
   *
   * @param seen the tracker as the caller saw it
   * @param phone the new number
   * @param apn the parts of the access point that change; null leaves one as it is
   * @return the tracker, or CHANGED_MEANWHILE or PHONE_IN_USE
   */
  Change changePhone(TrackerRecord seen, String phone, Apn apn);

  /**
   * Changes the access point of a device.
   *
   * @param seen the tracker as the caller saw it
   * @param apn the parts that change; null leaves one as it is
   * @return the tracker, or CHANGED_MEANWHILE
   */
  Change changeApn(TrackerRecord seen, Apn apn);

  /**
   * Renames an output.
   *
   * @param seen the tracker as the caller saw it
   * @param number the number of an output that the device has
   * @param title the new name
   * @return the tracker, or CHANGED_MEANWHILE
   */
  Change renameOutput(TrackerRecord seen, int number, String title);

  /**
   * Replaces all tags of a tracker.
   *
   * @param seen the tracker as the caller saw it
   * @param tags the new tags
   * @return the tracker, or CHANGED_MEANWHILE
   */
  Change setTags(TrackerRecord seen, List<BoundTag> tags);
}
