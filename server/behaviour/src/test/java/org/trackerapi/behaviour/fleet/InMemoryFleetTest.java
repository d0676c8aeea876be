package org.trackerapi.behaviour.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.trackerapi.behaviour.telemetry.Profile;

class InMemoryFleetTest {
  private static final int MADRID = 1001;
  private final InMemoryFleet fleet = new InMemoryFleet(FleetFile.fixture());

  private NewDevice device(String deviceId, String phone) {
    DeviceModel model = fleet.model("telfmb920").orElseThrow();
    return new NewDevice(
        deviceId,
        model,
        phone,
        null,
        Apn.NONE,
        fleet.tariff(model.tariffId()),
        LocalDate.of(2026, 11, 2),
        Profile.REGISTERED);
  }

  private TrackerRecord tracker(int id) {
    return fleet.tracker(id).orElseThrow();
  }

  private static Change.Reason reason(Change change) {
    return ((Change.Refused) change).reason();
  }

  @Test
  void oneOfManyParallelRegistrationsOfADeviceSucceeds() throws Exception {
    List<Change> changes =
        inParallel(
            32, i -> fleet.register(MADRID, "T" + i, 0, device("860000000000001", null), null));
    assertThat(changes).filteredOn(Change.Done.class::isInstance).hasSize(1);
    assertThat(changes)
        .filteredOn(Change.Refused.class::isInstance)
        .hasSize(31)
        .allMatch(change -> reason(change) == Change.Reason.DEVICE_ID_IN_USE);
  }

  @Test
  void oneOfManyParallelRegistrationsOfAPhoneSucceeds() throws Exception {
    List<Change> changes =
        inParallel(
            32,
            i -> fleet.register(MADRID, "T", 0, device("86000000000002" + i, "34600000001"), null));
    assertThat(changes).filteredOn(Change.Done.class::isInstance).hasSize(1);
  }

  @Test
  void parallelRegistrationsNeverExceedTheLimitOfTheAccount() throws Exception {
    fleet.corrupt(tracker(500001));
    List<Change> changes =
        inParallel(16, i -> fleet.register(1003, "T", 0, device("86000000000003" + i, null), null));
    assertThat(changes).filteredOn(Change.Done.class::isInstance).hasSize(1);
    assertThat(fleet.trackers(1003)).hasSize(2);
  }

  @Test
  void anActivationCodeIsUsedUpOnce() throws Exception {
    List<Change> changes =
        inParallel(
            16,
            i -> fleet.register(MADRID, "T", 0, device("86000000000004" + i, null), "123123123"));
    assertThat(changes).filteredOn(Change.Done.class::isInstance).hasSize(1);
  }

  @Test
  void aFailedRegistrationLeavesNothingBehind() {
    InMemoryFleet untouched = fleet.copy();
    assertThat(reason(fleet.register(MADRID, "T", 0, device("860000000000051", null), "000000")))
        .isEqualTo(Change.Reason.ACTIVATION_CODE);
    assertThat(fleet.allTrackers()).containsExactlyInAnyOrderElementsOf(untouched.allTrackers());
    assertThat(id(fleet.register(MADRID, "T", 0, device("860000000000051", null), null)))
        .isEqualTo(833389);
  }

  private static int id(Change change) {
    return ((Change.Done) change).tracker().id();
  }

