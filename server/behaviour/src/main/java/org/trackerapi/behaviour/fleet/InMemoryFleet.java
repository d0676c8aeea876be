package org.trackerapi.behaviour.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.pcollections.HashPMap;
import org.pcollections.HashTreePMap;
import org.pcollections.TreePMap;
import org.trackerapi.behaviour.fleet.Change.Reason;

/**
 * Keeps a fleet in memory.
 *
 * <p>The whole state is one immutable value of persistent maps. Readers take it as it is, without
 * locks; writers make the next one, one at a time. So a copy, a snapshot and a reset cost nothing,
 * and a change costs the logarithm of the fleet's size.
 */
public final class InMemoryFleet implements Fleet {
  private static final int SERIALS_TO_TRY = 100_000;

  private final FleetDescription description;
  private final Content first;
  private final Set<String> bundledPhones;
  private final ConcurrentMap<Integer, Listed> listed = new ConcurrentHashMap<>();
  private volatile Content content;

  /** Makes a fleet as it is described. */
  public InMemoryFleet(FleetDescription description) {
    this(description, Content.of(description));
  }

  private InMemoryFleet(FleetDescription description, Content first) {
    this(description, first, first);
  }

  private InMemoryFleet(FleetDescription description, Content first, Content content) {
    this.description = description;
    this.first = first;
    this.content = content;
    this.bundledPhones =
        description.sims().values().stream()
            .map(sim -> digits(sim.phone()))
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Everything that can change, at one moment; a value.
   *
   * @param trackers all trackers by ID, corrupted ones too
   * @param byAccount the trackers of each account by ID, without corrupted ones
   * @param deviceIds the originals by device ID in capitals
   * @param phones the originals by phone number, digits only
   * @param iccids the originals by the ICCID of their bundled SIM card
   * @param clones the clones by original
   * @param codes the activation codes; true where it has been used
   */
  private record Content(
      HashPMap<Integer, TrackerRecord> trackers,
      HashPMap<Integer, TreePMap<Integer, TrackerRecord>> byAccount,
      HashPMap<String, Integer> deviceIds,
      HashPMap<String, Integer> phones,
      HashPMap<String, Integer> iccids,
      HashPMap<Integer, List<Integer>> clones,
      HashPMap<String, Boolean> codes,
      int nextTrackerId,
      int nextSourceId,
      long nextDeviceSerial) {

    static Content of(FleetDescription description) {
      Content content =
          new Content(
              HashTreePMap.empty(),
              HashTreePMap.empty(),
              HashTreePMap.empty(),
              HashTreePMap.empty(),
              HashTreePMap.empty(),
              HashTreePMap.empty(),
              HashTreePMap.from(description.activationCodes()),
              description.nextTrackerId(),
              description.nextSourceId(),
              description.nextDeviceSerial());
      for (TrackerRecord tracker : description.trackers()) {
        content = content.plus(tracker);
      }
      return content;
    }

    TreePMap<Integer, TrackerRecord> account(int id) {
      TreePMap<Integer, TrackerRecord> trackers = byAccount.get(id);
      return trackers == null ? TreePMap.empty() : trackers;
    }

    /** Adds a tracker, or puts it in the place of the one with its ID. */
    Content plus(TrackerRecord tracker) {
      Content without = trackers.containsKey(tracker.id()) ? minus(tracker.id()) : this;
      return without.add(tracker);
    }

    private Content add(TrackerRecord tracker) {
      Integer id = tracker.id();
      if (tracker.corrupted()) {
        return with(trackers.plus(id, tracker), byAccount, deviceIds, phones, iccids, clones);
      }
      Device device = tracker.device();
      boolean owns = !tracker.isClone();
      String phone = digits(device.phone());
      List<Integer> siblings = new ArrayList<>();
      if (!owns) {
        siblings.addAll(clones.getOrDefault(tracker.cloneOf(), List.of()));
        siblings.add(id);
      }
      return with(
          trackers.plus(id, tracker),
          byAccount.plus(tracker.accountId(), account(tracker.accountId()).plus(id, tracker)),
          owns ? deviceIds.plus(key(device.deviceId()), id) : deviceIds,
          owns && !phone.isEmpty() ? phones.plus(phone, id) : phones,
          owns && device.iccid() != null ? iccids.plus(device.iccid(), id) : iccids,
          owns ? clones : clones.plus(tracker.cloneOf(), List.copyOf(siblings)));
    }

    Content minus(int id) {
      TrackerRecord tracker = trackers.get(id);
      if (tracker.corrupted()) {
        return with(trackers.minus(id), byAccount, deviceIds, phones, iccids, clones);
      }
      Device device = tracker.device();
      boolean owns = !tracker.isClone();
      List<Integer> siblings = new ArrayList<>();
      if (!owns) {
        siblings.addAll(clones.get(tracker.cloneOf()));
        siblings.remove((Integer) id);
      }
      return with(
          trackers.minus(id),
          byAccount.plus(tracker.accountId(), account(tracker.accountId()).minus((Integer) id)),
          owns ? deviceIds.minus(key(device.deviceId())) : deviceIds,
          owns ? phones.minus(digits(device.phone())) : phones,
          owns && device.iccid() != null ? iccids.minus(device.iccid()) : iccids,
          owns ? clones : clones.plus(tracker.cloneOf(), List.copyOf(siblings)));
    }

    /** Changes the device of an original, and so of its clones. */
    Content withDevice(int originalId, Device device) {
      Content next = plus(trackers.get(originalId).withDevice(device));
      for (int clone : clones.getOrDefault(originalId, List.of())) {
        next = next.plus(trackers.get(clone).withDevice(device));
      }
      return next;
    }

    Content withUsedCode(String code) {
      return code == null
          ? this
          : new Content(
              trackers,
              byAccount,
              deviceIds,
              phones,
              iccids,
              clones,
              codes.plus(code, true),
              nextTrackerId,
              nextSourceId,
              nextDeviceSerial);
    }

    Content withNext(int trackerId, int sourceId, long deviceSerial) {
      return new Content(
          trackers,
          byAccount,
          deviceIds,
          phones,
          iccids,
          clones,
          codes,
          trackerId,
          sourceId,
          deviceSerial);
    }

    private Content with(
        HashPMap<Integer, TrackerRecord> newTrackers,
        HashPMap<Integer, TreePMap<Integer, TrackerRecord>> newByAccount,
        HashPMap<String, Integer> newDeviceIds,
        HashPMap<String, Integer> newPhones,
        HashPMap<String, Integer> newIccids,
        HashPMap<Integer, List<Integer>> newClones) {
      return new Content(
          newTrackers,
          newByAccount,
          newDeviceIds,
          newPhones,
          newIccids,
          newClones,
          codes,
          nextTrackerId,
          nextSourceId,
          nextDeviceSerial);
    }
  }

  /** The fleet at one moment; see {@link #snapshot} and {@link #restore}. */
  public static final class Snapshot {
    private final Content content;

    private Snapshot(Content content) {
      this.content = content;
    }
  }

  /** Returns what the fleet holds now; later changes leave it alone. Costs nothing. */
  public Snapshot snapshot() {
    return new Snapshot(content);
  }

  /** Returns to a snapshot of this fleet or of one with the same description. */
  public synchronized void restore(Snapshot snapshot) {
    content = snapshot.content;
  }

  /** Returns to the description. */
  public synchronized void reset() {
    content = first;
  }

  /** Returns a fleet that holds the same and changes on its own. Costs nothing. */
  public InMemoryFleet copy() {
    return new InMemoryFleet(description, first, content);
  }

  /** Returns a fleet of other users that holds the same and changes on its own. Costs nothing. */
  public InMemoryFleet copy(Map<String, User> users) {
    return new InMemoryFleet(description.withUsers(users), first, content);
  }

  /** Returns what the fleet was made from. */
  public FleetDescription description() {
    return description;
  }

  /** Returns all trackers of all accounts, corrupted ones too, in no order. */
  public List<TrackerRecord> allTrackers() {
    return List.copyOf(content.trackers().values());
  }

  @Override
  public Optional<User> user(String hash) {
    return Optional.ofNullable(description.users().get(hash));
  }

  @Override
  public Account account(int id) {
    return known(description.accounts().get(id), "account", id);
  }

  @Override
  public boolean hasGroup(int accountId, int groupId) {
    Group group = description.groups().get(groupId);
    return group != null && group.accountId() == accountId;
  }

  @Override
  public boolean hasTag(int accountId, int tagId) {
    Tag tag = description.tags().get(tagId);
    return tag != null && tag.accountId() == accountId;
  }

  @Override
  public List<DeviceModel> models() {
    return List.copyOf(description.models().values());
  }

  @Override
  public Optional<DeviceModel> model(String code) {
    return Optional.ofNullable(description.models().get(code));
  }

  @Override
  public Optional<RegistrationPlugin> plugin(int id) {
    return Optional.ofNullable(description.plugins().get(id));
  }

  @Override
  public Tariff tariff(int id) {
    return known(description.tariffs().get(id), "tariff", id);
  }

  @Override
  public Optional<Bundle> bundle(String imei) {
    return Optional.ofNullable(description.bundles().get(imei));
  }

  @Override
  public boolean isBundledPhone(String phone) {
    return bundledPhones.contains(digits(phone));
  }

  @Override
  public boolean isReserved(int trackerId) {
    return description.reservedTrackerIds().contains(trackerId);
  }

  @Override
  public Optional<TrackerRecord> tracker(int id) {
    return Optional.ofNullable(content.trackers().get(id));
  }

  @Override
  public Optional<TrackerRecord> trackerOfDevice(String deviceId) {
    Content now = content;
    return Optional.ofNullable(now.deviceIds().get(key(deviceId))).map(now.trackers()::get);
  }

  @Override
  public List<TrackerRecord> trackers(int accountId) {
    TreePMap<Integer, TrackerRecord> now = content.account(accountId);
    Listed known = listed.get(accountId);
    if (known == null || known.source() != now) {
      known = new Listed(now, List.copyOf(now.values()));
      listed.put(accountId, known);
    }
    return known.trackers();
  }

  /** The trackers of an account, as they were made from a map: the same list until it changes. */
  private record Listed(TreePMap<Integer, TrackerRecord> source, List<TrackerRecord> trackers) {}

  @Override
  public synchronized Change register(
      int accountId, String label, int groupId, NewDevice device, String activationCode) {
    if (content.account(accountId).size() >= account(accountId).deviceLimit()) {
      return Change.refused(Reason.DEVICE_LIMIT);
    }
    Optional<Reason> obstacle = obstacle(device, null);
    if (obstacle.isPresent()) {
      return Change.refused(obstacle.get());
    }
    if (activationCode != null && content.codes().getOrDefault(activationCode, true)) {
      return Change.refused(Reason.ACTIVATION_CODE);
    }
    int id = freeTrackerId();
    TrackerRecord tracker =
        new TrackerRecord(
            id,
            accountId,
            label,
            groupId,
            null,
            null,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            false,
            install(device));
    content =
        content
            .plus(tracker)
            .withUsedCode(activationCode)
            .withNext(id + 1, content.nextSourceId(), content.nextDeviceSerial());
    return Change.done(tracker);
  }

  @Override
  public synchronized Change replace(TrackerRecord seen, NewDevice device) {
    if (!isCurrent(seen)) {
      return Change.refused(Reason.CHANGED_MEANWHILE);
    }
    Optional<Reason> obstacle = obstacle(device, originalId(seen));
    if (obstacle.isPresent()) {
      return Change.refused(obstacle.get());
    }
    return changeDevice(seen, old -> install(device));
  }

  @Override
  public synchronized Change corrupt(TrackerRecord seen) {
    if (!isCurrent(seen)) {
      return Change.refused(Reason.CHANGED_MEANWHILE);
    }
    Content next = content;
    for (int clone : content.clones().getOrDefault(seen.id(), List.of())) {
      next = next.plus(next.trackers().get(clone).asCorrupted());
    }
    TrackerRecord corrupted = next.trackers().get(seen.id()).asCorrupted();
    content = next.plus(corrupted);
    return Change.done(corrupted);
  }

  @Override
  public synchronized Change deleteClone(TrackerRecord seen) {
    if (!isCurrent(seen) || !seen.isClone()) {
      return Change.refused(Reason.CHANGED_MEANWHILE);
    }
    TrackerRecord clone = content.trackers().get(seen.id());
    if (!clone.rules().isEmpty() || !clone.vehicles().isEmpty()) {
      return new Change.InUse(clone.rules(), clone.vehicles());
    }
    content = content.minus(clone.id());
    return Change.done(clone);
  }

  @Override
  public synchronized Change changePhone(TrackerRecord seen, String phone, Apn apn) {
    if (!isCurrent(seen)) {
      return Change.refused(Reason.CHANGED_MEANWHILE);
    }
    Integer owner = content.phones().get(digits(phone));
    if (owner != null && owner != originalId(seen)) {
      return Change.refused(Reason.PHONE_IN_USE);
    }
    return changeDevice(
        seen,
        device ->
            device.withPhone(phone, device.apn().with(apn.name(), apn.user(), apn.password())));
  }

  @Override
  public synchronized Change changeApn(TrackerRecord seen, Apn apn) {
    return isCurrent(seen)
        ? changeDevice(
            seen,
            device -> device.withApn(device.apn().with(apn.name(), apn.user(), apn.password())))
        : Change.refused(Reason.CHANGED_MEANWHILE);
  }

  @Override
  public synchronized Change renameOutput(TrackerRecord seen, int number, String title) {
    return isCurrent(seen)
        ? changeDevice(seen, device -> device.withOutputTitle(number, title))
        : Change.refused(Reason.CHANGED_MEANWHILE);
  }

  @Override
  public synchronized Change setTags(TrackerRecord seen, List<BoundTag> tags) {
    if (!isCurrent(seen)) {
      return Change.refused(Reason.CHANGED_MEANWHILE);
    }
    TrackerRecord tagged = content.trackers().get(seen.id()).withTags(tags);
    content = content.plus(tagged);
    return Change.done(tagged);
  }

  /** Returns whether the tracker is there and has the device that the caller saw. */
  private boolean isCurrent(TrackerRecord seen) {
    TrackerRecord now = content.trackers().get(seen.id());
    return now != null && !now.corrupted() && now.device().sourceId() == seen.device().sourceId();
  }

  private Change changeDevice(TrackerRecord seen, UnaryOperator<Device> change) {
    Device changed = change.apply(content.trackers().get(seen.id()).device());
    content = content.withDevice(originalId(seen), changed);
    return Change.done(content.trackers().get(seen.id()));
  }

  private static int originalId(TrackerRecord tracker) {
    return tracker.isClone() ? tracker.cloneOf() : tracker.id();
  }

  /** Says what stands in the way of a device; the SIM card of the device it replaces does not. */
  private Optional<Reason> obstacle(NewDevice device, Integer replaced) {
    String phone = digits(device.phone());
    Integer owner = content.phones().get(phone);
    if ((owner != null && !owner.equals(replaced)) || bundledPhones.contains(phone)) {
      return Optional.of(Reason.PHONE_IN_USE);
    }
    if (device.deviceId() != null && content.deviceIds().containsKey(key(device.deviceId()))) {
      return Optional.of(Reason.DEVICE_ID_IN_USE);
    }
    if (device.model().idType() instanceof IdType.Generated && freeDeviceId(device) == null) {
      return Optional.of(Reason.DEVICE_ID_IN_USE);
    }
    return isFreeSim(device.iccid(), replaced) ? Optional.empty() : Optional.of(Reason.SIM);
  }

  private boolean isFreeSim(String iccid, Integer replaced) {
    if (iccid == null) {
      return true;
    }
    Integer owner = content.iccids().get(iccid);
    return description.sims().containsKey(iccid) && (owner == null || owner.equals(replaced));
  }

  /** Takes the next source ID and, where the platform makes it, the next device ID. */
  private Device install(NewDevice device) {
    int sourceId = content.nextSourceId();
    long serial = content.nextDeviceSerial();
    String deviceId = device.deviceId();
    if (device.model().idType() instanceof IdType.Generated type) {
      serial = freeDeviceId(device);
      deviceId = type.id(serial++);
    }
    content = content.withNext(content.nextTrackerId(), sourceId + 1, serial);
    return device.with(sourceId, deviceId);
  }

  /** Returns the next serial number whose device ID is free; null when there is none near. */
  private Long freeDeviceId(NewDevice device) {
    IdType.Generated type = (IdType.Generated) device.model().idType();
    long first = content.nextDeviceSerial();
    for (long serial = first; serial < first + SERIALS_TO_TRY; serial++) {
      if (!content.deviceIds().containsKey(key(type.id(serial)))) {
        return serial;
      }
    }
    return null;
  }

  private int freeTrackerId() {
    int id = content.nextTrackerId();
    while (content.trackers().containsKey(id) || isReserved(id)) {
      id++;
    }
    return id;
  }

  /**
   * An MEID is a number, however its hexadecimal digits are written; no other ID is told by case.
   */
  private static String key(String deviceId) {
    return deviceId.toUpperCase(Locale.ROOT);
  }

  private static String digits(String phone) {
    return phone == null ? "" : phone.startsWith("+") ? phone.substring(1) : phone;
  }

  private static <T> T known(T found, String what, int id) {
    if (found == null) {
      throw new NoSuchElementException("Expected an " + what + " of the fleet, got ID " + id);
    }
    return found;
  }
}
