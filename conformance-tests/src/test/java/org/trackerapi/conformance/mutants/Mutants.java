package org.trackerapi.conformance.mutants;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.trackerapi.conformance.RuleBook;
import org.trackerapi.conformance.RuleSpec;
import org.trackerapi.conformance.honest.Faults;
import org.trackerapi.conformance.honest.Request;
import org.trackerapi.spec.Action;
import org.trackerapi.spec.Contract;
import org.trackerapi.spec.Fixtures;

/** The catalogue of wrong servers. */
final class Mutants {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> READING =
      Set.of(
          "read",
          "list",
          "get_diagnostics",
          "get_fuel",
          "get_inputs",
          "batch_get_inputs",
          "get_outputs",
          "batch_get_outputs",
          "get_last_gps_point",
          "get_readings",
          "get_state",
          "get_states",
          "list_models");
  private static final List<Mutant> ALL = new Mutants().collect();

  private final List<Mutant> mutants = new ArrayList<>();

  private Mutants() {}

  static List<Mutant> all() {
    return ALL;
  }

  private List<Mutant> collect() {
    validation();
    errors();
    rights();
    forms();
    shapes();
    values();
    answeredTrackers();
    filters();
    state();
    registration();
    telemetry();
    transport();
    generously();
    lookups();
    order();
    known();
    states();
    sensors();
    sideEffects();
    furtherOnes();
    mutants.addAll(TransportMutants.all());
    mutants.addAll(IdentityMutants.all());
    return List.copyOf(mutants);
  }

  private void add(
      String name, String kind, String says, List<String> rules, Consumer<Faults> wrong) {
    mutants.add(new Mutant(name, kind, says, List.copyOf(rules), List.of(), wrong));
  }

  private void add(String name, String kind, String says, String rule, Consumer<Faults> wrong) {
    add(name, kind, says, List.of(rule), wrong);
  }

  private static boolean exists(String rule) {
    return RuleBook.standard().find(rule).isPresent();
  }

  // --- validation -----------------------------------------------------------------------------

  private void validation() {
    for (RuleSpec rule : RuleBook.standard().all()) {
      for (String covers : rule.covers()) {
        if (covers.startsWith("constraint:")) {
          add(
              rule.id() + " ignored",
              "validation",
              "does not enforce " + covers.substring("constraint:".length()),
              rule.id(),
              faults -> alone(faults.ignores(rule.id()), rule.action()));
        }
      }
      if (rule.id().endsWith("/named")) {
        String parameter = rule.id().substring(0, rule.id().length() - "/named".length());
        add(
            parameter + " unnamed",
            "validation",
            "refuses the parameter without naming it",
            rule.id(),
            faults -> faults.doesNotName(parameter));
      }
    }
    add(
        "send_command/command/type ignored",
        "validation",
        "takes a command that is no object",
        "send_command/command/type",
        f ->
            f.doesNotCheck("send_command/command/type")
                .doesNotCheck("send_command/command.name/required")
                .doesNotCheck("send_command/214"));
    for (String check :
        List.of(
            "command.name/required",
            "command.name/enum",
            "command.command_code/required",
            "command.command_code/enum",
            "command.special_settings/required",
            "command.special_settings/password")) {
      add(
          "send_command/" + check + " ignored",
          "validation",
          "does not check " + check,
          "send_command/" + check,
          faults -> faults.doesNotCheck("send_command/" + check));
    }
    add(
        "send_command/command null",
        "validation",
        "takes a missing command",
        List.of("send_command/command/required", "send_command/command/named"),
        f ->
            f.ignores("send_command/command/required")
                .doesNotCheck("send_command/command/type")
                .doesNotCheck("send_command/command.name/required")
                .doesNotCheck("send_command/214"));
    add(
        "list takes 1023 labels only",
        "validation",
        "is stricter than the limit",
        "list/labels/maxItems",
        f -> f.refuses("list", r -> r.parameters.path("labels").size() == 1024, 7));
    add(
        "list takes labels of 59 characters only",
        "validation",
        "is stricter than the limit",
        "list/labels/items.maxLength",
        f -> f.refuses("list", r -> r.parameters.at("/labels/0").asText().length() == 60, 7));
    add(
        "register takes labels of 59 characters only",
        "validation",
        "is stricter than the limit",
        "register/label/maxLength",
        f -> f.refuses("register", r -> r.parameters.path("label").asText().length() == 60, 7));
    add(
        "change_phone needs an APN user",
        "validation",
        "refuses an empty apn_user",
        "change_phone/changes",
        f ->
            f.refuses("change_phone", r -> r.parameters.path("apn_user").asText("x").isEmpty(), 7));
    add(
        "get_states takes 1000 trackers only",
        "validation",
        "is stricter than the limit",
        "get_states/trackers/maxItems",
        f -> f.refuses("get_states", r -> r.parameters.path("trackers").size() > 1000, 7));
    add(
        "raw_command/send takes anything for hex",
        "validation",
        "does not check hexadecimal digits",
        List.of("raw_command/send/7", "raw_command/send/hex-named"),
        f -> f.doesNotCheck("raw_command/send/7-hex"));
    add(
        "raw_command/send takes half a byte",
        "validation",
        "does not check the count of digits",
        "raw_command/send/odd-hex",
        f -> f.doesNotCheck("raw_command/send/odd-hex"));
    add(
        "raw_command/send does not name the command",
        "validation",
        "refuses hex without naming it",
        "raw_command/send/hex-named",
        f -> f.doesNotName("raw_command/send/command"));
    add(
        "raw_command/send knows capital hex digits only",
        "validation",
        "refuses small hexadecimal digits",
        "raw_command/send/sends",
        f ->
            f.refuses(
                "raw_command/send",
                r ->
                    r.parameters.path("type").asText().equals("hex")
                        && r.parameters.path("command").asText().matches(".*[a-f].*"),
                7));
    add(
        "7 without errors",
        "validation",
        "no error 7 names a parameter",
        List.of("general/all-violations", "list/labels/named", "read/tracker_id/named"),
        f -> f.has("no errors in 7"));
    add(
        "7 with the first violation only",
        "validation",
        "stops at the first wrong parameter",
        "general/all-violations",
        f -> f.has("first violation only"));
    for (String check : List.of("unique-tags:unique-tag_id", "unique-ordinals:unique-ordinal")) {
      String[] parts = check.split(":");
      add(
          "tags/set " + parts[0] + " ignored",
          "validation",
          "takes what must be unique twice",
          "tags/set/" + parts[0],
          f -> f.ignores("tags/set/tag_bindings/" + parts[1]));
    }
    add(
        "tags/set takes unknown tags",
        "validation",
        "takes a tag that does not exist",
        "tags/set/unknown-tag",
        f -> f.doesNotCheck("tags/set/unknown-tag"));
    add(
        "output/update takes unknown outputs",
        "validation",
        "adds an output that the device lacks",
        "output/update/unknown-output",
        f -> f.doesNotCheck("output/update/unknown-output"));
  }

  /** Takes away the checks that would refuse the same request for another reason. */
  private static void alone(Faults faults, String action) {
    for (String check :
        List.of("unknown-output", "unknown-tag", "device_id/id_type", "device_id/required")) {
      faults.doesNotCheck(action + "/" + check);
    }
  }

  // --- errors ---------------------------------------------------------------------------------

