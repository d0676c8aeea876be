package org.trackerapi.conformance.rules;

import static org.trackerapi.conformance.Level.SHOULD;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.trackerapi.conformance.Answer;
import org.trackerapi.conformance.Rule;
import org.trackerapi.conformance.Run;
import org.trackerapi.conformance.Skip;
import org.trackerapi.conformance.profile.Role;

/** Rules about read, list, list_models, corrupt and delete. */
public final class InventoryRules {
  private static final Pattern INDEXED = Pattern.compile("(.+)_([0-9]+)");
  private static final Pattern GENERATED = Pattern.compile("([0-9]{1,4}),([0-9]+)");

  // --- read ---------------------------------------------------------------------------------

  @Rule(
      id = "read/201",
      quote = "201 - Not found in the database – if tracker not found.",
      source = "tracker#read, Errors")
  void readRefusesAnUnknownTracker(Run run) {
    run.ask("read", run.unknownTracker()).refusedWith(400, 201);
  }

  @Rule(
      id = "read/corrupted",
      level = SHOULD,
      needs = "corrupted",
      quote = Quotes.CORRUPTED,
      source = "tracker#corrupt")
  void readRefusesACorruptedTracker(Run run) {
    run.ask("read", run.tracker(Role.CORRUPTED)).refusedWith(400, 201);
  }

  @Rule(
      id = "read/blocked",
      needs = "blocked",
      quote = "tracker_id: ID of the tracker (aka “object_id”); errors: 201 only.",
      source = "tracker#read, Parameters")
  void readAnswersABlockedTracker(Run run) {
    int id = run.tracker(Role.BLOCKED);
    Answer answer = run.ask("read", id);
    answer.expect(
        answer.ok("/value/source/blocked").asBoolean(), "source.blocked to be true", "false");
  }

  @Rule(
      id = "read/that-tracker",
      needs = "any",
      quote = "Gets tracker info by ID.",
      source = "tracker#read")
  void readAnswersTheTrackerThatWasAskedFor(Run run) {
    for (int id : Requests.sample(run)) {
      Answer answer = run.ask("read", id);
      answer.expect(
          answer.ok("/value/id").asInt() == id,
          "value.id " + id,
          answer.json().at("/value/id").toString());
    }
  }

  @Rule(
      id = "read/as-listed",
      needs = "any",
      quote = "See tracker object structure description here.",
      source = "tracker#read, Response")
  void readAndListTellTheSame(Run run) {
    Map<Integer, JsonNode> list = Lists.now(run);
    for (int id : Requests.sample(run)) {
      Answer answer = run.ask("read", id);
      JsonNode value = answer.ok("/value");
      JsonNode listed = list.get(id);
      answer.expect(listed != null, "tracker " + id + " in the list too", "a list without it");
      for (String field : List.of("label", "clone", "group_id", "source", "avatar_file_name")) {
        String difference = Likeness.difference(listed.path(field), value.path(field), true);
        answer.expect(difference.isEmpty(), field + " as in the list", field + ": " + difference);
      }
      if (value.has("tag_bindings")) {
        String difference =
            Likeness.difference(listed.path("tag_bindings"), value.get("tag_bindings"), true);
        answer.expect(difference.isEmpty(), "tag_bindings as in the list", difference);
      }
    }
  }

  // --- list ---------------------------------------------------------------------------------

  @Rule(
      id = "list/all",
      needs = "profile.trackers",
      quote = "Gets user's trackers",
      source = "tracker#list")
  void listHasEveryTrackerOfTheAccount(Run run) {
    Set<Integer> known = new TreeSet<>();
    run.profile()
        .trackers()
        .forEach(
            (role, ids) -> {
              if (!role.equals("corrupted") && !role.equals("foreign")) {
                known.addAll(ids);
              }
            });
    if (known.isEmpty()) {
      throw new Skip("profile.trackers", "needs trackers in the profile to look for");
    }
    Answer list = run.call("list").send();
    Set<Integer> listed = ids(list);
    for (int id : known) {
      if (!listed.contains(id) && run.ask("read", id).isSuccess()) {
        list.expect(false, "tracker " + id + ", which can be read, in the list", "no such item");
      }
    }
  }

  @Rule(
      id = "list/once",
      quote = "Gets user's trackers; id - int. Tracker ID aka object_id.",
      source = "tracker#list")
  void listHasEachTrackerOnce(Run run) {
    Answer list = run.call("list").send();
    Set<Integer> seen = new HashSet<>();
    for (JsonNode tracker : Answer.items(list.ok("/list"))) {
      list.expect(
          seen.add(tracker.path("id").asInt()),
          "each tracker once",
          "tracker " + tracker.path("id") + " more than once");
    }
  }

