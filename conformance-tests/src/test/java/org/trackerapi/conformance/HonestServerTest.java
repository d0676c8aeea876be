package org.trackerapi.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.trackerapi.conformance.honest.Faults;
import org.trackerapi.conformance.honest.HonestServer;
import org.trackerapi.conformance.profile.Profile;
import org.trackerapi.conformance.profile.ProfileFile;
import org.trackerapi.spec.Fixtures;

class HonestServerTest {
  private static final Profile FIXTURE = ProfileFile.read("fixture", Map.of());

  @Test
  void passesWhenTheRunOnlyReadsAndKnowsOnlyAHash() {
    try (HonestServer server = new HonestServer(Fixtures.fleet(), new Faults())) {
      Verdicts verdicts = run(Options.forUrl(server.url()), Profile.ofHash(FIXTURE.hash()));
      assertThat(failures(verdicts)).isEmpty();
      assertThat(verdicts.count(Verdict.PASSED)).isGreaterThan(400);
      assertThat(verdicts.holds()).isTrue();
    }
  }

  @Test
  void passesWithAnAccountOfOneTrackerOrNone() throws Exception {
    for (int count = 0; count <= 1; count++) {
      JsonNode fleet = new ObjectMapper().readTree(Fixtures.fleet().toString());
      ArrayNode trackers = (ArrayNode) fleet.get("trackers");
      while (trackers.size() > count) {
        trackers.remove(trackers.size() - 1);
      }
      try (HonestServer server = new HonestServer(fleet, new Faults())) {
        Options options = Options.forUrl(server.url()).writing();
        assertThat(failures(run(options, Profile.ofHash(FIXTURE.hash()))))
            .as(count + " trackers")
            .isEmpty();
      }
    }
  }

  @Test
  void doesNotMindHowManyTrackersABatchTakesWhenNobodySaidHowMany() {
    try (HonestServer server =
        new HonestServer(Fixtures.fleet(), new Faults().has("larger batches"))) {
      Options options = Options.forUrl(server.url()).only(List.of("batch_*"));
      assertThat(failures(run(options, Profile.ofHash(FIXTURE.hash())))).isEmpty();
      assertThat(failures(run(options, FIXTURE))).hasSize(2).allMatch(f -> f.contains("/221"));
    }
  }

  @Test
  void leavesTheFleetAsItWasWhenTheRunOnlyReads() {
    try (HonestServer server = new HonestServer(Fixtures.fleet(), new Faults())) {
      String before = server.trackers().toString();
      run(Options.forUrl(server.url()), FIXTURE);
      assertThat(server.trackers().toString()).isEqualTo(before);
    }
  }

  @Test
  void passesWithWritesInAnyOrderWithTheSameResult() {
    Map<String, Verdict> first = null;
    for (int seed = 1; seed <= 2; seed++) {
      try (HonestServer server = new HonestServer(Fixtures.fleet(), new Faults())) {
        Options options =
            Options.forUrl(server.url()).writing().seed(seed).parallel(seed % 2 == 0 ? 1 : 4);
        Verdicts verdicts = run(options, FIXTURE);
        assertThat(failures(verdicts)).isEmpty();
        Map<String, Verdict> result = new TreeMap<>();
        verdicts.outcomes().forEach(o -> result.put(o.rule().id(), o.verdict()));
        first = first == null ? result : first;
        assertThat(result).as("seed " + seed).isEqualTo(first);
      }
    }
  }

  @Test
  void removesWhatTheRunRegistered() {
    try (HonestServer server = new HonestServer(Fixtures.fleet(), new Faults())) {
      int before = server.trackers().size();
      Verdicts verdicts = run(Options.forUrl(server.url()).writing(), FIXTURE);
      long left =
          server.trackers().values().stream()
              .filter(t -> t.get("label").asText().startsWith("conformance"))
              .filter(t -> !t.path("corrupted").asBoolean())
              .count();
      assertThat(left).isZero();
      assertThat(server.trackers()).hasSizeGreaterThan(before);
      assertThat(verdicts.leftovers())
          .isNotEmpty()
          .allMatch(sentence -> sentence.endsWith("as the profile allows"));
    }
  }

  @Test
  void passesWithAFleetThatDiffersInEveryIdAndLabel() throws Exception {
    JsonNode other = otherFleet();
    Profile profile = ProfileFile.parse(other.toString(), "other fleet", Map.of());
    try (HonestServer server = new HonestServer(other, new Faults())) {
      Verdicts verdicts = run(Options.forUrl(server.url()).writing(), profile);
      assertThat(failures(verdicts)).isEmpty();
      assertThat(verdicts.with(Verdict.SKIPPED))
          .extracting(outcome -> outcome.rule().id())
          .containsExactly("general/15");
    }
  }

  @Test
  void skipsAndDoesNotPassWhenNothingCanBeJudged() {
    try (HonestServer server = new HonestServer(Fixtures.fleet(), new Faults())) {
      Options options = Options.forUrl(server.url()).only(List.of("delete/deletes"));
      Verdicts verdicts = run(options, Profile.ofHash(FIXTURE.hash()));
      assertThat(verdicts.count(Verdict.SKIPPED)).isEqualTo(1);
      assertThat(verdicts.holds()).isFalse();
    }
  }