  private void errors() {
    for (RuleSpec rule : RuleBook.standard().all()) {
      String tail = rule.id().substring(rule.id().lastIndexOf('/') + 1);
      if (!tail.matches("[0-9]{3}") || rule.action().equals(RuleBook.GENERAL)) {
        continue;
      }
      int code = Integer.parseInt(tail);
      add(
          rule.id() + " unchecked",
          "error",
          "never answers " + code,
          rule.id(),
          faults -> faults.doesNotCheck(rule.id()).doesNotCheck(rule.id() + "-used"));
      add(
          rule.id() + " recoded",
          "error",
          "answers another number than " + code,
          rule.id(),
          faults -> {
            int other = code == 201 ? 204 : 201;
            faults.recodes(rule.id(), other).recodes(rule.id() + "-used", other);
          });
    }
    for (String action :
        List.of(
            "get_diagnostics",
            "get_fuel",
            "get_inputs",
            "get_last_gps_point",
            "get_outputs",
            "get_readings",
            "get_state",
            "read",
            "batch_get_inputs",
            "batch_get_outputs")) {
      add(
          action + " of corrupted trackers",
          "error",
          "goes on answering for a corrupted tracker",
          action + "/corrupted",
          f -> f.doesNotCheck(action + "/corrupted"));
    }
    for (String action : List.of("batch_get_inputs", "batch_get_outputs")) {
      add(
          action + " of blocked trackers",
          "error",
          "answers for a blocked tracker",
          action + "/217-blocked",
          f -> f.doesNotCheck(action + "/217-blocked"));
      add(
          action + " refuses blocked trackers with 208",
          "error",
          "answers 208 where the source says 217",
          action + "/217-blocked",
          f -> f.recodes(action + "/217-blocked", 208));
    }
    add(
        "read of blocked trackers refused",
        "error",
        "answers 208 where the source lists only 201",
        "read/blocked",
        f ->
            f.body(
                "read",
                (r, body) -> {
                  if (body.at("/value/source/blocked").asBoolean()) {
                    ((ObjectNode) body.at("/value/source")).put("blocked", false);
                  }
                }));
    add(
        "corrupt twice answers success",
        "error",
        "never answers 252",
        List.of("corrupt/twice", "corrupt/252"),
        f -> f.doesNotCheck("corrupt/252"));
    add(
        "replace by mobile apps",
        "error",
        "replaces by a mobile app",
        "replace/7",
        f ->
            f.doesNotCheck("replace/7-mobile")
                .doesNotCheck("replace/device_id/required")
                .doesNotCheck("replace/plugin-requires"));
    add(
        "replace_quick by mobile apps",
        "error",
        "replaces by a mobile app",
        "replace_quick/7",
        f ->
            f.doesNotCheck("replace_quick/7-mobile")
                .doesNotCheck("replace_quick/device_id/required")
                .doesNotCheck("replace_quick/plugin-requires"));
    add(
        "register with used codes",
        "error",
        "takes an activation code that was used",
        List.of("register/227-used", "register/with_code"),
        f -> f.doesNotCheck("register/227-used"));
    add(
        "register_quick with used codes",
        "error",
        "takes an activation code that was used",
        "register_quick/227",
        f -> f.doesNotCheck("register_quick/227-used"));
    add(
        "change_phone to the fixture's phones",
        "error",
        "takes a phone in use",
        List.of("change_phone/223", "change_phone/223-given"),
        f -> f.doesNotCheck("change_phone/223"));
    for (String kind : List.of("rules", "vehicles")) {
      add(
          "delete hides " + kind,
          "error",
          "answers 203 without " + kind,
          kind.equals("rules") ? "delete/203" : "delete/203-vehicles",
          f ->
              f.wire(
                  "delete",
                  wire -> wire.body(wire.body().replaceAll(",\"" + kind + "\":[^]]*]", ""))));
    }
    add(
        "delete tells only one kind of use",
        "error",
        "answers 203 with rules alone when vehicles use the clone too",
        "delete/203-both",
        f ->
            f.wire(
                "delete",
                wire ->
                    wire.body(
                        wire.body().contains("\"rules\":[")
                            ? wire.body().replaceAll(",\"vehicles\":[^]]*]", "")
                            : wire.body())));
    add(
        "delete of used clones",
        "error",
        "deletes clones that rules and vehicles use",
        List.of("delete/203", "delete/203-vehicles", "delete/203-both"),
        f -> f.doesNotCheck("delete/203"));
    for (int code : List.of(3, 4, 7, 13, 201, 204, 208, 214, 217, 219, 221, 249, 258, 266)) {
      String rule =
          switch (code) {
            case 3, 4 -> "list/" + code;
            case 7 -> "list/labels/maxItems";
            case 13 -> "corrupt/13";
            case 201, 208 -> "get_fuel/" + code;
            case 204, 258 -> "register/" + code;
            case 214, 219 -> "change_phone/" + code;
            case 217, 221 -> "batch_get_inputs/" + code;
            case 249 -> "delete/249";
            default -> "replace/266";
          };
      add(
          "HTTP status of " + code,
          "error",
          "answers " + code + " with HTTP 200",
          rule,
          f -> f.status(code, 200));
    }
    add(
        "get_states refuses blocked although asked to list them",
        "error",
        "ignores list_blocked",
        List.of("get_states/blocked", "get_states/sorted"),
        f -> f.request("get_states", r -> r.parameters.put("list_blocked", false)));
    add(
        "get_states refuses unknown although asked to list them",
        "error",
        "ignores allow_not_exist",
        List.of("get_states/not_exist", "get_states/not_exist-corrupted", "get_states/sorted"),
        f -> f.request("get_states", r -> r.parameters.put("allow_not_exist", false)));
    add(
        "get_states lists blocked unasked",
        "error",
        "takes list_blocked for true",
        "get_states/208",
        f -> f.has("list_blocked by default"));
    add(
        "get_states lists unknown unasked",
        "error",
        "takes allow_not_exist for true",
        List.of("get_states/217", "get_states/201"),
        f -> f.has("allow_not_exist by default"));
    add(
        "location_request without GPRS",
        "error",
        "refuses a connected device",
        "location_request/gprs",
        f -> f.has("gprs refused"));
    add(
        "location_request by GPRS unless told otherwise",
        "error",
        "has another default type",
        "location_request/sms",
        f -> f.has("gprs by default"));
    add(
        "location_request without SMS",
        "error",
        "refuses the default type",
        "location_request/sms",
        f -> f.has("sms refused"));
    add(
        "register without device ids",
        "error",
        "takes a model with fixed ID without device_id",
        "register/device_id/required",
        f -> f.doesNotCheck("register/device_id/required"));
    add(
        "replace without device_id",
        "validation",
        "takes a device with a fixed ID without it",
        "replace/device_id/required",
        f -> f.doesNotCheck("replace/device_id/required"));
    add(
        "settings for any device",
        "error",
        "takes settings for models without special control",
        "send_command/214",
        f ->
            f.wire(
                "send_command",
                w ->
                    w.request().parameters.toString().contains("set_special")
                            && w.body().contains("214")
                        ? new Faults.Wire(
                            w.request(), 200, w.contentType(), "{\"success\":true,\"list\":[]}")
                        : w));
    add(
        "no password, no settings",
        "validation",
        "refuses a password of null",
        "send_command/settings",
        f ->
            f.refuses(
                "send_command",
                r ->
                    r.parameters.at("/command/special_settings").has("password")
                        && r.parameters.at("/command/special_settings/password").isNull(),
                7));
    add(
        "register with any device id",
        "error",
        "does not hold device_id against id_type",
        "register/device_id/id_type",
        f -> f.doesNotCheck("register/device_id/id_type"));
    add(
        "register without what the plugin requires",
        "error",
        "does not ask for the plugin's parameters",
        "register/with_code-requires",
        f -> f.doesNotCheck("register/plugin-requires"));
    add(
        "register_retry of nothing",
        "error",
        "needs neither tracker_id nor device_id",
        "register_retry/tracker_id/required",
        f -> f.recodes("register_retry/tracker_id/required", 201));
  }

  // --- rights ---------------------------------------------------------------------------------

  private void rights() {
    for (Action action : Contract.actions()) {
      String name = action.name();
      if (!action.requiredRights().isEmpty()) {
        add(
            name + " for everybody",
            "rights",
            "does not look at rights",
            name + "/13",
            f -> f.doesNotCheck(name + "/13"));
        add(
            name + " refused with 11",
            "rights",
            "answers 11 to a user without the right",
            name + "/13",
            f -> f.recodes(name + "/13", 11));
      }
      for (String right : action.requiredRights()) {
        String rule =
            action.requiredRights().size() == 1
                ? name + "/right"
                : name
                    + (right.equals("tracker_configure")
                        ? "/right-configure"
                        : "/right-set-output");
        add(
            name + " without " + right,
            "rights",
            "does not ask for the right " + right,
            rule,
            f -> f.doesNotCheck(name + "/" + right).has("never " + name));
      }
    }
    add(
        "accounts mixed",
        "rights",
        "shows trackers of other accounts",
        "general/accounts-apart",
        f -> f.has("accounts mixed"));
    add(
        "groups of sub-users ignored",
        "rights",
        "shows a sub-user all groups",
        "general/restricted-user",
        f -> f.has("groups ignored"));
    add(
        "blocked users served",
        "rights",
        "serves a blocked user",
        "general/11",
        f -> f.doesNotCheck("general/11"));
    add(
        "sessions never end",
        "rights",
        "serves an expired session",
        "general/expired-session",
        f -> f.has("sessions never end"));
  }

  // --- request forms, credentials ---------------------------------------------------------------

  private void forms() {
    for (Action action : Contract.actions()) {
      String name = action.name();
      for (String form : List.of("form", "query")) {
        add(
            name + " without " + form,
            "transport",
            "does not read parameters of a " + form,
            name + "/" + form,
            f -> f.refuses(name, r -> r.form.equals(form), 5));
        if (exists(name + "/form-success")) {
          add(
              name + " by " + form + " fails",
              "transport",
              "does not do it when asked with a " + form,
              name + "/form-success",
              f -> f.refuses(name, r -> r.form.equals(form), 6));
        }
      }
      add(
          name + " without slash",
          "transport",
          "does not know the path with a slash at its end",
          name + "/slash",
          f -> f.refuses(name, r -> r.slash, 111));
      add(
          name + " without credentials",
          "rights",
          "serves requests without a hash",
          name + "/3",
          f -> f.doesNotCheck(name + "/3"));
      add(
          name + " for strangers",
          "rights",
          "serves requests with any hash",
          name + "/4",
          f -> f.doesNotCheck(name + "/4"));
      mutants.add(
          new Mutant(
              name + " answers undocumented codes",
              "error",
              "answers a number that the contract does not have",
              List.of(name + "/documented"),
              List.of(name + "/4"),
              f -> f.recodes(name + "/4", 299)));
      if (exists(name + "/answer")) {
        String field = requiredField(action);
        add(
            name + " answers without " + field,
            "shape",
            "leaves out " + field,
            name + "/answer",
            f -> f.body(name, (r, body) -> drop(body, field)));
        add(
            name + " answers HTTP 201",
            "shape",
            "answers a success with another status",
            name + "/answer",
            f -> f.wire(name, wire -> wire.status() == 200 ? wire.status(201) : wire));
        add(
            name + " answers as text",
            "shape",
            "has the content type text/plain",
            name + "/answer",
            f -> f.wire(name, wire -> wire.contentType("text/plain")));
      }
    }
  }

