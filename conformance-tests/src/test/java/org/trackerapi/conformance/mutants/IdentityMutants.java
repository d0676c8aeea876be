package org.trackerapi.conformance.mutants;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.trackerapi.conformance.RuleBook;
import org.trackerapi.conformance.RuleSpec;
import org.trackerapi.conformance.honest.Faults;
import org.trackerapi.conformance.honest.Request;

/** Servers that are wrong about who has what, and about which command suits which device. */
final class IdentityMutants {
  private final List<Mutant> mutants = new ArrayList<>();

  private IdentityMutants() {}

  static List<Mutant> all() {
    IdentityMutants all = new IdentityMutants();
    all.registration();
    all.otherAccounts();
    all.commands();
    all.lists();
    return all.mutants;
  }

  private void add(String name, String kind, String says, String rule, Consumer<Faults> wrong) {
    mutants.add(new Mutant(name, kind, says, List.of(rule), List.of(), wrong));
  }

  private void registration() {
    add(
        "labels are unique",
        "error",
        "refuses a label that another tracker has",
        "register/same-label",
        f -> {
          Set<String> labels = new HashSet<>();
          f.refuses("register", r -> !labels.add(r.parameters.path("label").asText()), 7);
        });
    add(
        "closed models register",
        "error",
        "registers models that can no longer be registered",
        "register/220-closed",
        f -> f.doesNotCheck("register/220"));
    add(
        "plugins suit every model",
        "error",
        "does not look whether the plugin suits the model",
        "register/222-model",
        f -> f.doesNotCheck("register/222"));
    add(
        "plugins need a phone only",
        "validation",
        "does not ask for the APN that a plugin requires",
        "register/plugin-parameters",
        f ->
            f.request(
                "register",
                r -> {
                  for (String apn : List.of("apn_name", "apn_user", "apn_password")) {
                    if (!r.parameters.has(apn)) {
                      r.parameters.put(apn, "");
                    }
                  }
                }));
    add(
        "check digits are checked",
        "validation",
        "refuses an IMEI whose last digit is no check digit",
        "register/check-digit",
        f -> f.refuses("register", r -> !isLuhn(r.parameters.path("device_id").asText()), 7));
    add(
        "parameters that a plugin does not know are refused",
        "validation",
        "refuses an APN that the plugin does not ask for",
        "register/unknown-parameters",
        f -> f.refuses("register", r -> r.parameters.has("no_such_parameter"), 7));
    add(
        "idle is not connected",
        "state",
        "takes an idle tracker for one that is not connected",
        "register_retry/242-idle",
        f -> succeeds(f, "register_retry", 242));
    add(
        "corrupt takes idle trackers",
        "state",
        "takes an idle tracker for one that is not connected",
        "corrupt/243-idle",
        f -> succeeds(f, "corrupt", 243));
    for (String action : List.of("replace", "replace_quick")) {
      add(
          action + " replaces mobile apps",
          "error",
          "gives a mobile app another device",
          action + "/7-present",
          f -> f.doesNotCheck(action + "/7-present"));
    }
    add(
        "replace takes the device that is there",
        "error",
        "replaces a device by itself",
        "replace/224-own",
        f -> f.doesNotCheck("replace/224"));
  }

