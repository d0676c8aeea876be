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
                    () -> ContractChecker.check(sample.action(), sample.send(jar.baseUrl()))));
  }

  @Test
  void saysThatItIsHealthy() {
    String root = jar.baseUrl().replaceFirst("/api-v2$", "");

    assertThat(Http.get(root + "/__admin/health").statusCode()).isEqualTo(200);
  }

  @Test
  void startsFromTheLauncherWithItsArchiveOfClasses() throws IOException {
    // With -Xshare:on a Java that cannot use the archive does not start.
    try (RunningJar launched = RunningJar.launch("-Xshare:on", "--examples", "--base-path=/v2/")) {
      assertThat(launched.baseUrl()).endsWith("/v2");
      assertThat(launched.nextLine()).startsWith("Control: ");
      assertThat(launched.nextLine()).startsWith("Try: curl ").contains(launched.baseUrl());
      for (SourceSamples.Sample sample : SourceSamples.all()) {
        HttpResponse<String> response = sample.send(launched.baseUrl());
        ContractChecker.check(sample.action(), response);
        assertThat(response.statusCode()).as(sample.toString()).isEqualTo(200);
      }
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
