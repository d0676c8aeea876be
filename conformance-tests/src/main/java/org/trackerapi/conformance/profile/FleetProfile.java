package org.trackerapi.conformance.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.trackerapi.spec.Contract;

/**
 * Reads a profile out of a fleet file, the fixture or an own one: who can do what, and which values
 * provoke which error, follow from the fleet's own contents.
 */
final class FleetProfile {
  private static final List<String> RIGHTS =
      List.of("tracker_register", "tracker_configure", "tracker_set_output", "tracker_update");
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final JsonNode fleet;
  private final JsonNode account;
  private final Map<String, JsonNode> models = new LinkedHashMap<>();
  private final Map<Integer, JsonNode> trackers = new LinkedHashMap<>();
  private final Map<String, List<Integer>> roles = new TreeMap<>();
  private final Map<String, ObjectNode> provoke = new TreeMap<>();

  private FleetProfile(JsonNode fleet) {
    this.fleet = fleet;
    this.account = fleet.at("/accounts/0");
    fleet.path("models").forEach(model -> models.put(model.at("/object/code").asText(), model));
    fleet.path("trackers").forEach(tracker -> trackers.put(tracker.path("id").intValue(), tracker));
  }

  static Profile of(JsonNode fleet) {
    return new FleetProfile(fleet).profile();
  }

  private Profile profile() {
    Map<String, String> users = users();
    trackers.values().forEach(this::cast);
    provocations();
    String master = users.remove("master");
    return new Profile(
        1,
        account.path("name").asText("fleet"),
        master,
        users,
        roles,
        fleet.at("/unknown_tracker_ids/0").asInt(2_147_000_000),
        List.of("all"),
        own(fleet.path("groups")),
        restrictedGroups(),
        own(fleet.path("tags")),
        registration(),
        provoke,
        new FleetFacts(fleet, roles).known(account),
        new Profile.Limits(Contract.limit("ids-per-batch"), null, null),
        null,
        null);
  }

  private Map<String, String> users() {
    Map<String, String> users = new TreeMap<>();
    for (JsonNode user : account.path("users")) {
      String hash = user.path("hash").asText();
      if (user.path("expired").asBoolean()) {
        users.putIfAbsent("expired", hash);
      } else if (user.path("blocked").asBoolean()) {
        users.putIfAbsent("blocked_user", hash);
      } else if (user.path("role").asText().equals("master")) {
        users.putIfAbsent(users.containsKey("master") ? "api_key" : "master", hash);
      } else {
        users.putIfAbsent(kind(user), hash);
      }
    }
    for (JsonNode other : fleet.path("accounts")) {
      int id = other.path("id").intValue();
      if (id == account.path("id").intValue()) {
        continue;
      }
      long count = trackers.values().stream().filter(t -> owner(t) == id).count();
      String hash = other.at("/users/0/hash").asText();
      boolean full = other.has("device_limit") && count >= other.get("device_limit").asLong();
      users.putIfAbsent(full ? "full" : "other_account", hash);
    }
    return users;
  }

  private static String kind(JsonNode user) {
    Set<String> rights = new HashSet<>();
    user.path("rights").forEach(right -> rights.add(right.asText()));
    if (user.path("groups").isArray()) {
      return "restricted";
    }
    if (rights.isEmpty()) {
      return "viewer";
    }
    List<String> missing = RIGHTS.stream().filter(right -> !rights.contains(right)).toList();
    if (missing.isEmpty()) {
      return "operator";
    }
    return missing.size() == 1
        ? "without_" + missing.get(0)
        : "only_" + String.join("_and_", rights.stream().sorted().toList());
  }

  private List<Integer> restrictedGroups() {
    for (JsonNode user : account.path("users")) {
      if (user.path("groups").isArray()) {
        List<Integer> groups = new ArrayList<>();
        user.get("groups").forEach(group -> groups.add(group.intValue()));
        return groups;
      }
    }
    return List.of();
  }

