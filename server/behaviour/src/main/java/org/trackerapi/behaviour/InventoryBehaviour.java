package org.trackerapi.behaviour;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.trackerapi.behaviour.fleet.Change;
import org.trackerapi.behaviour.fleet.DeviceModel;
import org.trackerapi.behaviour.fleet.TrackerRecord;
import org.trackerapi.stubs.CallContext;
import org.trackerapi.stubs.api.DeleteEntityAssociatedWith;
import org.trackerapi.stubs.api.DeviceAlreadyConnected;
import org.trackerapi.stubs.api.DeviceAlreadyCorrupted;
import org.trackerapi.stubs.api.DeviceBlocked;
import org.trackerapi.stubs.api.InventoryApi;
import org.trackerapi.stubs.api.NotAllowedForClones;
import org.trackerapi.stubs.api.NotFoundInDatabase;
import org.trackerapi.stubs.api.OperationAvailableForClonesOnly;
import org.trackerapi.stubs.api.TrackerCorruptRequest;
import org.trackerapi.stubs.api.TrackerCorruptResult;
import org.trackerapi.stubs.api.TrackerDeleteRequest;
import org.trackerapi.stubs.api.TrackerDeleteResult;
import org.trackerapi.stubs.api.TrackerListModelsRequest;
import org.trackerapi.stubs.api.TrackerListModelsResult;
import org.trackerapi.stubs.api.TrackerListRequest;
import org.trackerapi.stubs.api.TrackerListResult;
import org.trackerapi.stubs.api.TrackerReadRequest;
import org.trackerapi.stubs.api.TrackerReadResult;
import org.trackerapi.stubs.model.ListModelsRequest;
import org.trackerapi.stubs.model.ModelsResponse;
import org.trackerapi.stubs.model.Tracker;
import org.trackerapi.stubs.model.TrackerListResponse;

/** Which trackers and models there are; corrupting and deleting. */
final class InventoryBehaviour implements InventoryApi {
  private final Desk desk;
  private final Models models;

  InventoryBehaviour(Desk desk) {
    this.desk = desk;
    this.models = new Models(desk.world().fleet().models());
  }

  @Override
  public TrackerReadResult trackerRead(TrackerReadRequest request, CallContext context) {
    return desk.withTracker(
        context,
        request.body().trackerId(),
        new NotFoundInDatabase(),
        tracker -> new TrackerReadResult.Ok(Trackers.response(tracker)));
  }

  @Override
  public TrackerListResult trackerList(TrackerListRequest request, CallContext context) {
    List<String> labels = request.body().labels();
    Caller caller = Caller.of(context);
    List<TrackerRecord> all = desk.all(context);
    List<Tracker> shown =
        labels == null && caller.user().groups() == null
            ? desk.views().showAll(caller.account().id(), all)
            : all.stream()
                .filter(tracker -> labels == null || containsAny(tracker.label(), labels))
                .map(desk.views()::show)
                .toList();
    return new TrackerListResult.Ok(new TrackerListResponse(shown));
  }

  private static boolean containsAny(String label, List<String> texts) {
    for (String text : texts) {
      if (label.contains(text)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public TrackerCorruptResult trackerCorrupt(TrackerCorruptRequest request, CallContext context) {
    Optional<TrackerRecord> found = desk.findAny(context, request.body().trackerId());
    if (found.isEmpty()) {
      return new NotFoundInDatabase();
    }
    TrackerRecord tracker = found.get();
    if (tracker.corrupted()) {
      return new DeviceAlreadyCorrupted();
    }
    if (tracker.blocked()) {
      return new DeviceBlocked();
    }
    if (tracker.isClone()) {
      return new NotAllowedForClones();
    }
    World.Moment now = desk.world().now();
    if (now.telemetry().at(tracker, now.instant()).connection().connected()) {
      return new DeviceAlreadyConnected();
    }
    return desk.world().fleet().corrupt(tracker) instanceof Change.Done
        ? new TrackerCorruptResult.Ok(Desk.SUCCESS)
        : trackerCorrupt(request, context);
  }

  @Override
  public TrackerDeleteResult trackerDelete(TrackerDeleteRequest request, CallContext context) {
    return desk.withUnblocked(
        context,
        request.body().trackerId(),
        new NotFoundInDatabase(),
        new DeviceBlocked(),
        tracker ->
            tracker.isClone()
                ? deleteClone(tracker, request, context)
                : new OperationAvailableForClonesOnly());
  }

  private TrackerDeleteResult deleteClone(
      TrackerRecord clone, TrackerDeleteRequest request, CallContext context) {
    Change change = desk.world().fleet().deleteClone(clone);
    if (change instanceof Change.InUse users) {
      return new DeleteEntityAssociatedWith(orNull(users.rules()), orNull(users.vehicles()));
    }
    return change instanceof Change.Done
        ? new TrackerDeleteResult.Ok(Desk.SUCCESS)
        : trackerDelete(request, context);
  }

  /** Only the lists that have something are in the answer. */
  private static List<Integer> orNull(List<Integer> ids) {
    return ids.isEmpty() ? null : ids;
  }

  @Override
  public TrackerListModelsResult trackerListModels(
      TrackerListModelsRequest request, CallContext context) {
    ListModelsRequest wanted = request.body();
    Set<String> codes = wanted.codes() == null ? null : Set.copyOf(wanted.codes());
    boolean compactView = Boolean.TRUE.equals(wanted.compactView());
    boolean compactIndex = Boolean.TRUE.equals(wanted.compactIndex());
    List<DeviceModel> all = desk.world().fleet().models();
    return new TrackerListModelsResult.Ok(
        new ModelsResponse(
            all.stream()
                .filter(model -> codes == null || codes.contains(model.code()))
                .map(model -> models.show(model, compactView, compactIndex))
                .toList()));
  }
}
