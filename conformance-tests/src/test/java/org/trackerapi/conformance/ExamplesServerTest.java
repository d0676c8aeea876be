package org.trackerapi.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.trackerapi.conformance.profile.ProfileFile;
import org.trackerapi.spec.Action;
import org.trackerapi.spec.Contract;

class ExamplesServerTest {

  @Test
  void aServerThatOnlyRepeatsTheExamplesFailsForEveryAction() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    for (Action action : Contract.actions()) {
      JsonNode example = action.answerExamples().iterator().next().get("value");
      byte[] body = example.toString().getBytes(StandardCharsets.UTF_8);
      server.createContext(
          "/api-v2" + action.path(),
          exchange -> {
            try (exchange) {
              exchange.getRequestBody().readAllBytes();
              exchange.getResponseHeaders().set("Content-Type", "application/json");
              exchange.sendResponseHeaders(200, body.length);
              exchange.getResponseBody().write(body);
            }
          });
    }
    server.start();
    String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/api-v2";
    try (Suite suite =
        new Suite(Options.forUrl(url).writing(), ProfileFile.read("fixture", Map.of()))) {
      suite.discover();
      Verdicts verdicts = suite.run(outcome -> {});
      assertThat(verdicts.holds()).isFalse();
      for (Action action : Contract.actions()) {
        assertThat(verdicts.with(Verdict.FAILED))
            .as("failures of " + action.name())
            .anyMatch(outcome -> outcome.rule().action().equals(action.name()));
      }
    } finally {
      server.stop(0);
    }
  }
}
