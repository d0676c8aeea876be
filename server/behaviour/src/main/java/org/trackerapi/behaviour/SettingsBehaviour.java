package org.trackerapi.behaviour;

import java.util.ArrayList;
import java.util.List;
import org.trackerapi.behaviour.fleet.Apn;
import org.trackerapi.behaviour.fleet.BoundTag;
import org.trackerapi.behaviour.fleet.Change;
import org.trackerapi.behaviour.fleet.TrackerRecord;
import org.trackerapi.stubs.CallContext;
import org.trackerapi.stubs.api.CannotChangePhoneToBundledSim;
import org.trackerapi.stubs.api.DeviceBlocked;
import org.trackerapi.stubs.api.InvalidParameters;
import org.trackerapi.stubs.api.NotAllowedForClones;
import org.trackerapi.stubs.api.NotFoundInDatabase;
import org.trackerapi.stubs.api.NotSupportedByDevice;
import org.trackerapi.stubs.api.PhoneAlreadyInUse;
import org.trackerapi.stubs.api.SettingsApi;
import org.trackerapi.stubs.api.TrackerChangePhoneRequest;
import org.trackerapi.stubs.api.TrackerChangePhoneResult;
import org.trackerapi.stubs.api.TrackerTagsSetRequest;
import org.trackerapi.stubs.api.TrackerTagsSetResult;
import org.trackerapi.stubs.model.ChangePhoneRequest;
import org.trackerapi.stubs.model.ParameterError;
import org.trackerapi.stubs.model.TagBinding;

/** Phone, APN and tags. */
final class SettingsBehaviour implements SettingsApi {
  private final Desk desk;

  SettingsBehaviour(Desk desk) {
    this.desk = desk;
  }

  @Override
  public TrackerChangePhoneResult trackerChangePhone(
      TrackerChangePhoneRequest request, CallContext context) {
    return desk.withUnblocked(
        context,
        request.body().trackerId(),
        new NotFoundInDatabase(),
        new DeviceBlocked(),
        tracker -> changePhone(tracker, request, context));
  }

  private TrackerChangePhoneResult changePhone(
      TrackerRecord tracker, TrackerChangePhoneRequest request, CallContext context) {
    ChangePhoneRequest wanted = request.body();
    if (tracker.isClone()) {
      return new NotAllowedForClones();
    }
    if (!tracker.device().model().hasGsm()) {
      return new NotSupportedByDevice();
    }
    if (desk.world().fleet().isBundledPhone(wanted.phone())) {
      return new CannotChangePhoneToBundledSim();
    }
    Apn apn = new Apn(wanted.apnName(), wanted.apnUser(), wanted.apnPassword());
    Change change = desk.world().fleet().changePhone(tracker, wanted.phone(), apn);
    if (change instanceof Change.Done) {
      return new TrackerChangePhoneResult.Ok(Desk.SUCCESS);
    }
    return change.equals(Change.refused(Change.Reason.PHONE_IN_USE))
        ? new PhoneAlreadyInUse()
        : trackerChangePhone(request, context);
  }

  @Override
  public TrackerTagsSetResult trackerTagsSet(TrackerTagsSetRequest request, CallContext context) {
    List<TagBinding> bindings = request.body().tagBindings();
    List<ParameterError> unknown = unknownTags(bindings, Caller.of(context).account().id());
    if (!unknown.isEmpty()) {
      return new InvalidParameters(unknown);
    }
    List<BoundTag> tags =
        bindings.stream().map(tag -> new BoundTag(tag.tagId(), tag.ordinal())).toList();
    return desk.withUnblocked(
        context,
        request.body().trackerId(),
        new NotFoundInDatabase(),
        new DeviceBlocked(),
        tracker ->
            desk.world().fleet().setTags(tracker, tags) instanceof Change.Done
                ? new TrackerTagsSetResult.Ok(Desk.SUCCESS)
                : trackerTagsSet(request, context));
  }

  private List<ParameterError> unknownTags(List<TagBinding> bindings, int accountId) {
    List<ParameterError> unknown = new ArrayList<>();
    for (int i = 0; i < bindings.size(); i++) {
      if (!desk.world().fleet().hasTag(accountId, bindings.get(i).tagId())) {
        unknown.add(
            new ParameterError(
                "tag_bindings[" + i + "].tag_id",
                "must be a tag of the account, but was " + bindings.get(i).tagId()));
      }
    }
    return unknown;
  }
}
