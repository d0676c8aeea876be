package org.trackerapi.behaviour.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.trackerapi.behaviour.fleet.InputMeaning;
import org.trackerapi.behaviour.fleet.Point;
import org.trackerapi.behaviour.fleet.Sensor;
import org.trackerapi.behaviour.fleet.TrackerRecord;

/**
 * Says what trackers do: a pure function of the seed, the tracker and the instant, and for what a
 * fleet dates from the start of the world - how long a vehicle has stood or a device was silent -
 * of that start. Nothing is stored, so any instant can be asked for in any order.
 */
public final class Telemetry {
  private static final Duration OFFLINE_AFTER = Duration.ofMinutes(10);
  private static final Duration IDLE_AFTER = Duration.ofMinutes(5);
  private static final Duration LOST_AFTER = Duration.ofDays(30);
  private static final int MISSED_REPORTS = 3;
  private static final double WALKING_KMH = 5;
  private static final Point NOWHERE = new Point(0, 0);

  private final long seed;
  private final Instant epoch;
  private final Instant start;

  /**
   * Makes the telemetry of a world.
   *
   * @param seed the seed of everything that looks random
   * @param epoch when vehicles are where their profiles say that they begin
   * @param start the start of the world
   */
  public Telemetry(long seed, Instant epoch, Instant start) {
    this.seed = seed;
    this.epoch = epoch;
    this.start = start;
  }

  /** Returns what is known of the tracker at the instant. */
  public State at(TrackerRecord tracker, Instant now) {
    TrackerRecord t = tracker;
    Profile profile = t.device().profile();
    return switch (profile.link()) {
      case JUST_REGISTERED -> neverSeen(profile);
      case JUST_REPLACED -> replaced(profile, now);
      default -> seen(identity(t), profile, now);
    };
  }

  /** A clone reports what its original reports. */
  private static int identity(TrackerRecord tracker) {
    return tracker.isClone() ? tracker.cloneOf() : tracker.id();
  }

  private static State neverSeen(Profile profile) {
    return new State(
        null,
        false,
        Connection.JUST_REGISTERED,
        Movement.PARKED,
        null,
        false,
        null,
        null,
        NOWHERE,
        profile.heading(),
        0,
        profile.altitude(),
        null,
        null,
        0,
        0);
  }

  private State replaced(Profile profile, Instant now) {
    Instant since = profile.since() == null ? start.minus(profile.replacedFor()) : profile.since();
    State last = profile.last() == null ? stood(profile, since) : profile.last();
    Instant parked = last.movement() == Movement.PARKED ? last.movementSince() : since;
    return new State(
        earlier(last.lastReport(), now),
        false,
        Connection.JUST_REPLACED,
        Movement.PARKED,
        earlier(parked, now),
        false,
        null,
        earlier(last.gpsUpdated(), now),
        last.location(),
        last.heading(),
        0,
        last.altitude(),
        earlier(last.satelliteFix(), now),
        earlier(last.trackUpdated(), now),
        0,
        0);
  }

  private static State stood(Profile profile, Instant until) {
    Instant located = profile.position() == null ? null : until;
    return new State(
        until,
        true,
        Connection.ACTIVE,
        Movement.PARKED,
        until,
        false,
        until,
        located,
        located == null ? NOWHERE : profile.position(),
        profile.heading(),
        0,
        profile.altitude(),
        located,
        located,
        0,
        0);
  }

  private State seen(int id, Profile profile, Instant now) {
    Instant report = lastReport(id, profile, now);
    Instant fix = report.minusSeconds(profile.gpsAge());
    boolean located = profile.road() != null || profile.position() != null;
    Drive drive = drive(id, profile, report);
    Drive.Leg leg = drive.leg(fix);
    double metres = drive.metres(fix);
    Instant since = earlier(leg.since(), fix);
    Road.Place place = place(profile, metres);
    return new State(
        report,
        true,
        connection(profile, located, report, fix, now),
        leg.movement(),
        since,
        leg.ignition(),
        earlier(leg.ignitionSince(), fix),
        located ? fix : null,
        place.point(),
        place.heading(),
        (int) Math.round(leg.speed()),
        profile.altitude(),
        satelliteFix(profile, located, since, fix),
        located ? (leg.movement() == Movement.MOVING ? fix : since) : null,
        metres,
        Duration.between(epoch, report).toSeconds());
  }

  /** Reports come on a grid of the tracker's own: seconds that leave its ID when divided. */
  private Instant lastReport(int id, Profile profile, Instant now) {
    boolean silent = profile.link() == Link.OFFLINE || profile.link() == Link.SIGNAL_LOST;
    Instant latest = silent ? earlier(start.minus(profile.silentFor()), now) : now;
    long period = profile.reportEvery();
    long second = latest.getEpochSecond();
    return Instant.ofEpochSecond(second - Math.floorMod(second - id, period));
  }

