package org.trackerapi.conformance.rules;

import static org.trackerapi.conformance.Level.SHOULD;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.trackerapi.conformance.Answer;
import org.trackerapi.conformance.Call;
import org.trackerapi.conformance.Rule;
import org.trackerapi.conformance.Run;
import org.trackerapi.conformance.Skip;
import org.trackerapi.conformance.profile.Role;

/** Rules about change_phone and tags/set. */
public final class SettingsRules {

  // --- change_phone -------------------------------------------------------------------------

  @Rule(
      id = "change_phone/13",
      needs = "user:viewer",
      quote = "required sub-user rights: tracker_configure.",
      source = "tracker#change_phone")
  void changePhoneRefusesAUserWithoutTheRight(Run run) {
    refusesViewer(run, "change_phone");
  }

  @Rule(
      id = "change_phone/right",
      needs = "user:without_tracker_configure",
      quote = "required sub-user rights: tracker_configure.",
      source = "tracker#change_phone")
  void changePhoneNeedsTheRightTrackerConfigure(Run run) {
    Rights.needs(run, "change_phone", "tracker_configure");
  }

  static void refusesViewer(Run run, String action) {
    run.hashOf("viewer");
    run.call(action).with(Requests.harmless(run, action)).as("viewer").send().refusedWith(403, 13);
  }

  @Rule(
      id = "change_phone/201",
      quote = "201 - Not found in the database – if tracker not found.",
      source = "tracker#change_phone, Errors")
  void changePhoneRefusesAnUnknownTracker(Run run) {
    run.call("change_phone")
        .with(Requests.harmless(run, "change_phone"))
        .send()
        .refusedWith(400, 201);
  }

  @Rule(
      id = "change_phone/208",
      needs = {"writes", "blocked"},
      writes = true,
      quote = Quotes.BLOCKED,
      source = "tracker#change_phone, Errors")
  void changePhoneRefusesABlockedTracker(Run run) {
    change(run, run.offered(Role.BLOCKED), run.newPhone()).refusedWith(403, 208);
  }

  @Rule(
      id = "change_phone/219",
      needs = {"writes", "clone"},
      writes = true,
      quote = Quotes.CLONE,
      source = "tracker#change_phone, Errors")
  void changePhoneRefusesAClone(Run run) {
    change(run, run.offered(Role.CLONE), run.newPhone()).refusedWith(403, 219);
  }

  @Rule(
      id = "change_phone/223-foreign",
      needs = {"writes", "registration.device", "user:other_account"},
      writes = true,
      quote = Quotes.PHONE_USED,
      source = "tracker#change_phone, Errors")
  void changePhoneRefusesAPhoneOfAnotherAccount(Run run) {
    String taken = IdentityRules.foreign(run, "phone", phone -> phone.matches("[0-9]{8,20}"));
    change(run, run.fresh(), taken).refusedWith(400, 223);
  }

  @Rule(
      id = "change_phone/223-blocked",
      needs = {"writes", "registration.device", "blocked"},
      writes = true,
      quote = Quotes.PHONE_USED,
      source = "tracker#change_phone, Errors")
  void changePhoneRefusesThePhoneOfABlockedTracker(Run run) {
    String taken = phone(Lists.tracker(run, run.tracker(Role.BLOCKED)).at("/source/phone"));
    if (!taken.matches("[0-9]{8,20}")) {
      throw new Skip("blocked", "needs a blocked tracker with a phone");
    }
    change(run, run.fresh(), taken).refusedWith(400, 223);
  }

  @Rule(
      id = "change_phone/219-first",
      level = SHOULD,
      needs = {"writes", "clone", "provoke:change_phone/223"},
      writes = true,
      quote = "clone (219), capability (214), references and uniqueness (223)",
      source = "contract, Order of checks")
  void changePhoneLooksAtTheTrackerBeforeThePhone(Run run) {
    var taken = run.provoking("change_phone/223");
    run.call("change_phone", run.offered(Role.CLONE)).with(taken).send().refusedWith(403, 219);
  }

  @Rule(
      id = "change_phone/214",
      needs = {"writes", "no_gsm"},
      writes = true,
      quote = Quotes.NO_GSM,
      source = "tracker#change_phone, Errors")
  void changePhoneRefusesADeviceWithoutGsm(Run run) {
    change(run, run.offered(Role.NO_GSM), run.newPhone()).refusedWith(400, 214);
  }