  private void cast(JsonNode tracker) {
    int id = tracker.path("id").intValue();
    if (owner(tracker) != account.path("id").intValue()) {
      play(Role.FOREIGN, id);
      return;
    }
    if (tracker.path("corrupted").asBoolean()) {
      play(Role.CORRUPTED, id);
      return;
    }
    if (tracker.has("clone_of")) {
      JsonNode original = trackers.get(tracker.get("clone_of").intValue());
      if (original != null && original.at("/source/blocked").asBoolean()) {
        return;
      }
      boolean rules = !tracker.path("rules").isEmpty();
      boolean vehicles = !tracker.path("vehicles").isEmpty();
      play(Role.CLONE, id);
      if (rules && !vehicles) {
        play(Role.CLONE_WITH_RULES, id);
      } else if (vehicles && !rules) {
        play(Role.CLONE_WITH_VEHICLES, id);
      } else if (rules) {
        play(Role.CLONE_WITH_RULES_AND_VEHICLES, id);
      } else {
        play(Role.DELETABLE_CLONE, id);
      }
      return;
    }
    if (tracker.at("/source/blocked").asBoolean()) {
      play(Role.BLOCKED, id);
      return;
    }
    original(tracker, id);
  }

  private void original(JsonNode tracker, int id) {
    play(Role.ANY, id);
    play(Role.ORIGINAL, id);
    JsonNode telemetry = tracker.path("telemetry");
    JsonNode model = models.getOrDefault(tracker.at("/source/model").asText(), NODES.objectNode());
    JsonNode object = model.path("object");
    String connection = telemetry.path("connection").asText();
    boolean connected = connection.equals("online") || connection.equals("idle");
    String motion = telemetry.path("motion").asText();
    play(Role.CONNECTED, id, connected && object.path("has_phone").asBoolean());
    play(Role.IDLE, id, connection.equals("idle") && located(telemetry));
    play(
        Role.SIGNAL_LOST,
        id,
        connection.equals("signal_lost")
            && telemetry.path("silent_for").asText().matches("P(3[1-9]|[4-9][0-9]|[0-9]{3,})D"));
    play(Role.OFFLINE, id, connection.equals("offline"));
    play(Role.NEVER_CONNECTED, id, connection.equals("just_registered"));
    play(Role.JUST_REPLACED, id, connection.equals("just_replaced"));
    play(Role.NO_GSM, id, !object.path("has_phone").asBoolean() && !mobile(model));
    boolean located = located(telemetry);
    int age = telemetry.path("gps_age").asInt(0);
    boolean gprs = object.path("has_gprs_location_request").asBoolean();
    play(
        Role.FRESH_LOCATION,
        id,
        connection.equals("online")
            && located
            && gprs
            && age == 0
            && telemetry.path("report_every").asInt(10) <= 10);
    play(Role.STALE_LOCATION, id, connected && located && gprs && age > 75);
    play(Role.MOBILE_APP, id, mobile(model));
    boolean lock = object.path("special_control").asText().endsWith("_lock_password");
    play(Role.LOCK, id, lock);
    play(Role.NO_SPECIAL_CONTROL, id, object.path("special_control").asText().equals("none"));
    play(Role.MOVING, id, connection.equals("online") && motion.equals("moving"));
    play(Role.STOPPED, id, connection.equals("online") && motion.equals("stopped") && located);
    play(Role.PARKED, id, connection.equals("online") && motion.equals("parked") && located);
    play(Role.OUTPUTS, id, tracker.path("outputs").size() > 1);
    play(Role.INPUTS, id, !tracker.path("inputs").isEmpty());
    play(Role.TAGGED, id, !tracker.path("tag_bindings").isEmpty());
    play(Role.LOCATED_BY_GSM, id, telemetry.path("gsm_lbs").asBoolean());
    for (JsonNode sensor : tracker.path("sensors")) {
      String input = sensor.path("input").asText();
      boolean bus = input.startsWith("can_") || input.startsWith("obd_");
      boolean fuel = sensor.path("type").asText().equals("fuel");
      play(Role.FUEL, id, fuel);
      play(Role.CAN_OBD, id, bus && !fuel);
      play(Role.READINGS, id, !bus && !fuel);
    }
    play(
        Role.REPLACEABLE,
        id,
        connected
            && !lock
            && !mobile(model)
            && object.path("has_phone").asBoolean()
            && !tracker.has("sensors")
            && age <= 75
            && !isOriginalOfClone(id)
            && !telemetry.path("gsm_lbs").asBoolean());
  }