  private static boolean isLuhn(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = Character.digit(digits.charAt(digits.length() - 1 - i), 10);
      sum += i % 2 == 0 ? digit : digit * 2 / 10 + digit * 2 % 10;
    }
    return digits.matches("[0-9]{15}") && sum % 10 == 0;
  }

  /** Answers success where it should refuse with a code. */
  private static void succeeds(Faults faults, String action, int code) {
    succeeds(faults, action, code, request -> true);
  }

  private static void succeeds(Faults faults, String action, int code, Predicate<Request> when) {
    faults.wire(
        action,
        wire ->
            wire.body().contains("\"code\":" + code + ",") && when.test(wire.request())
                ? new Faults.Wire(wire.request(), 200, wire.contentType(), "{\"success\":true}")
                : wire);
  }

  private void otherAccounts() {
    add(
        "register takes phones of others",
        "error",
        "looks for the phone in the own account only",
        "register/223-foreign",
        f -> succeeds(f, "register", 223));
    add(
        "register takes devices of others",
        "error",
        "looks for the device in the own account only",
        "register/224-foreign",
        f -> succeeds(f, "register", 224));
    add(
        "change_phone takes phones of others",
        "error",
        "looks for the phone in the own account only",
        "change_phone/223-foreign",
        f -> succeeds(f, "change_phone", 223));
    add(
        "register_retry finds devices of others",
        "rights",
        "goes on with a device of another account",
        "register_retry/foreign-device",
        f -> succeeds(f, "register_retry", 201));
    add(
        "get_states shows trackers of others",
        "rights",
        "takes a tracker of another account for neither there nor missing",
        "get_states/not_exist-foreign",
        f -> f.body("get_states", (r, b) -> b.withArray("not_exist").removeAll()));
    add(
        "get_states shows hidden trackers",
        "rights",
        "shows states that a sub-user may not see",
        "get_states/not_exist-hidden",
        f -> f.has("groups ignored"));
    add(
        "get_states repeats what is missing",
        "value",
        "names an unknown tracker as often as it was asked for",
        "get_states/not_exist",
        f -> f.has("not_exist repeats"));
    add(
        "models by account",
        "value",
        "lists the models of the first account only",
        "list_models/for-all",
        f -> {
          Map<String, Integer> first = new HashMap<>();
          f.body(
              "list_models",
              (r, b) -> {
                int account = r.account.path("id").asInt();
                if (account != first.computeIfAbsent("account", key -> account)) {
                  ((ArrayNode) b.get("list")).removeAll();
                }
              });
        });
  }

  private void commands() {
    add(
        "other controls take lock commands",
        "error",
        "seals what is no lock",
        "send_command/214-other-control",
        f -> succeeds(f, "send_command", 214));
    add(
        "only one kind of lock",
        "error",
        "seals one kind of lock only",
        "send_command/every-lock",
        f -> f.has("seals jointech locks only"));
    add(
        "commands are closed",
        "validation",
        "refuses further properties of a command",
        "send_command/further-properties",
        f -> f.refuses("send_command", r -> r.parameters.path("command").has("comment"), 7));
    add(
        "settings of any type",
        "validation",
        "takes settings that the model does not have",
        "send_command/settings-type",
        f -> f.doesNotCheck("send_command/settings-type"));
    add(
        "raw commands fit into an SMS",
        "validation",
        "refuses commands above 160 characters",
        "raw_command/send/any-text",
        f ->
            f.refuses(
                "raw_command/send", r -> r.parameters.path("command").asText().length() > 160, 7));
    add(
        "raw commands are no matter of clones",
        "error",
        "refuses a clone",
        "raw_command/send/clone",
        f ->
            f.refuses(
                "raw_command/send", r -> r.parameters.path("command").asText().equals("AT"), 219));
    add(
        "located in any way",
        "error",
        "does not look whether the model can be asked in this way",
        "location_request/214-way",
        f -> succeeds(f, "location_request", 214));
    add(
        "idle devices are offline",
        "state",
        "takes an idle device for one that is offline",
        "location_request/idle",
        f -> f.has("gprs refused"));
    add(
        "fresh positions are asked for by SMS",
        "error",
        "looks whether the position is fresh for GPRS only",
        "location_request/256",
        f ->
            succeeds(
                f,
                "location_request",
                256,
                r -> !r.parameters.path("type").asText().equals("gprs")));
    add(
        "output/update forgets the others",
        "state",
        "gives the other outputs their first titles",
        "output/update/renames-each",
        f -> f.has("output/update forgets"));
    add(
        "output/update switches off",
        "state",
        "switches outputs off when they get a title",
        "output/update/switches-nothing",
        f -> {
          Set<Integer> renamed = new HashSet<>();
          f.body("output/update", (r, b) -> renamed.add(r.parameters.path("tracker_id").asInt()));
          f.body(
              "get_state",
              (r, b) -> {
                if (renamed.contains(r.parameters.path("tracker_id").asInt())
                    && b.at("/state/outputs").isArray()) {
                  ArrayNode outputs = (ArrayNode) b.at("/state/outputs");
                  int size = outputs.size();
                  outputs.removeAll();
                  for (int i = 0; i < size; i++) {
                    outputs.add(false);
                  }
                }
              });
        });
    add(
        "tags/set binds what is right",
        "state",
        "binds the first tags though a later one is wrong",
        "tags/set/all-or-nothing",
        f -> f.has("tags/set in part"));
  }

  private void lists() {
    for (String action : List.of("get_diagnostics", "get_fuel", "get_readings", "get_inputs")) {
      add(
          action + " updates when asked",
          "telemetry",
          "takes the time of the question for that of the values",
          action + "/update_time-agrees",
          f -> f.body(action, (r, b) -> b.set("update_time", b.get("user_time"))));
    }
    add(
        "offline devices are connected",
        "state",
        "refuses whom has ever connected",
        "register_retry/offline",
        f ->
            f.wire(
                "register_retry",
                w ->
                    w.status() == 200
                        ? new Faults.Wire(
                            w.request(),
                            400,
                            w.contentType(),
                            "{\"success\":false,\"status\":{\"code\":242,"
                                + "\"description\":\"Connected\"}}")
                        : w));
    add(
        "made ids are asked for",
        "validation",
        "asks for the ID of a device whose ID the platform makes",
        "register/generated-id",
        f ->
            f.refuses(
                "register",
                r ->
                    !r.parameters.has("device_id")
                        && !r.parameters.path("model").asText().equals("telfmb920"),
                7));
    add(
        "phones before clones",
        "error",
        "looks whether a phone is free before it looks at the tracker",
        "change_phone/219-first",
        f ->
            f.wire(
                "change_phone",
                w ->
                    w.body().contains("\"code\":219,")
                            && w.request().parameters.path("phone").asText().startsWith("7")
                        ? new Faults.Wire(
                            w.request(),
                            400,
                            w.contentType(),
                            "{\"success\":false,\"status\":{\"code\":223,"
                                + "\"description\":\"Used\"}}")
                        : w));
    add(
        "codes without case",
        "value",
        "takes upper and lower case of codes for the same",
        "list_models/codes-case",
        f ->
            f.request(
                "list_models",
                r -> {
                  ArrayNode codes = JsonNodeFactory.instance.arrayNode();
                  r.parameters
                      .path("codes")
                      .forEach(code -> codes.add(code.asText().toLowerCase(Locale.ROOT)));
                  if (r.parameters.has("codes")) {
                    r.parameters.set("codes", codes);
                  }
                }));
    add(
        "the compact view is the whole",
        "value",
        "leaves nothing out in the compact view",
        "list_models/compact_view",
        f -> f.request("list_models", r -> r.parameters.remove("compact_view")));
    add(
        "phones of blocked trackers are free",
        "error",
        "overlooks blocked trackers when it looks for a phone",
        "change_phone/223-blocked",
        f -> succeeds(f, "change_phone", 223));
    add(
        "factory ids are filled up",
        "validation",
        "fills a factory id up with zeros",
        "register/device_id/id_type",
        f ->
            f.request(
                "register",
                r -> {
                  String id = r.parameters.path("device_id").asText();
                  if (id.matches("1{9}|1{11}")) {
                    r.parameters.put("device_id", "1000000001");
                  }
                }));
    add(
        "a null among labels is skipped",
        "validation",
        "leaves nulls out of the labels",
        "list/labels/no-nulls",
        f ->
            f.request(
                "list",
                r -> {
                  ArrayNode labels = JsonNodeFactory.instance.arrayNode();
                  JsonNode all = r.parameters.path("labels");
                  all.forEach(label -> labels.add(label));
                  for (int i = labels.size() - 1; i >= 0; i--) {
                    if (labels.get(i).isNull() && labels.size() > 1) {
                      labels.remove(i);
                    }
                  }
                  if (all.isArray()) {
                    r.parameters.set("labels", labels);
                  }
                }));
    add(
        "batch_get_outputs repeats",
        "value",
        "answers the outputs of an id that comes twice twice",
        "batch_get_outputs/repeated",
        f ->
            f.body(
                "batch_get_outputs",
                (r, b) -> {
                  if (r.parameters.path("trackers").size() > 1
                      && r.parameters.at("/trackers/0").equals(r.parameters.at("/trackers/1"))) {
                    b.get("result")
                        .forEach(list -> ((ArrayNode) list).addAll((ArrayNode) list.deepCopy()));
                  }
                }));
    mutants.add(
        new Mutant(
            "blocked before all else",
            "error",
            "looks whether the tracker is blocked before it looks at rights and parameters",
            RuleBook.standard().all().stream()
                .map(RuleSpec::id)
                .filter(id -> id.endsWith("/7-before-208"))
                .toList(),
            List.of(),
            f -> f.refusesAll(r -> r.parameters.path("tracker_id").asInt() == 888999, 208)));
    add(
        "no point is the point 0, 0",
        "telemetry",
        "shows 0, 0 for a tracker that was never anywhere",
        "get_last_gps_point/none",
        f ->
            f.body(
                "get_last_gps_point",
                (r, b) -> {
                  if (b.path("value").isNull()) {
                    b.putObject("value").put("lat", 0.0).put("lng", 0.0);
                  }
                }));
    add(
        "items named by their place",
        "error",
        "names labels[0] where the list is to be named",
        "list/labels/named",
        f -> f.wire("list", w -> w.body(w.body().replace("\"labels\"", "\"labels[0]\""))));
    add(
        "id_type the wrong way round",
        "value",
        "writes the beginning before the length",
        "list_models/id_type",
        f ->
            f.body(
                "list_models",
                (r, b) -> {
                  for (JsonNode model : b.get("list")) {
                    String type = model.path("id_type").asText();
                    ((ObjectNode) model)
                        .put("id_type", type.replaceAll("^([0-9]+),([0-9]+)$", "$2,$1"));
                  }
                }));
    add(
        "list_models bare",
        "shape",
        "answers one model without a list",
        "list_models/codes",
        f ->
            f.body(
                "list_models",
                (r, b) -> {
                  if (r.parameters.path("codes").size() == 1 && b.get("list").size() == 1) {
                    b.setAll((ObjectNode) b.remove("list").get(0));
                  }
                }));
    add(
        "list_models of no code",
        "value",
        "takes no code for all codes",
        "list_models/codes",
        f ->
            f.request(
                "list_models",
                r -> {
                  if (r.parameters.path("codes").isArray() && r.parameters.get("codes").isEmpty()) {
                    r.parameters.remove("codes");
                  }
                }));
    add(
        "list_models compact by default",
        "value",
        "shows the highest inputs only unless told otherwise",
        "list_models/compact_index",
        f ->
            f.request(
                "list_models",
                r -> {
                  if (!r.parameters.has("compact_index")) {
                    r.parameters.put("compact_index", true);
                  }
                }));
  }
}