  @Rule(
      id = "list/devices-once",
      level = SHOULD,
      quote = Quotes.ID_USED,
      source = "tracker#register, Errors")
  void listHasEachDeviceOnceButForClones(Run run) {
    Answer list = run.call("list").send();
    Map<String, JsonNode> seen = new HashMap<>();
    for (JsonNode tracker : Answer.items(list.ok("/list"))) {
      if (!tracker.path("clone").asBoolean()) {
        JsonNode other = seen.put(tracker.at("/source/device_id").asText(), tracker);
        list.expect(
            other == null,
            "each device once",
            "device " + tracker.at("/source/device_id") + " more than once");
      }
    }
  }

  @Rule(
      id = "list/corrupted",
      needs = "corrupted",
      quote = Quotes.CORRUPTED,
      source = "tracker#corrupt")
  void listHasNoCorruptedTracker(Run run) {
    Answer list = run.call("list").send();
    for (int id : run.trackers(Role.CORRUPTED)) {
      list.expect(!ids(list).contains(id), "no corrupted tracker", "tracker " + id);
    }
  }

  @Rule(
      id = "list/blocked",
      needs = "blocked",
      quote = "blocked - boolean. true if tracker blocked due to tariff end.",
      source = "tracker, Tracker object structure")
  void listHasBlockedTrackersAndMarksThem(Run run) {
    Map<Integer, JsonNode> list = Lists.now(run);
    Answer answer = run.call("list").send();
    for (int id : run.trackers(Role.BLOCKED)) {
      answer.expect(list.containsKey(id), "the blocked tracker " + id, "a list without it");
      answer.expect(
          list.get(id).at("/source/blocked").asBoolean(),
          "source.blocked of tracker " + id + " to be true",
          "false");
    }
    int free = run.tracker(Role.ANY);
    answer.expect(
        !list.containsKey(free) || !list.get(free).at("/source/blocked").asBoolean(),
        "source.blocked of tracker " + free + " to be false",
        "true");
  }

  @Rule(
      id = "list/clones",
      needs = "clone",
      quote = "clone - boolean. true if this tracker is clone.",
      source = "tracker, Tracker object structure")
  void listMarksClones(Run run) {
    Map<Integer, JsonNode> list = Lists.now(run);
    Answer answer = run.call("list").send();
    for (int id : run.trackers(Role.CLONE)) {
      answer.expect(
          list.containsKey(id) && list.get(id).path("clone").asBoolean(),
          "tracker " + id + " in the list with clone true",
          list.containsKey(id) ? "clone false" : "a list without it");
    }
    int original = run.tracker(Role.ORIGINAL);
    answer.expect(
        !list.containsKey(original) || !list.get(original).path("clone").asBoolean(),
        "tracker " + original + " in the list with clone false",
        "clone true");
  }

  @Rule(
      id = "list/tags",
      quote =
          "tag_bindings - List of attached tags. tag_id - Must be unique for a tracker. ordinal -"
              + " Must be unique for a tracker. Max value is 5.",
      source = "tracker, Tracker object structure")
  void listHasTheTagsOfEveryTracker(Run run) {
    Answer list = run.call("list").send();
    for (JsonNode tracker : Answer.items(list.ok("/list"))) {
      String name = "tag_bindings of tracker " + tracker.path("id");
      list.expect(tracker.path("tag_bindings").isArray(), name, "none");
      Set<Integer> tags = new HashSet<>();
      Set<Integer> ordinals = new HashSet<>();
      for (JsonNode binding : tracker.get("tag_bindings")) {
        int ordinal = binding.path("ordinal").asInt();
        list.expect(ordinal <= 5, name + " with ordinals up to 5", ordinal);
        list.expect(
            tags.add(binding.path("tag_id").asInt()) && ordinals.add(ordinal),
            name + " with unique tags and ordinals",
            tracker.get("tag_bindings"));
      }
    }
  }

  @Rule(
      id = "list/tagged",
      needs = "tagged",
      quote = "tag_bindings - List of attached tags.",
      source = "tracker, Tracker object structure")
  void listHasTheTagsOfATaggedTracker(Run run) {
    Map<Integer, JsonNode> list = Lists.now(run);
    Answer answer = run.call("list").send();
    int id = run.tracker(Role.TAGGED);
    answer.expect(
        list.containsKey(id) && !list.get(id).path("tag_bindings").isEmpty(),
        "tags of tracker " + id,
        "none");
  }

  @Rule(
      id = "list/labels-contain",
      needs = "any",
      quote =
          "If specified, only trackers that labels contains any of the given filter will be"
              + " returned.",
      source = "tracker#list, Parameters")
  void listFiltersByAPartOfTheLabel(Run run) {
    Map<Integer, JsonNode> all = Lists.now(run);
    for (String label : some(run, all)) {
      int length = label.codePointCount(0, label.length());
      int third = Math.max(1, length / 3);
      filtered(run, all, List.of(label));
      filtered(run, all, List.of(part(label, 0, Math.max(1, length - third))));
      filtered(run, all, List.of(part(label, Math.min(third, length - 1), length)));
      if (length > 4) {
        filtered(run, all, List.of(part(label, third, length - 1)));
      }
    }
  }

