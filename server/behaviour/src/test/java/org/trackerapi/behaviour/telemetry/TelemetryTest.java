package org.trackerapi.behaviour.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trackerapi.behaviour.fleet.FleetDescription;
import org.trackerapi.behaviour.fleet.FleetFile;
import org.trackerapi.behaviour.fleet.FleetGenerator;
import org.trackerapi.behaviour.fleet.Point;
import org.trackerapi.behaviour.fleet.Route;
import org.trackerapi.behaviour.fleet.Sensor;
import org.trackerapi.behaviour.fleet.TrackerRecord;

class TelemetryTest {
  private static final Instant START = Instant.parse("2026-11-02T12:47:13Z");
  private static final FleetDescription FLEET =
      FleetGenerator.generate(FleetFile.fixture(), 300, 7);
  private static final Map<Integer, TrackerRecord> TRACKERS =
      FLEET.trackers().stream().collect(Collectors.toMap(TrackerRecord::id, Function.identity()));
  private final Telemetry telemetry = new Telemetry(FLEET.seed(), FLEET.epoch(), START);

  static Stream<TrackerRecord> drivers() {
    return FLEET.trackers().stream().filter(tracker -> tracker.device().profile().road() != null);
  }

  /** Instants from an hour before the start to a month after it. */
  private static Stream<Instant> instants(long seed, int count) {
    Random random = new Random(seed);
    return Stream.generate(() -> START.plusSeconds(random.nextInt(30 * 86_400) - 3_600L))
        .limit(count);
  }

  @ParameterizedTest
  @MethodSource("drivers")
  void aVehicleNeverJumpsAndItsSpeedIsDistanceByTime(TrackerRecord tracker) {
    int period = tracker.device().profile().reportEvery();
    instants(tracker.id(), 60)
        .forEach(
            now -> {
              State a = telemetry.at(tracker, now);
              State b = telemetry.at(tracker, now.plusSeconds(period));
              assertThat(Duration.between(a.lastReport(), b.lastReport()).toSeconds())
                  .isEqualTo(period);
              double driven = b.drivenMetres() - a.drivenMetres();
              double fastest = tracker.device().profile().road().maxSpeed() / 3.6 * period;
              assertThat(driven).isBetween(-1e-6, fastest + 1);
              assertThat(Road.distance(a.location(), b.location())).isLessThan(driven + 0.5);
              if (a.movement() == Movement.MOVING && b.movementSince().equals(a.movementSince())) {
                double slower = Math.min(a.speed(), b.speed()) - 1;
                double faster = Math.max(a.speed(), b.speed()) + 1;
                double mean = driven / period * 3.6;
                double bend = fastest * 0.3 / period * 3.6;
                assertThat(mean).isBetween(slower - bend, faster + bend);
              }
            });
  }

  @Test
  void whatASlowlyAdvancingClockShowsOfATruckAgreesWithItself() {
    TrackerRecord truck = TRACKERS.get(1234567);
    State last = telemetry.at(truck, START);
    for (int i = 1; i < 1_000; i++) {
      State next = telemetry.at(truck, START.plusSeconds(10L * i));
      double metres = next.drivenMetres() - last.drivenMetres();
      assertThat(metres / 10 * 3.6)
          .isBetween(
              Math.min(last.speed(), next.speed()) - 1.5,
              Math.max(last.speed(), next.speed()) + 1.5);
      assertThat(Math.abs(next.speed() - last.speed())).isLessThan(6);
      assertThat(next.movement()).isEqualTo(Movement.MOVING);
      assertThat(next.ignition()).isTrue();
      assertThat(next.connection()).isEqualTo(Connection.ACTIVE);
      last = next;
    }
  }

  @Test
  void nothingIsReportedFromTheFuture() {
    for (TrackerRecord tracker : FLEET.trackers()) {
      instants(tracker.id(), 20)
          .forEach(
              now -> {
                State state = telemetry.at(tracker, now);
                Stream.of(
                        state.lastReport(),
                        state.gpsUpdated(),
                        state.movementSince(),
                        state.ignitionSince(),
                        state.satelliteFix(),
                        state.trackUpdated())
                    .filter(java.util.Objects::nonNull)
                    .forEach(time -> assertThat(time).as("%s", tracker).isBeforeOrEqualTo(now));
              });
    }
  }

