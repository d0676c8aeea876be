package org.trackerapi.behaviour;

import java.time.Instant;
import java.util.Map;
import org.trackerapi.behaviour.fleet.FleetDescription;
import org.trackerapi.behaviour.fleet.InMemoryFleet;
import org.trackerapi.behaviour.fleet.User;
import org.trackerapi.behaviour.telemetry.Telemetry;
import org.trackerapi.stubs.Authenticator;
import org.trackerapi.stubs.Dispatcher;

/**
 * A world of trackers: a fleet, a clock, and what follows from the two.
 *
 * <p>Server and simulator serve it with the same line:
 *
 * <pre>{@code
 * Dispatcher dispatcher = new World(FleetFile.fixture(), WorldClock.realTime()).dispatcher().build();
 * }</pre>
 *
 * <p>Safe for use by many threads.
 */
public final class World {
  private final InMemoryFleet fleet;
  private final WorldClock clock;
  private volatile Instant start;
  // The clock's origin that the start belongs to: a clock with another one starts the world anew.
  private volatile Instant origin;

  /**
   * Starts a world now.
   *
   * @param description what it starts with
   * @param clock its clock; what that shows now is the start of the world
   */
  public World(FleetDescription description, WorldClock clock) {
    this(new InMemoryFleet(description), clock, clock.instant());
  }

  private World(InMemoryFleet fleet, WorldClock clock, Instant start) {
    this.fleet = fleet;
    this.clock = clock;
    this.start = start;
    this.origin = clock.origin();
  }

  /** Returns the fleet. */
  public InMemoryFleet fleet() {
    return fleet;
  }

  /** Returns the clock; adjusting it adjusts the world. */
  public WorldClock clock() {
    return clock;
  }

  /** Returns the start of the world, which the durations of a fleet count back from. */
  public Instant start() {
    return start;
  }

  /**
   * Returns the start of a dispatcher that serves this world, with users, rights and all actions.
   * Interceptors can be added to it.
   */
  public Dispatcher.Builder dispatcher() {
    Sessions sessions = new Sessions(fleet);
    return dispatcher(sessions, sessions);
  }

  /**
   * Returns the start of a dispatcher that limits its callers.
   *
   * @param limit how many requests they may send
   */
  public Dispatcher.Builder dispatcher(RateLimit limit) {
    Sessions sessions = new Sessions(fleet);
    return dispatcher(sessions, limit.before(sessions));
  }

  private Dispatcher.Builder dispatcher(Sessions sessions, Authenticator authenticator) {
    Desk desk = new Desk(this);
    return Dispatcher.builder(
            new ControlBehaviour(desk),
            new InventoryBehaviour(desk),
            new RegistrationBehaviour(desk),
            new SettingsBehaviour(desk),
            new TelemetryBehaviour(desk))
        .authenticator(authenticator)
        .authorizer(sessions)
        .answers(desk.views());
  }

  /**
   * Returns one moment of the world. A clock that was set back before the start, or that has run
   * and was then set by hand, starts it anew.
   */
  Moment now() {
    WorldClock.Reading reading = clock.read();
    Instant now = reading.instant();
    if (!reading.origin().equals(origin)) {
      origin = reading.origin();
      start = origin;
    }
    if (now.isBefore(start)) {
      start = now;
    }
    return new Moment(
        now, new Telemetry(fleet.description().seed(), fleet.description().epoch(), start));
  }

  /**
   * One moment.
   *
   * @param instant what the clock shows
   * @param telemetry what the trackers do
   */
  record Moment(Instant instant, Telemetry telemetry) {}

  /** Undoes every change and starts anew at what the clock shows now. */
  public void reset() {
    fleet.reset();
    startAt(clock.instant());
  }

  /**
   * The state of a world without its clock; see {@link #snapshot} and {@link #restore}.
   *
   * @param fleet the fleet
   * @param start the start of the world
   */
  public record Snapshot(InMemoryFleet.Snapshot fleet, Instant start) {}

  /** Returns the state as it is now; later changes leave it alone. Costs nothing. */
  public Snapshot snapshot() {
    return new Snapshot(fleet.snapshot(), start);
  }

  /** Returns to a snapshot of this world or of a fork of it. */
  public void restore(Snapshot snapshot) {
    fleet.restore(snapshot.fleet());
    startAt(snapshot.start());
  }

  private void startAt(Instant instant) {
    origin = clock.origin();
    start = instant;
  }

  /**
   * Returns a world that is like this one and changes on its own. Costs nothing.
   *
   * @param itsClock the clock of the new world: this world's, to share it, or a copy
   */
  public World fork(WorldClock itsClock) {
    return new World(fleet.copy(), itsClock, start);
  }

  /**
   * Returns a world that is like this one but for its users, and changes on its own. Costs nothing.
   *
   * @param users the users by hash
   * @see #fork(WorldClock)
   */
  public World fork(WorldClock itsClock, Map<String, User> users) {
    return new World(fleet.copy(users), itsClock, start);
  }
}
