package org.trackerapi.behaviour.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.trackerapi.spec.Contract;

class FleetGeneratorTest {
  private static final int MOST = Contract.limit("devices-per-account");
  private final FleetDescription fixture = FleetFile.fixture();

  private List<TrackerRecord> generated(int number, long seed) {
    List<TrackerRecord> all = FleetGenerator.generate(fixture, number, seed).trackers();
    assertThat(all.subList(0, fixture.trackers().size())).isEqualTo(fixture.trackers());
    return all.subList(fixture.trackers().size(), all.size());
  }

  @Test
  void aWholeAccountOfDifferentTrackersIsGenerated() {
    List<TrackerRecord> trackers = generated(MOST, 1);
    assertThat(trackers).hasSize(MOST);
    assertThat(trackers.stream().map(TrackerRecord::id)).doesNotHaveDuplicates();
    assertThat(trackers.stream().map(TrackerRecord::label)).doesNotHaveDuplicates();
    assertThat(trackers.stream().map(tracker -> tracker.device().deviceId()))
        .doesNotHaveDuplicates();
    assertThat(trackers.stream().map(tracker -> tracker.device().model().code()).distinct().count())
        .isGreaterThan(6);
    assertThat(trackers.stream().map(TrackerRecord::groupId).distinct()).contains(0, 167, 168);
    InMemoryFleet fleet = new InMemoryFleet(fixture.withTrackers(trackers));
    assertThat(fleet.trackers(1001)).hasSize(MOST);
  }

  @Test
  void everyGeneratedDeviceIdFitsItsModel() {
    for (TrackerRecord tracker : generated(2_000, 3)) {
      Device device = tracker.device();
      if (device.model().idType() instanceof IdType.Fixed type) {
        assertThat(device.deviceId()).matches(type.pattern());
      }
    }
  }

  @Test
  void theSameSeedGivesTheSameTrackersAndAnotherSeedOthers() {
    assertThat(generated(50, 4).toString().replaceAll("Road@[0-9a-f]+", ""))
        .isEqualTo(generated(50, 4).toString().replaceAll("Road@[0-9a-f]+", ""))
        .isNotEqualTo(generated(50, 5).toString().replaceAll("Road@[0-9a-f]+", ""));
  }

  @Test
  void moreThanAnAccountHoldsIsRefused() {
    assertThatThrownBy(() -> generated(MOST + 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Expected a number of trackers from 0 to 25000, got 25001");
    assertThatThrownBy(() -> generated(-1, 1)).isInstanceOf(IllegalArgumentException.class);
  }
}