  private static String requiredField(Action action) {
    String schema =
        action.post().at("/responses/200/content/application~1json/schema/$ref").asText();
    JsonNode required = Contract.tree().at(schema.substring(1)).path("required");
    return required.get(required.size() - 1).asText();
  }

  private static void drop(JsonNode node, String field) {
    if (node instanceof ObjectNode object) {
      object.remove(field);
    }
  }

  // --- shapes -----------------------------------------------------------------------------------

  private void shape(String action, String says, BiConsumer<Request, ObjectNode> change) {
    add(action + ": " + says, "shape", says, action + "/answer", f -> f.body(action, change));
  }

  private static void at(ObjectNode body, String pointer, Consumer<ObjectNode> change) {
    if (body.at(pointer) instanceof ObjectNode object) {
      change.accept(object);
    }
  }

  private void shapes() {
    shape(
        "read",
        "device_id is a number",
        (r, b) -> at(b, "/value/source", s -> s.put("device_id", 1)));
    shape("read", "clone is missing", (r, b) -> at(b, "/value", v -> v.remove("clone")));
    shape("read", "group_id is null", (r, b) -> at(b, "/value", v -> v.putNull("group_id")));
    shape(
        "read",
        "creation_date has a time",
        (r, b) -> at(b, "/value/source", s -> s.put("creation_date", "2021-09-20 10:00:00")));
    shape("read", "value is a list", (r, b) -> b.putArray("value").add(b.get("value").deepCopy()));
    shape("read", "id is a text", (r, b) -> at(b, "/value", v -> v.put("id", "" + v.get("id"))));
    shape("read", "id has 64 bits", (r, b) -> at(b, "/value", v -> v.put("id", 99_999_999_999L)));
    shape("list", "the list is under value", (r, b) -> b.set("value", b.remove("list")));
    shape("list", "one tracker has no source", (r, b) -> at(b, "/list/1", t -> t.remove("source")));
    shape(
        "list",
        "an ordinal is 6",
        (r, b) -> {
          for (JsonNode tracker : b.path("list")) {
            tracker.path("tag_bindings").forEach(t -> ((ObjectNode) t).put("ordinal", 6));
          }
        });
    shape(
        "list_models",
        "the answer is a bare model",
        (r, b) -> {
          JsonNode first = b.at("/list/0").deepCopy();
          b.removeAll();
          b.setAll((ObjectNode) first);
        });
    shape("list_models", "type is unknown", (r, b) -> at(b, "/list/0", m -> m.put("type", "car")));
    shape(
        "list_models",
        "id_type is free text",
        (r, b) -> at(b, "/list/0", m -> m.put("id_type", "?")));
    shape(
        "list_models",
        "output_control is unknown",
        (r, b) -> at(b, "/list/0", m -> m.put("output_control", "many")));
    shape("corrupt", "success is text", (r, b) -> b.put("success", "true"));
    shape("change_phone", "success is missing", (r, b) -> b.remove("success"));
    shape("tags/set", "success is 1", (r, b) -> b.put("success", 1));
    shape("output/update", "success is false", (r, b) -> b.put("success", false));
    shape("location_request", "the answer is empty", (r, b) -> b.removeAll());
    shape("raw_command/send", "success is null", (r, b) -> b.putNull("success"));
    shape("send_command", "list is no list", (r, b) -> b.put("list", "one"));
    shape("register", "value is missing", (r, b) -> b.remove("value"));
    shape(
        "register",
        "source has no model",
        (r, b) -> at(b, "/value/source", s -> s.remove("model")));
    shape("register_retry", "value is empty", (r, b) -> b.putObject("value"));
    shape("replace_retry", "value is null", (r, b) -> b.putNull("value"));
    for (String action : List.of("get_diagnostics", "get_fuel", "get_readings")) {
      shape(action, "a value is a text", (r, b) -> at(b, "/inputs/0", i -> i.put("value", "1,5")));
      shape(
          action,
          "a sensor has no units_type",
          (r, b) -> at(b, "/inputs/0", i -> i.remove("units_type")));
      shape(action, "user_time is a number", (r, b) -> b.put("user_time", 1_621_518_549));
      shape(action, "update_time has a T", (r, b) -> b.put("update_time", "2021-05-20T13:48:02"));
    }
    shape(
        "get_diagnostics",
        "states is a list",
        (r, b) -> {
          if (b.path("states").isObject()) {
            b.putArray("states").add("obd_vin");
          }
        });
    shape(
        "get_diagnostics",
        "obd_dtc_number is a text",
        (r, b) -> at(b, "/states", s -> s.put("obd_dtc_number", "none")));
    shape("get_inputs", "inputs are numbers", (r, b) -> b.putArray("inputs").add(1).add(0));
    shape(
        "get_inputs",
        "a type is unknown",
        (r, b) -> at(b, "/states/0", s -> s.put("type", "light")));
    shape(
        "get_inputs", "a status is missing", (r, b) -> at(b, "/states/0", s -> s.remove("status")));
    shape(
        "get_inputs",
        "input numbers begin at 0",
        (r, b) -> at(b, "/states/0", s -> s.put("input_number", 0)));
    shape("get_inputs", "states are missing", (r, b) -> b.remove("states"));
    shape("batch_get_inputs", "data is a list", (r, b) -> b.putArray("data"));
    shape("batch_get_inputs", "user_time is missing", (r, b) -> b.remove("user_time"));
    shape(
        "get_outputs",
        "outputs have no title",
        (r, b) -> at(b, "/result/0", o -> o.remove("title")));
    shape(
        "get_outputs",
        "outputs are numbered from 0",
        (r, b) -> at(b, "/result/0", o -> o.put("number", 0)));
    shape("get_outputs", "result is a map", (r, b) -> b.putObject("result"));
    shape("batch_get_outputs", "result is under data", (r, b) -> b.set("data", b.remove("result")));
    shape(
        "get_last_gps_point",
        "heading is 361",
        (r, b) -> at(b, "/value", v -> v.put("heading", 361)));
    shape(
        "get_last_gps_point",
        "speed is negative",
        (r, b) -> at(b, "/value", v -> v.put("speed", -1)));
    shape(
        "get_last_gps_point",
        "precision is 0",
        (r, b) -> at(b, "/value", v -> v.put("precision", 0)));
    shape(
        "get_last_gps_point", "latitude is 95", (r, b) -> at(b, "/value", v -> v.put("lat", 95.0)));
    shape(
        "get_last_gps_point",
        "satellites are missing",
        (r, b) -> at(b, "/value", v -> v.remove("satellites")));
    shape(
        "get_last_gps_point",
        "speed is a fraction",
        (r, b) -> at(b, "/value", v -> v.put("speed", 1.5)));
    shape(
        "get_state",
        "location is flat",
        (r, b) ->
            at(
                b,
                "/state/gps",
                g -> {
                  JsonNode location = g.remove("location");
                  g.setAll((ObjectNode) location);
                }));
    shape(
        "get_state",
        "the state is at the root",
        (r, b) -> b.setAll((ObjectNode) b.remove("state")));
    shape(
        "get_state",
        "connection_status is unknown",
        (r, b) -> at(b, "/state", s -> s.put("connection_status", "online")));
    shape(
        "get_state",
        "movement_status is unknown",
        (r, b) -> at(b, "/state", s -> s.put("movement_status", "driving")));
    shape(
        "get_state", "battery is 101", (r, b) -> at(b, "/state", s -> s.put("battery_level", 101)));
    shape("get_state", "outputs are missing", (r, b) -> at(b, "/state", s -> s.remove("outputs")));
    shape(
        "get_state", "source_id is missing", (r, b) -> at(b, "/state", s -> s.remove("source_id")));
    shape(
        "get_state",
        "longitude is -181",
        (r, b) -> at(b, "/state/gps/location", l -> l.put("lng", -181.0)));
    shape(
        "get_state",
        "hardware_key is a number",
        (r, b) -> at(b, "/state/additional/hardware_key", k -> k.put("value", 7)));
    shape(
        "get_state",
        "last_update is in ISO 8601 without offset",
        (r, b) -> at(b, "/state", s -> s.put("last_update", "2022-08-31T13:47:09")));
    shape(
        "get_state",
        "GSM level is 120",
        (r, b) -> at(b, "/state/gsm", g -> g.put("signal_level", 120)));
    shape(
        "get_state",
        "roaming is a text",
        (r, b) -> at(b, "/state/gsm", g -> g.put("roaming", "no")));
    shape("get_state", "user_time is missing", (r, b) -> b.remove("user_time"));
    shape("get_states", "states are a list", (r, b) -> b.putArray("states"));
    shape(
        "get_states",
        "a state has no gps",
        (r, b) -> ((ObjectNode) b.get("states").elements().next()).remove("gps"));
  }

  // --- values -----------------------------------------------------------------------------------

