package org.trackerapi.behaviour.fleet;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.trackerapi.behaviour.telemetry.Profile;

/**
 * A device that is to be registered, or to take the place of another one.
 *
 * @param deviceId the device ID; null lets the platform make one
 * @param model the model
 * @param phone the number of the SIM card; null when there is none or it is a bundled one
 * @param iccid the ICCID of the bundled SIM card; null when there is none
 * @param apn the access point of the SIM card
 * @param tariff the tariff
 * @param today the day of registration
 * @param profile what the device does from now on
 */
public record NewDevice(
    String deviceId,
    DeviceModel model,
    String phone,
    String iccid,
    Apn apn,
    Tariff tariff,
    LocalDate today,
    Profile profile) {

  /** Returns the device with the given IDs, and nothing set on it. */
  Device with(int sourceId, String id) {
    return new Device(
        sourceId,
        id,
        model,
        false,
        tariff.id(),
        null,
        today,
        tariff.endFor(today),
        phone,
        iccid,
        apn,
        defaultOutputs(model),
        List.of(),
        List.of(),
        Map.of(),
        Map.of(),
        profile);
  }

  /** Returns the outputs of a model by their factory names. */
  static List<Output> defaultOutputs(DeviceModel model) {
    return java.util.stream.IntStream.rangeClosed(1, model.digitalOutputs())
        .mapToObj(number -> new Output(number, "OUT" + number, false))
        .toList();
  }
}
