package org.trackerapi.conformance.honest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.trackerapi.conformance.Answer;
import org.trackerapi.spec.Contract;

/** The trackers of the honest server and what the actions do with them. */
final class HonestFleet {
  static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode file;
  private final Faults faults;
  private final Map<Integer, ObjectNode> trackers = new LinkedHashMap<>();
  private final List<String> usedCodes = new ArrayList<>();
  private final HonestTelemetry telemetry;
  private int nextId;

  private final Set<String> on = new HashSet<>();

  HonestFleet(JsonNode file, Faults faults) {
    this.file = file;
    this.faults = faults;
    this.telemetry = new HonestTelemetry(file, faults, this);
    this.nextId = file.at("/next/tracker_id").asInt(900_000);
    for (JsonNode tracker : file.path("trackers")) {
      trackers.put(tracker.get("id").asInt(), (ObjectNode) tracker);
      for (JsonNode output : tracker.path("outputs")) {
        if (output.path("on").asBoolean()) {
          on.add(tracker.get("id") + "/" + output.get("number"));
        }
      }
    }
    for (JsonNode code : file.path("activation_codes")) {
      if (code.path("used").asBoolean()) {
        usedCodes.add(code.path("code").asText());
      }
    }
  }

  /** Returns whether an output is on. */
  boolean isOn(ObjectNode tracker, JsonNode output) {
    return on.contains(originalOf(tracker).get("id") + "/" + output.get("number"));
  }

  Map<Integer, ObjectNode> trackers() {
    return trackers;
  }

  // --- who ----------------------------------------------------------------------------------

  String anyHash() {
    return file.at("/accounts/0/users/0/hash").asText();
  }

  JsonNode user(String hash) {
    for (JsonNode account : file.path("accounts")) {
      for (JsonNode user : account.path("users")) {
        String known = user.path("hash").asText();
        if (known.equals(hash)
            || fault("half hashes") && known.substring(0, 16).equals(hash.substring(0, 16))) {
          return user;
        }
      }
    }
    return null;
  }

  JsonNode accountOf(JsonNode user) {
    for (JsonNode account : file.path("accounts")) {
      for (JsonNode candidate : account.path("users")) {
        if (candidate == user || candidate.path("hash").equals(user.path("hash"))) {
          return account;
        }
      }
    }
    throw new IllegalStateException();
  }

  boolean hasRight(JsonNode user, String right) {
    if (user.path("role").asText().equals("master")) {
      return true;
    }
    for (JsonNode own : user.path("rights")) {
      if (own.asText().equals(right)) {
        return true;
      }
    }
    return false;
  }

  // --- what ---------------------------------------------------------------------------------

  private boolean fault(String name) {
    return faults.named.contains(name);
  }

  private void refuseIf(Request request, boolean condition, int code) {
    refuseIf(request, condition, Integer.toString(code), code, null);
  }

  private void refuseIf(
      Request request, boolean condition, String check, int code, ObjectNode more) {
    String key = request.action + "/" + check;
    if (condition && !faults.unchecked.contains(key)) {
      throw new Refusal(faults.recoded.getOrDefault(key, code), more);
    }
  }

  private void invalidIf(Request request, boolean condition, String check, String parameter) {
    ObjectNode more = JSON.createObjectNode();
    String name = faults.unnamed.contains(request.action + "/" + parameter) ? "request" : parameter;
    if (!fault("no errors in 7")) {
      more.putArray("errors").addObject().put("parameter", name).put("error", "is not allowed");
    }
    refuseIf(request, condition, check, 7, more);
  }

  boolean isVisible(Request request, ObjectNode tracker) {
    if (tracker.path("account_id").asInt() != request.account.path("id").asInt()
        && !fault("accounts mixed")) {
      return false;
    }
    JsonNode groups = request.user.path("groups");
    if (!groups.isArray() || fault("groups ignored")) {
      return true;
    }
    for (JsonNode group : groups) {
      if (group.asInt() == tracker.path("group_id").asInt()) {
        return true;
      }
    }
    return false;
  }

  private ObjectNode find(Request request, int id) {
    ObjectNode tracker = trackers.get(id);
    return tracker == null || !isVisible(request, tracker) ? null : tracker;
  }

  private static boolean corrupted(ObjectNode tracker) {
    return tracker.path("corrupted").asBoolean();
  }

  private boolean isCorrupted(Request request, int id) {
    ObjectNode tracker = find(request, id);
    return tracker != null && corrupted(tracker);
  }

  ObjectNode originalOf(ObjectNode tracker) {
    return tracker.has("clone_of") ? trackers.get(tracker.get("clone_of").asInt()) : tracker;
  }