  @Rule(
      id = "change_phone/223",
      needs = {"writes", "registration.device"},
      writes = true,
      quote = Quotes.PHONE_USED,
      source = "tracker#change_phone, Errors")
  void changePhoneRefusesAPhoneInUse(Run run) {
    int one = run.fresh();
    int other = run.fresh();
    String taken = phone(run.ask("read", other).ok("/value/source/phone"));
    JsonNode before = run.ask("read", one).ok("/value");
    change(run, one, taken).refusedWith(400, 223);
    Answer read = run.ask("read", one);
    read.expect(
        Likeness.difference(before, read.ok("/value"), true).isEmpty(),
        "the tracker as before: " + before,
        read.json().get("value"));
  }

  @Rule(
      id = "change_phone/223-given",
      needs = {"writes", "registration.device", "provoke:change_phone/223"},
      writes = true,
      quote = Quotes.PHONE_USED,
      source = "tracker#change_phone, Errors")
  void changePhoneRefusesThePhoneOfAnotherTracker(Run run) {
    var taken = run.provoking("change_phone/223");
    run.call("change_phone", run.fresh()).with(taken).send().refusedWith(400, 223);
  }

  @Rule(
      id = "change_phone/241",
      needs = {"writes", "registration.device", "provoke:change_phone/241"},
      writes = true,
      quote =
          "241 - Cannot change phone to bundled sim. Contact tech support. If specified phone"
              + " number belongs to sim card bundled with the device.",
      source = "tracker#change_phone, Errors")
  void changePhoneRefusesThePhoneOfABundledSim(Run run) {
    var bundled = run.provoking("change_phone/241");
    run.call("change_phone", run.fresh()).with(bundled).send().refusedWith(400, 241);
  }

  @Rule(
      id = "change_phone/changes",
      needs = {"writes", "registration.device"},
      writes = true,
      quote = "Changes tracker's phone and setup new apn.",
      source = "tracker#change_phone")
  void changePhoneIsVisibleAndChangesNothingElse(Run run) {
    int id = run.fresh();
    tagged(run, id);
    Map<Integer, JsonNode> before = Lists.now(run);
    ObjectNode whole = Wholes.now(run, id);
    String phone = run.newPhone();
    run.call("change_phone", id)
        .with("phone", phone)
        .with("apn_name", "fast.tmobile.com")
        .with("apn_user", "")
        .with("apn_password", "")
        .send()
        .ok();
    Answer read = run.ask("read", id);
    read.expect(
        phone(read.ok("/value/source/phone")).equals(phone),
        "source.phone " + phone,
        read.json().at("/value/source/phone"));
    Map<Integer, JsonNode> after = Lists.now(run);
    read.expect(
        after.containsKey(id) && phone(after.get(id).at("/source/phone")).equals(phone),
        "source.phone " + phone + " in the list",
        after.containsKey(id) ? after.get(id).at("/source/phone") : "no such tracker");
    Lists.onlyChanged(before, after, Set.of(id));
    Wholes.differOnlyIn(read, whole, Wholes.now(run, id), "/source/phone");
  }

  @Rule(
      id = "change_phone/same",
      level = SHOULD,
      needs = {"writes", "registration.device"},
      writes = true,
      quote = "223 – if specified phone number already used in another device.",
      source = "tracker#change_phone, Errors")
  void changePhoneTakesTheNumberThatTheTrackerHas(Run run) {
    int id = run.fresh();
    change(run, id, phone(run.ask("read", id).ok("/value/source/phone"))).ok();
  }

  @Rule(
      id = "change_phone/frees",
      level = SHOULD,
      needs = {"writes", "registration.device"},
      writes = true,
      quote = Quotes.PHONE_USED,
      source = "tracker#change_phone, Errors")
  void changePhoneFreesTheOldPhone(Run run) {
    int one = run.fresh();
    int other = run.fresh();
    String old = phone(run.ask("read", one).ok("/value/source/phone"));
    change(run, one, run.newPhone()).ok();
    change(run, other, old).ok();
  }

  /** Samples of the source print answers with and without the plus. */
  private static String phone(JsonNode value) {
    return value.asText().replace("+", "");
  }

  private static Answer change(Run run, int id, String phone) {
    return run.call("change_phone", id).with("phone", phone).send();
  }

  // --- tags/set -----------------------------------------------------------------------------

  @Rule(
      id = "tags/set/13",
      level = SHOULD,
      needs = "user:viewer",
      quote = "x-required-rights: tracker_update",
      source = "contract, tags/set")
  void tagsSetRefusesAUserWithoutTheRight(Run run) {
    refusesViewer(run, "tags/set");
  }

  @Rule(
      id = "tags/set/right",
      level = SHOULD,
      needs = "user:without_tracker_update",
      quote = "x-required-rights: tracker_update",
      source = "contract, tags/set")
  void tagsSetNeedsTheRightTrackerUpdate(Run run) {
    Rights.needs(run, "tags/set", "tracker_update");
  }

