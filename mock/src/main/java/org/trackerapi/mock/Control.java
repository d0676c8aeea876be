package org.trackerapi.mock;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
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
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.trackerapi.behaviour.WorldClock;
import org.trackerapi.spec.Action;
import org.trackerapi.spec.CatalogueError;
import org.trackerapi.spec.Contract;
import org.trackerapi.spec.Fixtures;

/**
 * Answers the control endpoints below {@code /__admin/tracker}; {@code control.yaml} describes
 * them.
 */
final class Control {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String CONTRACT = "/openapi.yaml";
  private static final String DESCRIPTION = "/tracker-mock/control.yaml";
  private static final String YAML = "application/yaml; charset=utf-8";
  private static final String SCHEMA = "application/schema+json; charset=utf-8";
  private static final Pattern SNAPSHOT_NAME = Pattern.compile("[^\\p{Cntrl}]{1,100}");
  private static final Set<String> NOTHING = Set.of();
  private static final Set<String> HASH = Set.of("hash");

  private final Worlds worlds;
  private final ForcedErrors forced;
  private final Networks networks;
  private final Map<String, Map<String, Endpoint>> endpoints = new TreeMap<>();

  /**
   * One method of one path.
   *
   * @param parameters the query parameters that it takes
   * @param answer answers a call
   */
  private record Endpoint(Set<String> parameters, Function<Call, Answer> answer) {}

  /**
   * Prepares the endpoints.
   *
   * @param worlds the simulated platform; null when only documented examples are answered
   */
  Control(Worlds worlds, ForcedErrors forced, Networks networks) {
    this.worlds = worlds;
    this.forced = forced;
    this.networks = networks;
    add("GET", "", NOTHING, call -> index());
    add("GET", "/openapi.yaml", NOTHING, call -> document(YAML, resource(DESCRIPTION)));
    add(
        "GET",
        "/fleet.schema.json",
        NOTHING,
        call -> document(SCHEMA, bytes(Fixtures.fleetSchema())));
    add("GET", "/errors", Set.of("action"), Control::errors);
    if (worlds != null) {
      addSimulation();
    }
  }

  private void addSimulation() {
    add("POST", "/reset", HASH, this::reset);
    add("GET", "/clock", HASH, this::clock);
    add("POST", "/clock", HASH, this::setClock);
    add("GET", "/snapshot", HASH, this::snapshots);
    add("POST", "/snapshot", HASH, this::snapshot);
    add("POST", "/restore", HASH, this::restore);
    add("GET", "/world", HASH, this::world);
    add("GET", "/profile", NOTHING, call -> Answer.json(200, worlds.source().document()));
    add("GET", "/fail", HASH, this::queue);
    add("POST", "/fail", HASH, this::fail);
    add("DELETE", "/fail", HASH, this::clearQueue);
    add("GET", "/network", HASH, this::network);
    add("POST", "/network", HASH, this::setNetwork);
    add("DELETE", "/network", HASH, this::resetNetwork);
  }

  private void add(
      String method, String path, Set<String> parameters, Function<Call, Answer> answer) {
    endpoints
        .computeIfAbsent(path, p -> new TreeMap<>())
        .put(method, new Endpoint(parameters, answer));
  }

  /** A call of a control endpoint. */
  private record Call(RawRequest request, Map<String, String> parameters) {
    static Call of(RawRequest request, Set<String> known) {
      Map<String, String> parameters =
          request.query() == null ? Map.of() : Pairs.all(request.query());
      for (String name : parameters.keySet()) {
        if (!known.contains(name)) {
          throw new Refusal(
              (known.isEmpty()
                      ? "Expected no parameters"
                      : "Expected only the parameter " + String.join(", ", known))
                  + ", got "
                  + Shown.of(name));
        }
      }
      String hash = parameters.get("hash");
      if (hash != null && !Hashes.wellFormed(hash)) {
        throw new Refusal("Expected a hash of 32 hexadecimal digits, got " + Shown.of(hash));
      }
      return new Call(request, parameters);
    }

    /** Returns the parameter that names a world, or null. */
    String hash() {
      return parameters.get("hash");
    }

