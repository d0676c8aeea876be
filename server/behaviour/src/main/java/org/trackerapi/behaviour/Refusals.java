package org.trackerapi.behaviour;

import java.util.Objects;
import org.trackerapi.behaviour.fleet.Change;

/**
 * The errors with which an action says what stands in the way of a device.
 *
 * @param <R> the results of the action
 * @param model no such model, or none that can be registered
 * @param plugin no such plugin, or none for the model
 * @param legalType the tariff is not for the legal type of the account
 * @param iccid no such SIM card, or that of another device
 * @param bundle no bundle has the device ID
 * @param phone another device has the phone number
 * @param deviceId a device in use has the device ID
 * @param limit the account has as many devices as it may have; null where none is added
 * @param code the activation code is unknown or used; null where none is used
 */
record Refusals<R>(
    R model, R plugin, R legalType, R iccid, R bundle, R phone, R deviceId, R limit, R code) {

  R of(Enrolment.Obstacle obstacle) {
    return switch (obstacle) {
      case MODEL -> model;
      case PLUGIN -> plugin;
      case LEGAL_TYPE -> legalType;
      case ICCID -> iccid;
      case BUNDLE -> bundle;
    };
  }

  /** Returns the error for a reason that the fleet gave, other than to look again. */
  R of(Change.Reason reason) {
    R error =
        switch (reason) {
          case PHONE_IN_USE -> phone;
          case DEVICE_ID_IN_USE -> deviceId;
          case SIM -> iccid;
          case DEVICE_LIMIT -> limit;
          case ACTIVATION_CODE -> code;
          case CHANGED_MEANWHILE -> null;
        };
    return Objects.requireNonNull(error, () -> "Expected no refusal because of " + reason);
  }
}
