package org.trackerapi.behaviour;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.trackerapi.behaviour.fleet.TrackerRecord;
import org.trackerapi.stubs.CallContext;
import org.trackerapi.stubs.api.InvalidParameters;
import org.trackerapi.stubs.model.ParameterError;
import org.trackerapi.stubs.model.SuccessResponse;

/** What all five behaviours need: the world, and the first checks of every action. */
final class Desk {
  static final SuccessResponse SUCCESS = new SuccessResponse();

  private final World world;
  private final TrackerViews views = new TrackerViews();

  Desk(World world) {
    this.world = world;
  }

  World world() {
    return world;
  }

  TrackerViews views() {
    return views;
  }

  /** Returns the tracker if it exists for the caller; corrupted ones do not. */
  Optional<TrackerRecord> find(CallContext context, int id) {
    return findAny(context, id).filter(tracker -> !tracker.corrupted());
  }

  /** Returns the tracker if it exists for the caller, corrupted or not. */
  Optional<TrackerRecord> findAny(CallContext context, int id) {
    return world.fleet().tracker(id).filter(Caller.of(context)::sees);
  }

  /** Answers for a tracker that may be blocked, or that there is none. */
  <R> R withTracker(CallContext context, int id, R notFound, Function<TrackerRecord, R> then) {
    return find(context, id).map(then).orElse(notFound);
  }

  /** Answers for a tracker, or that there is none or that it is blocked. */
  <R> R withUnblocked(
      CallContext context, int id, R notFound, R blocked, Function<TrackerRecord, R> then) {
    return withTracker(
        context, id, notFound, tracker -> tracker.blocked() ? blocked : then.apply(tracker));
  }

  /** Returns the trackers of the caller by ID, blocked ones too. */
  List<TrackerRecord> all(CallContext context) {
    Caller caller = Caller.of(context);
    List<TrackerRecord> trackers = world.fleet().trackers(caller.account().id());
    return caller.user().groups() == null
        ? trackers
        : trackers.stream().filter(caller::sees).toList();
  }

  /** Refuses one parameter. */
  static InvalidParameters invalid(String parameter, String error) {
    return new InvalidParameters(List.of(new ParameterError(parameter, error)));
  }
}