    /** Returns the body, an empty object when there is none. */
    ObjectNode body(String... keys) {
      JsonNode body = read();
      if (!(body instanceof ObjectNode object)) {
        throw notAnObject();
      }
      List<String> known = List.of(keys);
      object
          .fieldNames()
          .forEachRemaining(
              key -> {
                if (!known.contains(key)) {
                  throw new Refusal(
                      (known.isEmpty() ? "Expected no keys" : "Expected only the keys " + known)
                          + ", got "
                          + Shown.of(key));
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
        throw notAnObject();
      }
    }

    private Refusal notAnObject() {
      return new Refusal("Expected one JSON object, got " + Shown.of(request.text()));
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
              + Shown.of(request.path()));
    }
    String method = request.method().equals("HEAD") ? "GET" : request.method();
    Endpoint endpoint = methods.get(method);
    if (endpoint == null) {
      String allowed = String.join(", ", methods.keySet());
      return problem(405, "Expected " + allowed + ", got " + method).with("Allow", allowed);
    }
    try {
      return endpoint.answer().apply(Call.of(request, endpoint.parameters()));
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
    forced.clear(call.hash());
    networks.reset(call.hash());
    return clock(call);
  }

  private Answer clock(Call call) {
    WorldClock clock = worlds.look(call.hash()).clock();
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
    // Copies take the changes first, so that a refused one leaves all clocks alone.
    worlds.each(call.hash(), world -> adjust(world.clock().copy(), changes));
    worlds.each(call.hash(), world -> adjust(world.clock(), changes));
    return clock(call);
  }

  private static void adjust(WorldClock clock, List<Consumer<WorldClock>> changes) {
    changes.forEach(change -> change.accept(clock));
  }

  /** Returns what is to be done to a clock. */
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
        throw new Refusal("Expected a number as speed, got " + Shown.of(wanted.get("speed")));
      }
      double speed = wanted.get("speed").asDouble();
      changes.add(clock -> clock.run(speed));
    }
    if (wanted.has("advance")) {
      Duration by = duration(wanted.get("advance"));
      changes.add(clock -> clock.advance(by));
    }
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
      throw new Refusal("Expected an instant like 2026-11-02T12:47:13Z, got " + Shown.of(value));
    }
  }

  private static Duration duration(JsonNode value) {
    try {
      return Duration.parse(value.asText());
    } catch (DateTimeException e) {
      throw new Refusal("Expected a duration like PT10M, got " + Shown.of(value));
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
          404,
          worlds.snapshots(call.hash()).isEmpty()
              ? "Expected a snapshot to return to, but none was taken; take one with POST "
                  + Gate.CONTROL_PATH
                  + "/snapshot"
              : "Expected one of " + worlds.snapshots(call.hash()) + " as name, got " + name);
    }
    return snapshots(call);
  }

  private static String name(Call call) {
    JsonNode name = call.body("name").path("name");
    if (name.isMissingNode()) {
      return "default";
    }
    if (!name.isTextual() || !SNAPSHOT_NAME.matcher(name.asText()).matches()) {
      throw new Refusal("Expected a text of 1 to 100 characters as name, got " + Shown.of(name));
    }
    return name.asText();
  }

  private Answer world(Call call) {
    return Answer.json(200, WorldJson.write(worlds.look(call.hash())));
  }

  private static Answer errors(Call call) {
    String wanted = call.parameters().get("action");
    NetworkJson.requireAction(wanted);
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

  private Answer queue(Call call) {
    ObjectNode body = NODES.objectNode();
    ArrayNode list = body.putArray("queued");
    for (ForcedErrors.Queued queued : forced.queued()) {
      if (call.hash() == null || call.hash().equalsIgnoreCase(queued.hash())) {
        list.addObject()
            .put("hash", queued.hash())
            .put("action", queued.action() == null ? null : queued.action().name())
            .put("error", queued.error().name())
            .put("number", queued.error().number())
            .put("times", queued.times());
      }
    }
    return Answer.json(200, body);
  }

  private Answer fail(Call call) {
    ObjectNode wanted = call.body("action", "error", "times");
    JsonNode action = wanted.path("action");
    if (!action.isMissingNode() && !action.isNull() && !action.isTextual()) {
      throw new Refusal("Expected the name of an action such as get_fuel, got " + Shown.of(action));
    }
    JsonNode error = wanted.path("error");
    if (!error.isTextual() && !error.isInt()) {
      throw new Refusal(
          "Expected the name or number of an error as error, e.g. {\"action\": \"get_fuel\","
              + " \"error\": 208, \"times\": 1}, got "
              + Shown.of(wanted));
    }
    JsonNode times = wanted.path("times");
    if (!times.isMissingNode() && !(times.isInt() && times.intValue() > 0)) {
      throw new Refusal("Expected a whole number from 1 as times, got " + Shown.of(times));
    }
    forced.add(queued(call.hash(), action.textValue(), error.asText(), times.asInt(1)));
    return queue(call);
  }

  private Answer clearQueue(Call call) {
    forced.clear(call.hash());
    return queue(call);
  }

  /**
   * Checks what is to be queued.
   *
   * @param hash the caller; null for all
   * @param name the action's name; null for any
   * @throws IllegalArgumentException if there is no such action, or it does not document the error
   */
  static ForcedErrors.Queued queued(String hash, String name, String nameOrNumber, int times) {
    NetworkJson.requireAction(name);
    CatalogueError error =
        Contract.errors()
            .find(nameOrNumber)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Expected the name or number of an error such as DEVICE_BLOCKED or 208,"
                            + " got "
                            + Shown.of(nameOrNumber)));
    Action action = name == null ? null : Contract.action(name).orElseThrow();
    if (action != null && !action.errors().contains(error)) {
      throw new IllegalArgumentException(
          "The error " + ForcedErrors.documented(action) + "; got " + Shown.of(nameOrNumber));
    }
    return new ForcedErrors.Queued(hash, action, error, times);
  }

  private Answer network(Call call) {
    return Answer.json(200, NetworkJson.write(networks.of(call.hash()).settings()));
  }

  private Answer setNetwork(Call call) {
    ObjectNode wanted = call.body("profile", "rules", "rate_limit");
    Network.Settings current = networks.of(call.hash()).settings();
    networks.set(call.hash(), NetworkJson.read(wanted, current));
    return network(call);
  }

  private Answer resetNetwork(Call call) {
    networks.reset(call.hash());
    return network(call);
  }

  /** Returns whether a path is the contract's or below that of the admin API. */
  static boolean isOwn(String path) {
    return path.equals(CONTRACT) || path.equals("/__admin") || path.startsWith("/__admin/");
  }

  /** Answers a page that is neither WireMock's nor below the base path; null when there is none. */
  Answer ownPage(RawRequest request, String path) {
    boolean reading = request.method().equals("GET") || request.method().equals("HEAD");
    return path.equals(CONTRACT) && reading ? document(YAML, bytes(Contract.openapi())) : null;
  }

  private static Answer document(String type, byte[] content) {
    return Answer.of(200, type, content);
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