  private static boolean located(JsonNode telemetry) {
    return telemetry.has("position") || telemetry.has("route");
  }

  private boolean isOriginalOfClone(int id) {
    return trackers.values().stream().anyMatch(t -> t.path("clone_of").asInt() == id);
  }

  private void play(Role role, int id) {
    List<Integer> cast = roles.computeIfAbsent(role.key(), key -> new ArrayList<>());
    if (!cast.contains(id)) {
      cast.add(id);
    }
  }

  private void play(Role role, int id, boolean does) {
    if (does) {
      play(role, id);
    }
  }

  private static int owner(JsonNode tracker) {
    return tracker.path("account_id").intValue();
  }

  private List<Integer> own(JsonNode things) {
    List<Integer> ids = new ArrayList<>();
    for (JsonNode thing : things) {
      if (thing.path("account_id").intValue() == account.path("id").intValue()) {
        ids.add(thing.path("id").intValue());
      }
    }
    return ids;
  }

  private static boolean mobile(JsonNode model) {
    return model.at("/object/code").asText().startsWith("mobile_");
  }

  private boolean suits(JsonNode plugin, String model) {
    boolean listed = false;
    for (JsonNode pattern : plugin.at("/filter/values")) {
      listed |= model.matches(pattern.asText());
    }
    return listed != plugin.at("/filter/exclusion").asBoolean(true);
  }

  private boolean isFor(JsonNode model, JsonNode owner) {
    for (JsonNode tariff : fleet.path("tariffs")) {
      if (tariff.path("id").equals(model.path("tariff_id"))) {
        for (JsonNode type : tariff.path("legal_types")) {
          if (type.asText().equals(owner.path("legal_type").asText())) {
            return true;
          }
        }
        return false;
      }
    }
    return true;
  }

  private boolean requires(JsonNode plugin, String parameter) {
    for (JsonNode required : plugin.path("requires")) {
      if (required.asText().equals(parameter)) {
        return true;
      }
    }
    return false;
  }

  private JsonNode plugin(String model, java.util.function.Predicate<JsonNode> wanted) {
    for (JsonNode plugin : fleet.path("plugins")) {
      if (suits(plugin, model) && wanted.test(plugin)) {
        return plugin;
      }
    }
    return NODES.missingNode();
  }

  private ObjectNode device(java.util.function.Predicate<JsonNode> wanted) {
    for (JsonNode model : models.values()) {
      String code = model.at("/object/code").asText();
      JsonNode plugin = plugin(code, p -> !requires(p, "activation_code") && !requires(p, "iccid"));
      if (model.at("/object/register").asBoolean()
          && model.at("/object/has_phone").asBoolean()
          && isFor(model, account)
          && wanted.test(model)
          && !plugin.isMissingNode()) {
        return NODES.objectNode().put("model", code).put("plugin_id", plugin.path("id").intValue());
      }
    }
    return null;
  }