  private static Connection connection(
      Profile profile, boolean located, Instant report, Instant fix, Instant now) {
    Duration silence = Duration.between(report, now);
    Duration patience = Duration.ofSeconds((long) MISSED_REPORTS * profile.reportEvery());
    if (silence.compareTo(LOST_AFTER) >= 0) {
      return Connection.SIGNAL_LOST;
    }
    if (silence.compareTo(OFFLINE_AFTER) > 0 && silence.compareTo(patience) > 0) {
      return Connection.OFFLINE;
    }
    boolean fresh =
        Duration.between(fix, report).compareTo(IDLE_AFTER) <= 0 && profile.link() != Link.IDLE;
    return located && fresh ? Connection.ACTIVE : Connection.IDLE;
  }

  /** Satellites saw a device that cells locate now when it came to where it stands. */
  private static Instant satelliteFix(
      Profile profile, boolean located, Instant since, Instant fix) {
    return !located ? null : profile.gsmLbs() ? since : fix;
  }

  private static Road.Place place(Profile profile, double metres) {
    if (profile.road() != null) {
      return profile.road().at(profile.phase() * profile.road().length() + metres);
    }
    return new Road.Place(
        profile.position() == null ? NOWHERE : profile.position(), profile.heading());
  }

  private Drive drive(int id, Profile profile, Instant report) {
    Chance chance = new Chance(seed, id);
    Motion motion = profile.road() == null ? standing(profile.motion()) : profile.motion();
    return switch (motion) {
      case MOVING ->
          new Drive.Steady(
              epoch,
              pace(profile),
              chance.between(300, 700, "period"),
              chance.unit("offset"),
              start.minusSeconds(chance.whole(300, 3600, "moving since")));
      case TRIPS -> trips(chance, profile);
      case STOPPED, PARKED -> standing(chance, profile, motion, report);
    };
  }

  private static Motion standing(Motion motion) {
    return motion == Motion.STOPPED ? Motion.STOPPED : Motion.PARKED;
  }

  private static double pace(Profile profile) {
    return profile.walking() ? WALKING_KMH : profile.road().maxSpeed();
  }

  private Drive trips(Chance chance, Profile profile) {
    int legs = chance.whole(2, 6, "legs");
    long legTime = chance.whole(120, 420, "leg");
    long waitTime = chance.whole(20, 90, "wait");
    long tripTime = legs * (legTime + waitTime);
    long tripEvery = tripTime + chance.whole(900, 2700, "rest");
    long firstTrip = chance.whole(5 * 3600, 9 * 3600, "first trip");
    long lastEnd = chance.whole(18 * 3600, 22 * 3600, "last trip");
    int trips = (int) Math.max(1, (lastEnd - firstTrip) / tripEvery);
    long shift = Math.round(profile.road().first().lng() / 15 * 3600);
    return new Drive.Trips(
        epoch, shift, firstTrip, trips, tripEvery, legs, legTime, waitTime, pace(profile));
  }

  private Drive standing(Chance chance, Profile profile, Motion motion, Instant report) {
    boolean silent = profile.link() == Link.OFFLINE || profile.link() == Link.SIGNAL_LOST;
    Instant since = (silent ? report : start).minus(profile.standingFor());
    boolean stopped = motion == Motion.STOPPED;
    Instant ignition = stopped ? since.minusSeconds(chance.whole(600, 2400, "trip")) : since;
    return new Drive.Standing(stopped ? Movement.STOPPED : Movement.PARKED, since, ignition);
  }

  /** Returns whether a digital input is on: the one of the ignition follows it, others stay off. */
  public boolean input(TrackerRecord tracker, State state, int number) {
    if (state.reported() && state.ignition()) {
      for (InputMeaning input : tracker.device().inputs()) {
        if (input.number() == number && input.type().equals(InputMeaning.IGNITION)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Returns the number of satellites of the last fix. */
  public int satellites(TrackerRecord tracker) {
    return 8 + identity(tracker) % 5;
  }

  /** Returns the last value of a sensor in its own unit; a device that reported has one. */
  public double value(TrackerRecord tracker, State state, Sensor sensor) {
    boolean drives = tracker.device().profile().road() != null;
    return Gauge.read(new Chance(seed, identity(tracker)), drives, state, sensor);
  }

  /** Returns the sensors that have values: none before the device has reported. */
  public List<Sensor> sensors(TrackerRecord tracker, State state) {
    return state.reported() ? tracker.device().sensors() : List.of();
  }

  private static Instant earlier(Instant a, Instant b) {
    return a == null || a.isBefore(b) ? a : b;
  }
}
