package consumer;

import io.javalin.Javalin;
import java.lang.reflect.Proxy;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.trackerapi.stubs.*;
import org.trackerapi.stubs.api.*;
import org.trackerapi.stubs.model.*;

/** Serves two actions from a map; the other ones answer error 6 until somebody writes them. */
public final class Server implements InventoryApi {
  static final String HASH = "5d41402abc4b2a76b9719d911017c592";
  private final Map<Integer, Tracker> trackers = Map.of(1, tracker(1, "Tractor"), 2, tracker(2, "Van"));

  static Tracker tracker(int id, String label) {
    var source = TrackerSource.builder().id(id + 100).deviceId("12345678901234" + id).model("telfmb920")
        .blocked(false).tariffId(1).statusListingId(null).creationDate(LocalDate.of(2026, 1, 2))
        .tariffEndDate(null).phone(null).build();
    return Tracker.builder().id(id).label(label).clone_(false).groupId(0).source(source).tagBindings(List.of()).build();
  }

  @Override
  public TrackerReadResult trackerRead(TrackerReadRequest request, CallContext context) {
    Tracker tracker = trackers.get(request.body().trackerId());
    return tracker == null ? new NotFoundInDatabase() : new TrackerReadResult.Ok(new TrackerResponse(tracker));
  }

  @Override
  public TrackerListResult trackerList(TrackerListRequest request, CallContext context) {
    Collection<String> labels = request.body().labels();
    Predicate<Tracker> wanted = t -> labels == null || labels.stream().anyMatch(t.label()::contains);
    return new TrackerListResult.Ok(new TrackerListResponse(trackers.values().stream().filter(wanted).toList()));
  }

  @Override
  public TrackerCorruptResult trackerCorrupt(TrackerCorruptRequest request, CallContext context) {
    throw new UnsupportedOperationException();
  }

  @Override
  public TrackerDeleteResult trackerDelete(TrackerDeleteRequest request, CallContext context) {
    throw new UnsupportedOperationException();
  }

  @Override
  public TrackerListModelsResult trackerListModels(TrackerListModelsRequest request, CallContext context) {
    throw new UnsupportedOperationException();
  }

  static Authentication whoCalls(Operation operation, Credentials credentials) {
    String hash = credentials.first().orElse("").replaceFirst("^NVX ", ""); // as the header has it
    return HASH.equals(hash) ? Authentication.granted(hash)
        : hash.matches("[0-9a-fA-F]{32}") ? Authentication.unknown() : Authentication.missing();
  }

  static <T> T later(Class<T> api) {
    return api.cast(Proxy.newProxyInstance(api.getClassLoader(), new Class<?>[] {api}, (proxy, method, arguments) -> {
      throw new UnsupportedOperationException(method.getName());
    }));
  }

  static Javalin start(int port) {
    Dispatcher dispatcher = Dispatcher.builder(later(ControlApi.class), new Server(), later(RegistrationApi.class),
        later(SettingsApi.class), later(TelemetryApi.class))
        .authenticator(Server::whoCalls).authorizer((operation, who) -> true).build();
    return Javalin.create(config -> JavalinRoutes.register(config.routes, dispatcher, "/api-v2", 1 << 20)).start(port);
  }
}