  @Rule(
      id = "tags/set/201",
      level = SHOULD,
      quote = Quotes.BELONGS,
      source = "tracker#tags_set, Parameters")
  void tagsSetRefusesAnUnknownTracker(Run run) {
    run.call("tags/set").with(Requests.harmless(run, "tags/set")).send().refusedWith(400, 201);
  }

  @Rule(
      id = "tags/set/208",
      level = SHOULD,
      needs = {"writes", "blocked"},
      writes = true,
      quote = Quotes.BELONGS,
      source = "tracker#tags_set, Parameters")
  void tagsSetRefusesABlockedTracker(Run run) {
    set(run, run.offered(Role.BLOCKED), Requests.JSON.createArrayNode()).refusedWith(403, 208);
  }

  @Rule(
      id = "tags/set/sets",
      needs = {"writes", "registration.device", "tags"},
      writes = true,
      quote = "Set tags for a tracker.",
      source = "tracker#tags_set")
  void tagsSetIsVisibleAndChangesNothingElse(Run run) {
    List<Integer> tags = tags(run);
    int id = run.fresh();
    Map<Integer, JsonNode> before = Lists.now(run);
    ObjectNode whole = Wholes.now(run, id);
    set(run, id, bindings(tags.get(0), 5, tags.get(1), 2)).ok();
    shows(run, id, Map.of(5, tags.get(0), 2, tags.get(1)));
    Answer read = run.ask("read", id);
    Wholes.differOnlyIn(read, whole, Wholes.now(run, id), "/tag_bindings");
    if (read.ok("/value").has("tag_bindings")) {
      JsonNode listed = Lists.tracker(run, id).path("tag_bindings");
      String difference = Likeness.difference(listed, read.json().at("/value/tag_bindings"), true);
      read.expect(difference.isEmpty(), "tag_bindings as in the list", difference);
    }
    Lists.onlyChanged(before, Lists.now(run), Set.of(id));
  }

  @Rule(
      id = "tags/set/replaces",
      needs = {"writes", "registration.device", "tags"},
      writes = true,
      quote = "Set tags for a tracker.",
      source = "tracker#tags_set")
  void tagsSetReplacesTheWholeSet(Run run) {
    List<Integer> tags = tags(run);
    int id = run.fresh();
    set(run, id, bindings(tags.get(0), 1, tags.get(1), 2)).ok();
    set(run, id, bindings(tags.get(1), 3)).ok();
    shows(run, id, Map.of(3, tags.get(1)));
    set(run, id, bindings()).ok();
    shows(run, id, Map.of());
  }

  @Rule(
      id = "tags/set/forms",
      level = SHOULD,
      needs = {"writes", "registration.device", "tags"},
      writes = true,
      quote = "In a form and in a query an array or object is the JSON text of it.",
      source = "contract, Requests")
  void tagsSetReadsTagsFromAForm(Run run) {
    List<Integer> tags = tags(run);
    int id = run.fresh();
    for (Call.Form form : List.of(Call.Form.FORM, Call.Form.QUERY)) {
      int ordinal = form == Call.Form.FORM ? 2 : 4;
      run.call("tags/set", id)
          .with("tag_bindings", bindings(tags.get(0), ordinal))
          .in(form)
          .send()
          .ok();
      shows(run, id, Map.of(ordinal, tags.get(0)));
    }
  }

  @Rule(
      id = "tags/set/unique-tags",
      needs = {"writes", "registration.device", "tags"},
      writes = true,
      quote = "tag_id - int. An ID of tag. Must be unique for a tracker.",
      source = "tracker, Tracker object structure")
  void tagsSetRefusesATagTwice(Run run) {
    int tag = tags(run).get(0);
    int id = run.fresh();
    set(run, id, bindings(tag, 4)).ok();
    set(run, id, bindings(tag, 1, tag, 2)).refusedWith(400, 7);
    shows(run, id, Map.of(4, tag));
  }

  @Rule(
      id = "tags/set/unique-ordinals",
      needs = {"writes", "registration.device", "tags"},
      writes = true,
      quote =
          "ordinal - int. Number that can be used as ordinal or kind of tag. Must be unique for a"
              + " tracker.",
      source = "tracker, Tracker object structure")
  void tagsSetRefusesAnOrdinalTwice(Run run) {
    List<Integer> tags = tags(run);
    int id = run.fresh();
    set(run, id, bindings(tags.get(1), 4)).ok();
    set(run, id, bindings(tags.get(0), 3, tags.get(1), 3)).refusedWith(400, 7);
    shows(run, id, Map.of(4, tags.get(1)));
  }