  private boolean blocked(ObjectNode tracker) {
    return originalOf(tracker).at("/source/blocked").asBoolean();
  }

  JsonNode model(ObjectNode tracker) {
    return model(originalOf(tracker).at("/source/model").asText()).path("object");
  }

  private JsonNode model(String code) {
    for (JsonNode model : file.path("models")) {
      if (model.at("/object/code").asText().equals(code)) {
        return model;
      }
    }
    return JSON.missingNode();
  }

  /** Looks a tracker up as nearly every action does. */
  private ObjectNode tracker(Request request, int missing) {
    ObjectNode tracker = find(request, request.integer("tracker_id"));
    if (tracker == null && faults.unchecked.contains(request.action + "/" + missing)) {
      return trackers.values().iterator().next();
    }
    refuseIf(request, tracker == null, missing);
    refuseIf(
        request,
        corrupted(tracker),
        "corrupted",
        faults.recoded.getOrDefault(request.action + "/" + missing, missing),
        null);
    return tracker;
  }

  private ObjectNode unblocked(Request request, int missing) {
    ObjectNode tracker = tracker(request, missing);
    refuseIf(request, blocked(tracker), 208);
    return tracker;
  }

  private ObjectNode noClone(Request request, int missing) {
    ObjectNode tracker = unblocked(request, missing);
    refuseIf(request, tracker.has("clone_of"), 219);
    return tracker;
  }

  ObjectNode act(Request request) {
    return switch (request.action) {
      case "read" -> value(shown(tracker(request, 201)));
      case "list" -> list(request);
      case "list_models" -> models(request);
      case "corrupt" -> corrupt(request);
      case "delete" -> delete(request);
      case "change_phone" -> changePhone(request);
      case "tags/set" -> setTags(request);
      case "get_diagnostics", "get_fuel", "get_readings" ->
          telemetry.sensors(request, unblocked(request, 201));
      case "get_inputs" -> telemetry.inputs(request, unblocked(request, 201), true);
      case "batch_get_inputs" -> batch(request, "data");
      case "batch_get_outputs" -> batch(request, "result");
      case "get_outputs" -> {
        ObjectNode body = JSON.createObjectNode();
        body.set("result", outputs(unblocked(request, 201)));
        yield body;
      }
      case "output/update" -> updateOutput(request);
      case "get_last_gps_point" -> telemetry.point(request, unblocked(request, 201));
      case "get_state" -> {
        ObjectNode tracker = unblocked(request, 201);
        ObjectNode body = JSON.createObjectNode().put("user_time", telemetry.userTime(request));
        body.set("state", telemetry.state(request, tracker));
        yield body;
      }
      case "get_states" -> states(request);
      case "location_request" -> locate(request);
      case "register" -> register(request);
      case "register_retry" -> registerRetry(request);
      case "register_quick" -> registerQuick(request);
      case "replace" -> replace(request);
      case "replace_quick" -> replaceQuick(request);
      case "replace_retry" -> replaceRetry(request);
      case "send_command" -> sendCommand(request);
      case "raw_command/send" -> rawCommand(request);
      default -> throw new Refusal(111, null);
    };
  }

  /** Does what nobody asked for. */
  void mischief(Request request) {
    ObjectNode own = trackers.get(request.integer("tracker_id"));
    if (fault(request.action + " touches its own") && own != null) {
      own.put("label", "touched");
    }
    if (fault(request.action + " touches another")) {
      trackers.get(file.at("/trackers/0/id").asInt()).put("label", "touched");
    }
  }

  private static ObjectNode value(JsonNode value) {
    return JSON.createObjectNode().set("value", value);
  }

  private static ObjectNode done() {
    return JSON.createObjectNode();
  }

  ObjectNode shown(ObjectNode tracker) {
    ObjectNode original = originalOf(tracker);
    ObjectNode shown = JSON.createObjectNode();
    shown.put("id", tracker.get("id").asInt());
    shown.put("label", tracker.get("label").asText());
    shown.put("clone", tracker.has("clone_of"));
    shown.put("group_id", tracker.path("group_id").asInt());
    if (tracker.has("avatar_file_name")) {
      shown.set("avatar_file_name", tracker.get("avatar_file_name"));
    }
    shown.set("source", original.get("source").deepCopy());
    ArrayNode tags = shown.putArray("tag_bindings");
    tracker.path("tag_bindings").forEach(tags::add);
    return shown;
  }

  // --- inventory ----------------------------------------------------------------------------