  @Rule(
      id = "list/labels-any",
      needs = "any",
      quote =
          "we have trackers with labels \"aa1\", \"bb2\", \"cc3\", if we pass"
              + " labels=[\"aa\",\"b\"] only trackers containing \"aa1\" and \"bb2\" will be"
              + " returned",
      source = "tracker#list, Parameters")
  void listFiltersByAnyOfSeveralLabels(Run run) {
    Map<Integer, JsonNode> all = Lists.now(run);
    List<String> labels = some(run, all);
    if (labels.size() < 2) {
      throw new Skip("any", "needs two trackers with different labels");
    }
    filtered(run, all, List.of(labels.get(0), labels.get(1)));
    filtered(run, all, List.of(labels.get(1), "no label contains this text, surely"));
    filtered(run, all, labels);
    // Found by two of them, and listed once.
    String first = labels.get(0);
    filtered(run, all, List.of(first, part(first, 0, 1)));
  }

  @Rule(
      id = "list/labels-case",
      level = SHOULD,
      needs = "any",
      quote =
          "only those whose label contains at least one of the given texts; upper and lower case"
              + " count as different.",
      source = "contract, list")
  void listFiltersByCase(Run run) {
    Map<Integer, JsonNode> all = Lists.now(run);
    for (String label : some(run, all)) {
      for (String other : List.of(label.toUpperCase(Locale.ROOT), label.toLowerCase(Locale.ROOT))) {
        if (!other.equals(label) && other.codePointCount(0, other.length()) <= 60) {
          Answer answer = run.call("list").with("labels", List.of(other)).send();
          answer.ok("/list");
          ids(answer)
              .forEach(
                  id ->
                      answer.expect(
                          all.get(id).path("label").asText().contains(other),
                          "only labels that contain " + other,
                          "tracker " + id + " with label " + all.get(id).path("label")));
        }
      }
    }
  }

  @Rule(
      id = "list/labels-many",
      needs = "any",
      quote = "List of tracker label filters. Labels array size: minimum 1, maximum 1024.",
      source = "tracker#list, Parameters")
  void listLooksAtEveryOneOfManyFilters(Run run) {
    Map<Integer, JsonNode> all = Lists.now(run);
    List<String> filters = new ArrayList<>();
    for (int i = 1; i < 1024; i++) {
      filters.add("no label contains this text, surely " + i);
    }
    filters.add(some(run, all).get(0));
    filtered(run, all, filters);
  }

