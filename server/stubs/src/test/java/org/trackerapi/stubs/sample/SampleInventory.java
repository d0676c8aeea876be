package org.trackerapi.stubs.sample;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.trackerapi.stubs.CallContext;
import org.trackerapi.stubs.api.DeviceAlreadyCorrupted;
import org.trackerapi.stubs.api.DeviceBlocked;
import org.trackerapi.stubs.api.InventoryApi;
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
import org.trackerapi.stubs.model.ModelsResponse;
import org.trackerapi.stubs.model.SuccessResponse;
import org.trackerapi.stubs.model.Tracker;
import org.trackerapi.stubs.model.TrackerListResponse;
import org.trackerapi.stubs.model.TrackerResponse;

/** Five actions over a map: all that an implementer writes, and nothing of HTTP in it. */
final class SampleInventory implements InventoryApi {
  private final Map<Integer, Tracker> trackers = new ConcurrentSkipListMap<>();
  private final Map<Integer, Tracker> corrupted = new ConcurrentSkipListMap<>();

  SampleInventory(List<Tracker> fleet) {
    fleet.forEach(tracker -> trackers.put(tracker.id(), tracker));
  }

  @Override
  public TrackerReadResult trackerRead(TrackerReadRequest request, CallContext context) {
    Tracker tracker = trackers.get(request.body().trackerId());
    return tracker == null
        ? new NotFoundInDatabase()
        : new TrackerReadResult.Ok(new TrackerResponse(tracker));
  }

  @Override
  public TrackerListResult trackerList(TrackerListRequest request, CallContext context) {
    List<String> labels = request.body().labels();
    List<Tracker> found =
        trackers.values().stream()
            .filter(
                tracker -> labels == null || labels.stream().anyMatch(tracker.label()::contains))
            .toList();
    return new TrackerListResult.Ok(new TrackerListResponse(found));
  }

  @Override
  public TrackerCorruptResult trackerCorrupt(TrackerCorruptRequest request, CallContext context) {
    int id = request.body().trackerId();
    if (corrupted.containsKey(id)) {
      return new DeviceAlreadyCorrupted();
    }
    Tracker tracker = trackers.get(id);
    if (tracker == null) {
      return new NotFoundInDatabase();
    }
    if (tracker.source().blocked()) {
      return new DeviceBlocked();
    }
    corrupted.put(id, tracker);
    trackers.remove(id);
    return new TrackerCorruptResult.Ok(new SuccessResponse());
  }

  @Override
  public TrackerDeleteResult trackerDelete(TrackerDeleteRequest request, CallContext context) {
    Tracker tracker = trackers.get(request.body().trackerId());
    if (tracker == null) {
      return new NotFoundInDatabase();
    }
    if (!tracker.clone_()) {
      return new OperationAvailableForClonesOnly();
    }
    trackers.remove(tracker.id());
    return new TrackerDeleteResult.Ok(new SuccessResponse());
  }

  @Override
  public TrackerListModelsResult trackerListModels(
      TrackerListModelsRequest request, CallContext context) {
    return new TrackerListModelsResult.Ok(new ModelsResponse(List.of()));
  }
}
