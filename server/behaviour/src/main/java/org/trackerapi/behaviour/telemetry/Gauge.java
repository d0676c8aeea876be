package org.trackerapi.behaviour.telemetry;

import java.time.Duration;
import org.trackerapi.behaviour.fleet.Sensor;

/** Turns the state of a vehicle into what its sensors show. */
final class Gauge {
  private static final double RESTING_VOLTS = 12.562;
  private static final double RANGE_KM = 500;
  private static final double ROUND = 1_000_000;
  private static final double USED_BEFORE_REFUELLING = 0.85;

  private Gauge() {}

  /** Returns the value, rounded to thousandths. */
  static double read(Chance chance, boolean drives, State state, Sensor sensor) {
    return Math.round(value(chance, drives, state, sensor) * 1e3) / 1e3;
  }

  private static double value(Chance chance, boolean drives, State state, Sensor sensor) {
    String input = sensor.input();
    double km = state.drivenMetres() / 1e3;
    if (sensor.around() != null) {
      return around(chance, state, input, sensor.around());
    }
    if (sensor.capacity() != null || isLevel(input)) {
      double before = drives ? chance.between(0, RANGE_KM, "fuel") : 0;
      return level(before + km, sensor.capacity() == null ? 100 : sensor.capacity());
    }
    if (input.contains("mileage") || input.contains("odometer")) {
      return Math.round(counter(chance.whole(20_000, 300_000, "odometer") + km) * 10) / 10.0;
    }
    if (input.contains("engine_hours")) {
      return Math.round(counter(chance.whole(900, 9_000, "hours") + km / 40) * 10) / 10.0;
    }
    if (input.contains("time_since_engine_start")) {
      return state.ignition()
          ? Duration.between(state.ignitionSince(), state.lastReport()).toSeconds()
          : 0;
    }
    if (input.contains("rpm") || input.contains("revolutions")) {
      return state.ignition() ? 780 + 22 * state.speed() : 0;
    }
    if (input.contains("speed")) {
      return state.speed();
    }
    if (input.contains("voltage") || sensor.type().equals("power")) {
      return state.ignition() ? around(chance, state, input, 14.1) : RESTING_VOLTS;
    }
    if (input.contains("coolant") || input.contains("oil_temp") || input.contains("engine_temp")) {
      return state.ignition() ? around(chance, state, input, 88) : 18;
    }
    if (input.contains("throttle") || input.contains("load")) {
      return state.ignition() ? Math.min(100, 12 + state.speed() / 2) : 0;
    }
    if (input.contains("consumption") || input.contains("fuel_rate")) {
      return state.ignition() ? Math.round((0.9 + state.speed() * 0.09) * 10) / 10.0 : 0;
    }
    if (input.contains("counter")) {
      return counter(chance.whole(0, 5_000, input) + Math.floor(km));
    }
    return around(chance, state, input, sensor.type().equals("temperature") ? 16 : 50);
  }

  /** Starts a counter again from a round number where it would have shown less than nothing. */
  private static double counter(double value) {
    return value - Math.min(0, Math.floor(value / ROUND)) * ROUND;
  }

  private static boolean isLevel(String input) {
    return input.startsWith("lls_level")
        || input.startsWith("fuel_level")
        || input.matches("(can|obd)_fuel(_2|_litres)?");
  }

  /** Swings gently about a value. */
  private static double around(Chance chance, State state, String input, double middle) {
    double period = chance.between(1_200, 5_400, input + " period");
    double angle = 2 * Math.PI * (state.sinceEpoch() / period + chance.unit(input + " offset"));
    return Math.round((middle + 0.02 * middle * Math.sin(angle)) * 100) / 100.0;
  }

  /** Falls with the distance, and rises to full when little is left. */
  private static double level(double km, double capacity) {
    double used = (km - Math.floor(km / RANGE_KM) * RANGE_KM) / RANGE_KM;
    return Math.round(capacity * (1 - USED_BEFORE_REFUELLING * used) * 10) / 10.0;
  }
}