  private Profile.Registration registration() {
    ObjectNode device =
        device(
            model ->
                model.at("/object/id_type").asText().equals("imei")
                    && model.at("/object/digital_outputs").asInt() > 0);
    ObjectNode lock =
        device(model -> model.at("/object/special_control").asText().endsWith("_lock_password"));
    ObjectNode generated =
        device(model -> model.at("/object/id_type").asText().matches("[0-9]+,[0-9]+"));
    ObjectNode withCode = null;
    if (device != null) {
      String model = device.get("model").asText();
      JsonNode plugin = plugin(model, p -> requires(p, "activation_code") && requires(p, "phone"));
      if (!plugin.isMissingNode()) {
        withCode =
            NODES
                .objectNode()
                .put("model", model)
                .put("plugin_id", plugin.path("id").intValue())
                .put("apn_name", "internet")
                .put("apn_user", "user")
                .put("apn_password", "password");
      }
    }
    List<String> codes = new ArrayList<>();
    fleet
        .path("activation_codes")
        .forEach(
            code -> {
              if (!code.path("used").asBoolean()) {
                codes.add(code.path("code").asText());
              }
            });
    List<String> imeis = new ArrayList<>();
    Map<String, String> quickModels = new TreeMap<>();
    fleet
        .path("bundles")
        .forEach(
            bundle -> {
              if (fault(bundle) == 0) {
                imeis.add(bundle.path("imei").asText());
                quickModels.put(bundle.path("imei").asText(), bundle.path("model").asText());
              }
            });
    return new Profile.Registration(device, lock, generated, withCode, codes, imeis, quickModels);
  }

  private int fault(JsonNode bundle) {
    String code = bundle.path("model").asText();
    JsonNode model = models.get(code);
    if (model == null || !model.at("/object/register").asBoolean()) {
      return 220;
    }
    if (mobile(model)) {
      return 7;
    }
    for (JsonNode plugin : fleet.path("plugins")) {
      if (plugin.path("id").equals(bundle.path("plugin_id")) && !suits(plugin, code)) {
        return 222;
      }
    }
    for (JsonNode tracker : trackers.values()) {
      boolean used = !tracker.path("corrupted").asBoolean();
      if (used && tracker.at("/source/device_id").equals(bundle.path("imei"))) {
        return 224;
      }
      if (used && bundle.has("phone") && tracker.at("/source/phone").equals(bundle.get("phone"))) {
        return 223;
      }
    }
    if (!isFor(model, account)) {
      return 225;
    }
    if (bundle.has("iccid") && sim(bundle.get("iccid")).isMissingNode()) {
      return 226;
    }
    for (JsonNode known : fleet.path("activation_codes")) {
      if (known.path("code").equals(bundle.path("activation_code"))
          && known.path("used").asBoolean()) {
        return 227;
      }
    }
    return 0;
  }

  private JsonNode sim(JsonNode iccid) {
    for (JsonNode sim : fleet.path("sims")) {
      if (sim.path("iccid").equals(iccid)) {
        return sim;
      }
    }
    return NODES.missingNode();
  }

  private void provocations() {
    foreign("groups")
        .ifPresent(id -> provoke("register/204", NODES.objectNode().put("group_id", id)));
    foreign("tags")
        .ifPresent(
            id -> {
              ObjectNode tags = NODES.objectNode();
              tags.putArray("tag_bindings").addObject().put("tag_id", id).put("ordinal", 1);
              provoke("tags/set/7", tags);
            });
    madeByThePlatform()
        .ifPresent(id -> provoke("register_retry/7", NODES.objectNode().put("device_id", id)));
    provoke("register_quick/204", NODES.objectNode().put("group_id", 2_000_000_001));
    unsuitable();
    taken();
    models.values().stream()
        .filter(model -> model.at("/object/register").asBoolean())
        .filter(model -> model.at("/object/id_type").asText().equals("imei"))
        .filter(model -> !isFor(model, account))
        .findFirst()
        .ifPresent(
            model ->
                both("225", NODES.objectNode().put("model", model.at("/object/code").asText())));
    models.values().stream()
        .filter(FleetProfile::mobile)
        .findFirst()
        .ifPresent(
            model -> {
              JsonNode plugin = plugin(model.at("/object/code").asText(), p -> true);
              provoke(
                  "replace/7",
                  NODES
                      .objectNode()
                      .put("model", model.at("/object/code").asText())
                      .put("plugin_id", plugin.path("id").intValue()));
            });
    for (JsonNode bundle : fleet.path("bundles")) {
      int fault = fault(bundle);
      if (fault == 0) {
        bundled(bundle);
      } else {
        ObjectNode imei = NODES.objectNode().put("imei", bundle.path("imei").asText());
        if (fault != 7) {
          provoke("register_quick/" + fault, imei);
        }
        if (fault != 227) {
          provoke("replace_quick/" + fault, imei);
        }
      }
    }
    fleet
        .path("activation_codes")
        .forEach(
            code -> {
              if (code.path("used").asBoolean()) {
                provoke(
                    "register/227",
                    NODES.objectNode().put("activation_code", code.path("code").asText()));
              }
            });
    fleet
        .path("sims")
        .forEach(
            sim -> {
              if (sim.path("phone").isTextual()) {
                provoke("change_phone/241", NODES.objectNode().set("phone", sim.get("phone")));
              }
            });
  }

