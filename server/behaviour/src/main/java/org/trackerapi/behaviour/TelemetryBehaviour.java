package org.trackerapi.behaviour;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.trackerapi.behaviour.fleet.Sensor;
import org.trackerapi.behaviour.fleet.TrackerRecord;
import org.trackerapi.behaviour.telemetry.State;
import org.trackerapi.stubs.CallContext;
import org.trackerapi.stubs.api.DeviceBlocked;
import org.trackerapi.stubs.api.ListContainsNonexistentEntities;
import org.trackerapi.stubs.api.NotFoundInDatabase;
import org.trackerapi.stubs.api.TelemetryApi;
import org.trackerapi.stubs.api.TrackerBatchGetInputsRequest;
import org.trackerapi.stubs.api.TrackerBatchGetInputsResult;
import org.trackerapi.stubs.api.TrackerGetDiagnosticsRequest;
import org.trackerapi.stubs.api.TrackerGetDiagnosticsResult;
import org.trackerapi.stubs.api.TrackerGetFuelRequest;
import org.trackerapi.stubs.api.TrackerGetFuelResult;
import org.trackerapi.stubs.api.TrackerGetInputsRequest;
import org.trackerapi.stubs.api.TrackerGetInputsResult;
import org.trackerapi.stubs.api.TrackerGetLastGpsPointRequest;
import org.trackerapi.stubs.api.TrackerGetLastGpsPointResult;
import org.trackerapi.stubs.api.TrackerGetReadingsRequest;
import org.trackerapi.stubs.api.TrackerGetReadingsResult;
import org.trackerapi.stubs.api.TrackerGetStateRequest;
import org.trackerapi.stubs.api.TrackerGetStateResult;
import org.trackerapi.stubs.api.TrackerGetStatesRequest;
import org.trackerapi.stubs.api.TrackerGetStatesResult;
import org.trackerapi.stubs.model.BatchInputsResponse;
import org.trackerapi.stubs.model.DiagnosticsResponse;
import org.trackerapi.stubs.model.GetStatesRequest;
import org.trackerapi.stubs.model.GpsPointResponse;
import org.trackerapi.stubs.model.InputInfo;
import org.trackerapi.stubs.model.InputsResponse;
import org.trackerapi.stubs.model.SensorValuesResponse;
import org.trackerapi.stubs.model.StateResponse;
import org.trackerapi.stubs.model.StatesResponse;
import org.trackerapi.stubs.model.TrackerState;

/** Positions, states, inputs and sensor values. */
final class TelemetryBehaviour implements TelemetryApi {
  private final Desk desk;

  TelemetryBehaviour(Desk desk) {
    this.desk = desk;
  }

  private StateView view(CallContext context, Boolean parameter, Boolean header) {
    return new StateView(desk.world().now(), Times.of(Caller.of(context), parameter, header));
  }

  @Override
  public TrackerGetStateResult trackerGetState(
      TrackerGetStateRequest request, CallContext context) {
    StateView view = view(context, request.body().isoDatetime(), request.nvxIsoDateTime());
    return desk.withUnblocked(
        context,
        request.body().trackerId(),
        new NotFoundInDatabase(),
        new DeviceBlocked(),
        tracker ->
            new TrackerGetStateResult.Ok(new StateResponse(view.userTime(), view.show(tracker))));
  }

  @Override
  public TrackerGetStatesResult trackerGetStates(
      TrackerGetStatesRequest request, CallContext context) {
    GetStatesRequest wanted = request.body();
    Sorted sorted = sort(wanted.trackers(), context);
    boolean listMissing = Boolean.TRUE.equals(wanted.allowNotExist());
    boolean listBlocked = Boolean.TRUE.equals(wanted.listBlocked());
    if (!listMissing && !sorted.unknown().isEmpty()) {
      return new ListContainsNonexistentEntities();
    }
    if (!listMissing && !sorted.missing().isEmpty()) {
      return new NotFoundInDatabase();
    }
    if (!listBlocked && !sorted.blocked().isEmpty()) {
      return new DeviceBlocked();
    }
    StateView view = view(context, wanted.isoDatetime(), request.nvxIsoDateTime());
    Map<String, TrackerState> states = new LinkedHashMap<>();
    for (TrackerRecord tracker : sorted.shown()) {
      states.put(Integer.toString(tracker.id()), view.show(tracker));
    }
    return new TrackerGetStatesResult.Ok(
        new StatesResponse(
            view.userTime(),
            states,
            listBlocked ? sorted.blocked() : null,
            listMissing ? sorted.missing() : null));
  }

  /**
   * The trackers of a call by what becomes of them, each once.
   *
   * @param shown those whose states are answered
   * @param blocked IDs of blocked ones
   * @param missing IDs that do not exist for the caller, corrupted ones among them
   * @param unknown those of them that never existed for the caller
   */
  private record Sorted(
      List<TrackerRecord> shown,
      List<Integer> blocked,
      List<Integer> missing,
      List<Integer> unknown) {}