  private ObjectNode list(Request request) {
    ObjectNode body = JSON.createObjectNode();
    ArrayNode list = body.putArray("list");
    for (ObjectNode tracker : trackers.values()) {
      if (isVisible(request, tracker)
          && (!corrupted(tracker) || fault("corrupted listed"))
          && (matches(request.get("labels"), tracker.path("label").asText())
              || fault("labels of models")
                  && matches(request.get("labels"), tracker.at("/source/model").asText()))) {
        list.add(shown(tracker));
      }
    }
    return body;
  }

  private boolean matches(JsonNode labels, String label) {
    if (!labels.isArray() || fault("labels ignored")) {
      return true;
    }
    boolean any = false;
    boolean all = true;
    for (JsonNode filter : labels) {
      String text = filter.asText();
      boolean found =
          fault("labels by prefix")
              ? label.startsWith(text)
              : fault("labels whole")
                  ? label.equals(text)
                  : fault("labels by suffix") ? label.endsWith(text) : contains(label, text);
      any |= found;
      all &= found;
      if (fault("labels first only")) {
        return found;
      }
    }
    return fault("labels all") ? all : any;
  }

  private boolean contains(String label, String text) {
    if (fault("labels as patterns")) {
      String pattern = java.util.regex.Pattern.quote(text).replace("%", "\\E.*\\Q");
      return java.util.regex.Pattern.compile(pattern.replace("_", "\\E.\\Q")).matcher(label).find();
    }
    if (fault("labels stripped")) {
      return label.contains(text.strip());
    }
    return fault("labels without case")
        ? label.toLowerCase(java.util.Locale.ROOT).contains(text.toLowerCase(java.util.Locale.ROOT))
        : label.contains(text);
  }

  private ObjectNode models(Request request) {
    ObjectNode body = JSON.createObjectNode();
    ArrayNode list = body.putArray("list");
    JsonNode codes = request.get("codes");
    for (JsonNode model : file.path("models")) {
      boolean wanted = !codes.isArray() || fault("codes ignored");
      for (JsonNode code : codes) {
        wanted |= code.equals(model.at("/object/code"));
      }
      if (!wanted) {
        continue;
      }
      ObjectNode shown = ((ObjectNode) model.get("object")).deepCopy();
      if (request.get("compact_index").asBoolean() && !fault("compact_index ignored")) {
        shown.set("inputs", compact(shown.path("inputs")));
      }
      if (request.get("compact_view").asBoolean()) {
        shown.retain(
            "id",
            "vendor",
            "code",
            "parent_code",
            "type",
            "name",
            "id_type",
            "has_phone",
            "register");
      }
      list.add(shown);
    }
    return body;
  }

  private static ArrayNode compact(JsonNode inputs) {
    Map<String, Integer> highest = new TreeMap<>();
    ArrayNode compact = JSON.createArrayNode();
    for (JsonNode input : inputs) {
      String name = input.asText();
      if (name.matches(".+_[0-9]+")) {
        int at = name.lastIndexOf('_');
        highest.merge(name.substring(0, at), Integer.parseInt(name.substring(at + 1)), Math::max);
      } else {
        compact.add(name);
      }
    }
    highest.forEach((name, index) -> compact.add(name + "_" + index));
    return compact;
  }

  private ObjectNode corrupt(Request request) {
    ObjectNode tracker = find(request, request.integer("tracker_id"));
    if (tracker == null && faults.unchecked.contains("corrupt/201")) {
      return done();
    }
    refuseIf(request, tracker == null, 201);
    refuseIf(request, corrupted(tracker), 252);
    refuseIf(request, blocked(tracker), 208);
    refuseIf(request, tracker.has("clone_of"), 219);
    String status = telemetry.connection(tracker);
    refuseIf(request, status.equals("active") || status.equals("idle"), 243);
    if (!fault("corrupt does nothing")) {
      tracker.put("corrupted", true);
    }
    if (fault("corrupt takes another too")) {
      trackers.values().stream()
          .filter(t -> !corrupted(t) && t.path("account_id").equals(tracker.path("account_id")))
          .reduce((a, b) -> b)
          .ifPresent(t -> t.put("corrupted", true));
    }
    return done();
  }

  private ObjectNode delete(Request request) {
    ObjectNode tracker = tracker(request, 201);
    refuseIf(request, blocked(tracker), 208);
    refuseIf(request, !tracker.has("clone_of"), 249);
    ObjectNode uses = JSON.createObjectNode();
    for (String kind : List.of("rules", "vehicles")) {
      if (!tracker.path(kind).isEmpty()) {
        uses.set(kind, tracker.get(kind));
      }
    }
    boolean used = !uses.isEmpty();
    if (fault("203 without " + uses.fieldNames().toString())) {
      uses = null;
    }
    if (fault("203 without ids")) {
      uses = null;
    }
    refuseIf(request, used, 203, uses);
    if (!fault("delete does nothing") && tracker.has("clone_of")) {
      trackers.remove(tracker.get("id").asInt());
    }
    if (fault("delete takes the original too") && tracker.has("clone_of")) {
      trackers.remove(tracker.get("clone_of").asInt());
    }
    return done();
  }