  @Test
  void readersSeeAReplacementOfAnOriginalAndItsClonesWhollyOrNotAtAll() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    Callable<Boolean> reader =
        () -> {
          boolean whole = true;
          while (!done.get()) {
            List<Integer> sources =
                fleet.trackers(MADRID).stream()
                    .filter(t -> t.id() >= 300100 && t.id() <= 300104)
                    .map(t -> t.device().sourceId())
                    .distinct()
                    .toList();
            whole &= sources.size() == 1;
          }
          return whole;
        };
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<Boolean>> readers = List.of(threads.submit(reader), threads.submit(reader));
      for (int i = 0; i < 500; i++) {
        fleet.replace(tracker(300100), device("86000000001" + (1000 + i), null));
      }
      done.set(true);
      for (Future<Boolean> result : readers) {
        assertThat(result.get()).isTrue();
      }
    } finally {
      done.set(true);
      threads.shutdownNow();
    }
  }

  @Test
  void aReplacementKeepsTheTrackerAndChangesTheDeviceOfItAndItsClones() {
    TrackerRecord before = tracker(300100);
    TrackerRecord after =
        ((Change.Done) fleet.replace(before, device("860000000000061", "34600000061"))).tracker();
    assertThat(after.withDevice(before.device())).isEqualTo(before);
    assertThat(after.device().deviceId()).isEqualTo("860000000000061");
    assertThat(tracker(300101).device()).isEqualTo(after.device());
    assertThat(fleet.trackerOfDevice("356307042441047")).isEmpty();
    assertThat(fleet.trackerOfDevice("860000000000061")).contains(after);
  }

  @Test
  void aChangeToATrackerThatHasAnotherDeviceByNowIsRefused() {
    TrackerRecord seen = tracker(123456);
    fleet.replace(seen, device("860000000000071", null));
    assertThat(reason(fleet.replace(seen, device("860000000000072", null))))
        .isEqualTo(Change.Reason.CHANGED_MEANWHILE);
    assertThat(reason(fleet.corrupt(seen))).isEqualTo(Change.Reason.CHANGED_MEANWHILE);
    assertThat(reason(fleet.setTags(seen, List.of()))).isEqualTo(Change.Reason.CHANGED_MEANWHILE);
    assertThat(reason(fleet.renameOutput(seen, 1, "X"))).isEqualTo(Change.Reason.CHANGED_MEANWHILE);
    assertThat(reason(fleet.changePhone(seen, "34600000071", Apn.NONE)))
        .isEqualTo(Change.Reason.CHANGED_MEANWHILE);
  }

  @Test
  void corruptionFreesDeviceIdAndPhoneAndTakesTheClonesAlong() {
    TrackerRecord crane = tracker(300100);
    fleet.corrupt(crane);
    assertThat(tracker(300100).corrupted()).isTrue();
    assertThat(tracker(300101).corrupted()).isTrue();
    assertThat(fleet.trackers(MADRID)).extracting(TrackerRecord::id).doesNotContain(300100, 300101);
    assertThat(
            fleet.register(
                MADRID,
                "Again",
                0,
                device(crane.device().deviceId(), crane.device().phone()),
                null))
        .isInstanceOf(Change.Done.class);
  }

  @Test
  void aPhoneIsTheSameWithAndWithoutPlus() {
    assertThat(reason(fleet.changePhone(tracker(123456), "34600555370", Apn.NONE)))
        .isEqualTo(Change.Reason.PHONE_IN_USE);
  }

  @Test
  void aTrackerMayKeepItsOwnPhone() {
    assertThat(fleet.changePhone(tracker(123456), "79161234533", Apn.NONE))
        .isInstanceOf(Change.Done.class);
  }

  @Test
  void onlyAnUnusedCloneIsDeleted() {
    assertThat(fleet.deleteClone(tracker(300104)))
        .isEqualTo(new Change.InUse(List.of(12, 13), List.of(14)));
    assertThat(fleet.deleteClone(tracker(300101))).isInstanceOf(Change.Done.class);
    assertThat(fleet.tracker(300101)).isEmpty();
    fleet.renameOutput(tracker(300100), 1, "Hook");
    assertThat(tracker(300102).device().outputs().get(0).title()).isEqualTo("Hook");
  }

  @Test
  void aSnapshotComesBackWholeAndACopyChangesOnItsOwn() {
    InMemoryFleet.Snapshot before = fleet.snapshot();
    InMemoryFleet copy = fleet.copy();
    fleet.setTags(tracker(265489), List.of());
    fleet.register(MADRID, "New", 0, device("860000000000081", null), null);
    assertThat(copy.tracker(265489).orElseThrow().tags()).hasSize(1);
    assertThat(copy.tracker(833389)).isEmpty();
    fleet.restore(before);
    assertThat(tracker(265489).tags()).hasSize(1);
    assertThat(fleet.tracker(833389)).isEmpty();
    assertThat(fleet.trackerOfDevice("860000000000081")).isEmpty();
  }

  @Test
  void generatedDeviceIdsCountOnFromTheFixture() {
    DeviceModel app = fleet.model("mobile_unknown_xgps").orElseThrow();
    NewDevice phone =
        new NewDevice(
            null,
            app,
            null,
            null,
            Apn.NONE,
            fleet.tariff(app.tariffId()),
            LocalDate.of(2026, 11, 2),
            Profile.REGISTERED);
    TrackerRecord tracker = ((Change.Done) fleet.register(MADRID, "Ana", 0, phone, null)).tracker();
    assertThat(tracker.device().deviceId()).isEqualTo("186196632419");
    assertThat(tracker.device().sourceId()).isEqualTo(526383);
    assertThat(tracker.id()).isEqualTo(833389);
  }

  private interface Task {
    Change run(int i);
  }

  private static List<Change> inParallel(int count, Task task) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Change>> calls =
          IntStream.range(0, count).mapToObj(i -> (Callable<Change>) () -> task.run(i)).toList();
      List<Change> changes = new ArrayList<>();
      for (Future<Change> future : threads.invokeAll(calls)) {
        changes.add(future.get());
      }
      return changes;
    } finally {
      threads.shutdownNow();
    }
  }
}
