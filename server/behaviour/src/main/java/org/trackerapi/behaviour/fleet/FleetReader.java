package org.trackerapi.behaviour.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.IntStream;
import org.trackerapi.behaviour.telemetry.Link;
import org.trackerapi.behaviour.telemetry.Motion;
import org.trackerapi.behaviour.telemetry.Profile;
import org.trackerapi.behaviour.telemetry.Road;
import org.trackerapi.spec.Contract;

/**
 * Turns a tree that fits the fleet schema into a description, and notes what a schema cannot see:
 * references that lead nowhere, and what may not come twice.
 */
final class FleetReader {
  private static final int DEFAULT_PERIOD_S = 10;
  private static final int IDLE_GPS_AGE_S = 900;

  private final LocatedTree tree;
  private final JsonNode root;
  private final List<String> problems = new ArrayList<>();
  private final Map<String, Road> roads = new HashMap<>();
  private final Map<Integer, JsonNode> originals = new HashMap<>();
  private final Map<Integer, Device> devices = new HashMap<>();
  private final Set<String> deviceIds = new HashSet<>();
  private final Set<String> phones = new HashSet<>();
  private final Set<Integer> sourceIds = new HashSet<>();

  private Map<Integer, Account> accounts;
  private Map<Integer, Group> groups;
  private Map<Integer, Tag> tags;
  private Map<Integer, Tariff> tariffs;
  private Map<String, DeviceModel> models;
  private Map<String, Sim> sims;

  FleetReader(LocatedTree tree) {
    this.tree = tree;
    this.root = tree.root();
  }

  /** Returns what is wrong, by line. */
  List<String> problems() {
    return problems;
  }

  private void problem(String path, String text) {
    problems.add(tree.problem(path, text));
  }

  FleetDescription read() {
    tariffs = byKey("tariffs", Tariff::id, this::tariff);
    accounts = byKey("accounts", Account::id, this::account);
    groups = byKey("groups", Group::id, this::group);
    tags = byKey("tags", Tag::id, this::tag);
    models = byKey("models", DeviceModel::code, this::model);
    sims = byKey("sims", Sim::iccid, (path, n) -> new Sim(text(n, "iccid"), text(n, "phone")));
    Map<Integer, Integer> listings =
        byKey("status_listings", Function.identity(), this::statusListing);
    Map<String, Route> routes = byKey("routes", Route::name, this::route);
    Map<Integer, RegistrationPlugin> plugins =
        byKey("plugins", RegistrationPlugin::id, this::plugin);
    Map<String, User> users = users();
    Map<Integer, TrackerRecord> trackers = trackers(listings.keySet());
    JsonNode next = root.path("next");
    Set<Integer> reserved = numbers(root.path("unknown_tracker_ids"));
    reserved.stream()
        .filter(trackers::containsKey)
        .forEach(id -> problem("/unknown_tracker_ids", "a tracker has the ID " + id));
    return new FleetDescription(
        root.path("seed").asLong(),
        instant("/example_instant", root.path("example_instant")),
        next.path("tracker_id").asInt(next(trackers.keySet())),
        next.path("source_id").asInt(next(sourceIds)),
        next.path("device_serial").asLong(nextSerial()),
        reserved,
        accounts,
        users,
        groups,
        tags,
        tariffs,
        models,
        plugins,
        codes(),
        sims,
        byKey("bundles", Bundle::imei, (path, node) -> bundle(path, node, plugins)),
        List.copyOf(routes.values()),
        List.copyOf(trackers.values()));
  }

  /** Reads a list; an item whose key came before is a problem. */
  private <K, T> Map<K, T> byKey(
      String list, Function<T, K> key, BiFunction<String, JsonNode, T> read) {
    Map<K, T> result = new LinkedHashMap<>();
    JsonNode items = root.path(list);
    for (int i = 0; i < items.size(); i++) {
      String path = "/" + list + "/" + i;
      T item = read.apply(path, items.get(i));
      if (result.putIfAbsent(key.apply(item), item) != null) {
        problem(path, key.apply(item) + " comes twice; give it another ID or remove it");
      }
    }
    return java.util.Collections.unmodifiableMap(result);
  }

  private <K> boolean refers(String path, Map<K, ?> to, K key, String what) {
    if (to.containsKey(key)) {
      return true;
    }
    problem(path, "there is no " + what + " " + key + "; add it or correct the reference");
    return false;
  }

  private Tariff tariff(String path, JsonNode node) {
    return new Tariff(
        node.get("id").asInt(),
        text(node, "name"),
        texts(node.path("legal_types")),
        node.has("days") ? node.get("days").asInt() : null);
  }