  private Sorted sort(List<Integer> ids, CallContext context) {
    Sorted sorted =
        new Sorted(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    if (ids == null) {
      desk.all(context).stream().filter(t -> !t.blocked()).forEach(sorted.shown()::add);
      return sorted;
    }
    Set<Integer> once = new LinkedHashSet<>(ids);
    for (int id : once) {
      Optional<TrackerRecord> tracker = desk.findAny(context, id);
      if (tracker.isEmpty() || tracker.get().corrupted()) {
        sorted.missing().add(id);
        if (tracker.isEmpty()) {
          sorted.unknown().add(id);
        }
      } else if (tracker.get().blocked()) {
        sorted.blocked().add(id);
      } else {
        sorted.shown().add(tracker.get());
      }
    }
    return sorted;
  }

  @Override
  public TrackerGetInputsResult trackerGetInputs(
      TrackerGetInputsRequest request, CallContext context) {
    StateView view = view(context, request.body().isoDatetime(), request.nvxIsoDateTime());
    return desk.withUnblocked(
        context,
        request.body().trackerId(),
        new NotFoundInDatabase(),
        new DeviceBlocked(),
        tracker -> {
          InputInfo info = view.inputInfo(tracker);
          return new TrackerGetInputsResult.Ok(
              new InputsResponse(view.userTime(), info.inputs(), info.states(), info.updateTime()));
        });
  }

  @Override
  public TrackerBatchGetInputsResult trackerBatchGetInputs(
      TrackerBatchGetInputsRequest request, CallContext context) {
    Optional<List<TrackerRecord>> trackers =
        ControlBehaviour.batch(desk, context, request.body().trackers());
    if (trackers.isEmpty()) {
      return new ListContainsNonexistentEntities();
    }
    StateView view = view(context, request.body().isoDatetime(), request.nvxIsoDateTime());
    Map<String, InputInfo> data = new LinkedHashMap<>();
    trackers.get().forEach(t -> data.put(Integer.toString(t.id()), view.inputInfo(t)));
    return new TrackerBatchGetInputsResult.Ok(new BatchInputsResponse(view.userTime(), data));
  }

  @Override
  public TrackerGetLastGpsPointResult trackerGetLastGpsPoint(
      TrackerGetLastGpsPointRequest request, CallContext context) {
    StateView view = view(context, request.body().isoDatetime(), request.nvxIsoDateTime());
    return desk.withUnblocked(
        context,
        request.body().trackerId(),
        new NotFoundInDatabase(),
        new DeviceBlocked(),
        tracker ->
            new TrackerGetLastGpsPointResult.Ok(new GpsPointResponse(view.lastGpsPoint(tracker))));
  }

  @Override
  public TrackerGetDiagnosticsResult trackerGetDiagnostics(
      TrackerGetDiagnosticsRequest request, CallContext context) {
    World.Moment now = desk.world().now();
    Caller caller = Caller.of(context);
    StateView view =
        new StateView(
            now, Times.of(caller, request.body().isoDatetime(), request.nvxIsoDateTime()));
    return desk.withUnblocked(
        context,
        request.body().trackerId(),
        new NotFoundInDatabase(),
        new DeviceBlocked(),
        tracker -> {
          State state = view.state(tracker);
          return new TrackerGetDiagnosticsResult.Ok(
              new DiagnosticsResponse(
                  view.userTime(),
                  new SensorView(now, caller.account().units())
                      .values(tracker, state, SensorView.DIAGNOSTICS),
                  SensorView.states(tracker, state),
                  view.reported(state)));
        });
  }

  @Override
  public TrackerGetFuelResult trackerGetFuel(TrackerGetFuelRequest request, CallContext context) {
    Times times =
        Times.of(Caller.of(context), request.body().isoDatetime(), request.nvxIsoDateTime());
    return desk.withUnblocked(
        context,
        request.body().trackerId(),
        new NotFoundInDatabase(),
        new DeviceBlocked(),
        tracker -> new TrackerGetFuelResult.Ok(sensors(tracker, SensorView.FUEL, times, context)));
  }

  @Override
  public TrackerGetReadingsResult trackerGetReadings(
      TrackerGetReadingsRequest request, CallContext context) {
    Times times =
        Times.of(Caller.of(context), request.body().isoDatetime(), request.nvxIsoDateTime());
    return desk.withUnblocked(
        context,
        request.body().trackerId(),
        new NotFoundInDatabase(),
        new DeviceBlocked(),
        tracker ->
            new TrackerGetReadingsResult.Ok(sensors(tracker, SensorView.READINGS, times, context)));
  }

  private SensorValuesResponse sensors(
      TrackerRecord tracker, Predicate<Sensor> which, Times times, CallContext context) {
    World.Moment now = desk.world().now();
    StateView view = new StateView(now, times);
    State state = view.state(tracker);
    return new SensorValuesResponse(
        view.userTime(),
        new SensorView(now, Caller.of(context).account().units()).values(tracker, state, which),
        view.reported(state));
  }
}
