package org.trackerapi.behaviour.fleet;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.trackerapi.behaviour.telemetry.Profile;

/**
 * The device behind a tracker, its tariff, and what the user set on it.
 *
 * @param sourceId the source ID, from 1; another device has another one
 * @param deviceId the device ID, unique among devices in use
 * @param model the model
 * @param blocked whether it is blocked
 * @param tariffId the tariff
 * @param statusListingId the list of statuses; null when there is none
 * @param creationDate the day of registration
 * @param tariffEndDate the day on which the tariff ends; null when it does not
 * @param phone the number of the SIM card as it was given; null or empty when there is none
 * @param iccid the ICCID of the bundled SIM card; null when there is none
 * @param apn the access point of the SIM card
 * @param outputs all digital outputs by number
 * @param inputs the digital inputs that have a meaning
 * @param sensors the metering sensors
 * @param states states that {@code get_diagnostics} shows: texts, numbers, booleans, nulls
 * @param additional further states of {@code get_state} by name
 * @param profile what the device does
 */
public record Device(
    int sourceId,
    String deviceId,
    DeviceModel model,
    boolean blocked,
    int tariffId,
    Integer statusListingId,
    LocalDate creationDate,
    LocalDate tariffEndDate,
    String phone,
    String iccid,
    Apn apn,
    List<Output> outputs,
    List<InputMeaning> inputs,
    List<Sensor> sensors,
    Map<String, Object> states,
    Map<String, String> additional,
    Profile profile) {

  /** Returns whether the ignition is wired to an input. */
  public boolean hasIgnition() {
    for (InputMeaning input : inputs) {
      if (input.type().equals(InputMeaning.IGNITION)) {
        return true;
      }
    }
    return false;
  }

  /** Returns this device with another SIM card, which is no bundled one. */
  public Device withPhone(String newPhone, Apn newApn) {
    return with(newPhone, null, newApn);
  }

  /** Returns this device with another access point. */
  public Device withApn(Apn newApn) {
    return with(phone, iccid, newApn);
  }

  private Device with(String newPhone, String newIccid, Apn newApn) {
    return new Device(
        sourceId,
        deviceId,
        model,
        blocked,
        tariffId,
        statusListingId,
        creationDate,
        tariffEndDate,
        newPhone,
        newIccid,
        newApn,
        outputs,
        inputs,
        sensors,
        states,
        additional,
        profile);
  }

  /** Returns this device with one output renamed. */
  public Device withOutputTitle(int number, String title) {
    List<Output> renamed =
        outputs.stream()
            .map(
                output ->
                    output.number() == number ? new Output(number, title, output.on()) : output)
            .toList();
    return new Device(
        sourceId,
        deviceId,
        model,
        blocked,
        tariffId,
        statusListingId,
        creationDate,
        tariffEndDate,
        phone,
        iccid,
        apn,
        renamed,
        inputs,
        sensors,
        states,
        additional,
        profile);
  }
}