  private void values() {
    add(
        "read answers the first tracker",
        "value",
        "answers another tracker than the one asked for",
        List.of("read/that-tracker", "read/as-listed"),
        f -> f.request("read", r -> override(r, "tracker_id", 123456)));
    add(
        "read in capitals",
        "value",
        "changes the case of labels",
        "read/as-listed",
        f ->
            f.body(
                "read",
                (r, b) ->
                    at(b, "/value", v -> v.put("label", v.get("label").asText().toUpperCase()))));
    add(
        "read mixes tags",
        "value",
        "shows no tags",
        "read/as-listed",
        f ->
            f.body(
                "read",
                (r, b) ->
                    at(
                        b,
                        "/value",
                        v ->
                            v.putArray("tag_bindings")
                                .addObject()
                                .put("tag_id", 99)
                                .put("ordinal", 1))));
    add(
        "read swaps source.id and id",
        "value",
        "shows the tracker's id as that of its source",
        "read/as-listed",
        f -> f.body("read", (r, b) -> at(b, "/value/source", s -> s.set("id", b.at("/value/id")))));
    add(
        "list shows trackers twice",
        "value",
        "has a tracker twice",
        "list/once",
        f -> f.body("list", (r, b) -> again((ArrayNode) b.get("list"))));
    add(
        "list shows devices twice",
        "value",
        "has a device twice",
        "list/devices-once",
        f ->
            f.body(
                "list",
                (r, b) -> {
                  if (b.get("list").size() > 1) {
                    ObjectNode copy = b.at("/list/0").deepCopy();
                    ((ArrayNode) b.get("list")).add(copy.put("id", 777_777));
                  }
                }));
    add(
        "list loses a tracker",
        "value",
        "lacks the last tracker",
        "list/all",
        f ->
            f.body(
                "list",
                (r, b) -> {
                  ArrayNode list = (ArrayNode) b.get("list");
                  if (list.size() > 1) {
                    list.remove(list.size() - 1);
                  }
                }));
    add(
        "list hides blocked trackers",
        "value",
        "lacks blocked trackers",
        List.of("list/blocked", "list/all"),
        f -> f.body("list", (r, b) -> removeIf(b, t -> t.at("/source/blocked").asBoolean())));
    add(
        "list says nothing is blocked",
        "value",
        "shows blocked trackers as free",
        "list/blocked",
        f ->
            f.body(
                "list",
                (r, b) ->
                    b.get("list")
                        .forEach(t -> ((ObjectNode) t.get("source")).put("blocked", false))));
    add(
        "list says everything is blocked",
        "value",
        "shows free trackers as blocked",
        "list/blocked",
        f ->
            f.body(
                "list",
                (r, b) ->
                    b.get("list")
                        .forEach(t -> ((ObjectNode) t.get("source")).put("blocked", true))));
    add(
        "list says nothing is a clone",
        "value",
        "shows clones as originals",
        "list/clones",
        f ->
            f.body(
                "list",
                (r, b) -> b.get("list").forEach(t -> ((ObjectNode) t).put("clone", false))));
    add(
        "list shows corrupted trackers",
        "value",
        "goes on listing corrupted trackers",
        "list/corrupted",
        f -> f.has("corrupted listed"));
    add(
        "list without tags",
        "value",
        "leaves tag_bindings out",
        "list/tags",
        f ->
            f.body(
                "list",
                (r, b) -> b.get("list").forEach(t -> ((ObjectNode) t).remove("tag_bindings"))));
    add(
        "list with empty tags",
        "value",
        "shows no tags of tagged trackers",
        "list/tagged",
        f ->
            f.body(
                "list",
                (r, b) -> b.get("list").forEach(t -> ((ObjectNode) t).putArray("tag_bindings"))));
    add(
        "list_models shows models twice",
        "value",
        "has a model twice",
        "list_models/once",
        f -> f.body("list_models", (r, b) -> again((ArrayNode) b.get("list"))));
    add(
        "list_models lacks used models",
        "value",
        "lacks the model of a tracker",
        "list_models/used",
        f ->
            f.body(
                "list_models",
                (r, b) -> removeIf(b, m -> m.path("code").asText().equals("telfmb920"))));
    add(
        "list_models answers other models in the compact view",
        "value",
        "lacks models when compact_view is true",
        "list_models/compact_view",
        f ->
            f.body(
                "list_models",
                (r, b) -> {
                  if (r.parameters.path("compact_view").asBoolean()) {
                    ((ArrayNode) b.get("list")).remove(0);
                  }
                }));
    add(
        "list_models is compact unasked",
        "value",
        "takes compact_view for true",
        "list_models/compact_view",
        f ->
            f.request(
                "list_models",
                r -> {
                  if (!r.parameters.has("compact_view")) {
                    r.parameters.put("compact_view", true);
                  }
                }));
    add(
        "get_outputs numbers outputs twice",
        "value",
        "has a number twice",
        "get_outputs/numbers",
        f -> f.body("get_outputs", (r, b) -> again((ArrayNode) b.get("result"))));
    add(
        "batch_get_outputs by position",
        "value",
        "has positions for keys",
        "batch_get_outputs/by-id",
        f -> f.body("batch_get_outputs", (r, b) -> byPosition(b, "result")));
    add(
        "batch_get_inputs by position",
        "value",
        "has positions for keys",
        "batch_get_inputs/by-id",
        f -> f.body("batch_get_inputs", (r, b) -> byPosition(b, "data")));
    add(
        "get_states by position",
        "value",
        "has positions for keys",
        "get_states/by-id",
        f -> f.body("get_states", (r, b) -> byPosition(b, "states")));
    for (Map.Entry<String, String> batch :
        Map.of("batch_get_inputs", "data", "batch_get_outputs", "result", "get_states", "states")
            .entrySet()) {
      add(
          batch.getKey() + " answers the first only",
          "value",
          "lacks all trackers but the first",
          batch.getKey() + "/by-id",
          f -> f.body(batch.getKey(), (r, b) -> firstOnly(b, batch.getValue())));
      add(
          batch.getKey() + " of nothing when none is named",
          "value",
          "answers nothing when trackers is omitted",
          batch.getKey() + "/all",
          f ->
              f.request(
                  batch.getKey(),
                  r -> {
                    if (!r.parameters.has("trackers")) {
                      r.parameters.putArray("trackers");
                    }
                  }));
    }
    add(
        "batch_get_outputs has titles of its own",
        "value",
        "shows other titles than get_outputs",
        "batch_get_outputs/agrees",
        f ->
            f.body(
                "batch_get_outputs",
                (r, b) ->
                    b.get("result")
                        .forEach(l -> l.forEach(o -> ((ObjectNode) o).put("title", "OUT")))));
    add(
        "batch_get_inputs has one input more",
        "value",
        "shows other inputs than get_inputs",
        "batch_get_inputs/agrees",
        f -> f.has("one input more in batch_get_inputs"));
    add(
        "get_states says blocked unasked",
        "value",
        "has blocked without list_blocked",
        List.of("get_states/sorted", "get_states/not_exist"),
        f -> f.has("blocked always there"));
    add(
        "get_states says not_exist unasked",
        "value",
        "has not_exist without allow_not_exist",
        List.of("get_states/sorted", "get_states/blocked"),
        f -> f.has("not_exist always there"));
    add(
        "get_states forgets who is blocked",
        "value",
        "answers an empty list of blocked trackers",
        List.of("get_states/blocked", "get_states/sorted"),
        f ->
            f.body(
                "get_states",
                (r, b) -> {
                  if (b.has("blocked")) {
                    b.putArray("blocked");
                  }
                }));
    add(
        "get_states forgets who does not exist",
        "value",
        "answers an empty list of unknown trackers",
        List.of("get_states/not_exist", "get_states/not_exist-corrupted"),
        f ->
            f.body(
                "get_states",
                (r, b) -> {
                  if (b.has("not_exist")) {
                    b.putArray("not_exist");
                  }
                }));
    add(
        "get_states answers the trackers asked for last",
        "value",
        "shows the states of other trackers",
        "get_states/agrees",
        f -> f.has("others' states in get_states"));
    add(
        "send_command answers another tracker",
        "value",
        "shows another tracker in list",
        "send_command/lock",
        f -> f.body("send_command", (r, b) -> at(b, "/list/0", t -> t.put("id", 123456))));
    add(
        "register_retry answers another tracker",
        "value",
        "shows another tracker",
        "register_retry/retries",
        f -> f.body("register_retry", (r, b) -> at(b, "/value", v -> v.put("id", 123456))));
    add(
        "register_retry by device_id answers another tracker",
        "value",
        "shows another tracker",
        "register_retry/device_id",
        f -> f.body("register_retry", (r, b) -> at(b, "/value", v -> v.put("id", 123456))));
    add(
        "replace_retry answers another tracker",
        "value",
        "shows another tracker",
        "replace_retry/retries",
        f -> f.body("replace_retry", (r, b) -> at(b, "/value", v -> v.put("id", 123456))));
  }

  private void answeredTrackers() {
    for (String rule :
        List.of(
            "register/registers",
            "register_quick/registers",
            "register_retry/retries",
            "replace/replaces",
            "replace_quick/replaces",
            "replace_retry/retries",
            "send_command/lock")) {
      String action = rule.substring(0, rule.lastIndexOf('/'));
      String tracker = action.equals("send_command") ? "/list/0" : "/value";
      add(
          action + " answers somebody's label",
          "value",
          "answers a tracker with the label of the samples",
          rule,
          f -> f.body(action, (r, b) -> at(b, tracker, v -> v.put("label", "tracker label"))));
      add(
          action + " answers an old source",
          "value",
          "answers another source than read",
          rule,
          f -> f.body(action, (r, b) -> at(b, tracker + "/source", v -> v.put("tariff_id", 7))));
    }
    add(
        "register in the past",
        "value",
        "dates a new tracker in the past",
        "register/creation_date",
        f ->
            f.body(
                "register",
                (r, b) -> at(b, "/value/source", s -> s.put("creation_date", "2011-09-21"))));
    add(
        "list_models with flat batteries",
        "value",
        "has low_charge above max_charge",
        "list_models/battery",
        f ->
            f.body(
                "list_models", (r, b) -> at(b, "/list/0/battery", v -> v.put("low_charge", 7.5))));
    add(
        "get_states without further states",
        "value",
        "shows no additional states",
        "get_states/same-state",
        f ->
            f.body(
                "get_states",
                (r, b) -> b.get("states").forEach(s -> ((ObjectNode) s).putObject("additional"))));
    add(
        "batch_get_inputs inverts its states",
        "value",
        "shows other statuses than get_inputs",
        "batch_get_inputs/agrees",
        f ->
            f.body(
                "batch_get_inputs",
                (r, b) ->
                    b.get("data")
                        .forEach(
                            d ->
                                d.get("states")
                                    .forEach(
                                        s ->
                                            ((ObjectNode) s)
                                                .put("status", !s.get("status").asBoolean())))));
    add(
        "get_last_gps_point of long ago",
        "telemetry",
        "shows an old point of a moving tracker",
        "get_last_gps_point/moving",
        f ->
            f.body(
                "get_last_gps_point",
                (r, b) -> at(b, "/value", v -> v.put("get_time", "2012-03-05 12:00:00"))));
  }

