package org.trackerapi.mock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.trackerapi.behaviour.World;
import org.trackerapi.behaviour.WorldClock;
import org.trackerapi.spec.Action;
import org.trackerapi.spec.CatalogueError;
import org.trackerapi.spec.Contract;

/**
 * Answers the control endpoints below {@code /__admin/tracker}; {@code control.yaml} describes
 * them.
 */
final class Control {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String YAML = "application/yaml; charset=utf-8";

  private final Worlds worlds;
  private final ForcedErrors forced;
  private final Network network;
  private final Map<String, Map<String, Endpoint>> endpoints = new TreeMap<>();

  /** Answers one method of one path. */
  @FunctionalInterface
  private interface Endpoint {
    Answer answer(Call call);
  }

  /**
   * Prepares the endpoints.
   *
   * @param worlds the simulated platform; null when only documented examples are answered
   */
  Control(Worlds worlds, ForcedErrors forced, Network network) {
    this.worlds = worlds;
    this.forced = forced;
    this.network = network;
    add("GET", "", call -> index());
    add(
        "GET",
        "/openapi.yaml",
        call -> Answer.of(200, YAML, resource("/tracker-mock/control.yaml")));
    add("GET", "/errors", Control::errors);
    if (worlds != null) {
      addSimulation();
    }
  }

  private void addSimulation() {
    add("POST", "/reset", this::reset);
    add("GET", "/clock", this::clock);
    add("POST", "/clock", this::setClock);
    add("GET", "/snapshot", this::snapshots);
    add("POST", "/snapshot", this::snapshot);
    add("POST", "/restore", this::restore);
    add("GET", "/world", this::world);
    add("GET", "/profile", call -> Answer.json(200, worlds.source().document()));
    add("GET", "/fail", call -> Answer.json(200, queued()));
    add("POST", "/fail", this::fail);
    add(
        "DELETE",
        "/fail",
        call -> {
          forced.clear();
          return Answer.json(200, queued());
        });
    add("GET", "/network", call -> Answer.json(200, NetworkJson.write(network.settings())));
    add("POST", "/network", this::setNetwork);
    add(
        "DELETE",
        "/network",
        call -> {
          network.reset();
          return Answer.json(200, NetworkJson.write(network.settings()));
        });
  }

  private void add(String method, String path, Endpoint endpoint) {
    endpoints.computeIfAbsent(path, p -> new TreeMap<>()).put(method, endpoint);
  }

  /** A call of a control endpoint. */
  private record Call(RawRequest request) {
    /** Returns the parameter that names a world, or null. */
    String hash() {
      return parameter("hash");
    }

    String parameter(String name) {
      if (request.query() != null) {
        for (String pair : request.query().split("&")) {
          if (pair.startsWith(name + "=")) {
            return pair.substring(name.length() + 1);
          }
        }
      }
      return null;
    }

    /** Returns the body, an empty object when there is none. */
    ObjectNode body(String... keys) {
      JsonNode body = read();
      if (!(body instanceof ObjectNode object)) {
        throw new Refusal("Expected a JSON object, got " + request.text());
      }
      List<String> known = List.of(keys);
      object
          .fieldNames()
          .forEachRemaining(
              key -> {
                if (!known.contains(key)) {
                  throw new Refusal("Expected only the keys " + known + ", got " + key);
                }
              });
      return object;
    }

    private JsonNode read() {
      if (request.problem() != null) {
        throw new Refusal("Expected a JSON object of moderate size that can be read");
      }
      try {
        return request.text().isBlank() ? NODES.objectNode() : JSON.readTree(request.body());
      } catch (IOException e) {
        throw new Refusal("Expected a JSON object, got " + request.text());
      }
    }
  }

