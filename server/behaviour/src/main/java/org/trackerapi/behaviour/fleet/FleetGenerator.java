package org.trackerapi.behaviour.fleet;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.trackerapi.behaviour.telemetry.Link;
import org.trackerapi.behaviour.telemetry.Motion;
import org.trackerapi.behaviour.telemetry.Profile;
import org.trackerapi.behaviour.telemetry.Road;
import org.trackerapi.spec.Contract;

/**
 * Adds trackers to a fleet: as many as wanted, different from each other, the same for the same
 * seed.
 */
public final class FleetGenerator {
  private static final int FIRST_ID = 2_000_001;
  private static final int ROADS = 400;
  private static final int TRIES_PER_TRACKER = 10;
  private static final double METRES_PER_DEGREE = 111_195;
  private static final LocalDate FIRST_DAY = LocalDate.of(2019, 1, 1);
  private static final List<String> KINDS =
      List.of("Truck", "Van", "Car", "Bus", "Trailer", "Taxi", "Crane", "Camión", "Furgón");
  private static final List<String> NETWORKS = List.of("Movistar", "Orange", "Vodafone", "Yoigo");
  private static final List<Town> TOWNS =
      List.of(
          new Town("Madrid", 40.4168, -3.7038, 667),
          new Town("Barcelona", 41.3874, 2.1686, 12),
          new Town("Valencia", 39.4699, -0.3763, 15),
          new Town("Sevilla", 37.3891, -5.9845, 7),
          new Town("Bilbao", 43.2630, -2.9350, 19),
          new Town("Zaragoza", 41.6488, -0.8891, 208),
          new Town("Málaga", 36.7213, -4.4214, 11),
          new Town("A Coruña", 43.3623, -8.4115, 21));

  private final FleetDescription base;
  private final Random random;
  private final Account account;
  private final List<DeviceModel> models;
  private final List<Integer> groups;
  private final List<Integer> tags;
  private final List<Road> roads = new ArrayList<>();
  private final List<Town> towns = new ArrayList<>();

  /** A place that trackers live in. */
  private record Town(String name, double lat, double lng, int altitude) {}

  private FleetGenerator(FleetDescription base, long seed) {
    this.base = base;
    this.random = new Random(seed);
    this.account = base.accounts().values().iterator().next();
    this.models =
        base.models().values().stream()
            .filter(model -> model.registrable() && !model.mobileApp())
            .filter(
                model ->
                    base.tariffs().get(model.tariffId()).legalTypes().contains(account.legalType()))
            .toList();
    this.groups =
        base.groups().values().stream()
            .filter(group -> group.accountId() == account.id())
            .map(Group::id)
            .toList();
    this.tags =
        base.tags().values().stream()
            .filter(tag -> tag.accountId() == account.id())
            .map(Tag::id)
            .toList();
  }

  /**
   * Returns the fleet with more trackers in its first account.
   *
   * <p>The account's device limit does not restrict the number; an account that this fills beyond
   * its limit takes no further registrations.
   *
   * @param base the fleet to add to
   * @param number how many trackers, from 0 to the platform's limit of devices per account
   * @param seed what the trackers follow from
   * @throws IllegalArgumentException if the number is out of range, or trackers are wanted of a
   *     fleet without a model that can be registered
   */
  public static FleetDescription generate(FleetDescription base, int number, long seed) {
    int most = Contract.limit("devices-per-account");
    if (number < 0 || number > most) {
      throw new IllegalArgumentException(
          "Expected a number of trackers from 0 to " + most + ", got " + number);
    }
    if (number == 0) {
      return base;
    }
    FleetGenerator generator = new FleetGenerator(base, seed);
    if (generator.models.isEmpty()) {
      throw new IllegalArgumentException(
          "Expected a fleet with a model that its first account can register, found none");
    }
    return generator.add(number);
  }

