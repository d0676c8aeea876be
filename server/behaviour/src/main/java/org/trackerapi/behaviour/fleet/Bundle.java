package org.trackerapi.behaviour.fleet;

/**
 * A device that was sold together with its configuration.
 *
 * @param imei the device ID
 * @param model the code of its model
 * @param pluginId the plugin that it is registered with
 * @param iccid the ICCID of its bundled SIM card; null when it has none
 * @param phone the number of its SIM card when that is no bundled one; may be null
 * @param activationCode the code that its registration uses up; may be null
 */
public record Bundle(
    String imei, String model, int pluginId, String iccid, String phone, String activationCode) {}
