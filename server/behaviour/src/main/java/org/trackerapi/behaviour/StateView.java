package org.trackerapi.behaviour;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.trackerapi.behaviour.fleet.Device;
import org.trackerapi.behaviour.fleet.InputMeaning;
import org.trackerapi.behaviour.fleet.Output;
import org.trackerapi.behaviour.fleet.TrackerRecord;
import org.trackerapi.behaviour.telemetry.Connection;
import org.trackerapi.behaviour.telemetry.Movement;
import org.trackerapi.behaviour.telemetry.Profile;
import org.trackerapi.behaviour.telemetry.State;
import org.trackerapi.stubs.Presence;
import org.trackerapi.stubs.model.AdditionalState;
import org.trackerapi.stubs.model.ConnectionStatus;
import org.trackerapi.stubs.model.GpsState;
import org.trackerapi.stubs.model.GsmState;
import org.trackerapi.stubs.model.InputInfo;
import org.trackerapi.stubs.model.InputState;
import org.trackerapi.stubs.model.InputType;
import org.trackerapi.stubs.model.Location;
import org.trackerapi.stubs.model.MovementStatus;
import org.trackerapi.stubs.model.TrackPoint;
import org.trackerapi.stubs.model.TrackerState;

/** Shows what is known of trackers at one moment as the contract describes it. For one answer. */
final class StateView {
  private static final int USUAL_PRECISION_M = 3;
  private static final int FULL_SIGNAL = 100;
  private static final String MOVING = "moving";
  private static final Map<String, InputType> INPUT_TYPES = inputTypes();
  private static final Map<Connection, ConnectionStatus> CONNECTIONS =
      sameNames(Connection.class, ConnectionStatus::valueOf);
  private static final Map<Movement, MovementStatus> MOVEMENTS =
      sameNames(Movement.class, MovementStatus::valueOf);

  private final World.Moment now;
  private final Times times;

  StateView(World.Moment now, Times times) {
    this.now = now;
    this.times = times;
  }

  private static Map<String, InputType> inputTypes() {
    Map<String, InputType> types = new LinkedHashMap<>();
    for (InputType type : InputType.values()) {
      types.put(type.value(), type);
    }
    return types;
  }

  /** Maps constants of ours to those of the contract. */
  private static <A extends Enum<A>, B> Map<A, B> sameNames(Class<A> ours, Function<String, B> of) {
    Map<A, B> names = new EnumMap<>(ours);
    for (A constant : ours.getEnumConstants()) {
      names.put(constant, of.apply(constant.name()));
    }
    return names;
  }

  State state(TrackerRecord tracker) {
    return now.telemetry().at(tracker, now.instant());
  }

  String userTime() {
    return times.text(now.instant());
  }

  TrackerState show(TrackerRecord tracker) {
    State state = state(tracker);
    Device device = tracker.device();
    Profile profile = device.profile();
    Presence<String> reported = reported(state);
    boolean ignition = device.hasIgnition() && state.reported();
    return new TrackerState(
        device.sourceId(),
        gps(profile, state),
        CONNECTIONS.get(state.connection()),
        MOVEMENTS.get(state.movement()),
        times.of(state.movementSince()),
        ignition ? state.ignition() : null,
        ignition && state.ignitionSince() != null ? times.text(state.ignitionSince()) : null,
        gsm(profile, state),
        times.of(state.lastReport()),
        Presence.of(profile.battery()),
        profile.battery() == null ? Presence.ofNull() : reported,
        inputs(tracker, state),
        reported,
        outputs(device),
        reported,
        additional(device, state),
        times.of(state.trackUpdated()));
  }

  /** Returns when the present device last reported, or an explicit null. */
  Presence<String> reported(State state) {
    return state.reported() ? times.of(state.lastReport()) : Presence.ofNull();
  }

  private GpsState gps(Profile profile, State state) {
    return new GpsState(
        times.of(state.gpsUpdated()),
        state.gpsUpdated() != null && !profile.gsmLbs()
            ? Presence.of(FULL_SIGNAL)
            : Presence.ofNull(),
        new Location(state.location().lat(), state.location().lng()),
        state.heading(),
        state.speed(),
        state.altitude(),
        profile.precision(),
        profile.gsmLbs() ? true : null);
  }

  private Presence<GsmState> gsm(Profile profile, State state) {
    return profile.network() == null || !state.reported()
        ? Presence.ofNull()
        : Presence.of(
            new GsmState(
                times.of(state.lastReport()),
                Presence.of(profile.gsmSignal()),
                Presence.of(profile.network()),
                Presence.of(profile.roaming())));
  }

  private Map<String, AdditionalState> additional(Device device, State state) {
    boolean moves = state.movement() == Movement.MOVING;
    if (!state.reported() || (!moves && device.additional().isEmpty())) {
      return Map.of();
    }
    Map<String, AdditionalState> additional = new LinkedHashMap<>();
    if (moves && device.model().stateFields().contains(MOVING)) {
      additional.put(MOVING, new AdditionalState("1", reported(state)));
    }
    device
        .additional()
        .forEach(
            (name, value) -> additional.put(name, new AdditionalState(value, reported(state))));
    return additional;
  }

  private static List<Boolean> outputs(Device device) {
    List<Boolean> outputs = new ArrayList<>(device.outputs().size());
    for (Output output : device.outputs()) {
      outputs.add(output.on());
    }
    return outputs;
  }

  InputInfo inputInfo(TrackerRecord tracker) {
    State state = state(tracker);
    return new InputInfo(inputs(tracker, state), meanings(tracker, state), reported(state));
  }

  private List<Boolean> inputs(TrackerRecord tracker, State state) {
    int count = tracker.device().model().digitalInputs();
    List<Boolean> inputs = new ArrayList<>(count);
    for (int number = 1; number <= count; number++) {
      inputs.add(now.telemetry().input(tracker, state, number));
    }
    return inputs;
  }

  private List<InputState> meanings(TrackerRecord tracker, State state) {
    List<InputState> meanings = new ArrayList<>();
    for (InputMeaning input : tracker.device().inputs()) {
      meanings.add(
          new InputState(
              INPUT_TYPES.get(input.type()),
              Presence.of(input.name()),
              now.telemetry().input(tracker, state, input.number()),
              input.number()));
    }
    return meanings;
  }

  /** Returns the last point that satellites located, or null. */
  TrackPoint lastGpsPoint(TrackerRecord tracker) {
    State state = state(tracker);
    if (state.satelliteFix() == null) {
      return null;
    }
    Profile profile = tracker.device().profile();
    boolean own = profile.precision() != null && !profile.gsmLbs();
    int precision = own ? profile.precision() : USUAL_PRECISION_M;
    return new TrackPoint(
        times.text(state.satelliteFix()),
        state.heading(),
        state.location().lat(),
        state.location().lng(),
        now.telemetry().satellites(tracker),
        state.speed(),
        precision == 0 ? null : precision);
  }
}