  private static void override(Request request, String name, int value) {
    if (request.parameters.path(name).asInt() > 0
        && request.parameters.path(name).asInt() < 1_000_000) {
      request.parameters.put(name, value);
    }
  }

  private static void again(ArrayNode list) {
    if (!list.isEmpty()) {
      list.add(list.get(0).deepCopy());
    }
  }

  private static void removeIf(ObjectNode body, java.util.function.Predicate<JsonNode> some) {
    ArrayNode kept = JSON.createArrayNode();
    body.get("list")
        .forEach(
            item -> {
              if (!some.test(item)) {
                kept.add(item);
              }
            });
    body.set("list", kept);
  }

  private static void byPosition(ObjectNode body, String field) {
    ObjectNode by = JSON.createObjectNode();
    int position = 0;
    for (JsonNode value : body.get(field)) {
      by.set(Integer.toString(position++), value);
    }
    body.set(field, by);
  }

  private static void firstOnly(ObjectNode body, String field) {
    ObjectNode map = (ObjectNode) body.get(field);
    if (map.size() > 1) {
      map.retain(map.fieldNames().next());
    }
  }

  // --- filters ----------------------------------------------------------------------------------

  private void filters() {
    add(
        "list ignores labels",
        "value",
        "does not filter",
        List.of("list/labels-contain", "list/labels-none", "list/labels-any"),
        f -> f.has("labels ignored"));
    for (String way : List.of("labels by prefix", "labels by suffix", "labels whole")) {
      add("list: " + way, "value", "filters otherwise", "list/labels-contain", f -> f.has(way));
    }
    for (String way : List.of("labels all", "labels first only")) {
      add("list: " + way, "value", "filters otherwise", "list/labels-any", f -> f.has(way));
    }
    add(
        "list finds nothing in forms",
        "value",
        "filters by nothing in a form",
        "list/form",
        f ->
            f.request(
                "list",
                r -> {
                  if (r.form.equals("form")) {
                    r.parameters.remove("labels");
                  }
                }));
    add(
        "list filters by nothing in a query",
        "value",
        "ignores labels of a query",
        "list/query",
        f ->
            f.request(
                "list",
                r -> {
                  if (r.form.equals("query")) {
                    r.parameters.remove("labels");
                  }
                }));
    add(
        "list answers everything when nothing matches",
        "value",
        "treats no match like no filter",
        "list/labels-none",
        f ->
            f.request(
                "list",
                r -> {
                  if (r.parameters.at("/labels/0").asText().startsWith("no label")
                      && r.parameters.path("labels").size() == 1) {
                    r.parameters.remove("labels");
                  }
                }));
    add(
        "list_models ignores codes",
        "value",
        "does not filter",
        "list_models/codes",
        f -> f.has("codes ignored"));
    add(
        "list_models takes the first code only",
        "value",
        "filters by one code",
        "list_models/codes",
        f ->
            f.request(
                "list_models",
                r -> {
                  if (r.parameters.path("codes").size() > 1) {
                    r.parameters.putArray("codes").add(r.parameters.at("/codes/0"));
                  }
                }));
    add(
        "list_models ignores compact_index",
        "value",
        "shows all indexes",
        "list_models/compact_index",
        f -> f.has("compact_index ignored"));
    add(
        "list_models drops indexed inputs",
        "value",
        "shows no indexed input",
        "list_models/compact_index",
        f ->
            f.body(
                "list_models",
                (r, b) -> {
                  if (r.parameters.path("compact_index").asBoolean()) {
                    b.get("list").forEach(m -> ((ObjectNode) m).putArray("inputs"));
                  }
                }));
  }

  // --- state ------------------------------------------------------------------------------------

  private void state() {
    named("corrupt does nothing", "state", List.of("corrupt/corrupts", "corrupt/twice"));
    named("corrupt takes another too", "state", List.of("corrupt/corrupts"));
    named("corrupt frees nothing", "state", List.of("corrupt/frees"));
    named("delete does nothing", "state", List.of("delete/deletes"));
    named("delete takes the original too", "state", List.of("delete/deletes"));
    add(
        "delete answers a list",
        "shape",
        "answers a success without success",
        "delete/deletes",
        f -> f.body("delete", (r, b) -> b.remove("success")));
    named(
        "change_phone does nothing",
        "state",
        List.of("change_phone/changes", "change_phone/frees"));
    named("change_phone cuts", "state", List.of("change_phone/changes"));
    named("change_phone takes the label too", "state", List.of("change_phone/changes"));
    named("change_phone hits another too", "state", List.of("change_phone/changes"));
    named(
        "tags/set does nothing",
        "state",
        List.of("tags/set/sets", "tags/set/replaces", "tags/set/forms"));
    named("tags added", "state", List.of("tags/set/replaces"));
    named("tags/set mixes ordinals", "state", List.of("tags/set/sets"));
    named("tags/set hits another too", "state", List.of("tags/set/sets"));
    named("output/update does nothing", "state", List.of("output/update/renames"));
    named("output/update renames all", "state", List.of("output/update/renames"));
    named("output/update hits others too", "state", List.of("output/update/renames"));
    add(
        "raw_command/send without text",
        "error",
        "refuses the default type",
        "raw_command/send/sends",
        f -> f.refuses("raw_command/send", r -> !r.parameters.has("type"), 7));
    add(
        "send_command cannot seal",
        "error",
        "knows unseal only",
        "send_command/lock",
        f ->
            f.refuses(
                "send_command",
                r -> r.parameters.at("/command/command_code").asText().equals("seal"),
                7));
    add(
        "send_command cannot set",
        "error",
        "knows no special settings",
        "send_command/settings",
        f ->
            f.refuses(
                "send_command",
                r -> r.parameters.at("/command/name").asText().startsWith("set_special"),
                214));
  }

  private void named(String name, String kind, List<String> rules) {
    add(name, kind, name, rules, f -> f.has(name));
  }

  // --- registration -----------------------------------------------------------------------------

  private void registration() {
    named("register stores nothing", "state", List.of("register/registers"));
    named("register_quick stores nothing", "state", List.of("register_quick/registers"));
    named("group forgotten", "state", List.of("register/group"));
    named("labels cut", "state", List.of("register/label"));
    named("register answers another label", "value", List.of("register/registers"));
    named("codes never used up", "state", List.of("register/with_code"));
    named("register_retry renames", "state", List.of("register_retry/retries"));
    named("device_id ignored", "error", List.of("register_retry/device_id"));
    named("replace_retry refuses", "error", List.of("replace_retry/retries"));
    for (String action : List.of("replace", "replace_quick")) {
      for (String way :
          List.of(
              "does nothing",
              "loses the label",
              "loses the tags",
              "keeps the old device",
              "stays connected",
              "makes a new tracker")) {
        add(
            action + " " + way,
            "state",
            action + " " + way,
            action + "/replaces",
            f -> f.has(action + " " + way));
      }
    }
    add(
        "register leaves trackers active",
        "state",
        "says that a new tracker is active",
        "register/just_registered",
        f -> f.has("all active in get_state"));
  }

  // --- telemetry --------------------------------------------------------------------------------