  private Account account(String path, JsonNode node) {
    return new Account(
        node.get("id").asInt(),
        text(node, "name"),
        node.path("legal_type").asText("individual"),
        zone(path + "/time_zone", node.path("time_zone").asText("UTC")),
        Units.of(node.path("measurement_system").asText("metric")),
        node.path("device_limit").asInt(Contract.limit("devices-per-account")));
  }

  private ZoneId zone(String path, String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      problem(path, "expected an IANA time zone such as Europe/Madrid, got " + name);
      return ZoneId.of("UTC");
    }
  }

  private Group group(String path, JsonNode node) {
    refers(path + "/account_id", accounts, node.get("account_id").asInt(), "account");
    return new Group(node.get("id").asInt(), node.get("account_id").asInt(), text(node, "title"));
  }

  private Tag tag(String path, JsonNode node) {
    refers(path + "/account_id", accounts, node.get("account_id").asInt(), "account");
    return new Tag(
        node.get("id").asInt(),
        node.get("account_id").asInt(),
        text(node, "name"),
        text(node, "color"));
  }

  private Integer statusListing(String path, JsonNode node) {
    refers(path + "/account_id", accounts, node.get("account_id").asInt(), "account");
    return node.get("id").asInt();
  }

  private DeviceModel model(String path, JsonNode node) {
    refers(path + "/tariff_id", tariffs, node.get("tariff_id").asInt(), "tariff");
    JsonNode object = node.get("object");
    return new DeviceModel(
        object,
        node.get("tariff_id").asInt(),
        text(object, "code"),
        IdType.of(text(object, "id_type")),
        object.path("register").asBoolean(true),
        object.path("has_phone").asBoolean(true),
        object.path("digital_inputs").asInt(),
        object.path("digital_outputs").asInt(),
        controls(object.path("special_control").asText("none").split("\\s*,\\s*")),
        controls(texts(object.path("special_settings")).toArray(String[]::new)),
        List.copyOf(texts(object.path("state_fields"))));
  }

  private static Set<String> controls(String... names) {
    Set<String> controls = new HashSet<>(List.of(names));
    controls.remove("none");
    controls.remove("");
    return Set.copyOf(controls);
  }

  private Route route(String path, JsonNode node) {
    List<Point> points = new ArrayList<>();
    node.get("points").forEach(point -> points.add(point(point)));
    Route route =
        new Route(text(node, "name"), node.get("max_speed").asDouble(), List.copyOf(points));
    try {
      roads.put(route.name(), Road.of(route));
    } catch (IllegalArgumentException e) {
      problem(path + "/points", e.getMessage() + "; add a point");
    }
    return route;
  }

  private static Point point(JsonNode node) {
    return new Point(node.get(0).asDouble(), node.get(1).asDouble());
  }

  private RegistrationPlugin plugin(String path, JsonNode node) {
    List<Pattern> patterns = new ArrayList<>();
    JsonNode values = node.path("filter").path("values");
    for (int i = 0; i < values.size(); i++) {
      try {
        patterns.add(Pattern.compile(values.get(i).asText()));
      } catch (PatternSyntaxException e) {
        problem(
            path + "/filter/values/" + i,
            "expected a regular expression, got " + values.get(i) + ": " + e.getDescription());
      }
    }
    return new RegistrationPlugin(
        node.get("id").asInt(),
        text(node, "title"),
        node.path("filter").path("exclusion").asBoolean(),
        List.copyOf(patterns),
        texts(node.path("optional")),
        texts(node.path("requires")),
        texts(node.path("requires_on_replace")));
  }

  /** A bundle may have a SIM or a code that does not exist: that provokes an error. */
  private Bundle bundle(String path, JsonNode node, Map<Integer, RegistrationPlugin> plugins) {
    refers(path + "/model", models, text(node, "model"), "model");
    refers(path + "/plugin_id", plugins, node.get("plugin_id").asInt(), "plugin");
    return new Bundle(
        text(node, "imei"),
        text(node, "model"),
        node.get("plugin_id").asInt(),
        text(node, "iccid"),
        text(node, "phone"),
        text(node, "activation_code"));
  }

  private Map<String, Boolean> codes() {
    Map<String, Boolean> codes = new LinkedHashMap<>();
    JsonNode items = root.path("activation_codes");
    for (int i = 0; i < items.size(); i++) {
      String code = text(items.get(i), "code");
      if (codes.put(code, items.get(i).path("used").asBoolean()) != null) {
        problem("/activation_codes/" + i, code + " comes twice; remove one");
      }
    }
    return Map.copyOf(codes);
  }

  private Map<String, User> users() {
    Map<String, User> users = new LinkedHashMap<>();
    Set<String> names = new HashSet<>();
    JsonNode items = root.path("accounts");
    for (int i = 0; i < items.size(); i++) {
      JsonNode list = items.get(i).path("users");
      for (int j = 0; j < list.size(); j++) {
        String path = "/accounts/" + i + "/users/" + j;
        User user = user(path, items.get(i).get("id").asInt(), list.get(j));
        if (users.put(user.hash(), user) != null) {
          problem(path + "/hash", "another user has this hash; give it another one");
        }
        if (!names.add(user.name())) {
          problem(path + "/name", "another user is called " + user.name() + "; rename one");
        }
      }
    }
    return Map.copyOf(users);
  }

  private User user(String path, int accountId, JsonNode node) {
    Set<Integer> seen = node.has("groups") ? numbers(node.get("groups")) : null;
    if (seen != null) {
      for (int group : seen) {
        requireGroup(path + "/groups", accountId, group);
      }
    }
    return new User(
        text(node, "name"),
        accountId,
        text(node, "role").equals("master"),
        text(node, "hash").toLowerCase(Locale.ROOT),
        texts(node.path("rights")),
        seen,
        node.path("expired").asBoolean(),
        node.path("blocked").asBoolean(),
        text(node, "login"),
        text(node, "password"));
  }

  private void requireGroup(String path, int accountId, int id) {
    Group group = groups.get(id);
    if (id != 0 && (group == null || group.accountId() != accountId)) {
      problem(
          path,
          "account " + accountId + " has no group " + id + "; add it or correct the reference");
    }
  }

  private Map<Integer, TrackerRecord> trackers(Set<Integer> statusListings) {
    root.path("trackers")
        .forEach(
            node -> {
              if (!node.has("clone_of")) {
                originals.putIfAbsent(node.get("id").asInt(), node);
              }
            });
    JsonNode items = root.path("trackers");
    for (int i = 0; i < items.size(); i++) {
      if (!items.get(i).has("clone_of")) {
        Device device = device("/trackers/" + i, items.get(i), statusListings);
        if (device != null) {
          devices.putIfAbsent(items.get(i).get("id").asInt(), device);
        }
      }
    }
    Map<Integer, TrackerRecord> trackers = new LinkedHashMap<>();
    for (int i = 0; i < items.size(); i++) {
      String path = "/trackers/" + i;
      TrackerRecord tracker = tracker(path, items.get(i));
      if (tracker != null && trackers.putIfAbsent(tracker.id(), tracker) != null) {
        problem(path + "/id", "another tracker has the ID " + tracker.id() + "; change one");
      }
    }
    return trackers;
  }

  private TrackerRecord tracker(String path, JsonNode node) {
    int accountId = node.get("account_id").asInt();
    int groupId = node.path("group_id").asInt();
    refers(path + "/account_id", accounts, accountId, "account");
    requireGroup(path + "/group_id", accountId, groupId);
    Integer original = node.has("clone_of") ? node.get("clone_of").asInt() : null;
    if (original != null && !originals.containsKey(original)) {
      problem(
          path + "/clone_of",
          "there is no original tracker " + original + "; add it or correct the reference");
    }
    boolean corrupted =
        node.path("corrupted").asBoolean()
            || (original != null
                && originals.containsKey(original)
                && originals.get(original).path("corrupted").asBoolean());
    Device device = devices.get(original == null ? node.get("id").asInt() : original);
    return device == null
        ? null
        : new TrackerRecord(
            node.get("id").asInt(),
            accountId,
            text(node, "label"),
            groupId,
            original,
            text(node, "avatar_file_name"),
            boundTags(path + "/tag_bindings", accountId, node.path("tag_bindings")),
            List.copyOf(numbers(node.path("rules"))),
            List.copyOf(numbers(node.path("vehicles"))),
            List.copyOf(texts(node.path("roles"))),
            corrupted,
            device);
  }

  private List<BoundTag> boundTags(String path, int accountId, JsonNode nodes) {
    List<BoundTag> bound = new ArrayList<>();
    Set<Integer> ids = new HashSet<>();
    Set<Integer> ordinals = new HashSet<>();
    for (int i = 0; i < nodes.size(); i++) {
      BoundTag tag =
          new BoundTag(nodes.get(i).get("tag_id").asInt(), nodes.get(i).get("ordinal").asInt());
      Tag known = tags.get(tag.tagId());
      if (known == null || known.accountId() != accountId) {
        problem(
            path + "/" + i,
            "account "
                + accountId
                + " has no tag "
                + tag.tagId()
                + "; add it or correct the reference");
      }
      if (!ids.add(tag.tagId()) | !ordinals.add(tag.ordinal())) {
        problem(path + "/" + i, "tag or ordinal comes twice; change one");
      }
      bound.add(tag);
    }
    return List.copyOf(bound);
  }

  private Device device(String path, JsonNode node, Set<Integer> statusListings) {
    JsonNode source = node.get("source");
    String at = path + "/source";
    if (!refers(at + "/model", models, text(source, "model"), "model")) {
      return null;
    }
    DeviceModel model = models.get(text(source, "model"));
    int tariffId = source.path("tariff_id").asInt(model.tariffId());
    refers(at + "/tariff_id", tariffs, tariffId, "tariff");
    Integer listing =
        source.path("status_listing_id").isInt() ? source.get("status_listing_id").asInt() : null;
    if (listing != null && !statusListings.contains(listing)) {
      problem(at + "/status_listing_id", "there is no status listing " + listing + "; add it");
    }
    String iccid = text(node, "iccid");
    if (iccid != null) {
      refers(path + "/iccid", sims, iccid, "SIM card");
    }
    checkIdentity(at, source, model, node.path("corrupted").asBoolean());
    return new Device(
        source.get("id").asInt(),
        text(source, "device_id"),
        model,
        source.path("blocked").asBoolean(),
        tariffId,
        listing,
        date(at + "/creation_date", source.path("creation_date")),
        date(at + "/tariff_end_date", source.path("tariff_end_date")),
        text(source, "phone"),
        iccid,
        Apn.NONE,
        outputs(path + "/outputs", node.path("outputs"), model),
        inputs(path + "/inputs", node.path("inputs"), model),
        sensors(node.path("sensors")),
        states(node.path("states")),
        additional(node.path("additional")),
        profile(path + "/telemetry", node.path("telemetry")));
  }

  private void checkIdentity(String at, JsonNode source, DeviceModel model, boolean corrupted) {
    String deviceId = text(source, "device_id");
    String phone = text(source, "phone");
    if (!sourceIds.add(source.get("id").asInt())) {
      problem(at + "/id", "another source has the ID " + source.get("id") + "; change one");
    }
    if (!corrupted && !deviceIds.add(deviceId.toUpperCase(Locale.ROOT))) {
      problem(at + "/device_id", "another device has the ID " + deviceId + "; change one");
    }
    if (!corrupted && phone != null && !phone.isEmpty() && !phones.add(phone.replace("+", ""))) {
      problem(at + "/phone", "another device has the number " + phone + "; change one");
    }
    if (model.idType() instanceof IdType.Fixed type
        && !type.pattern().matcher(deviceId).matches()) {
      problem(at + "/device_id", type.expectation() + " for " + model.code() + ", got " + deviceId);
    }
  }

  private List<Output> outputs(String path, JsonNode nodes, DeviceModel model) {
    Map<Integer, Output> named = new HashMap<>();
    for (int i = 0; i < nodes.size(); i++) {
      JsonNode node = nodes.get(i);
      Output output =
          new Output(node.get("number").asInt(), text(node, "title"), node.path("on").asBoolean());
      within(path + "/" + i, output.number(), model.digitalOutputs(), "outputs", model);
      if (named.put(output.number(), output) != null) {
        problem(path + "/" + i, "output " + output.number() + " comes twice; remove one");
      }
    }
    return NewDevice.defaultOutputs(model).stream()
        .map(output -> named.getOrDefault(output.number(), output))
        .toList();
  }

  private List<InputMeaning> inputs(String path, JsonNode nodes, DeviceModel model) {
    List<InputMeaning> meanings = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      JsonNode node = nodes.get(i);
      int number = node.get("number").asInt();
      within(path + "/" + i, number, model.digitalInputs(), "inputs", model);
      meanings.add(new InputMeaning(number, text(node, "type"), text(node, "name")));
    }
    return List.copyOf(meanings);
  }

  private void within(String path, int number, int most, String what, DeviceModel model) {
    if (number > most) {
      problem(
          path,
          "number "
              + number
              + ", but "
              + model.code()
              + " has "
              + most
              + " "
              + what
              + "; lower it");
    }
  }

  private static List<Sensor> sensors(JsonNode nodes) {
    List<Sensor> sensors = new ArrayList<>();
    for (JsonNode node : nodes) {
      sensors.add(
          new Sensor(
              text(node, "input"),
              text(node, "label"),
              text(node, "type"),
              text(node, "units_type"),
              text(node, "units"),
              node.has("capacity") ? node.get("capacity").asDouble() : null,
              node.has("around") ? node.get("around").asDouble() : null));
    }
    return List.copyOf(sensors);
  }

  private static Map<String, Object> states(JsonNode node) {
    Map<String, Object> states = new LinkedHashMap<>();
    node.properties().forEach(entry -> states.put(entry.getKey(), plain(entry.getValue())));
    return java.util.Collections.unmodifiableMap(states);
  }

  private static Object plain(JsonNode value) {
    if (value.isNumber()) {
      return value.numberValue();
    }
    return value.isBoolean() ? (Object) value.booleanValue() : value.textValue();
  }

  private static Map<String, String> additional(JsonNode node) {
    Map<String, String> additional = new LinkedHashMap<>();
    node.properties().forEach(entry -> additional.put(entry.getKey(), entry.getValue().asText()));
    return java.util.Collections.unmodifiableMap(additional);
  }

  private Profile profile(String path, JsonNode node) {
    Link link = Link.valueOf(upper(node.path("connection").asText("online")));
    String route = text(node, "route");
    if (route != null && !roads.containsKey(route)) {
      problem(path + "/route", "there is no route " + route + "; add it or correct the reference");
    }
    int oldest = link == Link.IDLE ? IDLE_GPS_AGE_S : 0;
    return new Profile(
        link,
        Duration.parse(node.path("silent_for").asText("PT0S")),
        null,
        null,
        Duration.parse(node.path("replaced_for").asText("PT0S")),
        node.path("report_every").asInt(DEFAULT_PERIOD_S),
        node.path("gps_age").asInt(oldest),
        Motion.valueOf(upper(node.path("motion").asText("parked"))),
        Duration.parse(node.path("parked_for").asText("PT1H")),
        route == null ? null : roads.get(route),
        node.path("phase").asDouble(),
        node.has("position") ? point(node.get("position")) : null,
        node.path("heading").asInt(),
        node.path("altitude").asInt(),
        integer(node.path("battery")),
        text(node, "network"),
        integer(node.path("gsm_signal")),
        node.path("roaming").isNull() ? null : (Boolean) node.path("roaming").asBoolean(),
        node.path("gsm_lbs").asBoolean(),
        integer(node.path("precision")),
        node.path("walking").asBoolean());
  }

  private static String upper(String text) {
    return text.toUpperCase(Locale.ROOT);
  }

  private static Integer integer(JsonNode node) {
    return node.isInt() ? node.intValue() : null;
  }

  private LocalDate date(String path, JsonNode node) {
    try {
      return node.isTextual() ? LocalDate.parse(node.asText()) : null;
    } catch (DateTimeException e) {
      problem(path, "expected a date such as 2026-11-02, got " + node);
      return null;
    }
  }

  private Instant instant(String path, JsonNode node) {
    try {
      return node.isTextual() ? Instant.parse(node.asText()) : null;
    } catch (DateTimeException e) {
      problem(path, "expected an instant such as 2026-11-02T12:47:13Z, got " + node);
      return null;
    }
  }

  private static String text(JsonNode node, String key) {
    return node.path(key).textValue();
  }

  private static Set<String> texts(JsonNode array) {
    Set<String> result = new java.util.LinkedHashSet<>();
    array.forEach(item -> result.add(item.asText()));
    return java.util.Collections.unmodifiableSet(result);
  }

  private static Set<Integer> numbers(JsonNode array) {
    Set<Integer> result = new java.util.LinkedHashSet<>();
    array.forEach(item -> result.add(item.asInt()));
    return java.util.Collections.unmodifiableSet(result);
  }

  private static int next(Set<Integer> ids) {
    return ids.stream().mapToInt(Integer::intValue).max().orElse(0) + 1;
  }

  /** Returns one more than the largest serial behind a prefix. */
  private long nextSerial() {
    return devices.values().stream()
            .filter(device -> device.model().idType() instanceof IdType.Generated)
            .mapToLong(FleetReader::serial)
            .max()
            .orElse(0)
        + 1;
  }

  private static long serial(Device device) {
    int prefix = ((IdType.Generated) device.model().idType()).prefix().length();
    String id = device.deviceId();
    return IntStream.range(0, id.length()).allMatch(i -> Character.isDigit(id.charAt(i)))
            && id.length() > prefix
            && id.length() - prefix < 18
        ? Long.parseLong(id.substring(prefix))
        : 0;
  }
}