  @Rule(
      id = "list/labels-common",
      needs = "any",
      quote =
          "If specified, only trackers that labels contains any of the given filter will be"
              + " returned.",
      source = "tracker#list, Parameters")
  void listFindsAllThatShareASign(Run run) {
    Map<Integer, JsonNode> all = Lists.now(run);
    Map<String, Integer> counts = new TreeMap<>();
    for (JsonNode tracker : all.values()) {
      tracker
          .path("label")
          .asText()
          .codePoints()
          .filter(Character::isLetterOrDigit)
          .distinct()
          .forEach(sign -> counts.merge(Character.toString(sign), 1, Integer::sum));
    }
    String most =
        counts.entrySet().stream()
            .max(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .orElseThrow(() -> new Skip("any", "needs a tracker with a label"));
    filtered(run, all, List.of(most));
  }

  @Rule(
      id = "list/labels-literal",
      level = SHOULD,
      needs = "any",
      quote =
          "If specified, only trackers that labels contains any of the given filter will be"
              + " returned.",
      source = "tracker#list, Parameters")
  void listTakesFiltersLiterally(Run run) {
    Map<Integer, JsonNode> all = Lists.now(run);
    for (String sign : List.of("%", "_", "*", ".", "a|b", ".*", "%%", "[a-z]", " ", "\\", "\"")) {
      filtered(run, all, List.of(sign));
    }
    String label = some(run, all).get(0);
    int half = label.offsetByCodePoints(0, label.codePointCount(0, label.length()) / 2);
    for (String gap : List.of("%", "_", ".*")) {
      filtered(run, all, List.of(label.substring(0, half) + gap + label.substring(half)));
    }
    filtered(run, all, List.of(" " + label + " "));
    // Only labels are looked at.
    JsonNode source = all.values().iterator().next().path("source");
    for (String field : List.of("model", "device_id", "phone")) {
      if (!source.path(field).asText("").isEmpty()) {
        filtered(run, all, List.of(source.get(field).asText()));
      }
    }
  }

  @Rule(
      id = "list/labels-none",
      quote =
          "If specified, only trackers that labels contains any of the given filter will be"
              + " returned.",
      source = "tracker#list, Parameters")
  void listIsEmptyWhenNoLabelContainsTheFilter(Run run) {
    Answer answer =
        run.call("list").with("labels", List.of("no label contains this text, surely")).send();
    answer.expect(answer.ok("/list").isEmpty(), "an empty list", answer.summary());
  }

  private static void filtered(Run run, Map<Integer, JsonNode> all, List<String> filters) {
    Answer answer = run.call("list").with("labels", filters).send();
    answer.ok("/list");
    Set<Integer> found = ids(answer);
    all.forEach(
        (id, tracker) -> {
          String label = tracker.path("label").asText();
          boolean contains = filters.stream().anyMatch(label::contains);
          // The source leaves open whether case matters.
          boolean resembles = filters.stream().anyMatch(f -> lower(label).contains(lower(f)));
          answer.expect(
              !contains || found.contains(id),
              "tracker " + id + " with label " + label + " for the filter " + filters,
              "a list without it");
          answer.expect(
              resembles || !found.contains(id),
              "only labels that contain any of " + filters,
              "tracker " + id + " with label " + label);
        });
    answer.expect(
        all.keySet().containsAll(found), "only trackers of the whole list", "others: " + found);
    for (JsonNode tracker : Answer.items(answer.json().path("list"))) {
      int id = tracker.path("id").asInt();
      String difference = Likeness.difference(all.get(id), tracker, true);
      answer.expect(difference.isEmpty(), "tracker " + id + " as without filters", difference);
    }
    answer.expect(
        found.size() == answer.json().path("list").size(), "each tracker once", "one repeated");
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static String part(String text, int from, int to) {
    String part = text.substring(text.offsetByCodePoints(0, from), text.offsetByCodePoints(0, to));
    String stripped = part.strip();
    return stripped.isEmpty() ? text.strip() : stripped;
  }

  /** Labels to filter by, the ones that say most about a filter first. */
  private static List<String> some(Run run, Map<Integer, JsonNode> all) {
    List<String> labels = new ArrayList<>();
    for (JsonNode tracker : all.values()) {
      String label = tracker.path("label").asText().strip();
      if (!label.isEmpty() && !labels.contains(label)) {
        labels.add(label);
      }
    }
    if (labels.isEmpty()) {
      throw new Skip("any", "needs a tracker with a label");
    }
    java.util.Collections.sort(labels);
    java.util.Collections.shuffle(labels, run.random());
    labels.sort((a, b) -> Boolean.compare(isPlain(a), isPlain(b)));
    return labels.subList(0, Math.min(6, labels.size()));
  }

  private static boolean isPlain(String label) {
    return label.chars().allMatch(c -> c < 128);
  }

  private static Set<Integer> ids(Answer list) {
    Set<Integer> ids = new TreeSet<>();
    Answer.items(list.json().path("list")).forEach(item -> ids.add(item.path("id").asInt()));
    return ids;
  }

  // --- list_models --------------------------------------------------------------------------

  @Rule(
      id = "list_models/once",
      quote = "Gets all integrated tracker models; code - string. Model text code.",
      source = "tracker#list_models")
  void listModelsHasEachModelOnce(Run run) {
    Answer answer = run.call("list_models").send();
    Set<String> codes = new HashSet<>();
    Set<Integer> ids = new HashSet<>();
    for (JsonNode model : Answer.items(answer.ok("/list"))) {
      answer.expect(
          codes.add(model.path("code").asText()) && ids.add(model.path("id").asInt()),
          "each model once",
          "model " + model.path("code") + " more than once");
    }
    answer.expect(!codes.isEmpty(), "at least one model", "none");
  }

  @Rule(
      id = "list_models/used",
      level = SHOULD,
      needs = "any",
      quote =
          "Gets all integrated tracker models; model - string. Tracker model name from \"models\""
              + " table.",
      source = "tracker#list_models")
  void listModelsHasTheModelOfEveryTracker(Run run) {
    Answer answer = run.call("list_models").send();
    Set<String> codes = codes(answer);
    for (int id : Requests.sample(run)) {
      JsonNode tracker = run.fleet().get(id);
      if (tracker != null) {
        String model = tracker.at("/source/model").asText();
        answer.expect(codes.contains(model), "the model " + model + " of tracker " + id, "not it");
      }
    }
  }

  @Rule(
      id = "list_models/codes",
      quote = "codes: Array of model codes. If passed only given models will be returned.",
      source = "tracker#list_models, Parameters")
  void listModelsReturnsOnlyTheGivenModels(Run run) {
    List<String> all = new ArrayList<>(codes(run.call("list_models").send()));
    if (all.isEmpty()) {
      throw new Skip("models", "needs a model");
    }
    List<String> wanted = all.subList(0, Math.min(2, all.size()));
    Answer some = run.call("list_models").with("codes", wanted).send();
    some.ok("/list");
    some.expect(
        codes(some).equals(new TreeSet<>(wanted)), "exactly " + wanted, codes(some).toString());
    Answer one = run.call("list_models").with("codes", List.of(all.get(0), "no_such_model")).send();
    one.ok("/list");
    one.expect(
        codes(one).equals(Set.of(all.get(0))), "exactly " + all.get(0), codes(one).toString());
    Answer single = run.call("list_models").with("codes", List.of(all.get(0))).send();
    single.ok("/list");
    single.expect(
        codes(single).equals(Set.of(all.get(0))),
        "exactly " + all.get(0),
        codes(single).toString());
    Answer nothing = run.call("list_models").with("codes", List.of()).send();
    nothing.expect(nothing.ok("/list").isEmpty(), "no model for no code", codes(nothing));
    String last = all.get(all.size() - 1);
    for (String part : List.of(last.substring(0, last.length() - 1), last.substring(1))) {
      if (!part.isEmpty() && !all.contains(part)) {
        Answer none = run.call("list_models").with("codes", List.of(part)).send();
        none.expect(none.ok("/list").isEmpty(), "no model for the code " + part, codes(none));
      }
    }
  }

  @Rule(
      id = "list_models/codes-case",
      level = SHOULD,
      quote = "Unknown codes match nothing.",
      source = "contract, list_models")
  void listModelsTakesCodesAsTheyAre(Run run) {
    Set<String> all = codes(run.call("list_models").send());
    for (String code : all) {
      String other = code.toUpperCase(Locale.ROOT);
      if (!all.contains(other)) {
        Answer none = run.call("list_models").with("codes", List.of(other)).send();
        none.expect(none.ok("/list").isEmpty(), "no model for the code " + other, codes(none));
        return;
      }
    }
    throw new Skip("models", "needs a model whose code has small letters");
  }

  @Rule(
      id = "list_models/compact_index",
      quote =
          "compact_index: true to compact view the indexed inputs: returns only input with max"
              + " index.",
      source = "tracker#list_models, Parameters")
  void listModelsReturnsOnlyTheHighestIndex(Run run) {
    Answer full = run.call("list_models").send();
    full.ok("/list");
    Map<String, JsonNode> before = byCode(full);
    Answer compact = run.call("list_models").with("compact_index", true).send();
    compact.ok("/list");
    compact.expect(byCode(compact).keySet().equals(before.keySet()), "the same models", "others");
    Answer off = run.call("list_models").with("compact_index", false).send();
    String difference = Likeness.difference(full.json(), off.json(), true);
    off.expect(difference.isEmpty(), "false to be the default", difference);
    byCode(compact)
        .forEach(
            (code, model) -> {
              if (!model.path("inputs").isArray() || !before.get(code).path("inputs").isArray()) {
                return;
              }
              Set<String> expected = highest(before.get(code).get("inputs"));
              Set<String> found = new TreeSet<>();
              model.get("inputs").forEach(input -> found.add(input.asText()));
              compact.expect(
                  found.equals(expected), "inputs " + expected + " of " + code, found.toString());
            });
  }

  @Rule(
      id = "list_models/compact_view",
      level = SHOULD,
      quote = "compact_view: true to compact view. Default is false.",
      source = "tracker#list_models, Parameters")
  void listModelsKeepsItsModelsInTheCompactView(Run run) {
    Answer full = run.call("list_models").send();
    full.ok("/list");
    Answer compact = run.call("list_models").with("compact_view", true).send();
    compact.ok("/list");
    compact.expect(codes(compact).equals(codes(full)), "the same models", codes(compact));
    int fieldsBefore = 0;
    for (JsonNode model : full.json().get("list")) {
      fieldsBefore += model.size();
    }
    int fieldsAfter = 0;
    for (JsonNode model : compact.json().get("list")) {
      fieldsAfter += model.size();
    }
    compact.expect(
        fieldsAfter < fieldsBefore, "fewer fields than without compact_view", fieldsAfter);
    Answer off = run.call("list_models").with("compact_view", false).send();
    String difference = Likeness.difference(full.json(), off.json(), true);
    off.expect(difference.isEmpty(), "false to be the default", difference);
  }

  @Rule(
      id = "list_models/has_phone",
      level = SHOULD,
      quote =
          "has_phone - boolean. true if the tracker has phone. phone - Can be null or empty if"
              + " device has no GSM module",
      source = "tracker#list_models, Response")
  void listModelsSaysThatTrackersWithAPhoneHaveOne(Run run) {
    Answer answer = run.call("list_models").send();
    answer.ok("/list");
    Map<String, JsonNode> models = byCode(answer);
    for (JsonNode tracker : run.fleet().values()) {
      JsonNode model = models.get(tracker.at("/source/model").asText());
      if (model != null && model.has("has_phone")) {
        answer.expect(
            tracker.at("/source/phone").asText("").isEmpty() || model.get("has_phone").asBoolean(),
            "has_phone of "
                + model.path("code")
                + ", as tracker "
                + tracker.path("id")
                + " has one",
            model.get("has_phone"));
      }
    }
  }

  @Rule(
      id = "list_models/lists",
      level = SHOULD,
      quote = "inputs - All available input types. rules - Supported rules.",
      source = "tracker#list_models, Response")
  void listModelsRepeatsNothing(Run run) {
    Answer answer = run.call("list_models").send();
    for (JsonNode model : Answer.items(answer.ok("/list"))) {
      for (String field : List.of("inputs", "rules", "state_fields", "special_settings")) {
        Set<JsonNode> seen = new HashSet<>();
        for (JsonNode item : model.path(field)) {
          answer.expect(
              seen.add(item), field + " of " + model.path("code") + " each once", item + " twice");
        }
      }
    }
  }

  @Rule(
      id = "list_models/id_type",
      quote = "imei, meid; id,n – n-digit identifier; n,m – n-digit generated ID starting with M.",
      source = "tracker#list_models, ID types")
  void listModelsSaysHowDevicesAreIdentified(Run run) {
    Answer answer = run.call("list_models").send();
    for (JsonNode model : Answer.items(answer.ok("/list"))) {
      String type = model.path("id_type").asText();
      Matcher generated = GENERATED.matcher(type);
      if (generated.matches()) {
        answer.expect(
            Long.parseLong(generated.group(1)) > generated.group(2).length(),
            "more digits than those that the ID of " + model.path("code") + " starts with",
            type);
      }
    }
  }

  @Rule(
      id = "list_models/for-all",
      level = SHOULD,
      needs = "user:other_account",
      quote = "Gets all integrated tracker models.",
      source = "tracker#list_models")
  void listModelsAnswersEveryAccountAlike(Run run) {
    run.hashOf("other_account");
    Answer here = run.call("list_models").send();
    Answer there = run.call("list_models").as("other_account").send();
    there.ok("/list");
    there.expect(
        codes(there).equals(codes(here)), "the models that others get", codes(there).toString());
  }

  @Rule(
      id = "list_models/battery",
      level = SHOULD,
      quote =
          "min_charge - float. Minimum battery level. low_charge - float. Charge level for the"
              + " \"low battery\" rule triggers. max_charge - float. Maximum battery level.",
      source = "tracker#list_models, Response")
  void listModelsOrdersTheChargesOfABattery(Run run) {
    Answer answer = run.call("list_models").send();
    for (JsonNode model : Answer.items(answer.ok("/list"))) {
      JsonNode battery = model.path("battery");
      double min = battery.path("min_charge").asDouble(0);
      double max = battery.path("max_charge").asDouble(Double.MAX_VALUE);
      double low = battery.path("low_charge").asDouble(min);
      answer.expect(
          min <= low && low <= max,
          "min_charge ≤ low_charge ≤ max_charge of " + model.path("code"),
          battery);
    }
  }

  private static Set<String> highest(JsonNode inputs) {
    Map<String, Integer> highest = new HashMap<>();
    Set<String> found = new TreeSet<>();
    for (JsonNode input : inputs) {
      Matcher matcher = INDEXED.matcher(input.asText());
      if (matcher.matches()) {
        highest.merge(matcher.group(1), Integer.parseInt(matcher.group(2)), Math::max);
      } else {
        found.add(input.asText());
      }
    }
    highest.forEach((name, index) -> found.add(name + "_" + index));
    return found;
  }

  private static Map<String, JsonNode> byCode(Answer answer) {
    Map<String, JsonNode> models = new HashMap<>();
    Answer.items(answer.json().path("list"))
        .forEach(model -> models.put(model.path("code").asText(), model));
    return models;
  }

  private static Set<String> codes(Answer answer) {
    return new TreeSet<>(byCode(answer).keySet());
  }

  // --- corrupt ------------------------------------------------------------------------------

  @Rule(
      id = "corrupt/13",
      needs = "user:viewer",
      quote = "13 – Operation not permitted – if user has insufficient rights.",
      source = "tracker#corrupt, Errors")
  void corruptRefusesAUserWithoutTheRight(Run run) {
    run.hashOf("viewer");
    run.call("corrupt", run.unknownTracker()).as("viewer").send().refusedWith(403, 13);
  }

  @Rule(
      id = "corrupt/right",
      needs = "user:without_tracker_register",
      quote = "required sub-user rights: tracker_register.",
      source = "tracker#corrupt")
  void corruptNeedsTheRightTrackerRegister(Run run) {
    Rights.needs(run, "corrupt", "tracker_register");
  }

  @Rule(
      id = "corrupt/201",
      quote = "201 – Not found in the database - if tracker not found.",
      source = "tracker#corrupt, Errors")
  void corruptRefusesAnUnknownTracker(Run run) {
    run.ask("corrupt", run.unknownTracker()).refusedWith(400, 201);
  }

  @Rule(
      id = "corrupt/208",
      needs = {"writes", "blocked"},
      writes = true,
      quote = "208 – Device blocked.",
      source = "tracker#corrupt, Errors")
  void corruptRefusesABlockedTracker(Run run) {
    run.ask("corrupt", run.offered(Role.BLOCKED)).refusedWith(403, 208);
  }

  @Rule(
      id = "corrupt/219",
      needs = {"writes", "clone"},
      writes = true,
      quote = "219 – Not allowed for clones of the device - if source tracker is clone itself.",
      source = "tracker#corrupt, Errors")
  void corruptRefusesAClone(Run run) {
    run.ask("corrupt", run.offered(Role.CLONE)).refusedWith(403, 219);
  }

  @Rule(
      id = "corrupt/243",
      needs = {"writes", "connected"},
      writes = true,
      quote = "243 – Device already connected.",
      source = "tracker#corrupt, Errors")
  void corruptRefusesAConnectedTracker(Run run) {
    run.ask("corrupt", run.offered(Role.CONNECTED)).refusedWith(400, 243);
  }

  @Rule(
      id = "corrupt/243-idle",
      level = SHOULD,
      needs = {"writes", "idle"},
      writes = true,
      quote = "243 – Device already connected. Connected now (`active`, `idle`) is 243.",
      source = "tracker#corrupt, Errors; contract, decision D-041")
  void corruptRefusesAnIdleTracker(Run run) {
    run.ask("corrupt", run.offered(Role.IDLE)).refusedWith(400, 243);
  }

  @Rule(
      id = "corrupt/252",
      needs = "corrupted",
      quote = "252 – Device already corrupted.",
      source = "tracker#corrupt, Errors")
  void corruptRefusesACorruptedTracker(Run run) {
    run.ask("corrupt", run.tracker(Role.CORRUPTED)).refusedWith(400, 252);
  }

  @Rule(
      id = "corrupt/corrupts",
      needs = {"writes", "registration.device"},
      writes = true,
      quote = "Marks tracker as deleted and corrupt its source, device_id and phone.",
      source = "tracker#corrupt")
  void corruptRemovesTheTrackerAndNothingElse(Run run) {
    int left = run.fresh();
    int id = run.fresh();
    int right = run.fresh();
    Map<Integer, JsonNode> before = Lists.now(run);
    run.ask("corrupt", id).ok();
    Map<Integer, JsonNode> after = Lists.now(run);
    run.ask("read", left).ok();
    run.ask("read", right).ok();
    Answer read = run.ask("read", id);
    read.expect(!after.containsKey(id), "a list without tracker " + id, "it is still listed");
    read.refusedWith(400, 201);
    Lists.onlyChanged(before, after, Set.of(id));
  }

  @Rule(
      id = "corrupt/twice",
      needs = {"writes", "registration.device"},
      writes = true,
      quote = "252 – Device already corrupted.",
      source = "tracker#corrupt, Errors")
  void corruptRefusesTheSecondTime(Run run) {
    int id = run.fresh();
    run.ask("corrupt", id).ok();
    run.ask("corrupt", id).refusedWith(400, 252);
  }

  @Rule(
      id = "corrupt/frees",
      needs = {"writes", "registration.device"},
      writes = true,
      quote = "Marks tracker as deleted and corrupt its source, device_id and phone.",
      source = "tracker#corrupt")
  void corruptFreesTheDeviceIdAndThePhone(Run run) {
    var request = run.device();
    int first = run.call("register").with(request).send().ok("/value/id").asInt();
    run.ask("corrupt", first).ok();
    Answer again = run.call("register").with(request).send();
    again.expect(
        again.ok("/value/id").asInt() != first, "a new tracker", "the corrupted one again");
  }

  // --- delete -------------------------------------------------------------------------------

  @Rule(
      id = "delete/13",
      needs = "user:viewer",
      quote = "required sub-user rights: admin (available only to master users).",
      source = "tracker#delete")
  void deleteRefusesASubUser(Run run) {
    run.hashOf("viewer");
    run.call("delete", run.unknownTracker()).as("viewer").send().refusedWith(403, 13);
  }

  @Rule(
      id = "delete/right",
      needs = "user:operator",
      quote = "required sub-user rights: admin (available only to master users).",
      source = "tracker#delete")
  void deleteRefusesASubUserWithAllRights(Run run) {
    run.hashOf("operator");
    run.call("delete", run.unknownTracker()).as("operator").send().refusedWith(403, 13);
  }

  @Rule(
      id = "delete/201",
      quote = "201 - Not found in the database – if tracker not found.",
      source = "tracker#delete, Errors")
  void deleteRefusesAnUnknownTracker(Run run) {
    run.ask("delete", run.unknownTracker()).refusedWith(400, 201);
  }

  @Rule(
      id = "delete/208",
      level = SHOULD,
      needs = {"writes", "blocked"},
      writes = true,
      quote = "Tracker must belong to authorized user and not be blocked.",
      source = "tracker#delete, Parameters")
  void deleteRefusesABlockedTracker(Run run) {
    run.ask("delete", run.offered(Role.BLOCKED)).refusedWith(403, 208);
  }

  @Rule(
      id = "delete/249",
      needs = {"writes", "registration.device"},
      writes = true,
      quote = "249 - Operation available for clones only – if tracker is not clone.",
      source = "tracker#delete, Errors")
  void deleteRefusesAnOriginal(Run run) {
    int id = run.fresh();
    run.ask("delete", id).refusedWith(403, 249);
    run.ask("read", id).ok();
  }

  @Rule(
      id = "delete/203",
      needs = {"writes", "clone_with_rules"},
      writes = true,
      quote =
          "203 - Delete entity associated with – if there are some rules or vehicles associated"
              + " with tracker. rules - list of associated rule IDs.",
      source = "tracker#delete, Errors")
  void deleteRefusesACloneThatRulesUse(Run run) {
    int id = run.offered(Role.CLONE_WITH_RULES);
    Answer answer = run.ask("delete", id).refusedWith(400, 203);
    integers(answer, "rules");
    run.ask("read", id).ok();
    // Nothing was changed, so that it is in use as before.
    run.ask("delete", id).refusedWith(400, 203);
  }

  @Rule(
      id = "delete/203-vehicles",
      needs = {"writes", "clone_with_vehicles"},
      writes = true,
      quote =
          "203 - Delete entity associated with – if there are some rules or vehicles associated"
              + " with tracker. vehicles - list of associated vehicle IDs.",
      source = "tracker#delete, Errors")
  void deleteRefusesACloneThatVehiclesUse(Run run) {
    int id = run.offered(Role.CLONE_WITH_VEHICLES);
    Answer answer = run.ask("delete", id).refusedWith(400, 203);
    integers(answer, "vehicles");
    run.ask("read", id).ok();
    run.ask("delete", id).refusedWith(400, 203);
  }

  @Rule(
      id = "delete/203-both",
      needs = {"writes", "clone_with_rules_and_vehicles"},
      writes = true,
      quote = "rules - list of associated rule IDs. vehicles - list of associated vehicle IDs.",
      source = "tracker#delete, Errors")
  void deleteRefusesACloneThatRulesAndVehiclesUse(Run run) {
    int id = run.offered(Role.CLONE_WITH_RULES_AND_VEHICLES);
    Answer answer = run.ask("delete", id).refusedWith(400, 203);
    integers(answer, "rules");
    integers(answer, "vehicles");
    run.ask("read", id).ok();
    run.ask("delete", id).refusedWith(400, 203);
  }

  private static void integers(Answer answer, String field) {
    JsonNode ids = answer.json().path(field);
    answer.expect(ids.isArray() && !ids.isEmpty(), field + " with at least one id", ids);
    ids.forEach(id -> answer.expect(id.isInt(), "ids in " + field, ids));
  }

  @Rule(
      id = "delete/deletes",
      needs = {"writes", "deletable_clone"},
      writes = true,
      quote =
          "Deletes a tracker if it is “clone”. Will not work if specified ID of the original"
              + " tracker.",
      source = "tracker#delete")
  void deleteRemovesTheCloneAndNothingElse(Run run) {
    int id = run.offered(Role.DELETABLE_CLONE);
    Map<Integer, JsonNode> before = Lists.now(run);
    if (run.profile().users().containsKey("viewer")) {
      run.call("delete", id).as("viewer").send().refusedWith(403, 13);
      run.ask("read", id).ok();
    }
    Answer answer = run.ask("delete", id);
    answer.ok();
    run.leaves(id, "the clone " + id + " was deleted, as the profile allows");
    run.holdsToTheContract(answer);
    Map<Integer, JsonNode> after = Lists.now(run);
    answer.expect(!after.containsKey(id), "a list without the clone " + id, "it is still listed");
    Lists.onlyChanged(before, after, Set.of(id));
    run.ask("read", id).refusedWith(400, 201);
    run.ask("delete", id).refusedWith(400, 201);
  }
}