  private FleetDescription add(int number) {
    Set<Integer> usedIds = new HashSet<>(base.reservedTrackerIds());
    Set<Integer> usedSources = new HashSet<>();
    Set<String> usedDevices = new HashSet<>();
    Set<String> usedPhones = new HashSet<>();
    for (TrackerRecord tracker : base.trackers()) {
      usedIds.add(tracker.id());
      usedSources.add(tracker.device().sourceId());
      usedDevices.add(tracker.device().deviceId());
      usedPhones.add(String.valueOf(tracker.device().phone()));
    }
    makeRoads();
    List<TrackerRecord> trackers = new ArrayList<>(base.trackers());
    int id = FIRST_ID;
    for (int serial = 0; trackers.size() < base.trackers().size() + number; serial++, id++) {
      if (serial > TRIES_PER_TRACKER * number + base.trackers().size()) {
        throw new IllegalArgumentException(
            "Expected models with room for "
                + number
                + " device IDs, found only those of a few digits");
      }
      TrackerRecord tracker = tracker(id, serial);
      Device device = tracker.device();
      if (usedIds.add(id)
          && usedSources.add(device.sourceId())
          && usedDevices.add(device.deviceId())
          && (device.phone() == null || usedPhones.add(device.phone()))) {
        trackers.add(tracker);
      }
    }
    return base.withTrackers(trackers);
  }

  private void makeRoads() {
    for (int i = 0; i < ROADS; i++) {
      Town town = TOWNS.get(i % TOWNS.size());
      towns.add(town);
      roads.add(ring("ring_" + i, town));
    }
  }

