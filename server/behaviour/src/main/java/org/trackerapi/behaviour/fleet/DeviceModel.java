package org.trackerapi.behaviour.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/**
 * A device model.
 *
 * @param object the model as {@code tracker/list_models} answers it; read-only
 * @param tariffId the tariff of newly registered devices
 * @param code the code, unique
 * @param idType how devices are identified
 * @param registrable whether new devices may be registered
 * @param hasGsm whether devices have a GSM module
 * @param digitalInputs the number of digital inputs, from 0
 * @param digitalOutputs the number of digital outputs, from 0
 * @param specialControls the special controls; empty for {@code none}
 * @param specialSettings the kinds of special settings; empty for {@code none}
 * @param stateFields names of further states that devices report
 */
public record DeviceModel(
    JsonNode object,
    int tariffId,
    String code,
    IdType idType,
    boolean registrable,
    boolean hasGsm,
    int digitalInputs,
    int digitalOutputs,
    Set<String> specialControls,
    Set<String> specialSettings,
    List<String> stateFields) {

  private static final String MOBILE_APP = "mobile_";

  /** Returns whether devices of this model are phones that run an app. */
  public boolean mobileApp() {
    return code.startsWith(MOBILE_APP);
  }

  /**
   * Returns whether devices have an ability.
   *
   * @param flag a boolean of {@link #object}, e.g. {@code has_location_request}; absent is false
   */
  public boolean can(String flag) {
    return object.path(flag).asBoolean();
  }
}
