package org.trackerapi.behaviour;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.trackerapi.behaviour.fleet.Change;
import org.trackerapi.behaviour.fleet.DeviceModel;
import org.trackerapi.behaviour.fleet.TrackerRecord;
import org.trackerapi.behaviour.telemetry.State;
import org.trackerapi.stubs.CallContext;
import org.trackerapi.stubs.api.ControlApi;
import org.trackerapi.stubs.api.DeviceBlocked;
import org.trackerapi.stubs.api.DeviceOffline;
import org.trackerapi.stubs.api.ListContainsNonexistentEntities;
import org.trackerapi.stubs.api.LocationAlreadyActual;
import org.trackerapi.stubs.api.NotFoundInDatabase;
import org.trackerapi.stubs.api.NotSupportedByDevice;
import org.trackerapi.stubs.api.TrackerBatchGetOutputsRequest;
import org.trackerapi.stubs.api.TrackerBatchGetOutputsResult;
import org.trackerapi.stubs.api.TrackerGetOutputsRequest;
import org.trackerapi.stubs.api.TrackerGetOutputsResult;
import org.trackerapi.stubs.api.TrackerLocationRequestRequest;
import org.trackerapi.stubs.api.TrackerLocationRequestResult;
import org.trackerapi.stubs.api.TrackerOutputUpdateRequest;
import org.trackerapi.stubs.api.TrackerOutputUpdateResult;
import org.trackerapi.stubs.api.TrackerRawCommandSendRequest;
import org.trackerapi.stubs.api.TrackerRawCommandSendResult;
import org.trackerapi.stubs.api.TrackerSendCommandRequest;
import org.trackerapi.stubs.api.TrackerSendCommandResult;
import org.trackerapi.stubs.model.BatchOutputsResponse;
import org.trackerapi.stubs.model.Command;
import org.trackerapi.stubs.model.ElectronicLockCommand;
import org.trackerapi.stubs.model.LocationRequestRequestType;
import org.trackerapi.stubs.model.OtherSpecialSettings;
import org.trackerapi.stubs.model.OutputInfo;
import org.trackerapi.stubs.model.OutputsResponse;
import org.trackerapi.stubs.model.RawCommandSendRequestType;
import org.trackerapi.stubs.model.SendCommandResponse;
import org.trackerapi.stubs.model.SetSpecialSettingsCommand;
import org.trackerapi.stubs.model.SpecialSettings;
import org.trackerapi.stubs.model.TrackerOutput;

/** Outputs, location requests and commands. */
final class ControlBehaviour implements ControlApi {
  private static final Duration FRESH = Duration.ofSeconds(60);
  private static final Set<String> LOCK_CONTROLS =
      Set.of("jointech_lock_password", "hhd_lock_password", "vg_lock_password");

  private final Desk desk;

  ControlBehaviour(Desk desk) {
    this.desk = desk;
  }

  @Override
  public TrackerGetOutputsResult trackerGetOutputs(
      TrackerGetOutputsRequest request, CallContext context) {
    return desk.withUnblocked(
        context,
        request.body().trackerId(),
        new NotFoundInDatabase(),
        new DeviceBlocked(),
        tracker -> new TrackerGetOutputsResult.Ok(new OutputsResponse(outputs(tracker))));
  }

  private static List<OutputInfo> outputs(TrackerRecord tracker) {
    return tracker.device().outputs().stream()
        .map(output -> new OutputInfo(output.number(), output.title()))
        .toList();
  }

  @Override
  public TrackerBatchGetOutputsResult trackerBatchGetOutputs(
      TrackerBatchGetOutputsRequest request, CallContext context) {
    Map<String, List<OutputInfo>> result = new LinkedHashMap<>();
    Optional<List<TrackerRecord>> trackers = batch(desk, context, request.body().trackers());
    if (trackers.isEmpty()) {
      return new ListContainsNonexistentEntities();
    }
    trackers.get().forEach(t -> result.put(Integer.toString(t.id()), outputs(t)));
    return new TrackerBatchGetOutputsResult.Ok(new BatchOutputsResponse(result));
  }

  /**
   * Returns the trackers of a batch, each once; without IDs all that are not blocked.
   *
   * @return empty if one of them does not exist for the caller or is blocked
   */
  static Optional<List<TrackerRecord>> batch(Desk desk, CallContext context, List<Integer> ids) {
    if (ids == null) {
      return Optional.of(desk.all(context).stream().filter(tracker -> !tracker.blocked()).toList());
    }
    Set<Integer> wanted = new LinkedHashSet<>(ids);
    List<TrackerRecord> found =
        wanted.stream()
            .flatMap(id -> desk.find(context, id).stream())
            .filter(tracker -> !tracker.blocked())
            .toList();
    return found.size() == wanted.size() ? Optional.of(found) : Optional.empty();
  }