  private void telemetry() {
    for (String action :
        List.of(
            "get_diagnostics",
            "get_fuel",
            "get_inputs",
            "batch_get_inputs",
            "get_readings",
            "get_state",
            "get_states")) {
      add(
          action + " in UTC",
          "telemetry",
          "tells user_time in UTC",
          action + "/user_time",
          f -> f.has("utc in " + action));
      add(
          action + " goes back in time",
          "telemetry",
          "tells an earlier user_time each time",
          action + "/user_time",
          f -> f.has("time runs backwards in " + action));
      add(
          action + " without ISO dates",
          "telemetry",
          "ignores iso_datetime",
          action + "/iso_datetime",
          f -> f.has("no iso in " + action));
      add(
          action + " with ISO dates in UTC",
          "telemetry",
          "writes ISO dates without the user's offset",
          action + "/iso_datetime",
          f -> f.has("iso in utc in " + action));
      boolean state = action.startsWith("get_state");
      add(
          action + " from the future",
          "telemetry",
          "tells dates of the next hour",
          action + "/dates",
          f -> f.has((state ? "last_update" : "update_time") + " in the future in " + action));
    }
    add(
        "get_last_gps_point without ISO dates",
        "telemetry",
        "ignores iso_datetime",
        "get_last_gps_point/iso_datetime",
        f -> f.has("no iso in get_last_gps_point"));
    add(
        "get_last_gps_point from the future",
        "telemetry",
        "tells dates of the next hours",
        "get_last_gps_point/dates",
        f -> f.has("points in the future"));
    add(
        "the header NVX-ISO-DateTime is ignored",
        "telemetry",
        "writes plain dates",
        "general/iso-header",
        f -> f.requests(r -> r.isoHeader = ""));
    add(
        "ISO dates always",
        "telemetry",
        "writes ISO dates unasked",
        List.of("get_state/dates", "general/iso-header"),
        f -> f.has("iso always"));
    for (String action : List.of("get_diagnostics", "get_fuel", "get_readings")) {
      add(
          action + " has all sensors",
          "telemetry",
          "does not sort sensors",
          action + "/sensors",
          f -> f.has("all sensors in " + action));
      add(
          action + " has no sensors",
          "telemetry",
          "shows no sensor",
          action + "/sensors",
          f -> f.has("no sensors in " + action));
      add(
          action + " converts by half",
          "telemetry",
          "has a converted value without its unit",
          action + "/units",
          f -> f.has("half converted in " + action));
    }
    add(
        "get_fuel below zero",
        "telemetry",
        "shows a negative level",
        "get_fuel/sensors",
        f -> f.has("negative in get_fuel"));
    add(
        "get_inputs with two ignitions",
        "telemetry",
        "shows the ignition twice",
        "get_inputs/ignition-once",
        f -> f.has("ignition twice in get_inputs"));
    add(
        "get_inputs with states that contradict its inputs",
        "telemetry",
        "shows the opposite",
        "get_inputs/states-agree",
        f -> f.has("states inverted"));
    add(
        "get_inputs counts from zero",
        "telemetry",
        "numbers inputs from zero",
        List.of("get_inputs/states-agree", "get_inputs/answer"),
        f -> f.has("inputs from zero"));
    add(
        "get_last_gps_point with lat and lng swapped",
        "telemetry",
        "swaps latitude and longitude",
        List.of("get_last_gps_point/where", "get_last_gps_point/moving"),
        f -> f.has("lat and lng swapped"));
    add(
        "get_last_gps_point far away",
        "telemetry",
        "shows another place",
        "get_last_gps_point/moving",
        f -> f.has("far away"));
    add(
        "get_last_gps_point located by GSM",
        "telemetry",
        "shows points located by GSM cells",
        "get_last_gps_point/located_by_gsm",
        f -> f.has("points located by gsm"));
    add(
        "get_state of another source",
        "telemetry",
        "shows the tracker's id as source_id",
        "get_state/source_id",
        f -> f.has("source_id is the tracker id in get_state"));
    add(
        "get_states of another source",
        "telemetry",
        "shows the tracker's id as source_id",
        "get_states/agrees",
        f -> f.has("source_id is the tracker id in get_states"));
    add(
        "get_state parks everything",
        "telemetry",
        "says that all trackers are parked",
        "get_state/moving",
        f -> f.has("all parked in get_state"));
    add(
        "get_state moves everything",
        "telemetry",
        "says that all trackers are moving",
        "get_state/parked",
        f -> f.has("all moving in get_state"));
    add(
        "get_state without speed",
        "telemetry",
        "says that a moving tracker stands still",
        "get_state/moving",
        f -> f.has("speed 0 in get_state"));
    add(
        "get_state says all is active",
        "telemetry",
        "says that every device is connected",
        List.of("get_state/offline", "get_state/just_registered", "get_state/just_replaced"),
        f -> f.has("all active in get_state"));
    add(
        "get_state with GSM everywhere",
        "telemetry",
        "shows a network of a device without GSM",
        "get_state/no_gsm",
        f -> f.has("gsm everywhere in get_state"));
    add(
        "get_state with other inputs",
        "telemetry",
        "shows other inputs than get_inputs",
        List.of("get_state/agrees", "get_states/agrees"),
        f -> f.has("inputs inverted in get_state"));
    add(
        "get_states without inputs",
        "telemetry",
        "shows other inputs than get_state",
        "get_states/agrees",
        f -> f.has("no inputs in get_states"));
    add(
        "get_state in ISO dates without seconds",
        "telemetry",
        "writes dates of another form",
        "get_state/dates",
        f -> f.body("get_state", (r, b) -> b.put("user_time", "2026-11-02 13:47")));
  }

  // --- transport --------------------------------------------------------------------------------

  private void transport() {
    for (int code : List.of(5, 111, 112)) {
      add(
          "general/" + code + " recoded",
          "transport",
          "answers another number than " + code,
          "general/" + code,
          f -> f.recodes("general/" + code, 6));
    }
    add(
        "broken JSON is taken for none",
        "transport",
        "reads broken JSON as an empty object",
        "general/5",
        f -> f.doesNotCheck("general/5"));
    for (Action action : Contract.actions()) {
      String rule = action.name() + "/9";
      add(
          action.name() + " reads large bodies",
          "transport",
          "takes a body over the limit",
          rule,
          f -> f.doesNotCheck(rule));
    }
    add(
        "PUT is read like POST",
        "transport",
        "takes any method",
        "general/112",
        f -> f.doesNotCheck("general/112"));
    add(
        "unknown paths answer HTML",
        "transport",
        "answers an unknown path with a page",
        List.of("general/111", "general/no-internals"),
        f ->
            f.wires(
                w ->
                    w.body().contains("\"code\":111")
                        ? w.status(404).contentType("text/html").body("<html>404</html>")
                        : w));
    add(
        "stack traces",
        "transport",
        "answers wrong parameters with a stack trace",
        "general/no-internals",
        f ->
            f.wires(
                w ->
                    w.status() >= 400
                        ? w.body(
                            w.body()
                                .replace(
                                    "\"description\":\"",
                                    "\"description\":\"java.lang.NullPointerException at"
                                        + " com.example.Tracker.read(Tracker.java:17) "))
                        : w));
    add(
        "HTML",
        "transport",
        "calls its answers HTML",
        List.of("general/json", "list/answer"),
        f -> f.wires(w -> w.contentType("text/html")));
    add(
        "no content type",
        "transport",
        "answers without Content-Type",
        List.of("general/json", "read/answer"),
        f -> f.wires(w -> w.contentType("")));
    add(
        "broken answers",
        "transport",
        "answers JSON that breaks off",
        List.of("general/json", "list/answer"),
        f -> f.wires(w -> w.body(w.body().substring(0, w.body().length() - 1))));
    add(
        "empty answers",
        "transport",
        "answers nothing",
        List.of("general/json", "list/answer"),
        f -> f.wires(w -> w.body("")));
    add(
        "errors with HTTP 200",
        "transport",
        "answers everything with HTTP 200",
        List.of("general/success-is-200", "get_fuel/201"),
        f -> f.wires(w -> w.status(200)));
    add(
        "errors that say success",
        "transport",
        "answers errors with success true",
        "general/success-is-200",
        f -> f.wires(w -> w.body(w.body().replace("\"success\":false", "\"success\":true"))));
    add(
        "redirects",
        "transport",
        "answers with redirects",
        List.of("general/success-is-200", "list/answer"),
        f -> f.wire("list", w -> w.status(302)).wire("list_models", w -> w.status(302)));
    add(
        "duplicate keys",
        "transport",
        "answers JSON with a key twice",
        "general/json",
        f -> f.wires(w -> w.body(w.body().replaceFirst("\\{", "{\"success\":true,"))));
    named("hash not in query", "transport", List.of("general/hash-in-query"));
    named("hash not in header", "transport", List.of("general/hash-in-header"));
    named("query before body", "transport", List.of("general/hash-order"));
    named("malformed is 4", "transport", List.of("general/malformed-hash"));
    add(
        "unknown parameters are refused",
        "transport",
        "refuses parameters that it does not know",
        "general/unknown-parameters",
        f -> f.refusesAll(r -> r.parameters.has("no_such_parameter"), 7));
    add(
        "numbers as text are refused",
        "transport",
        "is strict about numbers",
        "general/numbers-as-text",
        f ->
            f.refusesAll(
                r -> r.form.equals("json") && r.parameters.path("tracker_id").isTextual(), 7));
    add(
        "lists as text are refused",
        "transport",
        "is strict about lists",
        "general/arrays-as-text",
        f ->
            f.refusesAll(
                r -> r.form.equals("json") && r.parameters.path("trackers").isTextual(), 7));
    add(
        "the query of a POST is ignored",
        "transport",
        "takes parameters of the body only",
        "general/body-then-query",
        f ->
            f.requests(
                r -> {
                  if (!r.form.equals("query")) {
                    r.parameters = r.body.deepCopy();
                  }
                }));
    add(
        "the query wins over the body",
        "transport",
        "prefers parameters of the query",
        "general/body-then-query",
        f -> f.requests(r -> r.parameters.setAll(r.query)));
    add(
        "JSON needs its content type",
        "transport",
        "refuses JSON without content type",
        "general/content-types",
        f -> f.refusesAll(r -> !r.form.equals("query") && r.contentType.isEmpty(), 5));
    add(
        "a POST needs a body",
        "transport",
        "refuses a POST without a body",
        "general/no-body",
        f -> f.refusesAll(r -> !r.form.equals("query") && r.bytes == 0, 5));
    add(
        "a rate limit that never refuses",
        "transport",
        "does not keep its rate limit",
        "general/15",
        f -> f.has("no rate limit"));
    for (String name : READING) {
      add(
          name + " breaks off",
          "transport",
          "answers half of the JSON",
          name + "/answer",
          f -> f.wire(name, w -> w.body(w.body().substring(0, w.body().length() / 2))));
    }
  }

