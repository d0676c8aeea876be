package org.trackerapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerapi.spec.CatalogueError;
import org.trackerapi.spec.Contract;
import picocli.CommandLine;

class MainTest {
  private final StringWriter output = new StringWriter();
  private final StringWriter errors = new StringWriter();

  @Test
  void refusesWrongUsageInOneLine(@TempDir Path folder) throws Exception {
    assertRefused("Expected a port from 0 to 65535, got 70000", "--port", "70000");
    assertRefused("Expected a whole number as --port, got eighty", "--port", "eighty");
    assertRefused("got --prot; the nearest is --profile", "--prot", "1");
    assertRefused("Expected --fleet FILE, got nothing", "--fleet");
    assertRefused("Expected an option or a command, got start", "start");
    assertRefused("'yes'", "--quiet=yes");
    assertRefused("Expected a path like /api-v2, got api", "--base-path", "api");
    assertRefused("Cannot listen on 203.0.113.7:0", "--host", "203.0.113.7", "--port", "0");
    assertRefused(
        "Cannot listen on no.such.host.invalid:0", "--host", "no.such.host.invalid", "--port", "0");
    assertRefused("Expected a folder, got", "--root-dir", folder.resolve("none").toString());
    assertRefused("Expected a number of requests from 0, got -1", "--journal", "-1");
    assertRefused("does not exist", "--fleet", folder.resolve("none.yaml").toString());
    Path wrong = Files.writeString(folder.resolve("wrong.yaml"), "format: 1\nlorries: []\n");
    assertRefused("wrong.yaml", "--fleet", wrong.toString());
    assertRefused(
        "Expected a number of trackers from 0 to 25000, got 25001", "--generate", "25001");
    assertRefused("Expected a whole number as --seed, got many", "--seed", "many");
    assertRefused("Expected real, an ISO instant", "--clock", "noon");
    assertRefused("Expected a number of worlds from 1, got 0", "--isolate", "--max-worlds", "0");
    assertRefused("Expected a profile of [flaky, offline, perfect, slow]", "--profile", "fast");
    assertRefused("Expected [ACTION=]MS[+JITTER] as --delay", "--delay", "long");
    assertRefused("Expected the name of an action", "--delay", "nothing=5");
    assertRefused("Expected [ACTION=]KIND[@PERCENT] as --fault", "--fault", "reset@101");
    assertRefused("Expected a fault, reset, truncated or empty", "--fault", "fire");
    assertRefused("Expected a number of requests from 0 as --rate-limit", "--rate-limit", "-1");
    assertRefused("Expected --examples without options of world", "--examples", "--delay=5");
    assertRefused("Expected --examples without options of world", "--examples", "--isolate");
  }

  @Test
  void refusesMappingsOfTheUserThatCannotBeRead(@TempDir Path folder) throws Exception {
    Files.createDirectories(folder.resolve("mappings"));
    Files.writeString(folder.resolve("mappings/wrong.json"), "{\"request\": ");

    assertRefused("wrong.json", "--root-dir", folder.toString(), "--port", "0");
  }

  @Test
  void exportsMappings(@TempDir Path folder) {
    int code = run("--export-mappings", folder.resolve("new").toString());

    assertThat(code).isZero();
    assertThat(output.toString()).contains("--root-dir");
    assertThat(folder.resolve("new/mappings/tracker-raw_command-send.json")).isRegularFile();
  }

