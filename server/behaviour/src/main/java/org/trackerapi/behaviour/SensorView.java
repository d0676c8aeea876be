package org.trackerapi.behaviour;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Predicate;
import org.trackerapi.behaviour.fleet.Sensor;
import org.trackerapi.behaviour.fleet.TrackerRecord;
import org.trackerapi.behaviour.fleet.Units;
import org.trackerapi.behaviour.telemetry.State;
import org.trackerapi.stubs.Presence;
import org.trackerapi.stubs.codec.DiagnosticStatesCodec;
import org.trackerapi.stubs.model.DiagnosticStates;
import org.trackerapi.stubs.model.SensorValue;

/** Shows the sensors of a tracker at one moment as the contract describes them. */
final class SensorView {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> FUEL_TYPES = List.of("fuel", "fuel_consumption", "flow_meter");
  private static final List<String> BUS_PREFIXES = List.of("can_", "obd_", "raw_can", "raw_obd");

  /** Sensors of tanks and consumption. */
  static final Predicate<Sensor> FUEL = sensor -> FUEL_TYPES.contains(sensor.type());

  /** Sensors on the CAN or OBD bus that are no fuel sensors. */
  static final Predicate<Sensor> DIAGNOSTICS =
      FUEL.negate().and(sensor -> BUS_PREFIXES.stream().anyMatch(sensor.input()::startsWith));

  /** All other sensors. */
  static final Predicate<Sensor> READINGS = FUEL.negate().and(DIAGNOSTICS.negate());

  /** A unit of a measurement system, and how to get there. */
  private record Conversion(String unitsType, DoubleUnaryOperator formula) {}

  private static final Conversion TO_FAHRENHEIT =
      new Conversion("fahrenheit", celsius -> celsius * 9 / 5 + 32);
  private static final Conversion TO_US_GALLON =
      new Conversion("us_gallon", litres -> litres / 3.785411784);
  private static final Conversion TO_IMPERIAL_GALLON =
      new Conversion("imperial_gallon", litres -> litres / 4.54609);
  private static final Map<Units, Map<String, Conversion>> CONVERSIONS =
      Map.of(
          Units.METRIC,
          Map.of(),
          Units.NAUTICAL,
          Map.of(),
          Units.IMPERIAL,
          Map.of("celsius", TO_FAHRENHEIT, "litre", TO_IMPERIAL_GALLON),
          Units.US,
          Map.of("celsius", TO_FAHRENHEIT, "litre", TO_US_GALLON),
          Units.METRIC_GAL_US,
          Map.of("litre", TO_US_GALLON));

  private final World.Moment now;
  private final Units units;

  SensorView(World.Moment now, Units units) {
    this.now = now;
    this.units = units;
  }

  /** Returns the values of some sensors; none where the device has not reported. */
  List<SensorValue> values(TrackerRecord tracker, State state, Predicate<Sensor> which) {
    return now.telemetry().sensors(tracker, state).stream()
        .filter(which)
        .map(sensor -> value(sensor, now.telemetry().value(tracker, state, sensor)))
        .toList();
  }

  private SensorValue value(Sensor sensor, double value) {
    Conversion conversion = CONVERSIONS.get(units).get(sensor.unitsType());
    boolean convert = conversion != null;
    return new SensorValue(
        sensor.label(),
        sensor.input(),
        sensor.type(),
        value,
        sensor.unitsType(),
        sensor.units(),
        convert ? Presence.of(conversion.unitsType()) : Presence.ofNull(),
        convert
            ? Presence.of(Math.round(conversion.formula().applyAsDouble(value) * 1e3) / 1e3)
            : Presence.ofNull());
  }

  /** Returns the states of the device; null where it has none or has not reported. */
  static Presence<DiagnosticStates> states(TrackerRecord tracker, State state) {
    Map<String, Object> states = tracker.device().states();
    return states.isEmpty() || !state.reported()
        ? Presence.ofNull()
        : Presence.of(FromJson.read(DiagnosticStatesCodec.INSTANCE, JSON.valueToTree(states)));
  }
}