  // --- what must be taken -----------------------------------------------------------------------

  private static List<String> ending(String tail) {
    return RuleBook.standard().all().stream()
        .map(RuleSpec::id)
        .filter(id -> id.endsWith("/" + tail))
        .toList();
  }

  private void generously() {
    for (String rule : ending("as-text")) {
      String action = RuleBook.actionOf(rule);
      String pointer = pointer(rule, "as-text");
      add(
          rule + " refused",
          "validation",
          "does not take it as text",
          rule,
          f -> f.refuses(action, r -> r.parameters.at(pointer).isTextual(), 7));
    }
    for (String rule : ending("empty")) {
      String action = RuleBook.actionOf(rule);
      String pointer = pointer(rule, "empty");
      add(
          rule + " refused",
          "validation",
          "does not take an empty text",
          rule,
          f -> f.refuses(action, r -> r.parameters.at(pointer).asText("x").isEmpty(), 7));
    }
    for (String rule : ending("characters")) {
      String action = RuleBook.actionOf(rule);
      String pointer = pointer(rule, "characters");
      add(
          rule + " refused",
          "validation",
          "counts UTF-16 units, not characters",
          rule,
          f -> f.refuses(action, r -> r.parameters.at(pointer).asText().contains("\ud83d"), 7));
    }
    for (String rule : ending("query-constraints")) {
      String action = RuleBook.actionOf(rule);
      add(
          action + " by GET takes anything",
          "validation",
          "does not check parameters of a query",
          rule,
          f ->
              f.wire(
                  action,
                  w ->
                      w.request().form.equals("query") && w.body().contains("\"code\":7,")
                          ? w.status(200).body("{\"success\":true}")
                          : w));
    }
    add(
        "one violation at a time",
        "validation",
        "names the first wrong parameter only",
        ending("violations"),
        f -> f.has("first violation only"));
    add(
        "lengths in bytes",
        "validation",
        "counts bytes instead of characters",
        List.of(
            "list/labels/items.maxLength",
            "register/label/maxLength",
            "register_quick/label/maxLength",
            "output/update/tracker_output.title/maxLength"),
        f ->
            f.refusesAll(
                r ->
                    r.parameters.toString().contains("日".repeat(50))
                        && !r.parameters.toString().contains("日".repeat(61)),
                7));
    add(
        "phones of 9 digits at least",
        "validation",
        "is stricter than the pattern",
        List.of("change_phone/phone/pattern", "register/phone/pattern", "replace/phone/pattern"),
        f -> f.refusesAll(r -> r.parameters.path("phone").asText("").matches("[0-9]{8}"), 7));
    add(
        "IMEIs of 15 digits only",
        "validation",
        "is stricter than the pattern",
        List.of("register_quick/imei/pattern", "replace_quick/imei/pattern"),
        f -> f.refusesAll(r -> r.parameters.path("imei").asText("").matches("[0-9]{16}"), 7));
    add(
        "numbers are cut",
        "validation",
        "takes 1.5 for 1 and forgets what exceeds 32 bits",
        List.of("read/tracker_id/type", "read/tracker_id/range", "corrupt/tracker_id/type"),
        f ->
            f.requests(
                r -> {
                  if (r.parameters.path("tracker_id").isNumber()) {
                    r.parameters.put("tracker_id", (int) r.parameters.get("tracker_id").asLong());
                  }
                }));
    add(
        "send_register_commands null refused",
        "validation",
        "does not take null",
        "register/send_register_commands/type",
        f ->
            f.refuses(
                "register",
                r ->
                    r.parameters.has("send_register_commands")
                        && r.parameters.get("send_register_commands").isNull(),
                7));
  }

  private static String pointer(String rule, String keyword) {
    String name = rule.substring(RuleBook.actionOf(rule).length() + 1);
    return "/" + name.substring(0, name.length() - keyword.length() - 1).replace('.', '/');
  }

  // --- whose tracker it is
  // ------------------------------------------------------------------------

  private void lookups() {
    add(
        "accounts mixed everywhere",
        "rights",
        "finds trackers of other accounts",
        ending("foreign"),
        f -> f.has("accounts mixed"));
    add(
        "groups ignored everywhere",
        "rights",
        "finds trackers that a sub-user may not see",
        ending("restricted"),
        f -> f.has("groups ignored"));
    for (String rule : ending("gone")) {
      String action = RuleBook.actionOf(rule);
      add(
          action + " of trackers that are gone",
          "state",
          "goes on with a tracker that was corrupted",
          rule,
          f -> f.doesNotCheck(action + "/corrupted").doesNotCheck("get_states/201"));
    }
    for (String rule : ending("refused")) {
      String action = RuleBook.actionOf(rule);
      add(
          action + " refuses nobody",
          "rights",
          "does not look at rights",
          rule,
          f -> f.doesNotCheck(action + "/13"));
    }
    add(
        "the refused are obeyed",
        "rights",
        "does what it refuses with 13",
        List.of(
            "change_phone/refused",
            "tags/set/refused",
            "output/update/refused",
            "register/refused",
            "corrupt/refused",
            "delete/deletes",
            "replace/replaces",
            "replace_quick/replaces"),
        f -> f.has("obeys whom it refuses"));
    add(
        "unknown parameters are refused everywhere",
        "transport",
        "refuses parameters that it does not know",
        ending("unknown-parameters"),
        f -> f.refusesAll(r -> r.parameters.has("no_such_parameter"), 7));
    List<String> broken = Contract.actions().stream().map(action -> action.name() + "/5").toList();
    add(
        "broken JSON is taken for none everywhere",
        "transport",
        "reads broken JSON as an empty object",
        broken,
        f -> f.doesNotCheck("general/5"));
    List<String> blocked =
        Contract.actions().stream().map(action -> action.name() + "/11").toList();
    add(
        "blocked users served everywhere",
        "rights",
        "serves a blocked user",
        blocked,
        f -> f.doesNotCheck("general/11"));
  }

  private void order() {
    add(
        "parameters before credentials",
        "error",
        "looks at parameters before it knows who asks",
        ending("order"),
        f -> f.has("parameters before credentials"));
    add(
        "get_states in any order",
        "error",
        "refuses what it comes upon first",
        "get_states/order",
        f -> f.has("get_states in any order"));
  }

  // --- what the profile knows
  // ----------------------------------------------------------------------

  private void known() {
    Map<String, String> lists =
        Map.of(
            "get_fuel", "inputs",
            "get_diagnostics", "inputs",
            "get_readings", "inputs",
            "get_inputs", "states",
            "get_outputs", "result");
    lists.forEach(
        (action, list) ->
            add(
                action + " loses one",
                "value",
                "lacks the last of several",
                action + "/known",
                f -> f.body(action, (r, b) -> dropLast(b.get(list)))));
    add(
        "batch_get_inputs loses one",
        "value",
        "lacks the last meaning of every tracker",
        "batch_get_inputs/known",
        f ->
            f.body(
                "batch_get_inputs",
                (r, b) -> b.get("data").forEach(info -> dropLast(info.get("states")))));
    add(
        "batch_get_outputs loses one",
        "value",
        "lacks the last output of every tracker",
        "batch_get_outputs/known",
        f -> f.body("batch_get_outputs", (r, b) -> b.get("result").forEach(Mutants::dropLast)));
    for (String action : List.of("get_fuel", "get_diagnostics", "get_readings")) {
      add(
          action + " mixes up units",
          "value",
          "swaps units and units_type",
          action + "/known",
          f ->
              f.body(
                  action,
                  (r, b) ->
                      b.get("inputs")
                          .forEach(
                              input -> {
                                JsonNode units = input.get("units");
                                ((ObjectNode) input).set("units", input.get("units_type"));
                                ((ObjectNode) input).set("units_type", units);
                              })));
    }
    add(
        "fuel levels beyond reason",
        "telemetry",
        "shows a thousand million litres",
        "get_fuel/ranges",
        f ->
            f.body(
                "get_fuel",
                (r, b) -> b.get("inputs").forEach(i -> ((ObjectNode) i).put("value", 1e9))));
    add(
        "avatars are lost",
        "value",
        "shows no avatar",
        List.of("read/known", "list/known"),
        f -> f.wires(w -> w.body(w.body().replaceAll("\"avatar_file_name\":\"[^\"]*\",", ""))));
    add(
        "further states are lost",
        "telemetry",
        "shows no additional states",
        List.of("get_state/known", "get_states/known"),
        f -> f.wires(w -> w.body(w.body().replaceAll("\"hardware_key\"", "\"key\""))));
    add(
        "points at the equator",
        "telemetry",
        "loses the latitude",
        "get_last_gps_point/known",
        f -> f.body("get_last_gps_point", (r, b) -> at(b, "/value", v -> v.put("lat", 0.0))));
  }

  private static void dropLast(JsonNode list) {
    if (list instanceof ArrayNode array && !array.isEmpty()) {
      array.remove(array.size() - 1);
    }
  }

