package org.trackerapi.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.trackerapi.behaviour.World;
import org.trackerapi.behaviour.WorldClock;
import org.trackerapi.behaviour.fleet.FleetDescription;
import org.trackerapi.behaviour.fleet.FleetFile;
import org.trackerapi.spec.Action;
import org.trackerapi.spec.Contract;

/**
 * Replays the sample requests of the source document, each against the fleet as it is described.
 */
class SourceSamplesTest {
  private static final FleetDescription FIXTURE = FleetFile.fixture();
  private static World world;
  private static TrackerServer server;

  @BeforeAll
  static void start() {
    world = new World(FIXTURE, WorldClock.frozen(FIXTURE.exampleInstant()));
    server = TrackerServer.start(world, ServerOptions.onFreePort());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static List<Arguments> samples() throws IOException {
    try (InputStream in = SourceSamplesTest.class.getResourceAsStream("/source-samples.yaml")) {
      JsonNode samples = new YAMLMapper().readTree(in);
      List<Arguments> all = new ArrayList<>();
      samples.get("curl").forEach(s -> all.add(sample(s, s.get("body").asText(), null)));
      samples
          .get("get")
          .forEach(
              s ->
                  all.add(
                      sample(
                          s,
                          null,
                          "hash=" + samples.get("hash").asText() + "&" + s.get("query").asText())));
      assertThat(all).hasSize(48);
      return all;
    }
  }

  private static Arguments sample(JsonNode sample, String body, String query) {
    return Arguments.of(sample.get("line").asInt(), sample.get("action").asText(), body, query);
  }

  @ParameterizedTest(name = "line {0}: {1}")
  @MethodSource("samples")
  void eachSampleIsAnsweredAsTheContractSays(int line, String name, String body, String query) {
    world.reset();
    Action action = Contract.action(name).orElseThrow();
    String url = server.url() + action.path();
    Http.Answer answer =
        body != null
            ? Http.postText(url, "application/json", body)
            : Http.send(
                HttpRequest.newBuilder(
                        URI.create(url + "?" + query.replace("[", "%5B").replace("]", "%5D")))
                    .build());
    ContractCheck.check(action, answer.status(), answer.body());
    int expected =
        switch (name) {
          case "corrupt" -> number("DEVICE_ALREADY_CONNECTED");
          case "delete" -> number("OPERATION_AVAILABLE_FOR_CLONES_ONLY");
          default -> 0;
        };
    assertThat(answer.code()).as("%s", answer.body()).isEqualTo(expected);
  }

  private static int number(String error) {
    return Contract.errors().byName(error).orElseThrow().number();
  }
}