  private void refuseIf(Request request, boolean condition, int code, ObjectNode more) {
    refuseIf(request, condition, Integer.toString(code), code, more);
  }

  // --- settings -----------------------------------------------------------------------------

  private boolean phoneUsed(String phone, ObjectNode but) {
    return trackers.values().stream()
        .anyMatch(
            t ->
                t != but
                    && !corrupted(t)
                    && t.at("/source/phone").asText("").replace("+", "").equals(phone));
  }

  private boolean deviceUsed(String deviceId, ObjectNode but) {
    return trackers.values().stream()
        .anyMatch(
            t ->
                t != but
                    && (!corrupted(t) || fault("corrupt frees nothing"))
                    && t.at("/source/device_id").asText("").equals(deviceId));
  }

  private JsonNode sim(String field, String value) {
    for (JsonNode sim : file.path("sims")) {
      if (sim.path(field).asText().equals(value)) {
        return sim;
      }
    }
    return JSON.missingNode();
  }

  private ObjectNode changePhone(Request request) {
    ObjectNode tracker = noClone(request, 201);
    refuseIf(request, !model(tracker).path("has_phone").asBoolean(), 214);
    String phone = request.get("phone").asText();
    refuseIf(request, phoneUsed(phone, fault("own phones are taken") ? null : tracker), 223);
    refuseIf(request, !sim("phone", phone).isMissingNode(), 241);
    if (!fault("change_phone does nothing")) {
      ((ObjectNode) tracker.get("source"))
          .put("phone", fault("change_phone cuts") ? phone.substring(1) : phone);
    }
    if (fault("change_phone takes the label too")) {
      tracker.put("label", phone);
    }
    if (fault("change_phone hits another too")) {
      ((ObjectNode) trackers.get(file.at("/trackers/0/id").asInt()).get("source"))
          .put("phone", phone);
    }
    return done();
  }

  private ObjectNode setTags(Request request) {
    ObjectNode tracker = unblocked(request, 201);
    ArrayNode bindings = JSON.createArrayNode();
    int position = 0;
    for (JsonNode binding : request.get("tag_bindings")) {
      boolean known = false;
      for (JsonNode tag : file.path("tags")) {
        known |=
            tag.path("id").asInt() == binding.path("tag_id").asInt()
                && tag.path("account_id").equals(request.account.path("id"));
      }
      if (!known && fault("tags/set in part")) {
        tracker.set("tag_bindings", bindings);
      }
      invalidIf(request, !known, "unknown-tag", "tag_bindings[" + position + "].tag_id");
      bindings.add(binding);
      position++;
    }
    if (fault("tags added")) {
      tracker.path("tag_bindings").forEach(bindings::add);
    }
    if (!fault("tags/set does nothing")) {
      tracker.set("tag_bindings", bindings);
    }
    if (fault("tags/set mixes ordinals")) {
      bindings.forEach(b -> ((ObjectNode) b).put("ordinal", 1 + b.path("ordinal").asInt() % 5));
    }
    if (fault("tags/set hits another too")) {
      trackers.get(file.at("/trackers/0/id").asInt()).set("tag_bindings", bindings.deepCopy());
    }
    return done();
  }

  // --- control ------------------------------------------------------------------------------

  ArrayNode outputs(ObjectNode tracker) {
    ArrayNode outputs = JSON.createArrayNode();
    for (int i = 1; i <= model(tracker).path("digital_outputs").asInt(); i++) {
      String title = "OUT" + i;
      for (JsonNode named : originalOf(tracker).path("outputs")) {
        title = named.path("number").asInt() == i ? named.path("title").asText() : title;
      }
      outputs.addObject().put("number", i).put("title", title);
    }
    return outputs;
  }

