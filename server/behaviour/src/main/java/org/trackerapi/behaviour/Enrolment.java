package org.trackerapi.behaviour;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.trackerapi.behaviour.fleet.Account;
import org.trackerapi.behaviour.fleet.Apn;
import org.trackerapi.behaviour.fleet.Bundle;
import org.trackerapi.behaviour.fleet.DeviceModel;
import org.trackerapi.behaviour.fleet.Fleet;
import org.trackerapi.behaviour.fleet.IdType;
import org.trackerapi.behaviour.fleet.NewDevice;
import org.trackerapi.behaviour.fleet.RegistrationPlugin;
import org.trackerapi.behaviour.fleet.Tariff;
import org.trackerapi.behaviour.telemetry.Profile;
import org.trackerapi.stubs.model.ParameterError;

/**
 * A device that somebody wants to register or to put in the place of another one: what a request or
 * a bundle says of it, and what stands in its way.
 *
 * @param modelCode the code of the model
 * @param pluginId the registration plugin
 * @param deviceId the device ID; may be null
 * @param parameters parameters of the plugin by name, without those that were not given
 */
record Enrolment(String modelCode, int pluginId, String deviceId, Map<String, String> parameters) {
  private static final String PHONE = "phone";
  private static final String ICCID = "iccid";
  private static final String ACTIVATION_CODE = "activation_code";

  /** Why a device cannot be enrolled; told apart by the actions' errors. */
  enum Obstacle {
    /** No such model, or none that can be registered. */
    MODEL,
    /** No such plugin, or none for the model. */
    PLUGIN,
    /** The tariff is not for the legal type of the account. */
    LEGAL_TYPE,
    /** No bundled SIM card has the ICCID, or another device than the bundle's. */
    ICCID,
    /** No bundle has the device ID. */
    BUNDLE
  }

  /** Returns the enrolment of a bundled device. */
  static Enrolment of(Bundle bundle) {
    Map<String, String> parameters = new HashMap<>();
    put(parameters, PHONE, bundle.phone());
    put(parameters, ICCID, bundle.iccid());
    put(parameters, ACTIVATION_CODE, bundle.activationCode());
    return new Enrolment(bundle.model(), bundle.pluginId(), bundle.imei(), parameters);
  }

  /** Adds a parameter unless it is null. */
  static void put(Map<String, String> parameters, String name, String value) {
    if (value != null) {
      parameters.put(name, value);
    }
  }

  /**
   * Returns which parameters are missing or do not fit model and plugin.
   *
   * @param replaces whether the device takes the place of another one
   */
  List<ParameterError> violations(Fleet fleet, boolean replaces) {
    List<ParameterError> violations = new ArrayList<>();
    Optional<DeviceModel> model = fleet.model(modelCode);
    if (replaces && model.isPresent() && model.get().mobileApp()) {
      violations.add(new ParameterError("model", "must not be a mobile app in a replacement"));
    }
    if (model.isPresent() && model.get().idType() instanceof IdType.Fixed type) {
      if (deviceId == null) {
        violations.add(new ParameterError("device_id", "must not be null"));
      } else if (!type.pattern().matcher(deviceId).matches()) {
        violations.add(new ParameterError("device_id", type.expectation()));
      }
    }
    for (String required : required(fleet, replaces)) {
      if (!parameters.containsKey(required)) {
        violations.add(new ParameterError(required, "must not be null"));
      }
    }
    return violations;
  }

  private Set<String> required(Fleet fleet, boolean replaces) {
    return fleet
        .plugin(pluginId)
        .map(plugin -> replaces ? plugin.requiresOnReplace() : plugin.requires())
        .orElse(Set.of());
  }

  /** Returns the first thing in its way that does not depend on other devices. */
  Optional<Obstacle> obstacle(Fleet fleet, Account account) {
    Optional<DeviceModel> model = fleet.model(modelCode).filter(DeviceModel::registrable);
    if (model.isEmpty()) {
      return Optional.of(Obstacle.MODEL);
    }
    Optional<RegistrationPlugin> plugin =
        fleet.plugin(pluginId).filter(found -> found.supports(modelCode));
    if (plugin.isEmpty()) {
      return Optional.of(Obstacle.PLUGIN);
    }
    if (!fleet.tariff(model.get().tariffId()).legalTypes().contains(account.legalType())) {
      return Optional.of(Obstacle.LEGAL_TYPE);
    }
    return plugin.get().bundledSim() ? bundleObstacle(fleet) : Optional.empty();
  }

  private Optional<Obstacle> bundleObstacle(Fleet fleet) {
    Optional<Bundle> bundle = deviceId == null ? Optional.empty() : fleet.bundle(deviceId);
    if (bundle.isEmpty()) {
      return Optional.of(Obstacle.BUNDLE);
    }
    String itsOwn = bundle.get().iccid();
    return itsOwn == null || itsOwn.equals(parameters.get(ICCID))
        ? Optional.empty()
        : Optional.of(Obstacle.ICCID);
  }

  /** Returns the device; only where nothing {@linkplain #obstacle stands in its way}. */
  NewDevice device(Fleet fleet, LocalDate today, Profile profile) {
    DeviceModel model = fleet.model(modelCode).orElseThrow();
    boolean bundled = fleet.plugin(pluginId).orElseThrow().bundledSim();
    boolean ownSim = !bundled && model.hasGsm();
    Tariff tariff = fleet.tariff(model.tariffId());
    return new NewDevice(
        model.idType() instanceof IdType.Generated ? null : deviceId,
        model,
        ownSim ? given(fleet, PHONE) : null,
        bundled ? parameters.get(ICCID) : null,
        ownSim
            ? new Apn(
                given(fleet, "apn_name"), given(fleet, "apn_user"), given(fleet, "apn_password"))
            : Apn.NONE,
        tariff,
        today,
        profile);
  }

  /** Returns the code that a registration uses up; null when there is none. */
  String activationCode(Fleet fleet) {
    return given(fleet, ACTIVATION_CODE);
  }

  /** Returns a parameter that the plugin takes; null when it does not, or when it was not given. */
  private String given(Fleet fleet, String parameter) {
    return fleet.plugin(pluginId).orElseThrow().takes(parameter) ? parameters.get(parameter) : null;
  }
}
