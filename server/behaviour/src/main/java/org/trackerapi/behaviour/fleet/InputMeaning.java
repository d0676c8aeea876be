package org.trackerapi.behaviour.fleet;

/**
 * What a digital input of a device stands for.
 *
 * @param number the number of the input, from 1
 * @param type one of the input types of the contract, e.g. {@code ignition}
 * @param name the name that the user gave it; null when there is none
 */
public record InputMeaning(int number, String type, String name) {
  /** The type of the input that follows the ignition of the vehicle. */
  public static final String IGNITION = "ignition";
}
