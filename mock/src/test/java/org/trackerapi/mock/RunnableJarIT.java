package org.trackerapi.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class RunnableJarIT {
  private static RunningJar jar;

  @BeforeAll
  static void start() throws IOException {
    jar = RunningJar.start();
  }

  @AfterAll
  static void stop() throws IOException {
    jar.close();
  }

  @TestFactory
  Stream<DynamicTest> answersEachSampleRequestOfTheSourceAsTheContractSays() {
    return SourceSamples.all().stream()
        .map(
            sample ->
                dynamicTest(
                    sample.toString(),
                    () -> {
                      HttpResponse<String> response = sample.send(jar.baseUrl());
                      ContractChecker.check(sample.action(), response);
                      assertThat(response.statusCode()).isEqualTo(200);
                    }));
  }

  @Test
  void saysThatItIsHealthy() {
    String root = jar.baseUrl().replaceFirst("/api-v2$", "");

    assertThat(Http.get(root + "/__admin/health").statusCode()).isEqualTo(200);
  }

  @Test
  void keepsABoundedJournalOfRequests() {
    for (int i = 0; i < 1100; i++) {
      Http.get(jar.baseUrl() + "/tracker/read");
    }
    String root = jar.baseUrl().replaceFirst("/api-v2$", "");

    assertThat(Http.json(Http.get(root + "/__admin/requests?limit=1")).at("/meta/total").asInt())
        .isEqualTo(1000);
  }

  @Test
  void offersACurlToTryWhenReady() throws IOException {
    try (RunningJar other = RunningJar.start("--base-path", "/v2/")) {
      assertThat(other.baseUrl()).endsWith("/v2");
      assertThat(other.nextLine()).startsWith("Try: curl ").contains(other.baseUrl());
      assertThat(Http.get(other.baseUrl() + "/tracker/list").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void endsWithCodeTwoWhenItsPortIsInUse() throws Exception {
    String port = jar.baseUrl().replaceFirst(".*:(\\d+)/.*", "$1");

    RunningJar.Outcome outcome = RunningJar.run("--port", port);

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.output()).isEmpty();
    assertThat(outcome.errors()).contains("Port " + port + " of 127.0.0.1 is in use");
    assertThat(outcome.errors()).hasLineCount(1);
  }
}
