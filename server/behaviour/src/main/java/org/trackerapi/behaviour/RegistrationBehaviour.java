package org.trackerapi.behaviour;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.trackerapi.behaviour.fleet.Account;
import org.trackerapi.behaviour.fleet.Apn;
import org.trackerapi.behaviour.fleet.Bundle;
import org.trackerapi.behaviour.fleet.Change;
import org.trackerapi.behaviour.fleet.Fleet;
import org.trackerapi.behaviour.fleet.IdType;
import org.trackerapi.behaviour.fleet.NewDevice;
import org.trackerapi.behaviour.fleet.TrackerRecord;
import org.trackerapi.behaviour.telemetry.Connection;
import org.trackerapi.behaviour.telemetry.Profile;
import org.trackerapi.behaviour.telemetry.State;
import org.trackerapi.stubs.CallContext;
import org.trackerapi.stubs.api.BundleNotFound;
import org.trackerapi.stubs.api.DeviceAlreadyConnectedRetry;
import org.trackerapi.stubs.api.DeviceBlocked;
import org.trackerapi.stubs.api.DeviceIdAlreadyInUse;
import org.trackerapi.stubs.api.DeviceLimitExceeded;
import org.trackerapi.stubs.api.EntityNotFound;
import org.trackerapi.stubs.api.InvalidParameters;
import org.trackerapi.stubs.api.NotAllowedForClones;
import org.trackerapi.stubs.api.NotAllowedForLegalType;
import org.trackerapi.stubs.api.NotFoundInDatabase;
import org.trackerapi.stubs.api.NotSupportedByDevice;
import org.trackerapi.stubs.api.PhoneAlreadyInUse;
import org.trackerapi.stubs.api.PluginNotFound;
import org.trackerapi.stubs.api.RegistrationApi;
import org.trackerapi.stubs.api.TrackerRegisterQuickRequest;
import org.trackerapi.stubs.api.TrackerRegisterQuickResult;
import org.trackerapi.stubs.api.TrackerRegisterRequest;
import org.trackerapi.stubs.api.TrackerRegisterResult;
import org.trackerapi.stubs.api.TrackerRegisterRetryRequest;
import org.trackerapi.stubs.api.TrackerRegisterRetryResult;
import org.trackerapi.stubs.api.TrackerReplaceQuickRequest;
import org.trackerapi.stubs.api.TrackerReplaceQuickResult;
import org.trackerapi.stubs.api.TrackerReplaceRequest;
import org.trackerapi.stubs.api.TrackerReplaceResult;
import org.trackerapi.stubs.api.TrackerReplaceRetryRequest;
import org.trackerapi.stubs.api.TrackerReplaceRetryResult;
import org.trackerapi.stubs.api.UnknownDeviceModel;
import org.trackerapi.stubs.api.WrongActivationCode;
import org.trackerapi.stubs.api.WrongDeviceStatus;
import org.trackerapi.stubs.api.WrongIccid;
import org.trackerapi.stubs.model.ParameterError;
import org.trackerapi.stubs.model.RegisterQuickRequest;
import org.trackerapi.stubs.model.RegisterRequest;
import org.trackerapi.stubs.model.RegisterRetryRequest;
import org.trackerapi.stubs.model.ReplaceRequest;
import org.trackerapi.stubs.model.ReplaceRetryRequest;
import org.trackerapi.stubs.model.TrackerResponse;

/** Registering and replacing devices. */
final class RegistrationBehaviour implements RegistrationApi {
  private static final Refusals<TrackerRegisterResult> REGISTER =
      new Refusals<>(
          new UnknownDeviceModel(),
          new PluginNotFound(),
          new NotAllowedForLegalType(),
          new WrongIccid(),
          new BundleNotFound(),
          new PhoneAlreadyInUse(),
          new DeviceIdAlreadyInUse(),
          new DeviceLimitExceeded(),
          new WrongActivationCode());
  private static final Refusals<TrackerRegisterQuickResult> REGISTER_QUICK =
      new Refusals<>(
          new UnknownDeviceModel(),
          new PluginNotFound(),
          new NotAllowedForLegalType(),
          new WrongIccid(),
          new NotFoundInDatabase(),
          new PhoneAlreadyInUse(),
          new DeviceIdAlreadyInUse(),
          new DeviceLimitExceeded(),
          new WrongActivationCode());
  private static final Refusals<TrackerReplaceResult> REPLACE =
      new Refusals<>(
          new UnknownDeviceModel(),
          new PluginNotFound(),
          new NotAllowedForLegalType(),
          new WrongIccid(),
          new BundleNotFound(),
          new PhoneAlreadyInUse(),
          new DeviceIdAlreadyInUse(),
          null,
          null);
  private static final Refusals<TrackerReplaceQuickResult> REPLACE_QUICK =
      new Refusals<>(
          new UnknownDeviceModel(),
          new PluginNotFound(),
          new NotAllowedForLegalType(),
          new WrongIccid(),
          new NotFoundInDatabase(),
          new PhoneAlreadyInUse(),
          new DeviceIdAlreadyInUse(),
          null,
          null);

  private final Desk desk;