  private ObjectNode batch(Request request, String field) {
    boolean inputs = field.equals("data");
    List<Integer> ids = new ArrayList<>();
    if (request.get("trackers").isArray()) {
      request.get("trackers").forEach(id -> ids.add(id.asInt()));
    } else {
      trackers.forEach(
          (id, tracker) -> {
            boolean visible =
                isVisible(request, tracker) || fault(request.action + " of hidden ones");
            if (visible && !corrupted(tracker) && !blocked(tracker)) {
              ids.add(id);
            }
          });
    }
    int most = Contract.limit("ids-per-batch") * (fault("larger batches") ? 3 : 1);
    refuseIf(request, ids.size() > most, 221);
    ObjectNode body = JSON.createObjectNode();
    if (inputs) {
      body.put("user_time", telemetry.userTime(request));
    }
    ObjectNode map = body.putObject(field);
    for (int id : ids) {
      ObjectNode tracker = find(request, id);
      if (tracker == null && faults.unchecked.contains(request.action + "/217")) {
        continue;
      }
      refuseIf(request, tracker == null, 217);
      refuseIf(request, corrupted(tracker), "corrupted", 217, null);
      refuseIf(request, blocked(tracker), "217-blocked", 217, null);
      map.set(
          Integer.toString(id),
          inputs ? telemetry.inputs(request, tracker, false) : outputs(tracker));
    }
    return body;
  }

  private ObjectNode updateOutput(Request request) {
    ObjectNode tracker = unblocked(request, 201);
    ArrayNode outputs = outputs(tracker);
    JsonNode wanted = request.get("tracker_output");
    ObjectNode found = null;
    for (JsonNode output : outputs) {
      if (output.get("number").asInt() == wanted.path("number").asInt()) {
        found = (ObjectNode) output;
      }
    }
    invalidIf(request, found == null, "unknown-output", "tracker_output.number");
    if (found == null) {
      found = outputs.addObject().put("number", wanted.path("number").asInt());
    }
    if (fault("output/update forgets")) {
      outputs.forEach(o -> ((ObjectNode) o).put("title", "OUT" + o.path("number").asInt()));
    }
    found.put("title", wanted.path("title").asText());
    if (fault("output/update renames all")) {
      outputs.forEach(o -> ((ObjectNode) o).put("title", wanted.path("title").asText()));
    }
    if (!fault("output/update does nothing")) {
      originalOf(tracker).set("outputs", outputs);
    }
    if (fault("output/update hits others too")) {
      trackers.values().forEach(t -> t.set("outputs", outputs.deepCopy()));
    }
    return done();
  }

  private ObjectNode locate(Request request) {
    ObjectNode tracker = unblocked(request, 201);
    String type = request.get("type").asText(fault("gprs by default") ? "gprs" : "sms");
    String flag =
        switch (type) {
          case "gsm" -> "has_gsm_lbs_location_request";
          case "gprs" -> "has_gprs_location_request";
          default -> "has_location_request";
        };
    refuseIf(request, !model(tracker).path(flag).asBoolean(), 214);
    String status = telemetry.connection(tracker);
    boolean connected = status.equals("active") || status.equals("idle");
    refuseIf(request, !connected && !type.equals("sms"), 213);
    refuseIf(request, connected && telemetry.isFresh(tracker), 256);
    refuseIf(request, fault("gprs refused") && type.equals("gprs"), 213);
    refuseIf(request, fault("sms refused") && type.equals("sms"), 214);
    return done();
  }

  private ObjectNode sendCommand(Request request) {
    JsonNode command = request.get("command");
    command(request, command);
    ObjectNode tracker = unblocked(request, 201);
    String control = model(tracker).path("special_control").asText("none");
    boolean lock = control.contains("lock_password");
    boolean lockCommand = command.path("name").asText().equals("electronic_lock_command");
    refuseIf(request, control.equals("none"), 214);
    refuseIf(request, lockCommand && !lock, "other-control", 214, null);
    refuseIf(request, fault("seals jointech locks only") && !control.startsWith("jointech"), 214);
    JsonNode type = command.at("/special_settings/type");
    boolean known = type.asText().endsWith("_lock_password") && lock;
    for (JsonNode settings : model(tracker).path("special_settings")) {
      known |= settings.equals(type);
    }
    invalidIf(
        request, type.isTextual() && !known, "settings-type", "command.special_settings.type");
    ObjectNode body = JSON.createObjectNode();
    body.putArray("list").add(shown(tracker));
    return body;
  }