  /** A ring road of uneven width around a place in or near the town. */
  private Road ring(String name, Town town) {
    double centreLat = town.lat() + random.nextGaussian() * 0.03;
    double centreLng = town.lng() + random.nextGaussian() * 0.03;
    double radius = 600 + random.nextInt(5_000);
    int corners = 8 + random.nextInt(9);
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < corners; i++) {
      double angle = 2 * Math.PI * i / corners;
      double metres = radius * (0.75 + 0.5 * random.nextDouble());
      points.add(
          new Point(
              degree(centreLat + metres * Math.cos(angle) / METRES_PER_DEGREE),
              degree(
                  centreLng
                      + metres
                          * Math.sin(angle)
                          / (METRES_PER_DEGREE * Math.cos(Math.toRadians(centreLat))))));
    }
    points.add(points.get(0));
    return Road.of(new Route(name, 35 + random.nextInt(70), List.copyOf(points)));
  }

  private static double degree(double value) {
    return Math.round(value * 1e5) / 1e5;
  }

  private TrackerRecord tracker(int id, int serial) {
    int road = random.nextInt(ROADS);
    Town town = towns.get(road);
    String kind = KINDS.get(random.nextInt(KINDS.size()));
    int group = groups.isEmpty() || random.nextInt(3) == 0 ? 0 : pick(groups);
    return new TrackerRecord(
        id,
        account.id(),
        String.format("%s %05d %s", kind, serial + 1, town.name()),
        group,
        null,
        null,
        bound(),
        List.of(),
        List.of(),
        List.of(),
        false,
        device(id, serial, roads.get(road), town));
  }

  private List<BoundTag> bound() {
    List<Integer> left = new ArrayList<>(tags);
    List<BoundTag> bound = new ArrayList<>();
    int wanted = Math.min(random.nextInt(4), Math.min(left.size(), 5));
    for (int ordinal = 1; ordinal <= wanted; ordinal++) {
      bound.add(new BoundTag(left.remove(random.nextInt(left.size())), ordinal));
    }
    return List.copyOf(bound);
  }

  private Device device(int id, int serial, Road road, Town town) {
    DeviceModel model = pick(models);
    LocalDate created = FIRST_DAY.plusDays(random.nextInt(2_500));
    return new Device(
        id + 1_000_000,
        deviceId(model, serial),
        model,
        random.nextInt(100) == 0,
        model.tariffId(),
        null,
        created,
        LocalDate.of(2027, 1, 1).plusDays(random.nextInt(700)),
        model.hasGsm() ? String.format("346%08d", 20_000_000 + serial) : null,
        null,
        Apn.NONE,
        NewDevice.defaultOutputs(model),
        model.digitalInputs() == 0
            ? List.of()
            : List.of(new InputMeaning(1, InputMeaning.IGNITION, "Ignition")),
        sensors(model),
        Map.of(),
        Map.of(),
        profile(road, town));
  }

  private static String deviceId(DeviceModel model, int serial) {
    if (model.idType() instanceof IdType.Generated type) {
      return type.id(500_000_000L + serial);
    }
    String[] parts = model.object().path("id_type").asText().split(",");
    return switch (parts[0]) {
      case "imei" -> String.format("86%013d", 700_000_000L + serial);
      case "meid" -> String.format("A1%012X", 0x70000000L + serial);
      case "id" -> {
        int digits = Integer.parseInt(parts[1]);
        String number = String.format("%0" + digits + "d", serial);
        yield number.substring(number.length() - digits);
      }
      default -> {
        int digits = Math.max(Integer.parseInt(parts[1]), 1);
        String number = String.format("%0" + digits + "d", serial);
        yield number.substring(Math.max(0, number.length() - Integer.parseInt(parts[2])));
      }
    };
  }

  private List<Sensor> sensors(DeviceModel model) {
    List<Sensor> sensors = new ArrayList<>();
    for (var input : model.object().path("inputs")) {
      switch (input.asText()) {
        case "board_voltage" ->
            sensors.add(
                new Sensor("board_voltage", "Board voltage", "power", "custom", "V", null, null));
        case "can_fuel_litres" ->
            sensors.add(
                new Sensor(
                    "can_fuel_litres",
                    "Tank",
                    "fuel",
                    "litre",
                    "litres",
                    60.0 + 10 * random.nextInt(40),
                    null));
        case "can_mileage", "hw_mileage" ->
            sensors.add(
                new Sensor(input.asText(), "Odometer", "custom", "custom", "km", null, null));
        case "can_rpm" ->
            sensors.add(new Sensor("can_rpm", "Engine speed", "rpm", "custom", "rpm", null, null));
        default -> {
          // Nobody wired the other inputs.
        }
      }
    }
    return List.copyOf(sensors);
  }

  private Profile profile(Road road, Town town) {
    int fate = random.nextInt(100);
    Link link =
        fate < 90
            ? Link.ONLINE
            : fate < 94 ? Link.OFFLINE : fate < 97 ? Link.IDLE : Link.SIGNAL_LOST;
    Duration silent =
        link == Link.OFFLINE
            ? Duration.ofMinutes(20 + random.nextInt(10_000))
            : link == Link.SIGNAL_LOST ? Duration.ofDays(31 + random.nextInt(300)) : Duration.ZERO;
    boolean parked = link != Link.ONLINE || fate < 20;
    double phase = random.nextDouble();
    Road.Place place = road.at(phase * road.length());
    return new Profile(
        link,
        silent,
        null,
        null,
        Duration.ZERO,
        10 * (1 + random.nextInt(6)),
        link == Link.IDLE ? 900 + random.nextInt(3_000) : 0,
        parked ? Motion.PARKED : fate < 45 ? Motion.MOVING : Motion.TRIPS,
        Duration.ofMinutes(10 + random.nextInt(2_000)),
        parked ? null : road,
        phase,
        parked ? place.point() : null,
        place.heading(),
        town.altitude(),
        random.nextInt(4) == 0 ? random.nextInt(101) : null,
        pick(NETWORKS),
        40 + random.nextInt(61),
        false,
        false,
        null,
        false);
  }

  private <T> T pick(List<T> items) {
    return items.get(random.nextInt(items.size()));
  }
}
