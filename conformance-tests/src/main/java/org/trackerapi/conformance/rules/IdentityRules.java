package org.trackerapi.conformance.rules;

import static org.trackerapi.conformance.Level.SHOULD;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Predicate;
import org.trackerapi.conformance.Answer;
import org.trackerapi.conformance.Rule;
import org.trackerapi.conformance.Run;
import org.trackerapi.conformance.Skip;
import org.trackerapi.conformance.profile.Role;

/** Rules about what may be registered, and about labels, ids and phones that others have. */
public final class IdentityRules {

  @Rule(
      id = "register/same-label",
      level = SHOULD,
      needs = {"writes", "registration.device"},
      writes = true,
      quote = "label: User-defined label for this tracker. Must consist of printable characters.",
      source = "tracker#register, Parameters")
  void registerTakesALabelThatAnotherTrackerHas(Run run) {
    ObjectNode first = run.device();
    run.call("register").with(first).send().ok();
    run.call("register").with(run.device().put("label", first.get("label").asText())).send().ok();
  }

  @Rule(
      id = "register/220-closed",
      needs = {"writes", "registration.device"},
      writes = true,
      quote = "register - boolean. true if the tracker is available for registration.",
      source = "tracker#list_models, Response; tracker#register, Errors")
  void registerRefusesAModelThatCannotBeRegistered(Run run) {
    Answer models = run.call("list_models").send();
    for (JsonNode model : Answer.items(models.ok("/list"))) {
      boolean closed = model.path("register").isBoolean() && !model.get("register").asBoolean();
      if (closed && model.path("id_type").asText().equals("imei")) {
        ObjectNode request = run.device().put("model", model.path("code").asText());
        run.call("register").with(request).send().refusedWith(400, 220);
        return;
      }
    }
    throw new Skip("registration.device", "needs a model with register false and id_type imei");
  }

  @Rule(
      id = "register/222-model",
      needs = {"writes", "registration.device", "provoke:register/222"},
      writes = true,
      quote = Quotes.PLUGIN,
      source = "tracker#register, Errors")
  void registerRefusesAPluginThatDoesNotSuitTheModel(Run run) {
    ObjectNode request = run.device();
    request.setAll(run.provoking("register/222"));
    run.call("register").with(run.completed(request)).send().refusedWith(400, 222);
  }

  @Rule(
      id = "register/plugin-parameters",
      level = SHOULD,
      needs = {"writes", "registration.with_code"},
      writes = true,
      quote =
          "we include phone, apn_name, apn_user, apn_password … since these parameters required by"
              + " the plugin.",
      source = "tracker#register, Examples")
  void registerRefusesAPluginWithoutAnyOneOfItsParameters(Run run) {
    ObjectNode with = run.needed("registration.with_code", run.profile().registration().withCode());
    for (String needed : List.of("phone", "apn_name", "apn_user", "apn_password")) {
      ObjectNode request = run.completed(with).put("activation_code", "99999999999999999999");
      if (request.has(needed)) {
        request.remove(needed);
        run.call("register").with(request).send().refusedWith(400, 7);
      }
    }
  }

  @Rule(
      id = "register/check-digit",
      level = SHOULD,
      needs = {"writes", "registration.device"},
      writes = true,
      quote = "14 to 16 digits, no check digit test",
      source = "contract, decision D-129")
  void registerTakesAnImeiWithAnyLastDigit(Run run) {
    ObjectNode request = run.device();
    String imei = request.path("device_id").asText();
    if (!imei.matches("[0-9]{15}")) {
      throw new Skip("registration.device", "needs a device with an IMEI");
    }
    int last = (imei.charAt(14) - '0' + 1) % 10;
    run.call("register").with(request.put("device_id", imei.substring(0, 14) + last)).send().ok();
  }

  @Rule(
      id = "register/unknown-parameters",
      level = SHOULD,
      needs = {"writes", "registration.device"},
      writes = true,
      quote = "Unknown parameters are ignored.",
      source = "contract, Requests")
  void registerIgnoresParametersThatThePluginDoesNotKnow(Run run) {
    ObjectNode request =
        run.device()
            .put("apn_name", "internet")
            .put("apn_user", "")
            .put("apn_password", "")
            .put("notification_email", "ana@example.com")
            .put("no_such_parameter", "x");
    run.call("register").with(request).send().ok();
  }

  @Rule(
      id = "register/223-foreign",
      needs = {"writes", "registration.device", "user:other_account"},
      writes = true,
      quote = Quotes.PHONE_USED,
      source = "tracker#register, Errors")
  void registerRefusesAPhoneOfAnotherAccount(Run run) {
    String taken = foreign(run, "phone", phone -> phone.matches("[0-9]{8,20}"));
    run.call("register").with(run.device().put("phone", taken)).send().refusedWith(400, 223);
  }

