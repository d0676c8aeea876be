package org.trackerapi.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerapi.spec.Fixtures;

/** Runs the jar as its users do. */
class RunnableJarIT {
  private static final Pattern READY = Pattern.compile("([0-9]+) trackers at (http://[^ ]+) ");
  private static final String HASH = Fixtures.hashOf("master").orElseThrow();

  private static Process run(Path log, String... args) throws IOException {
    List<String> command =
        new java.util.ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                System.getProperty("server.jar")));
    command.addAll(List.of(args));
    return new ProcessBuilder(command).redirectError(log.toFile()).start();
  }

  @Test
  void theJarServesAGeneratedFleetAndStopsWhenAsked(@TempDir Path folder) throws Exception {
    Path log = folder.resolve("log");
    Process server =
        run(
            log,
            "--port",
            "0",
            "--generate",
            "500",
            "--seed",
            "7",
            "--clock",
            "2026-11-02T12:47:13Z");
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
      Matcher ready = READY.matcher(String.valueOf(out.readLine()));
      assertThat(ready.find()).isTrue();
      assertThat(Integer.parseInt(ready.group(1))).isGreaterThan(500);
      Http.Answer list =
          Http.send(
              HttpRequest.newBuilder(URI.create(ready.group(2) + "/tracker/list?hash=" + HASH))
                  .build());
      assertThat(list.body().get("list").size()).isGreaterThan(500);
    } finally {
      server.destroy();
    }
    assertThat(server.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(log))
        .contains("GET /api-v2/tracker/list?hash=*** 200")
        .doesNotContain(HASH, "Exception");
  }

  @Test
  void theJarRefusesAWrongOptionWithExitCode2(@TempDir Path folder) throws Exception {
    Path log = folder.resolve("log");
    Process server = run(log, "--port", "eighty");
    assertThat(server.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(server.exitValue()).isEqualTo(2);
    assertThat(Files.readAllLines(log)).hasSize(1);
  }
}