  @Test
  void movementSpeedAndIgnitionAgree() {
    for (TrackerRecord tracker : FLEET.trackers()) {
      instants(tracker.id(), 40)
          .forEach(
              now -> {
                State state = telemetry.at(tracker, now);
                assertThat(state.speed() > 0).isEqualTo(state.movement() == Movement.MOVING);
                if (state.reported()) {
                  assertThat(state.ignition()).isEqualTo(state.movement() != Movement.PARKED);
                }
              });
    }
  }

  @Test
  void headingIsTheDirectionOfTravel() {
    TrackerRecord truck = TRACKERS.get(1234567);
    Road road = truck.device().profile().road();
    instants(5, 200)
        .forEach(
            now -> {
              double metres = telemetry.at(truck, now).drivenMetres();
              Road.Place here = road.at(metres);
              Road.Place there = road.at(metres + 30);
              if (here.heading() == there.heading()) {
                double north = there.point().lat() - here.point().lat();
                assertThat(Math.signum(north))
                    .isEqualTo(Math.signum(Math.cos(Math.toRadians(here.heading()))));
              }
            });
  }

  @Test
  void generatedVehiclesDriveByDayAndParkByNight() {
    List<TrackerRecord> commuters =
        drivers().filter(tracker -> tracker.device().profile().motion() == Motion.TRIPS).toList();
    assertThat(commuters).hasSizeGreaterThan(50);
    Instant night = Instant.parse("2026-11-05T02:30:00Z");
    Instant noon = Instant.parse("2026-11-05T12:00:00Z");
    assertThat(commuters)
        .allMatch(tracker -> telemetry.at(tracker, night).movement() == Movement.PARKED);
    assertThat(
            commuters.stream()
                .filter(tracker -> telemetry.at(tracker, noon).movement() == Movement.MOVING)
                .count())
        .isGreaterThan(commuters.size() / 10);
    for (TrackerRecord commuter : commuters) {
      assertThat(
              Stream.iterate(noon, at -> at.plusSeconds(60))
                  .limit(600)
                  .map(at -> telemetry.at(commuter, at).movement())
                  .distinct())
          .contains(Movement.MOVING, Movement.PARKED);
    }
  }

  @Test
  void theOdometerOnlyRisesAndTheTankFallsWithTheDistanceUntilItIsRefilled() {
    TrackerRecord truck = TRACKERS.get(1234567);
    Sensor odometer = sensor(truck, "can_mileage");
    Sensor tank = sensor(truck, "can_fuel_litres");
    double km = 0;
    double litres = Double.NaN;
    int refills = 0;
    for (int i = 0; i < 2_000; i++) {
      State state = telemetry.at(truck, START.plusSeconds(i * 120L));
      double nextKm = telemetry.value(truck, state, odometer);
      double nextLitres = telemetry.value(truck, state, tank);
      assertThat(nextKm).isGreaterThanOrEqualTo(km);
      assertThat(nextLitres).isBetween(0.0, 400.0);
      if (nextLitres > litres) {
        refills++;
        assertThat(nextLitres - litres).isGreaterThan(300);
      }
      km = nextKm;
      litres = nextLitres;
    }
    assertThat(refills).isBetween(3, 10);
  }

  @Test
  void theEngineHasRunSinceTheIgnitionWentOn() {
    Sensor running =
        new Sensor("obd_time_since_engine_start", "Engine", "custom", "custom", "s", null, null);
    for (TrackerRecord tracker : FLEET.trackers()) {
      State state = telemetry.at(tracker, START.plusSeconds(45_000));
      if (state.reported()) {
        assertThat(telemetry.value(tracker, state, running))
            .isEqualTo(
                state.ignition()
                    ? Duration.between(state.ignitionSince(), state.lastReport()).toSeconds()
                    : 0);
      }
    }
  }