  private void command(Request request, JsonNode command) {
    String key = "command";
    invalidIf(request, !command.isObject(), key + "/type", "command");
    boolean lock = command.path("name").asText().equals("electronic_lock_command");
    boolean settings = command.path("name").asText().equals("set_special_settings_command");
    invalidIf(request, !command.has("name"), key + ".name/required", "command.name");
    invalidIf(
        request, command.has("name") && !lock && !settings, key + ".name/enum", "command.name");
    String code = command.path("command_code").asText();
    String codeName = "command.command_code";
    invalidIf(
        request, lock && !command.has("command_code"), key + ".command_code/required", codeName);
    invalidIf(
        request,
        lock && command.has("command_code") && !code.matches("seal|unseal"),
        key + ".command_code/enum",
        codeName);
    JsonNode special = command.path("special_settings");
    String specialName = "command.special_settings";
    invalidIf(
        request,
        settings && !special.path("type").isTextual(),
        key + ".special_settings/required",
        specialName);
    String pattern =
        switch (special.path("type").asText()) {
          case "jointech_lock_password" -> "[^ ,]{6}";
          case "hhd_lock_password" -> "[0-9]{8}";
          case "vg_lock_password" -> "[0-9]{6}";
          default -> "(?s).*";
        };
    invalidIf(
        request,
        !special.path("password").asText("").isEmpty()
            && !special.path("password").asText().matches(pattern),
        key + ".special_settings/password",
        specialName + ".password");
  }

  private ObjectNode rawCommand(Request request) {
    String command = request.get("command").asText();
    if (request.get("type").asText("text").equals("hex")) {
      invalidIf(request, !command.matches("[0-9A-Fa-f]*"), "7-hex", "command");
      invalidIf(request, command.length() % 2 != 0, "odd-hex", "command");
    }
    unblocked(request, 201);
    return done();
  }

  // --- registration -------------------------------------------------------------------------

  private ObjectNode states(Request request) {
    ObjectNode body = JSON.createObjectNode().put("user_time", telemetry.userTime(request));
    ObjectNode map = body.putObject("states");
    boolean listBlocked = request.get("list_blocked").asBoolean(fault("list_blocked by default"));
    boolean allow = request.get("allow_not_exist").asBoolean(fault("allow_not_exist by default"));
    List<Integer> ids = new ArrayList<>();
    if (request.get("trackers").isArray()) {
      request.get("trackers").forEach(id -> ids.add(id.asInt()));
    } else {
      trackers.forEach(
          (id, tracker) -> {
            if (isVisible(request, tracker) && !corrupted(tracker) && !blocked(tracker)) {
              ids.add(id);
            }
          });
    }
    if (!fault("get_states in any order")) {
      refuseIf(request, !allow && ids.stream().anyMatch(id -> find(request, id) == null), 217);
      refuseIf(request, !allow && ids.stream().anyMatch(id -> isCorrupted(request, id)), 201);
    }
    ArrayNode blocked = JSON.createArrayNode();
    ArrayNode missing = JSON.createArrayNode();
    for (int id : ids) {
      ObjectNode tracker = find(request, id);
      if (tracker == null || corrupted(tracker)) {
        refuseIf(request, !allow && tracker == null, 217);
        refuseIf(request, !allow && tracker != null, 201);
        boolean again = Answer.items(missing).stream().anyMatch(known -> known.asInt() == id);
        if (!again || fault("not_exist repeats")) {
          missing.add(id);
        }
      } else if (blocked(tracker)) {
        refuseIf(request, !listBlocked, 208);
        blocked.add(id);
      } else {
        map.set(Integer.toString(id), telemetry.state(request, tracker));
      }
    }
    if (listBlocked || fault("blocked always there")) {
      body.set("blocked", blocked);
    }
    if (allow || fault("not_exist always there")) {
      body.set("not_exist", missing);
    }
    return body;
  }

  private ObjectNode register(Request request) {
    ObjectNode source = device(request, false);
    return value(add(request, source, request.get("label").asText()));
  }

  private ObjectNode add(Request request, ObjectNode source, String label) {
    int group = request.integer("group_id");
    boolean known = group == 0;
    for (JsonNode candidate : file.path("groups")) {
      known |=
          candidate.path("id").asInt() == group
              && candidate.path("account_id").equals(request.account.path("id"));
    }
    refuseIf(request, !known, 204);
    long count =
        trackers.values().stream()
            .filter(t -> !corrupted(t) && t.path("account_id").equals(request.account.path("id")))
            .count();
    refuseIf(request, count >= request.account.path("device_limit").asLong(25_000), 221);
    int id = nextId++;
    ObjectNode tracker = JSON.createObjectNode().put("id", id);
    tracker.set("account_id", request.account.get("id"));
    tracker.put("label", fault("labels cut") ? label.replaceAll("[^ -~]", "?") : label);
    tracker.put("group_id", fault("group forgotten") ? 0 : group);
    tracker.set("source", source.put("id", id + 1_000_000));
    tracker.putObject("telemetry").put("connection", "just_registered").put("motion", "parked");
    if (!fault(request.action + " stores nothing")) {
      trackers.put(id, tracker);
    }
    if (request.parameters.has("activation_code") && !fault("codes never used up")) {
      usedCodes.add(request.get("activation_code").asText());
    }
    ObjectNode shown = shown(tracker);
    shown.remove("tag_bindings");
    if (fault("register answers another label")) {
      shown.put("label", "tracker label");
    }
    return shown;
  }