  private void states() {
    for (String action : List.of("get_state", "get_states")) {
      add(
          action + " says all is connected",
          "telemetry",
          "says active of every tracker",
          action + "/statuses",
          f -> f.has("all active in " + action));
      add(
          action + " with an old last_update",
          "telemetry",
          "has parts that are newer than the whole",
          action + "/last_update",
          f ->
              f.wire(
                  action,
                  w ->
                      w.body(
                          w.body()
                              .replaceAll(
                                  "\"last_update\":\"[^\"]*\"",
                                  "\"last_update\":\"2020-01-01 00:00:00\""))));
    }
    add(
        "get_states never says just_registered",
        "telemetry",
        "says offline of what never connected",
        "get_states/statuses",
        f ->
            f.wire(
                "get_states", w -> w.body(w.body().replace("\"just_registered\"", "\"offline\""))));
    add(
        "get_state shows fewer inputs",
        "telemetry",
        "has no inputs",
        "get_state/digital",
        f -> f.has("no inputs in get_state"));
    add(
        "get_inputs shows more inputs",
        "telemetry",
        "has an input that the model lacks",
        "get_inputs/digital",
        f -> f.has("one input more in get_inputs"));
    add(
        "get_outputs shows fewer outputs",
        "value",
        "lacks the last output",
        "get_outputs/digital",
        f -> f.body("get_outputs", (r, b) -> dropLast(b.get("result"))));
    add(
        "list_models counts wrong",
        "value",
        "tells seven outputs of every model",
        "list_models/digital",
        f ->
            f.body(
                "list_models",
                (r, b) -> b.get("list").forEach(m -> ((ObjectNode) m).put("digital_outputs", 7))));
  }

  private void sensors() {
    for (String action : List.of("get_diagnostics", "get_fuel", "get_readings")) {
      add(
          action + " swaps name and label",
          "value",
          "has labels for names",
          action + "/names",
          f -> inputs(f, action, i -> i.put("name", i.get("label").asText() + " 1")));
      add(
          action + " has a sensor twice",
          "value",
          "repeats a sensor",
          action + "/names",
          f -> f.body(action, (r, b) -> again((ArrayNode) b.get("inputs"))));
      add(
          action + " swaps type and unit",
          "value",
          "has units for quantities",
          action + "/types",
          f -> inputs(f, action, i -> i.put("type", "litre")));
      add(
          action + " beyond all bounds",
          "telemetry",
          "shows a value that cannot be",
          action + "/ranges",
          f ->
              inputs(
                  f,
                  action,
                  i -> i.put("name", i.get("name").asText() + "_temp").put("value", -5e6)));
      add(
          action + " without update_time",
          "telemetry",
          "does not tell when",
          action + "/update_time",
          f -> f.body(action, (r, b) -> b.putNull("update_time")));
    }
    add(
        "get_inputs without update_time",
        "telemetry",
        "does not tell when",
        "get_inputs/update_time",
        f -> f.body("get_inputs", (r, b) -> b.remove("update_time")));
    add(
        "batch_get_inputs without update_time",
        "telemetry",
        "does not tell when",
        "batch_get_inputs/update_time",
        f ->
            f.body(
                "batch_get_inputs",
                (r, b) -> b.get("data").forEach(d -> ((ObjectNode) d).remove("update_time"))));
    add(
        "get_diagnostics in words",
        "value",
        "writes open and close for 1 and 0",
        "get_diagnostics/flags",
        f ->
            f.body(
                "get_diagnostics",
                (r, b) -> at(b, "/states", s -> s.put("can_door_state", "close"))));
  }

  private static void inputs(Faults faults, String action, Consumer<ObjectNode> change) {
    faults.body(action, (r, b) -> b.get("inputs").forEach(i -> change.accept((ObjectNode) i)));
  }

  // --- what happens beside
  // ------------------------------------------------------------------------

  private void sideEffects() {
    for (String rule :
        List.of(
            "change_phone/changes",
            "tags/set/sets",
            "output/update/renames",
            "location_request/sms",
            "raw_command/send/sends",
            "send_command/lock",
            "register_retry/retries",
            "register/registers",
            "register_quick/registers",
            "replace/replaces",
            "replace_retry/retries",
            "delete/deletes")) {
      String action = RuleBook.actionOf(rule);
      add(
          action + " touches another",
          "state",
          "renames another tracker",
          rule,
          f -> f.has(action + " touches another"));
      if (!action.startsWith("register") && !action.equals("delete")
          || action.equals("register_retry")) {
        add(
            action + " touches its own",
            "state",
            "renames the tracker beside what it was asked for",
            rule,
            f -> f.has(action + " touches its own"));
      }
    }
    add(
        "reading renames",
        "state",
        "renames a tracker when another is read",
        "general/reading",
        List.of("read/that-tracker"),
        f -> f.has("read touches another"));
    for (String form : List.of("form", "query")) {
      for (String action : List.of("change_phone", "output/update", "tags/set", "corrupt")) {
        add(
            action + " by " + form + " does nothing",
            "state",
            "answers success and does nothing",
            action.equals("tags/set") ? "tags/set/forms" : action + "/form-success",
            f ->
                f.request(
                    action,
                    r -> {
                      if (r.form.equals(form)) {
                        r.action = "list_models";
                      }
                    }));
      }
    }
  }

  private void add(
      String name,
      String kind,
      String says,
      String rule,
      List<String> with,
      Consumer<Faults> wrong) {
    mutants.add(new Mutant(name, kind, says, List.of(rule), with, wrong));
  }

  private void furtherOnes() {
    for (String action : List.of("batch_get_inputs", "batch_get_outputs", "get_states")) {
      add(
          action + " refuses repeated trackers",
          "validation",
          "refuses an id that comes twice",
          action + "/repeated",
          f ->
              f.refuses(
                  action,
                  r ->
                      r.parameters.path("trackers").size() == 2
                          && r.parameters.at("/trackers/0").equals(r.parameters.at("/trackers/1")),
                  7));
    }
    add(
        "get_states without empty lists",
        "value",
        "leaves out lists that are empty",
        "get_states/empty-lists",
        f ->
            f.body(
                "get_states",
                (r, b) ->
                    b.remove(
                        List.of("blocked", "not_exist").stream()
                            .filter(list -> b.path(list).isEmpty())
                            .toList())));
    add(
        "list_models knows no phones",
        "value",
        "says has_phone false of every model",
        "list_models/has_phone",
        f ->
            f.body(
                "list_models",
                (r, b) -> b.get("list").forEach(m -> ((ObjectNode) m).put("has_phone", false))));
    add(
        "list_models repeats inputs",
        "value",
        "names an input twice",
        "list_models/lists",
        f ->
            f.body(
                "list_models",
                (r, b) -> b.get("list").forEach(m -> again((ArrayNode) m.get("inputs")))));
    add(
        "list_models by a part of the code",
        "value",
        "finds models by the beginning of their code",
        "list_models/codes",
        f ->
            f.request(
                "list_models",
                r -> {
                  String begin = r.parameters.at("/codes/0").asText("none");
                  for (JsonNode model : Fixtures.fleet().path("models")) {
                    String code = model.at("/object/code").asText();
                    if (code.startsWith(begin)) {
                      r.parameters.putArray("codes").add(code);
                    }
                  }
                }));
    add(
        "change_phone to the same number",
        "error",
        "says that the tracker's own number is taken",
        "change_phone/same",
        f -> f.has("own phones are taken"));
    add(
        "tags/set takes others' tags",
        "rights",
        "takes a tag of another account",
        "tags/set/foreign-tag",
        f -> f.doesNotCheck("tags/set/unknown-tag"));
    add(
        "tags/set takes four",
        "validation",
        "refuses a fifth tag",
        "tags/set/five",
        f -> f.refuses("tags/set", r -> r.parameters.path("tag_bindings").size() == 5, 7));
    add(
        "register collapses blanks",
        "state",
        "stores a label with fewer blanks",
        "register/label-blanks",
        f ->
            f.request(
                "register",
                r -> {
                  if (r.parameters.path("label").isTextual()) {
                    String label = r.parameters.get("label").asText();
                    r.parameters.put("label", label.replaceAll(" +", " "));
                  }
                }));
    add(
        "register shows the tracker to all",
        "rights",
        "lists a new tracker in every account",
        "register/private",
        f -> f.has("accounts mixed"));
    add(
        "register_retry goes by the device_id",
        "value",
        "prefers the device_id",
        "register_retry/both",
        f ->
            f.request(
                "register_retry",
                r -> {
                  if (r.parameters.has("device_id")) {
                    r.parameters.remove("tracker_id");
                  }
                }));
    add(
        "register_retry by any device_id",
        "error",
        "takes an ID that the platform made",
        "register_retry/7",
        f -> f.doesNotCheck("register_retry/7-made"));
    add(
        "leading zeros are lost",
        "value",
        "writes device ids like numbers",
        "register/registers",
        f -> f.wires(w -> w.body(w.body().replaceAll("\"device_id\":\"0+", "\"device_id\":\""))));
    add(
        "get_inputs ignores the ISO header",
        "telemetry",
        "writes plain dates when the header asks for others",
        "get_inputs/iso_datetime",
        f -> f.request("get_inputs", r -> r.isoHeader = ""));
    add(
        "get_fuel calls local time UTC",
        "telemetry",
        "writes a Z behind local times",
        "get_fuel/iso_datetime",
        f ->
            f.wire(
                "get_fuel", w -> w.body(w.body().replaceAll("(T[0-9:]{8})[+-][0-9:]{5}", "$1Z"))));
    add(
        "get_last_gps_point calls local time UTC",
        "telemetry",
        "writes a Z behind local times",
        "get_last_gps_point/iso_datetime",
        f ->
            f.wire(
                "get_last_gps_point",
                w -> w.body(w.body().replaceAll("(T[0-9:]{8})[+-][0-9:]{5}", "$1Z"))));
  }
}