  /** Says in one sentence what was expected and what came. */
  static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refusal(String message) {
      super(message, null, false, false);
    }
  }

  /**
   * Answers a call.
   *
   * @param path the path below {@code /__admin/tracker}
   */
  Answer answer(RawRequest request, String path) {
    if (request.method().equals("OPTIONS")) {
      return Cors.preflight(request)
          .with("Access-Control-Allow-Methods", "GET, POST, DELETE, OPTIONS");
    }
    String exact = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    Map<String, Endpoint> methods = endpoints.get(exact);
    if (methods == null) {
      return problem(
          404,
          "Expected one of "
              + endpoints.keySet().stream().map(p -> Gate.CONTROL_PATH + p).toList()
              + ", got "
              + request.path());
    }
    String method = request.method().equals("HEAD") ? "GET" : request.method();
    Endpoint endpoint = methods.get(method);
    if (endpoint == null) {
      String allowed = String.join(", ", methods.keySet());
      return problem(405, "Expected " + allowed + ", got " + method).with("Allow", allowed);
    }
    try {
      return endpoint.answer(new Call(request));
    } catch (Refusal | IllegalArgumentException e) {
      return problem(400, e.getMessage());
    }
  }

  private static Answer problem(int status, String message) {
    return Answer.json(status, NODES.objectNode().put("error", message));
  }

  private Answer index() {
    ObjectNode index = NODES.objectNode();
    ArrayNode list = index.putArray("endpoints");
    endpoints.forEach(
        (path, methods) ->
            methods.keySet().forEach(method -> list.add(method + " " + Gate.CONTROL_PATH + path)));
    return Answer.json(200, index);
  }

  private Answer reset(Call call) {
    call.body();
    worlds.reset(call.hash());
    if (call.hash() == null) {
      forced.clear();
      network.reset();
    }
    return clock(call);
  }

  private World world(String hash) {
    return worlds.world(hash);
  }

  private Answer clock(Call call) {
    WorldClock clock = world(call.hash()).clock();
    ObjectNode shown = NODES.objectNode().put("instant", clock.instant().toString());
    return Answer.json(200, shown.put("frozen", clock.isFrozen()).put("speed", clock.speed()));
  }

  private Answer setClock(Call call) {
    ObjectNode wanted = call.body("real", "freeze", "instant", "speed", "advance");
    if (wanted.isEmpty()) {
      throw new Refusal(
          "Expected real, freeze, instant, speed or advance, e.g. {\"advance\": \"PT10M\"}, got"
              + " {}");
    }
    List<Consumer<WorldClock>> changes = changes(wanted);
    worlds.each(call.hash(), world -> changes.forEach(change -> change.accept(world.clock())));
    return clock(call);
  }

  /** Returns what is to be done to a clock; everything is checked before anything is done. */
  private static List<Consumer<WorldClock>> changes(ObjectNode wanted) {
    List<Consumer<WorldClock>> changes = new ArrayList<>();
    if (flag(wanted, "real")) {
      changes.add(WorldClock::runReal);
    }
    if (wanted.has("instant")) {
      Instant instant = instant(wanted.get("instant"));
      changes.add(clock -> clock.freezeAt(instant));
    }
    if (flag(wanted, "freeze")) {
      changes.add(WorldClock::freeze);
    }
    if (wanted.has("speed")) {
      if (!wanted.get("speed").isNumber()) {
        throw new Refusal("Expected a number as speed, got " + wanted.get("speed"));
      }
      double speed = wanted.get("speed").asDouble();
      changes.add(clock -> clock.run(speed));
    }
    if (wanted.has("advance")) {
      Duration by = duration(wanted.get("advance"));
      changes.add(clock -> clock.advance(by));
    }
    // A copy of a clock takes the changes first, so that a refused one leaves all clocks alone.
    WorldClock trial = WorldClock.realTime();
    changes.forEach(change -> change.accept(trial));
    return changes;
  }

  private static boolean flag(ObjectNode wanted, String key) {
    JsonNode value = wanted.path(key);
    if (!value.isMissingNode() && !(value.isBoolean() && value.booleanValue())) {
      throw new Refusal("Expected true for " + key + ", got " + value);
    }
    return value.isBoolean();
  }

  private static Instant instant(JsonNode value) {
    try {
      return Instant.parse(value.asText());
    } catch (DateTimeException e) {
      throw new Refusal("Expected an instant like 2026-11-02T12:47:13Z, got " + value);
    }
  }

  private static Duration duration(JsonNode value) {
    try {
      return Duration.parse(value.asText());
    } catch (DateTimeException e) {
      throw new Refusal("Expected a duration like PT10M, got " + value);
    }
  }

  private Answer snapshots(Call call) {
    ObjectNode body = NODES.objectNode();
    ArrayNode names = body.putArray("snapshots");
    worlds.snapshots(call.hash()).forEach(names::add);
    return Answer.json(200, body);
  }

  private Answer snapshot(Call call) {
    worlds.snapshot(call.hash(), name(call));
    return snapshots(call);
  }

  private Answer restore(Call call) {
    String name = name(call);
    if (!worlds.restore(call.hash(), name)) {
      return problem(
          404, "Expected one of " + worlds.snapshots(call.hash()) + " as name, got " + name);
    }
    return snapshots(call);
  }

  private static String name(Call call) {
    JsonNode name = call.body("name").path("name");
    if (!name.isMissingNode() && (!name.isTextual() || name.asText().isBlank())) {
      throw new Refusal("Expected a text as name, got " + name);
    }
    return name.asText("default");
  }

  private Answer world(Call call) {
    return Answer.json(200, WorldJson.write(world(call.hash())));
  }

  private static Answer errors(Call call) {
    String wanted = call.parameter("action");
    if (wanted != null && Contract.action(wanted).isEmpty()) {
      throw new Refusal("Expected the name of an action such as get_fuel, got " + wanted);
    }
    ObjectNode body = NODES.objectNode();
    ArrayNode list = body.putArray("errors");
    for (CatalogueError error : Contract.errors().all()) {
      ObjectNode entry = ErrorJson.write(error, wanted);
      if (wanted == null || !entry.get("actions").isEmpty()) {
        list.add(entry);
      }
    }
    return Answer.json(200, body);
  }

  private ObjectNode queued() {
    ObjectNode body = NODES.objectNode();
    ArrayNode list = body.putArray("queued");
    for (ForcedErrors.Queued queued : forced.queued()) {
      list.addObject()
          .put("action", queued.action() == null ? null : queued.action().name())
          .put("error", queued.error().name())
          .put("number", queued.error().number())
          .put("times", queued.times());
    }
    return body;
  }

  private Answer fail(Call call) {
    ObjectNode wanted = call.body("action", "error", "times");
    String action = wanted.path("action").isNull() ? null : wanted.path("action").asText(null);
    if (!wanted.has("error")) {
      throw new Refusal(
          "Expected an error, e.g. {\"action\": \"get_fuel\", \"error\": 208, \"times\": 1}");
    }
    JsonNode times = wanted.path("times");
    if (!times.isMissingNode() && !(times.isInt() && times.intValue() > 0)) {
      throw new Refusal("Expected a whole number from 1 as times, got " + times);
    }
    forced.add(queued(action, wanted.get("error").asText(), times.asInt(1)));
    return Answer.json(200, queued());
  }

  /**
   * Checks what is to be queued.
   *
   * @param name the action's name; null for any
   * @throws IllegalArgumentException if there is no such action, or it does not document the error
   */
  static ForcedErrors.Queued queued(String name, String nameOrNumber, int times) {
    CatalogueError error =
        Contract.errors()
            .find(nameOrNumber)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Expected the name or number of an error such as DEVICE_BLOCKED or 208,"
                            + " got "
                            + nameOrNumber));
    if (name == null) {
      return new ForcedErrors.Queued(null, error, times);
    }
    Action action =
        Contract.action(name)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Expected the name of an action such as get_fuel, got " + name));
    if (!action.errors().contains(error)) {
      throw new IllegalArgumentException(
          "The error " + ForcedErrors.documented(action) + "; got " + nameOrNumber);
    }
    return new ForcedErrors.Queued(action, error, times);
  }

  private Answer setNetwork(Call call) {
    ObjectNode wanted = call.body("profile", "rules", "rate_limit");
    network.set(NetworkJson.read(wanted, network.settings()));
    return Answer.json(200, NetworkJson.write(network.settings()));
  }

  /** Answers a page that is neither WireMock's nor below the base path; null when there is none. */
  Answer ownPage(RawRequest request, String path) {
    boolean reading = request.method().equals("GET") || request.method().equals("HEAD");
    return path.equals("/openapi.yaml") && reading
        ? Answer.of(200, YAML, bytes(Contract.openapi()))
        : null;
  }

  private static byte[] resource(String name) {
    return bytes(Control.class.getResourceAsStream(name));
  }

  private static byte[] bytes(InputStream in) {
    try (in) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
