package org.trackerapi.behaviour.fleet;

/**
 * A digital output of a device.
 *
 * @param number the number, from 1
 * @param title the name that the user gave it
 * @param on whether it is switched on
 */
public record Output(int number, String title, boolean on) {}