  /** Checks the parameters of a new device and returns its source. */
  private ObjectNode device(Request request, boolean replacing) {
    String code = request.get("model").asText();
    JsonNode model = model(code);
    boolean mobile = code.startsWith("mobile_");
    if (replacing) {
      invalidIf(request, mobile, "7-mobile", "model");
    }
    refuseIf(request, model.isMissingNode() || !model.at("/object/register").asBoolean(true), 220);
    JsonNode plugin = JSON.missingNode();
    for (JsonNode candidate : file.path("plugins")) {
      if (candidate.path("id").asInt() == request.integer("plugin_id") && suits(candidate, code)) {
        plugin = candidate;
      }
    }
    refuseIf(request, plugin.isMissingNode(), 222);
    for (JsonNode required : plugin.path(replacing ? "requires_on_replace" : "requires")) {
      invalidIf(
          request,
          !request.parameters.hasNonNull(required.asText()),
          "plugin-requires",
          required.asText());
    }
    String idType = model.at("/object/id_type").asText("imei");
    String deviceId = request.get("device_id").asText("");
    if (idType.matches("[0-9]+,[0-9]+")) {
      String[] parts = idType.split(",");
      int digits = Integer.parseInt(parts[0]) - parts[1].length();
      deviceId = parts[1] + String.format("%0" + digits + "d", nextId);
    } else {
      invalidIf(request, deviceId.isEmpty(), "device_id/required", "device_id");
      invalidIf(
          request,
          !deviceId.isEmpty() && !fits(idType, deviceId),
          "device_id/id_type",
          "device_id");
    }
    boolean allowed = false;
    for (JsonNode tariff : file.path("tariffs")) {
      if (tariff.path("id").equals(model.path("tariff_id"))) {
        for (JsonNode type : tariff.path("legal_types")) {
          allowed |= type.equals(request.account.path("legal_type"));
        }
      }
    }
    refuseIf(request, !allowed && !model.isMissingNode(), 225);
    if (request.parameters.hasNonNull("iccid")) {
      refuseIf(request, sim("iccid", request.get("iccid").asText()).isMissingNode(), 226);
      refuseIf(request, bundle(deviceId).isMissingNode(), 258);
    }
    if (!replacing && request.parameters.hasNonNull("activation_code")) {
      activation(request, request.get("activation_code").asText());
    }
    String phone = request.parameters.hasNonNull("phone") ? request.get("phone").asText() : null;
    refuseIf(request, phone != null && phoneUsed(phone, null), 223);
    refuseIf(request, deviceUsed(deviceId, null), 224);
    return source(deviceId, code, phone, model.path("tariff_id").asInt(1));
  }

  private void activation(Request request, String code) {
    boolean known = false;
    for (JsonNode candidate : file.path("activation_codes")) {
      known |= candidate.path("code").asText().equals(code);
    }
    refuseIf(request, !known, 227);
    refuseIf(request, known && usedCodes.contains(code), "227-used", 227, null);
  }

  private static ObjectNode source(String deviceId, String model, String phone, int tariff) {
    return JSON.createObjectNode()
        .put("id", 0)
        .put("device_id", deviceId)
        .put("model", model)
        .put("blocked", false)
        .put("tariff_id", tariff)
        .putNull("status_listing_id")
        .put("creation_date", LocalDate.now().toString())
        .put("tariff_end_date", LocalDate.now().plusDays(14).toString())
        .put("phone", phone);
  }

  private static boolean fits(String idType, String id) {
    String[] parts = idType.split(",");
    return switch (parts[0]) {
      case "imei" -> id.matches("[0-9]{14,16}");
      case "meid" -> id.matches("[0-9A-Fa-f]{14}");
      case "id" -> id.matches("[0-9]{" + parts[1] + "}");
      default -> id.matches("[0-9a-zA-Z-]{" + parts[1] + "," + parts[2] + "}");
    };
  }

  private static boolean suits(JsonNode plugin, String model) {
    boolean listed = false;
    for (JsonNode pattern : plugin.at("/filter/values")) {
      listed |= model.matches(pattern.asText());
    }
    return listed != plugin.at("/filter/exclusion").asBoolean();
  }