  @Test
  void skipsRegistrationWhereItDoesNotKnowHow() throws Exception {
    JsonNode fleet = new ObjectMapper().readTree(Fixtures.fleet().toString());
    for (JsonNode plugin : fleet.get("plugins")) {
      ((ObjectNode) plugin).put("id", plugin.get("id").asInt() + 100);
    }
    try (HonestServer server = new HonestServer(fleet, new Faults())) {
      Options options =
          Options.forUrl(server.url()).writing().only(List.of("register", "replace", "tags/set"));
      Verdicts verdicts = run(options, Profile.ofHash(FIXTURE.hash()));
      assertThat(failures(verdicts)).isEmpty();
      assertThat(verdicts.with(Verdict.SKIPPED))
          .extracting(Outcome::missing)
          .contains("registration.device");
    }
  }

  @Test
  void skipsNameWhatTheRuleSaysItNeeds() {
    JsonNode empty = Fixtures.fleet().deepCopy();
    ((ObjectNode) empty).putArray("trackers");
    try (HonestServer server = new HonestServer(empty, new Faults())) {
      Verdicts verdicts =
          run(Options.forUrl(server.url()).writing(), Profile.ofHash(FIXTURE.hash()));
      assertThat(failures(verdicts)).isEmpty();
      for (Outcome outcome : verdicts.with(Verdict.SKIPPED)) {
        assertThat(outcome.rule().needs())
            .as(outcome.rule().id() + " was skipped: " + outcome.reason())
            .contains(outcome.missing());
      }
    }
  }

  @Test
  void doesNotRunWhatTheProfileDoesNotClaim() {
    Profile profile =
        ProfileFile.parse(
            "{format: 1, hash: "
                + FIXTURE.hash()
                + ", claims: [list, 'get_*'], not_claimed: [list/named*, '*/iso_datetime*']}",
            "claims",
            Map.of());
    try (HonestServer server = new HonestServer(Fixtures.fleet(), new Faults())) {
      Verdicts verdicts = run(Options.forUrl(server.url()), profile);
      assertThat(verdicts.with(Verdict.NOT_CLAIMED))
          .extracting(outcome -> outcome.rule().id())
          .contains("read/201", "list/iso_datetime/type", "general/5")
          .doesNotContain("list/once", "get_fuel/201");
      assertThat(verdicts.holds()).isTrue();
    }
  }

  /**
   * Returns the fixture fleet with other, large ids, labels in other scripts, hashes and groups.
   */
  private static JsonNode otherFleet() throws Exception {
    String text = Fixtures.fleet().toString();
    JsonNode fleet = new ObjectMapper().readTree(text);
    for (JsonNode tracker : fleet.get("trackers")) {
      ObjectNode object = (ObjectNode) tracker;
      object.put("id", object.get("id").asInt() + 2_100_000_000);
      object.put("label", "Ж日 " + object.get("label").asText() + " \"ß\" 🚚");
      if (object.has("clone_of")) {
        object.put("clone_of", object.get("clone_of").asInt() + 2_100_000_000);
      }
      if (object.has("source")) {
        ObjectNode source = (ObjectNode) object.get("source");
        source.put("id", source.get("id").asInt() + 3_000_000);
        if (source.path("device_id").asText().matches("[0-9]{15}")) {
          source.put("device_id", "77" + source.get("device_id").asText().substring(2));
        }
      }
      move(object, "group_id");
      object.path("tag_bindings").forEach(binding -> move((ObjectNode) binding, "tag_id"));
    }
    fleet.get("groups").forEach(group -> move((ObjectNode) group, "id"));
    fleet.get("tags").forEach(tag -> move((ObjectNode) tag, "id"));
    for (JsonNode account : fleet.get("accounts")) {
      ((ObjectNode) account).put("time_zone", "Asia/Kathmandu");
      for (JsonNode user : account.get("users")) {
        ObjectNode object = (ObjectNode) user;
        object.put("hash", new StringBuilder(user.get("hash").asText()).reverse().toString());
        if (user.path("groups").isArray()) {
          int group = user.at("/groups/0").asInt();
          object.putArray("groups").add(group + 5000);
        }
      }
    }
    for (JsonNode bundle : fleet.get("bundles")) {
      if (bundle.path("imei").asText().matches("[0-9]{15}")) {
        ((ObjectNode) bundle).put("imei", "77" + bundle.get("imei").asText().substring(2));
      }
    }
    ((ObjectNode) fleet).putArray("unknown_tracker_ids").add(5);
    return fleet;
  }

  private static void move(ObjectNode object, String field) {
    if (object.path(field).asInt() > 0) {
      object.put(field, object.get(field).asInt() + 5000);
    }
  }

  private static Verdicts run(Options options, Profile profile) {
    try (Suite suite = new Suite(options, profile)) {
      suite.discover();
      return suite.run(outcome -> {});
    }
  }

  private static List<String> failures(Verdicts verdicts) {
    return verdicts.with(Verdict.FAILED).stream()
        .map(outcome -> outcome.rule().id() + ": " + outcome.reason())
        .toList();
  }
}