  @Rule(
      id = "register/224-foreign",
      needs = {"writes", "registration.device", "user:other_account"},
      writes = true,
      quote = Quotes.ID_USED,
      source = "tracker#register, Errors")
  void registerRefusesADeviceOfAnotherAccount(Run run) {
    String taken = foreign(run, "device_id", id -> id.matches("[0-9]{15}"));
    run.call("register").with(run.device().put("device_id", taken)).send().refusedWith(400, 224);
  }

  @Rule(
      id = "register_retry/foreign-device",
      level = SHOULD,
      needs = {"writes", "user:other_account"},
      writes = true,
      quote =
          "201 – Not found in the database - if there is no tracker with such ID belonging to"
              + " authorized user.",
      source = "tracker#register_retry, Errors")
  void registerRetryDoesNotFindADeviceOfAnotherAccount(Run run) {
    String foreign = foreign(run, "device_id", id -> id.matches("[0-9]{15}"));
    run.call("register_retry").with("device_id", foreign).send().refusedWith(400, 201);
  }

  @Rule(
      id = "register_retry/242-idle",
      level = SHOULD,
      needs = {"writes", "idle"},
      writes = true,
      quote = Quotes.CONNECTED,
      source = "tracker#register_retry, Errors")
  void registerRetryRefusesAnIdleTracker(Run run) {
    run.ask("register_retry", run.offered(Role.IDLE)).refusedWith(400, 242);
  }

  @Rule(
      id = "register_retry/offline",
      level = SHOULD,
      needs = {"writes", "offline"},
      writes = true,
      quote = "242 – Device already connected - if tracker connected to the server.",
      source = "tracker#register_retry, Errors; contract, register_retry")
  void registerRetryTakesATrackerThatIsOffline(Run run) {
    int id = run.offered(Role.OFFLINE);
    Answer answer = run.ask("register_retry", id);
    answer.expect(
        answer.code() != 242, "an offline tracker not to be refused with 242", answer.summary());
  }

  @Rule(
      id = "register/generated-id",
      needs = {"writes", "registration.generated"},
      writes = true,
      quote =
          "n,m – n-digit generated ID starting with M. You don't need to pass any identifier during"
              + " device registration in this case.",
      source = "tracker#list_models, ID type")
  void registerMakesTheIdOfADeviceThatCanBeConfigured(Run run) {
    ObjectNode generated =
        run.needed("registration.generated", run.profile().registration().generated());
    ObjectNode request = run.completed(generated);
    request.remove("device_id");
    Answer answer = run.call("register").with(request).send();
    String id = answer.ok("/value/source/device_id").asText();
    String[] parts =
        run.modelOf(request.path("model").asText()).path("id_type").asText(",").split(",", -1);
    if (parts.length == 2 && parts[0].matches("[0-9]{1,3}")) {
      answer.expect(
          id.matches("[0-9]{" + parts[0] + "}") && id.startsWith(parts[1]),
          "a device_id of " + parts[0] + " digits that starts with " + parts[1],
          id);
    }
    Answer second = run.call("register").with(run.completed(generated)).without("device_id").send();
    second.expect(
        !second.ok("/value/source/device_id").asText().equals(id), "another device_id", id);
  }

  @Rule(
      id = "replace/7-present",
      needs = {"writes", "mobile_app", "registration.device"},
      writes = true,
      quote = Quotes.MOBILE,
      source = "tracker#replace, Errors")
  void replaceRefusesAMobileAppAsTheOldDevice(Run run) {
    ObjectNode request = run.device().put("tracker_id", run.offered(Role.MOBILE_APP));
    request.remove(List.of("label", "group_id"));
    run.call("replace").with(request).send().refusedWith(400, 7);
  }

  @Rule(
      id = "replace_quick/7-present",
      needs = {"writes", "mobile_app", "registration.quick_imeis"},
      writes = true,
      quote = Quotes.MOBILE,
      source = "tracker#replace_quick, Errors")
  void replaceQuickRefusesAMobileAppAsTheOldDevice(Run run) {
    List<String> imeis =
        run.needed("registration.quick_imeis", run.profile().registration().quickImeis());
    run.call("replace_quick", run.offered(Role.MOBILE_APP))
        .with("imei", imeis.get(0))
        .send()
        .refusedWith(400, 7);
  }

  /** Returns what the source of a tracker of another account has. */
  static String foreign(Run run, String field, Predicate<String> wanted) {
    run.hashOf("other_account");
    Answer list = run.call("list").as("other_account").send();
    return Answer.items(list.ok("/list")).stream()
        .map(tracker -> tracker.at("/source/" + field).asText("").replace("+", ""))
        .filter(wanted)
        .findFirst()
        .orElseThrow(
            () ->
                new Skip("user:other_account", "needs another account whose tracker has " + field));
  }
}