  private static Sensor sensor(TrackerRecord tracker, String input) {
    return tracker.device().sensors().stream()
        .filter(sensor -> sensor.input().equals(input))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theSameSeedGivesTheSameWorldAndAnotherSeedGivesAnother() {
    Telemetry same = new Telemetry(FLEET.seed(), FLEET.epoch(), START);
    Telemetry other = new Telemetry(FLEET.seed() + 1, FLEET.epoch(), START);
    List<Instant> instants = instants(9, 20).toList();
    for (TrackerRecord tracker : FLEET.trackers()) {
      for (Instant now : instants) {
        assertThat(same.at(tracker, now)).isEqualTo(telemetry.at(tracker, now));
      }
    }
    Instant later = START.plusSeconds(100_000);
    assertThat(other.at(TRACKERS.get(1234567), later))
        .isNotEqualTo(telemetry.at(TRACKERS.get(1234567), later));
  }

  @ParameterizedTest
  @MethodSource("drivers")
  void whereAVehicleIsDoesNotDependOnWhenTheWorldStarted(TrackerRecord tracker) {
    instants(tracker.id(), 5)
        .forEach(
            now -> {
              State here = telemetry.at(tracker, now);
              State there =
                  new Telemetry(FLEET.seed(), FLEET.epoch(), now.minusSeconds(1)).at(tracker, now);
              assertThat(there.location()).isEqualTo(here.location());
              assertThat(there.speed()).isEqualTo(here.speed());
              assertThat(there.drivenMetres()).isEqualTo(here.drivenMetres());
              for (Sensor sensor : tracker.device().sensors()) {
                assertThat(telemetry.value(tracker, there, sensor))
                    .isEqualTo(telemetry.value(tracker, here, sensor));
              }
            });
  }

  @Test
  void noSensorShowsLessThanNothingLongBeforeTheEpoch() {
    for (String instant : List.of("1970-01-01T00:00:00Z", "2000-02-29T12:00:00Z")) {
      Instant now = Instant.parse(instant);
      Telemetry early = new Telemetry(FLEET.seed(), FLEET.epoch(), now);
      for (TrackerRecord tracker : FLEET.trackers()) {
        State state = early.at(tracker, now);
        for (Sensor sensor : early.sensors(tracker, state)) {
          assertThat(early.value(tracker, state, sensor)).isNotNegative();
        }
      }
    }
  }

  @Test
  void aRoadAcrossTheMeridianOf180DegreesTakesTheShortWay() {
    Road road =
        Road.of(
            new Route("Taveuni", 50, List.of(new Point(-16.8, 179.9), new Point(-16.8, -179.9))));
    Point last = road.at(0).point();
    for (double metres = 100; metres < 2 * road.length(); metres += 100) {
      Point next = road.at(metres).point();
      assertThat(Road.distance(last, next)).isLessThan(101);
      assertThat(Math.abs(next.lng())).isBetween(179.9, 180.0);
      last = next;
    }
    assertThat(road.at(1_000).heading()).isEqualTo(90);
  }

  @Test
  void aDeviceThatFallsSilentIsOfflineAndAtLastLost() {
    TrackerRecord pickup = TRACKERS.get(300200);
    assertThat(telemetry.at(pickup, START).connection()).isEqualTo(Connection.OFFLINE);
    assertThat(telemetry.at(pickup, START.plus(Duration.ofDays(31))).connection())
        .isEqualTo(Connection.SIGNAL_LOST);
    assertThat(telemetry.at(pickup, START).lastReport())
        .isEqualTo(telemetry.at(pickup, START.plusSeconds(999)).lastReport());
  }

  @Test
  void theRolesOfTheFixtureKeepTheirStatesAtEveryInstant() {
    instants(3, 50)
        .forEach(
            now -> {
              assertState(1234567, now, Connection.ACTIVE, Movement.MOVING);
              assertState(265489, now, Connection.ACTIVE, Movement.PARKED);
              assertState(300320, now, Connection.ACTIVE, Movement.STOPPED);
              assertState(300210, now, Connection.IDLE, Movement.PARKED);
              assertState(300250, now, Connection.JUST_REGISTERED, Movement.PARKED);
              assertState(999119, now, Connection.JUST_REPLACED, Movement.PARKED);
              assertState(300260, now, Connection.SIGNAL_LOST, Movement.PARKED);
              assertState(300101, now, Connection.ACTIVE, Movement.PARKED);
            });
  }

  private void assertState(int id, Instant now, Connection connection, Movement movement) {
    State state = telemetry.at(TRACKERS.get(id), now);
    assertThat(state.connection()).as("%d", id).isEqualTo(connection);
    assertThat(state.movement()).as("%d", id).isEqualTo(movement);
  }

  @Test
  void aParkedVanStandsWhereItStoodSinceItStopped() {
    State state = telemetry.at(TRACKERS.get(265489), START);
    assertThat(state.lastReport()).isEqualTo("2026-11-02T12:47:09Z");
    assertThat(state.movementSince()).isEqualTo("2026-11-02T12:40:44Z");
    assertThat(telemetry.at(TRACKERS.get(265489), START.plusSeconds(86_400)))
        .matches(later -> later.location().equals(state.location()))
        .matches(later -> later.movementSince().equals(state.movementSince()));
  }
}