  /** A plugin that does not suit the model that registers. */
  private void unsuitable() {
    JsonNode device = registration().device();
    if (device == null) {
      return;
    }
    for (JsonNode plugin : fleet.path("plugins")) {
      if (!suits(plugin, device.path("model").asText())) {
        provoke("register/222", NODES.objectNode().set("plugin_id", plugin.get("id")));
        return;
      }
    }
  }

  /** Returns the ID of a thing of another account. */
  private Optional<Integer> foreign(String things) {
    for (JsonNode thing : fleet.path(things)) {
      if (thing.path("account_id").intValue() != account.path("id").intValue()) {
        return Optional.of(thing.path("id").intValue());
      }
    }
    return Optional.empty();
  }

  /** Returns a device ID that the platform made. */
  private Optional<String> madeByThePlatform() {
    return trackers.values().stream()
        .filter(tracker -> owner(tracker) == account.path("id").intValue())
        .filter(
            tracker -> {
              JsonNode model =
                  models.getOrDefault(tracker.at("/source/model").asText(), NODES.objectNode());
              return model.at("/object/id_type").asText().matches("[0-9]+,[0-9]+")
                  && model.at("/object/has_phone").asBoolean();
            })
        .map(tracker -> tracker.at("/source/device_id").asText())
        .findFirst();
  }

  /** Values that other trackers of the account use. */
  private void taken() {
    for (JsonNode tracker : trackers.values()) {
      if (owner(tracker) != account.path("id").intValue()
          || tracker.path("corrupted").asBoolean()
          || !tracker.at("/source/device_id").asText().matches("[0-9]{15}")
          || !tracker.at("/source/phone").asText().matches("[0-9]{8,20}")) {
        continue;
      }
      both("224", NODES.objectNode().set("device_id", tracker.at("/source/device_id")));
      ObjectNode phone = NODES.objectNode().set("phone", tracker.at("/source/phone"));
      both("223", phone);
      provoke("change_phone/223", phone);
      return;
    }
  }

  private void bundled(JsonNode bundle) {
    String model = bundle.path("model").asText();
    if (!bundle.has("iccid")) {
      return;
    }
    ObjectNode request =
        NODES
            .objectNode()
            .put("model", model)
            .put("plugin_id", bundle.path("plugin_id").intValue())
            .put("device_id", bundle.path("imei").asText());
    request.putNull("phone");
    both("226", request.deepCopy().put("iccid", "8900000000000000001"));
    ObjectNode stranger = request.deepCopy().put("iccid", bundle.get("iccid").asText());
    stranger.remove("device_id");
    both("258", stranger);
  }

  private void both(String code, ObjectNode parameters) {
    provoke("register/" + code, parameters);
    provoke("replace/" + code, parameters);
  }

  private void provoke(String error, ObjectNode parameters) {
    provoke.putIfAbsent(error, parameters);
  }
}