  private JsonNode bundle(String imei) {
    for (JsonNode bundle : file.path("bundles")) {
      if (bundle.path("imei").asText().equals(imei)) {
        return bundle;
      }
    }
    return JSON.missingNode();
  }

  private ObjectNode registerRetry(Request request) {
    boolean byDevice = !request.parameters.hasNonNull("tracker_id");
    invalidIf(
        request,
        byDevice && !request.parameters.hasNonNull("device_id"),
        "tracker_id/required",
        "tracker_id");
    if (byDevice) {
      String deviceId = request.get("device_id").asText();
      boolean made =
          trackers.values().stream()
              .filter(t -> t.at("/source/device_id").asText().equals(deviceId))
              .anyMatch(t -> model(t).path("id_type").asText().matches("[0-9]+,[0-9]+"));
      invalidIf(request, made, "7-made", "device_id");
      request.parameters.put(
          "tracker_id",
          trackers.values().stream()
              .filter(t -> !corrupted(t) && t.at("/source/device_id").asText().equals(deviceId))
              .filter(t -> !fault("device_id ignored"))
              .findFirst()
              .map(t -> t.get("id").asInt())
              .orElse(-1));
    }
    ObjectNode tracker = noClone(request, 201);
    refuseIf(request, !model(tracker).path("has_phone").asBoolean(), 214);
    String status = telemetry.connection(tracker);
    refuseIf(request, status.equals("active") || status.equals("idle"), 242);
    if (fault("register_retry renames")) {
      tracker.put("label", "tracker label");
    }
    return value(shown(tracker));
  }

  /** Turns a bundle into the parameters that registering its device takes. */
  private ObjectNode bundled(Request request, boolean replacing) {
    String imei = request.get("imei").asText();
    JsonNode bundle = bundle(imei);
    if (bundle.isMissingNode() && faults.unchecked.contains(request.action + "/201")) {
      bundle = file.at("/bundles/0");
    }
    refuseIf(request, bundle.isMissingNode(), 201);
    ObjectNode parameters = JSON.createObjectNode();
    bundle.properties().forEach(e -> parameters.set(e.getKey(), e.getValue()));
    parameters.put("device_id", imei);
    parameters.put("apn_name", "internet").put("apn_user", "").put("apn_password", "");
    parameters.setAll(request.parameters);
    request.parameters = parameters;
    return device(request, replacing);
  }

  private ObjectNode registerQuick(Request request) {
    return value(add(request, bundled(request, false), request.get("label").asText()));
  }

  private ObjectNode replaceable(Request request) {
    ObjectNode tracker = noClone(request, 204);
    boolean mobile = originalOf(tracker).at("/source/model").asText().startsWith("mobile_");
    invalidIf(request, mobile, "7-present", "tracker_id");
    String status = telemetry.connection(tracker);
    refuseIf(request, status.equals("just_registered") || status.equals("just_replaced"), 266);
    return tracker;
  }

  private ObjectNode replace(Request request) {
    ObjectNode tracker = replaceable(request);
    return value(replaced(request, tracker, device(request, true)));
  }

  private ObjectNode replaceQuick(Request request) {
    ObjectNode tracker = replaceable(request);
    return value(replaced(request, tracker, bundled(request, true)));
  }

  private ObjectNode replaced(Request request, ObjectNode tracker, ObjectNode source) {
    String action = request.action;
    if (fault(action + " does nothing")) {
      return shown(tracker);
    }
    if (fault(action + " loses the label")) {
      tracker.put("label", "Courier");
    }
    if (fault(action + " loses the tags")) {
      tracker.remove("tag_bindings");
      tracker.put("group_id", 0);
    }
    if (fault(action + " keeps the old device")) {
      source.set("device_id", tracker.at("/source/device_id"));
    }
    tracker.set("source", source.put("id", nextId + 2_000_000));
    if (!fault(action + " stays connected")) {
      ((ObjectNode) tracker.get("telemetry")).put("connection", "just_replaced");
    }
    if (fault(action + " makes a new tracker")) {
      int id = nextId++;
      trackers.put(id, tracker.deepCopy().put("id", id));
      trackers.remove(tracker.get("id").asInt());
      return shown(trackers.get(id));
    }
    return shown(tracker);
  }

  private ObjectNode replaceRetry(Request request) {
    ObjectNode tracker = noClone(request, 204);
    refuseIf(request, !model(tracker).path("has_phone").asBoolean(), 214);
    String status = telemetry.connection(tracker);
    refuseIf(request, status.equals("active") || status.equals("idle"), 242);
    refuseIf(request, status.equals("just_registered"), 266);
    refuseIf(request, fault("replace_retry refuses"), 266);
    return value(shown(tracker));
  }
}