  RegistrationBehaviour(Desk desk) {
    this.desk = desk;
  }

  private Fleet fleet() {
    return desk.world().fleet();
  }

  private LocalDate today(CallContext context) {
    return LocalDate.ofInstant(desk.world().now().instant(), Caller.of(context).account().zone());
  }

  @Override
  public TrackerRegisterResult trackerRegister(
      TrackerRegisterRequest request, CallContext context) {
    RegisterRequest wanted = request.body();
    Enrolment enrolment = enrolment(wanted);
    List<ParameterError> violations = enrolment.violations(fleet(), false);
    if (!violations.isEmpty()) {
      return new InvalidParameters(violations);
    }
    if (!hasGroup(context, wanted.groupId())) {
      return new EntityNotFound();
    }
    return register(
        context,
        wanted.label(),
        wanted.groupId(),
        enrolment,
        REGISTER,
        tracker ->
            new TrackerRegisterResult.Ok(new TrackerResponse(Trackers.withoutTags(tracker))));
  }

  private static Enrolment enrolment(RegisterRequest wanted) {
    Map<String, String> parameters = new HashMap<>();
    Enrolment.put(parameters, "phone", wanted.phone());
    Enrolment.put(parameters, "activation_code", wanted.activationCode());
    Enrolment.put(parameters, "apn_name", wanted.apnName());
    Enrolment.put(parameters, "apn_user", wanted.apnUser());
    Enrolment.put(parameters, "apn_password", wanted.apnPassword());
    Enrolment.put(parameters, "iccid", wanted.iccid());
    return new Enrolment(wanted.model(), wanted.pluginId(), wanted.deviceId(), parameters);
  }

  private boolean hasGroup(CallContext context, int groupId) {
    Caller caller = Caller.of(context);
    return groupId == 0
        || (fleet().hasGroup(caller.account().id(), groupId) && caller.user().seesGroup(groupId));
  }

  private <R> R register(
      CallContext context,
      String label,
      int groupId,
      Enrolment enrolment,
      Refusals<R> refusals,
      Function<TrackerRecord, R> answer) {
    Account account = Caller.of(context).account();
    Optional<Enrolment.Obstacle> obstacle = enrolment.obstacle(fleet(), account);
    if (obstacle.isPresent()) {
      return refusals.of(obstacle.get());
    }
    NewDevice device = enrolment.device(fleet(), today(context), Profile.REGISTERED);
    Change change =
        fleet().register(account.id(), label, groupId, device, enrolment.activationCode(fleet()));
    return change instanceof Change.Done done
        ? answer.apply(done.tracker())
        : refusals.of(reason(change));
  }

  @Override
  public TrackerRegisterQuickResult trackerRegisterQuick(
      TrackerRegisterQuickRequest request, CallContext context) {
    RegisterQuickRequest wanted = request.body();
    Optional<Bundle> bundle = fleet().bundle(wanted.imei());
    if (bundle.isEmpty()) {
      return new NotFoundInDatabase();
    }
    if (!hasGroup(context, wanted.groupId())) {
      return new EntityNotFound();
    }
    return register(
        context,
        wanted.label(),
        wanted.groupId(),
        Enrolment.of(bundle.get()),
        REGISTER_QUICK,
        tracker -> new TrackerRegisterQuickResult.Ok(Trackers.response(tracker)));
  }

  @Override
  public TrackerRegisterRetryResult trackerRegisterRetry(
      TrackerRegisterRetryRequest request, CallContext context) {
    RegisterRetryRequest wanted = request.body();
    Optional<TrackerRecord> found =
        wanted.trackerId() != null
            ? desk.find(context, wanted.trackerId())
            : fleet().trackerOfDevice(wanted.deviceId()).filter(Caller.of(context)::sees);
    if (found.isEmpty()) {
      return new NotFoundInDatabase();
    }
    TrackerRecord tracker = found.get();
    if (wanted.trackerId() == null
        && tracker.device().model().idType() instanceof IdType.Generated) {
      return Desk.invalid("device_id", "must be the ID of a model with a fixed device ID");
    }
    if (tracker.blocked()) {
      return new DeviceBlocked();
    }
    if (tracker.isClone()) {
      return new NotAllowedForClones();
    }
    if (!tracker.device().model().hasGsm()) {
      return new NotSupportedByDevice();
    }
    if (state(tracker).connection().connected()) {
      return new DeviceAlreadyConnectedRetry();
    }
    Apn apn = new Apn(wanted.apnName(), wanted.apnUser(), wanted.apnPassword());
    return fleet().changeApn(tracker, apn) instanceof Change.Done done
        ? new TrackerRegisterRetryResult.Ok(Trackers.response(done.tracker()))
        : trackerRegisterRetry(request, context);
  }

  private State state(TrackerRecord tracker) {
    World.Moment now = desk.world().now();
    return now.telemetry().at(tracker, now.instant());
  }