  @Rule(
      id = "tags/set/unknown-tag",
      level = SHOULD,
      needs = {"writes", "registration.device"},
      writes = true,
      quote = "Tags must be created.",
      source = "tracker#tags_set")
  void tagsSetRefusesATagThatDoesNotExist(Run run) {
    int id = run.fresh();
    set(run, id, bindings(2_000_000_001, 1)).refusedWith(400, 7);
    shows(run, id, Map.of());
  }

  @Rule(
      id = "tags/set/all-or-nothing",
      level = SHOULD,
      needs = {"writes", "registration.device", "tags"},
      writes = true,
      quote = "The request was refused; nothing changed.",
      source = "contract, tags/set")
  void tagsSetBindsNoneWhenOneIsWrong(Run run) {
    int good = run.needed("tags", run.profile().tags()).get(0);
    int id = run.fresh();
    ArrayNode both = Requests.JSON.createArrayNode();
    both.addObject().put("tag_id", good).put("ordinal", 1);
    both.addObject().put("tag_id", 2_000_000_001).put("ordinal", 2);
    run.call("tags/set", id).with("tag_bindings", both).send().refusedWith(400, 7);
    shows(run, id, Map.of());
  }

  @Rule(
      id = "tags/set/foreign-tag",
      level = SHOULD,
      needs = {"writes", "registration.device", "provoke:tags/set/7"},
      writes = true,
      quote = "Tags must be created.",
      source = "tracker#tags_set")
  void tagsSetRefusesATagOfAnotherAccount(Run run) {
    ObjectNode provoking = run.provoking("tags/set/7");
    int id = run.fresh();
    run.call("tags/set", id).with(provoking).send().refusedWith(400, 7);
    shows(run, id, Map.of());
  }

  @Rule(
      id = "tags/set/five",
      needs = {"writes", "registration.device", "tags"},
      writes = true,
      quote = "ordinal - Must be unique for a tracker. Max value is 5.",
      source = "tracker, Tracker object structure")
  void tagsSetTakesFiveTagsAndNotSix(Run run) {
    List<Integer> tags = tags(run);
    if (tags.size() < 5) {
      throw new Skip("tags", "needs five tags in the profile");
    }
    int id = run.fresh();
    ArrayNode five = Requests.JSON.createArrayNode();
    Map<Integer, Integer> shown = new TreeMap<>();
    for (int ordinal = 1; ordinal <= 5; ordinal++) {
      five.addObject().put("tag_id", tags.get(ordinal - 1)).put("ordinal", ordinal);
      shown.put(ordinal, tags.get(ordinal - 1));
    }
    set(run, id, five).ok();
    shows(run, id, shown);
    ArrayNode six = five.deepCopy();
    six.addObject().put("tag_id", tags.get(tags.size() - 1)).put("ordinal", 5);
    set(run, id, six).refusedWith(400, 7);
    shows(run, id, shown);
  }

  /** Gives a tracker of the run a tag that a fault could lose. */
  static void tagged(Run run, int id) {
    if (!run.profile().tags().isEmpty()) {
      set(run, id, bindings(run.profile().tags().get(0), 3));
    }
  }

  private static List<Integer> tags(Run run) {
    List<Integer> tags = run.needed("tags", run.profile().tags());
    return tags.size() < 2 ? run.needed("tags", (List<Integer>) null) : tags;
  }

  private static Answer set(Run run, int id, ArrayNode bindings) {
    return run.call("tags/set", id).with("tag_bindings", bindings).send();
  }

  private static ArrayNode bindings(int... tagsAndOrdinals) {
    ArrayNode bindings = Requests.JSON.createArrayNode();
    for (int i = 0; i < tagsAndOrdinals.length; i += 2) {
      bindings.addObject().put("tag_id", tagsAndOrdinals[i]).put("ordinal", tagsAndOrdinals[i + 1]);
    }
    return bindings;
  }

  private static void shows(Run run, int id, Map<Integer, Integer> tagByOrdinal) {
    JsonNode tracker = Lists.tracker(run, id);
    Map<Integer, Integer> found = new TreeMap<>();
    tracker
        .path("tag_bindings")
        .forEach(b -> found.put(b.path("ordinal").asInt(), b.path("tag_id").asInt()));
    if (!found.equals(new TreeMap<>(tagByOrdinal))) {
      throw new org.trackerapi.conformance.Violation(
          "the tags " + new TreeMap<>(tagByOrdinal) + " (by ordinal) of tracker " + id,
          found.toString(),
          null);
    }
  }
}
