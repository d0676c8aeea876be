package org.trackerapi.mock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.trackerapi.spec.Action;
import org.trackerapi.spec.CatalogueError;
import org.trackerapi.spec.Contract;
import org.trackerapi.spec.Fixtures;
import org.trackerapi.spec.Recipe;

/** Makes requests of all kinds, right and wrong, the same ones for the same seed. */
final class RandomRequests {
  private static final List<String> STRANGE =
      List.of(
          "",
          "0",
          "-1",
          "none",
          "2147483648",
          "true",
          "null",
          "[]",
          "{}",
          "[1,1]",
          "é\u0000",
          "1e3");

  private static final List<String> TYPES =
      List.of(
          "text/plain",
          "application/xml",
          "APPLICATION/JSON",
          "application/json;charset=ISO-8859-1",
          "application/merge-patch+json",
          "application/x-www-form-urlencoded; charset=utf-8",
          "multipart/form-data; boundary=x");

  private final Random random;
  private final List<String> hashes = new ArrayList<>();
  private final List<Integer> trackers = new ArrayList<>();

  RandomRequests(long seed) {
    random = new Random(seed);
    for (JsonNode account : Fixtures.fleet().get("accounts")) {
      account.get("users").forEach(user -> hashes.add(user.get("hash").asText()));
    }
    hashes.add("00000000000000000000000000000000");
    hashes.add("short");
    hashes.add("");
    Fixtures.fleet().get("trackers").forEach(tracker -> trackers.add(tracker.get("id").intValue()));
    trackers.add(111333);
    // What the first registrations of a world get.
    for (int id = 833389; id < 833392; id++) {
      trackers.add(id);
    }
  }

  /** A request that can be sent to any server. */
  record Sent(String method, String target, String body, List<String> headers) {
    HttpResponse<String> to(String baseUrl) {
      return Http.send(method, baseUrl + target, body, headers.toArray(String[]::new));
    }
  }

  Sent next() {
    Action action = pick(Contract.actions());
    ObjectNode parameters = parameters(action);
    while (random.nextInt(4) == 0) {
      spoil(parameters);
    }
    String path = action.path() + (random.nextInt(5) == 0 ? "/" : "");
    if (random.nextInt(60) == 0) {
      path = path + "/nothing";
    }
    List<String> headers = new ArrayList<>();
    if (random.nextInt(8) == 0) {
      headers.addAll(List.of("Authorization", "NVX " + pick(hashes)));
    }
    if (random.nextInt(8) == 0) {
      headers.addAll(List.of("NVX-ISO-DateTime", "true"));
    }
    return sent(path, parameters, headers);
  }

  private ObjectNode parameters(Action action) {
    JsonNode example = pick(list(action.requestExamples())).get("value");
    ObjectNode parameters = example.deepCopy();
    if (random.nextInt(3) == 0) {
      CatalogueError error = pick(action.errors());
      parameters = Recipe.of(action, error).request().deepCopy();
    }
    if (random.nextInt(3) == 0) {
      parameters.put("hash", pick(hashes));
    }
    if (parameters.has("tracker_id") && random.nextBoolean()) {
      parameters.put("tracker_id", pick(trackers));
    }
    if (parameters.has("trackers") && random.nextBoolean()) {
      var ids = parameters.putArray("trackers");
      for (int i = random.nextInt(4); i >= 0; i--) {
        ids.add(pick(trackers));
      }
    }
    return parameters;
  }

  private void spoil(ObjectNode parameters) {
    List<String> names = new ArrayList<>();
    parameters.fieldNames().forEachRemaining(names::add);
    names.add("unknown");
    String name = pick(names);
    switch (random.nextInt(3)) {
      case 0 -> parameters.remove(name);
      case 1 -> parameters.put(name, pick(STRANGE));
      default -> parameters.set(name, JsonNodeFactory.instance.nullNode());
    }
  }

  private Sent sent(String path, ObjectNode parameters, List<String> headers) {
    List<String> all = new ArrayList<>(headers);
    switch (random.nextInt(15)) {
      case 0, 1, 2 -> {
        return new Sent("GET", path + "?" + Http.encoded(parameters), null, all);
      }
      case 3, 4, 5 -> {
        all.addAll(List.of("Content-Type", "application/x-www-form-urlencoded"));
        return new Sent("POST", path, Http.encoded(parameters), all);
      }
      case 6 -> {
        return new Sent(pick(List.of("PUT", "DELETE", "PATCH")), path, "{}", all);
      }
      case 7 -> {
        String json = parameters.toString();
        all.addAll(List.of("Content-Type", "application/json"));
        return new Sent("POST", path, json.substring(0, random.nextInt(json.length())), all);
      }
      case 8 -> {
        return new Sent("HEAD", path + "?" + Http.encoded(parameters), null, all);
      }
      case 9 -> {
        all.addAll(List.of("Content-Type", pick(TYPES)));
        String body = random.nextBoolean() ? parameters.toString() : Http.encoded(parameters);
        return new Sent("POST", path + "?" + Http.encoded(parameters), body, all);
      }
      case 10 -> {
        String twice =
            Http.encoded(parameters) + "&" + Http.encoded(parameters(pick(Contract.actions())));
        all.addAll(List.of("Content-Type", "application/x-www-form-urlencoded"));
        return random.nextBoolean()
            ? new Sent("GET", path + "?" + twice, null, all)
            : new Sent("POST", path, twice, all);
      }
      default -> {
        all.addAll(List.of("Content-Type", "application/json; charset=utf-8"));
        return new Sent("POST", path, parameters.toString(), all);
      }
    }
  }

  private static List<JsonNode> list(JsonNode nodes) {
    List<JsonNode> list = new ArrayList<>();
    nodes.forEach(list::add);
    return list;
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