  @Override
  public TrackerReplaceResult trackerReplace(TrackerReplaceRequest request, CallContext context) {
    ReplaceRequest wanted = request.body();
    Enrolment enrolment = enrolment(wanted);
    List<ParameterError> violations = enrolment.violations(fleet(), true);
    if (!violations.isEmpty()) {
      return new InvalidParameters(violations);
    }
    return desk.withUnblocked(
        context,
        wanted.trackerId(),
        new EntityNotFound(),
        new DeviceBlocked(),
        tracker -> {
          if (tracker.isClone()) {
            return new NotAllowedForClones();
          }
          if (tracker.device().model().mobileApp()) {
            return presentMobileApp();
          }
          if (state(tracker).connection().neverConnected()) {
            return new WrongDeviceStatus();
          }
          return replace(
              context,
              tracker,
              enrolment,
              REPLACE,
              now -> new TrackerReplaceResult.Ok(new TrackerResponse(Trackers.withoutTags(now))),
              () -> trackerReplace(request, context));
        });
  }

  private static Enrolment enrolment(ReplaceRequest wanted) {
    Map<String, String> parameters = new HashMap<>();
    Enrolment.put(parameters, "phone", wanted.phone());
    Enrolment.put(parameters, "apn_name", wanted.apnName());
    Enrolment.put(parameters, "apn_user", wanted.apnUser());
    Enrolment.put(parameters, "apn_password", wanted.apnPassword());
    Enrolment.put(parameters, "iccid", wanted.iccid());
    return new Enrolment(wanted.model(), wanted.pluginId(), wanted.deviceId(), parameters);
  }

  private <R> R replace(
      CallContext context,
      TrackerRecord tracker,
      Enrolment enrolment,
      Refusals<R> refusals,
      Function<TrackerRecord, R> answer,
      Supplier<R> again) {
    Optional<Enrolment.Obstacle> obstacle =
        enrolment.obstacle(fleet(), Caller.of(context).account());
    if (obstacle.isPresent()) {
      return refusals.of(obstacle.get());
    }
    Change change = fleet().replace(tracker, successor(tracker, enrolment, context));
    if (change instanceof Change.Done done) {
      return answer.apply(done.tracker());
    }
    return reason(change) == Change.Reason.CHANGED_MEANWHILE
        ? again.get()
        : refusals.of(reason(change));
  }

  private static InvalidParameters presentMobileApp() {
    return Desk.invalid("tracker_id", "must not be a mobile app in a replacement");
  }

  private NewDevice successor(TrackerRecord tracker, Enrolment enrolment, CallContext context) {
    World.Moment now = desk.world().now();
    State last = now.telemetry().at(tracker, now.instant());
    return enrolment.device(
        fleet(), today(context), tracker.device().profile().replaced(now.instant(), last));
  }

  @Override
  public TrackerReplaceQuickResult trackerReplaceQuick(
      TrackerReplaceQuickRequest request, CallContext context) {
    Optional<Bundle> bundle = fleet().bundle(request.body().imei());
    if (bundle.isPresent() && fleet().model(bundle.get().model()).orElseThrow().mobileApp()) {
      return Desk.invalid("imei", "must not be that of a mobile app in a replacement");
    }
    return desk.withUnblocked(
        context,
        request.body().trackerId(),
        new EntityNotFound(),
        new DeviceBlocked(),
        tracker -> {
          if (tracker.isClone()) {
            return new NotAllowedForClones();
          }
          if (tracker.device().model().mobileApp()) {
            return presentMobileApp();
          }
          if (state(tracker).connection().neverConnected()) {
            return new WrongDeviceStatus();
          }
          if (bundle.isEmpty()) {
            return new NotFoundInDatabase();
          }
          return replace(
              context,
              tracker,
              Enrolment.of(bundle.get()),
              REPLACE_QUICK,
              now -> new TrackerReplaceQuickResult.Ok(Trackers.response(now)),
              () -> trackerReplaceQuick(request, context));
        });
  }

  @Override
  public TrackerReplaceRetryResult trackerReplaceRetry(
      TrackerReplaceRetryRequest request, CallContext context) {
    return desk.withUnblocked(
        context,
        request.body().trackerId(),
        new EntityNotFound(),
        new DeviceBlocked(),
        tracker -> replaceRetry(tracker, request, context));
  }

  private TrackerReplaceRetryResult replaceRetry(
      TrackerRecord tracker, TrackerReplaceRetryRequest request, CallContext context) {
    ReplaceRetryRequest wanted = request.body();
    if (tracker.isClone()) {
      return new NotAllowedForClones();
    }
    if (!tracker.device().model().hasGsm()) {
      return new NotSupportedByDevice();
    }
    Connection connection = state(tracker).connection();
    if (connection.connected()) {
      return new DeviceAlreadyConnectedRetry();
    }
    if (connection == Connection.JUST_REGISTERED) {
      return new WrongDeviceStatus();
    }
    Apn apn = new Apn(wanted.apnName(), wanted.apnUser(), wanted.apnPassword());
    return fleet().changeApn(tracker, apn) instanceof Change.Done done
        ? new TrackerReplaceRetryResult.Ok(Trackers.response(done.tracker()))
        : trackerReplaceRetry(request, context);
  }

  private static Change.Reason reason(Change change) {
    return ((Change.Refused) change).reason();
  }
}