  @Override
  public TrackerOutputUpdateResult trackerOutputUpdate(
      TrackerOutputUpdateRequest request, CallContext context) {
    return desk.withUnblocked(
        context,
        request.body().trackerId(),
        new NotFoundInDatabase(),
        new DeviceBlocked(),
        tracker -> rename(tracker, request, context));
  }

  private TrackerOutputUpdateResult rename(
      TrackerRecord tracker, TrackerOutputUpdateRequest request, CallContext context) {
    TrackerOutput output = request.body().trackerOutput();
    int most = tracker.device().model().digitalOutputs();
    if (output.number() > most) {
      return Desk.invalid(
          "tracker_output.number",
          most == 0
              ? "must not be given, because the device has no outputs"
              : "must be at most " + most + ", but was " + output.number());
    }
    return desk.world().fleet().renameOutput(tracker, output.number(), output.title())
            instanceof Change.Done
        ? new TrackerOutputUpdateResult.Ok(Desk.SUCCESS)
        : trackerOutputUpdate(request, context);
  }

  @Override
  public TrackerLocationRequestResult trackerLocationRequest(
      TrackerLocationRequestRequest request, CallContext context) {
    return desk.withUnblocked(
        context,
        request.body().trackerId(),
        new NotFoundInDatabase(),
        new DeviceBlocked(),
        tracker -> locate(tracker, request.body().type()));
  }

  private TrackerLocationRequestResult locate(
      TrackerRecord tracker, LocationRequestRequestType type) {
    if (!tracker.device().model().can(flag(type))) {
      return new NotSupportedByDevice();
    }
    World.Moment now = desk.world().now();
    State state = now.telemetry().at(tracker, now.instant());
    if (type != LocationRequestRequestType.SMS && !state.connection().connected()) {
      return new DeviceOffline();
    }
    return isFresh(state.gpsUpdated(), now.instant())
        ? new LocationAlreadyActual()
        : new TrackerLocationRequestResult.Ok(Desk.SUCCESS);
  }

  private static String flag(LocationRequestRequestType type) {
    return switch (type) {
      case SMS -> "has_location_request";
      case GSM -> "has_gsm_lbs_location_request";
      case GPRS -> "has_gprs_location_request";
    };
  }

  private static boolean isFresh(Instant located, Instant now) {
    return located != null && Duration.between(located, now).compareTo(FRESH) <= 0;
  }

  @Override
  public TrackerSendCommandResult trackerSendCommand(
      TrackerSendCommandRequest request, CallContext context) {
    return desk.withUnblocked(
        context,
        request.body().trackerId(),
        new NotFoundInDatabase(),
        new DeviceBlocked(),
        tracker -> send(tracker, request.body().command()));
  }

  private static TrackerSendCommandResult send(TrackerRecord tracker, Command command) {
    DeviceModel model = tracker.device().model();
    boolean lock = model.specialControls().stream().anyMatch(LOCK_CONTROLS::contains);
    if (model.specialControls().isEmpty() || (command instanceof ElectronicLockCommand && !lock)) {
      return new NotSupportedByDevice();
    }
    SpecialSettings settings = settings(command);
    boolean lockSettings = settings != null && !(settings instanceof OtherSpecialSettings);
    if (settings != null
        && !(lock && lockSettings)
        && !model.specialSettings().contains(settings.type())) {
      return Desk.invalid(
          "command.special_settings.type",
          "must be a kind of settings of the model "
              + model.code()
              + ", but was \""
              + settings.type()
              + "\"");
    }
    return new TrackerSendCommandResult.Ok(
        new SendCommandResponse(List.of(Trackers.withTags(tracker))));
  }

  private static SpecialSettings settings(Command command) {
    return command instanceof SetSpecialSettingsCommand set
        ? set.specialSettings()
        : ((ElectronicLockCommand) command).specialSettings();
  }

  @Override
  public TrackerRawCommandSendResult trackerRawCommandSend(
      TrackerRawCommandSendRequest request, CallContext context) {
    if (request.body().type() == RawCommandSendRequestType.HEX
        && !isHex(request.body().command())) {
      return Desk.invalid("command", "Non-hex string");
    }
    return desk.withUnblocked(
        context,
        request.body().trackerId(),
        new NotFoundInDatabase(),
        new DeviceBlocked(),
        tracker -> new TrackerRawCommandSendResult.Ok(Desk.SUCCESS));
  }

  private static boolean isHex(String text) {
    return text.length() % 2 == 0
        && text.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128);
  }
}