  @Test
  void refusesToExportOverAFile(@TempDir Path folder) throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    assertRefused("--export-mappings, got " + file, "--export-mappings", file.toString());
  }

  @Test
  void groupsItsOptionsInTheHelp() {
    assertThat(run("--help")).isZero();
    assertThat(output.toString())
        .containsSubsequence(
            "Server", "--port", "World", "--fleet", "Network", "--profile", "--export-mappings")
        .contains("explain")
        .doesNotContain("--exit-when-ready");
  }

  @Test
  void saysItsVersion() {
    assertThat(run("--version")).isZero();
    assertThat(output.toString()).startsWith("tracker-mock, contract ");
  }

  @Test
  void startsWithAllOptions(@TempDir Path folder) throws Exception {
    Path fleet = folder.resolve("fleet.yaml");
    Files.write(fleet, org.trackerapi.spec.Fixtures.fleetYaml().readAllBytes());
    int code =
        run(
            "--port=0",
            "--host=127.0.0.1",
            "--base-path=/v2",
            "--root-dir=" + folder,
            "--journal=10",
            "--fleet=" + fleet,
            "--generate=5",
            "--seed=7",
            "--clock=x60",
            "--isolate",
            "--max-worlds=5",
            "--profile=slow",
            "--delay=10+10",
            "--delay=list=5",
            "--fault=get_fuel=reset@0",
            "--rate-limit=100000",
            "--exit-when-ready");

    assertThat(errors.toString()).isEmpty();
    assertThat(code).isZero();
    assertThat(output.toString())
        .startsWith("tracker-mock is ready: http://127.0.0.1:")
        .contains("/v2", "888999 Unpaid car", "demo@example.com", "Try: curl ");
    assertThat(output.toString().lines().filter(line -> !line.startsWith("Try: ")))
        .allMatch(line -> line.length() <= 80);
  }

  @Test
  void saysHowToTryAFleetOfOnesOwn(@TempDir Path folder) throws Exception {
    String fixture =
        new String(org.trackerapi.spec.Fixtures.fleetYaml().readAllBytes(), StandardCharsets.UTF_8);
    String hash = "0123456789abcdef0123456789abcdef";
    Path fleet = folder.resolve("fleet.yaml");
    Files.writeString(
        fleet,
        fixture.replace("a6aa75587e5c59c32d347da438505fc3", hash).replace("265489", "4265489"));
    assertThat(run("--port=0", "--fleet=" + fleet, "--exit-when-ready")).isZero();
    String line =
        output.toString().lines().filter(l -> l.startsWith("Try: ")).findFirst().orElseThrow();
    assertThat(line).contains("\"hash\":\"" + hash + "\"").doesNotContain("265489,", ":265489}");
  }

  @Test
  void isQuietWhenToldSo() {
    assertThat(run("--port=0", "--quiet", "--examples", "--exit-when-ready")).isZero();
    assertThat(output.toString()).hasLineCount(1).startsWith("tracker-mock is ready: ");
  }

  @Test
  void explainsAnError() {
    assertThat(run("explain", "208")).isZero();
    assertThat(output.toString())
        .contains("208 DEVICE_BLOCKED (HTTP 403)", "tracker/get_fuel", "curl -s -X POST", "888999");
    int number = output.toString().length();

    assertThat(run("explain", "device_blocked", "--url", "http://x")).isZero();
    assertThat(output.toString().substring(number)).contains("'http://x/tracker/get_fuel'");
  }

  @Test
  void explainsEveryErrorOfTheCatalogue() {
    for (CatalogueError error : Contract.errors().all()) {
      output.getBuffer().setLength(0);

      assertThat(run("explain", error.name())).isZero();
      assertThat(output.toString()).contains(error.meaning());
    }
  }

  @Test
  void explainsWhatIsTheSameForAllActionsOnce() {
    assertThat(run("explain", "15")).isZero();
    assertThat(output.toString()).containsOnlyOnce("--rate-limit").contains("All actions");
  }

  @Test
  void explainsErrorsOfNoAction() {
    assertThat(run("explain", "102")).isZero();
    assertThat(output.toString())
        .contains("No action documents it.", "/user/auth' -d 'login=demo&password=wrong'")
        .doesNotContain("X-Mock-Error");
  }

  @Test
  void refusesToExplainWhatIsNoError() {
    assertRefused("Expected the name or number of an error, got 999", "explain", "999");
  }

  private int run(String... arguments) {
    CommandLine commandLine = Main.commandLine();
    commandLine.setOut(new PrintWriter(output, true));
    commandLine.setErr(new PrintWriter(errors, true));
    return commandLine.execute(arguments);
  }

  private void assertRefused(String message, String... arguments) {
    errors.getBuffer().setLength(0);

    assertThat(run(arguments)).isEqualTo(2);
    assertThat(errors.toString()).contains(message).hasLineCount(1);
  }
}
