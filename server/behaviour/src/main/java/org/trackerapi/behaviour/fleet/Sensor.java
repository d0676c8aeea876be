package org.trackerapi.behaviour.fleet;

/**
 * A metering sensor of a device.
 *
 * @param input the name of the raw input, e.g. {@code can_fuel}
 * @param label the name that the user gave it
 * @param type the quantity, e.g. {@code fuel}
 * @param unitsType the unit, e.g. {@code litre} or {@code custom}
 * @param units the user's word for the unit; may be empty
 * @param capacity the size of a tank in that unit; null when it is none
 * @param around the value that readings stay close to; null when they follow from the movement
 */
public record Sensor(
    String input,
    String label,
    String type,
    String unitsType,
    String units,
    Double capacity,
    Double around) {}
