package org.trackerapi.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerapi.conformance.honest.Faults;
import org.trackerapi.conformance.honest.HonestServer;
import org.trackerapi.spec.Fixtures;
import org.w3c.dom.Element;

class MainTest {
  private static final String MASTER = "a6aa75587e5c59c32d347da438505fc3";
  private static HonestServer honest;
  private static HonestServer wrong;

  @TempDir Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void start() {
    honest = new HonestServer(Fixtures.fleet(), new Faults());
    wrong =
        new HonestServer(
            Fixtures.fleet(),
            new Faults()
                .doesNotCheck("get_fuel/208")
                .recodes("get_state/201", 204)
                .recodes("corrupt/13", 11)
                .body("list", (request, body) -> body.put("secret", request.hash)));
  }

  @AfterAll
  static void stop() {
    honest.close();
    wrong.close();
  }

  private int run(String... arguments) {
    return run(Map.of(), arguments);
  }

  private int run(Map<String, String> environment, String... arguments) {
    return Main.run(arguments, environment, new PrintWriter(out, true), new PrintWriter(err, true));
  }

  @Test
  void exitsWithZeroWhenAllRulesHold() {
    assertThat(run("--url", honest.url(), "--hash", MASTER, "--only", "list,get_fuel")).isZero();
    assertThat(out.toString()).contains("0 failed", "All claimed rules that could be judged hold.");
  }

  @Test
  void takesAddressAndHashFromTheEnvironment() {
    Map<String, String> environment =
        Map.of("TRACKER_URL", honest.url() + "/", "TRACKER_HASH", MASTER);
    assertThat(run(environment, "--only", "list/once")).isZero();
  }

  @Test
  void exitsWithOneAndShowsABlockForEachFailure() {
    assertThat(run("--url", wrong.url(), "--profile", "fixture", "--only", "get_fuel/208"))
        .isEqualTo(1);
    assertThat(out.toString())
        .contains("FAILED MUST get_fuel/208 – get fuel refuses a blocked tracker")
        .contains("208 – Device blocked - if tracker exists but was blocked")
        .contains("(tracker#get_fuel, Errors)")
        .contains("curl -sS -g -X POST")
        .contains("\"$TRACKER_HASH\"")
        .contains("expected  HTTP 403 with \"success\": false and code 208")
        .contains("actual    HTTP 200: {\"success\":true")
        .doesNotContain(MASTER);
  }

  @Test
  void exitsWithOneWhenEverythingWasSkipped() {
    assertThat(run("--url", honest.url(), "--hash", MASTER, "--only", "delete/deletes"))
        .isEqualTo(1);
    assertThat(out.toString()).contains("Nothing was judged, which is no pass", "writes");
  }

  @Test
  void exitsWithTwoAndOneLineForWrongUsage() throws IOException {
    Path broken = Files.writeString(directory.resolve("broken.yaml"), "format: 1\nuser: x\n");
    Path noReport = Files.writeString(directory.resolve("no-report.json"), "{}");
    Path file = Files.writeString(directory.resolve("file"), "");
    usage("Expected the base address of the target");
    usage("Expected a hash", "--url", honest.url());
    usage("Expected an address like", "--url", "ftp://127.0.0.1", "--hash", MASTER);
    usage("Expected an address like", "--url", "127.0.0.1:8080", "--hash", MASTER);
    usage("without query", "--url", honest.url() + "?hash=x", "--hash", MASTER);
    usage("Expected --i-may-test-this-host", "--url", "http://example.com", "--hash", MASTER);
    usage("Expected --i-may-test-this-host", "--url", "http://127.0.0.1.nip.io", "--hash", MASTER);
    usage("Expected 1 to 32 for --parallel, got 0", "--parallel", "0");
    usage("Expected must or should for --level, got may", "--level", "may");
    usage("Expected rules for --only, got no_such", "--only", "no_such");
    usage("Expected rules for --only, got get_fuell", "--only", "list,get_fuell");
    usage("Expected some MUST rule", "--only", "get_fuel/5", "--level", "must");
    usage("Expected a readable file", "--profile", "/no/such/file.yaml");
    usage("user", "--profile", broken.toString());
    usage("Expected a report.json of this suite", "--baseline", noReport.toString());
    usage("Expected a report.json that can be read", "--baseline", "/no/such/report.json");
    usage("Expected a directory that can be written", "--report-dir", file.toString());
    usage("Unknown options: '--urll'", "--urll", "x");
    usage("Invalid value for option '--seed'", "--seed", "many");
    usage("Expected a rule id for --explain, got 208; perhaps", "--explain", "208");
  }

  private void usage(String message, String... arguments) {
    err.getBuffer().setLength(0);
    String[] all = arguments;
    if (arguments.length > 0 && !arguments[0].equals("--url")) {
      all = new String[arguments.length + 4];
      System.arraycopy(arguments, 0, all, 0, arguments.length);
      all[arguments.length] = "--url";
      all[arguments.length + 1] = honest.url();
      all[arguments.length + 2] = "--hash";
      all[arguments.length + 3] = MASTER;
    }
    assertThat(run(all)).as(message).isEqualTo(2);
    assertThat(err.toString().strip()).contains(message).hasLineCount(1);
  }

  @Test
  void exitsWithThreeWhenTheTargetIsNotThereOrRefusesTheHash() {
    assertThat(run("--url", "http://127.0.0.1:1/api-v2", "--hash", MASTER)).isEqualTo(3);
    assertThat(err.toString()).contains("nothing accepts connections").hasLineCount(1);
    err.getBuffer().setLength(0);
    assertThat(run("--url", honest.url(), "--hash", "0".repeat(32))).isEqualTo(3);
    assertThat(err.toString()).contains("to accept the hash").hasLineCount(1);
  }

  @Test
  void runsBindingRulesOnlyWhenAsked() {
    assertThat(run("--list-rules", "--level", "must", "--only", "list")).isZero();
    assertThat(out.toString()).contains("list/labels/maxItems").doesNotContain("SHOULD");
  }

  @Test
  void listsAndExplainsRules() {
    assertThat(run("--list-rules")).isZero();
    assertThat(out.toString().lines().count()).isEqualTo(RuleBook.standard().all().size());
    assertThat(run("--explain", "get_states/208")).isZero();
    assertThat(out.toString())
        .contains("208 – Device blocked (if list_blocked = false")
        .contains("Needs   blocked");
  }

  @Test
  void failsOnlyForRegressionsWhenThereIsABaseline() {
    String[] only = {"--only", "get_fuel,get_state"};
    String report = directory.resolve("report.json").toString();
    assertThat(
            run(
                "--url",
                wrong.url(),
                "--profile",
                "fixture",
                only[0],
                only[1],
                "--report-dir",
                directory.toString()))
        .isEqualTo(1);
    assertThat(
            run(
                "--url",
                wrong.url(),
                "--profile",
                "fixture",
                only[0],
                only[1],
                "--baseline",
                report))
        .isZero();
    assertThat(out.toString()).contains("0 worse");
    assertThat(
            run(
                "--url",
                wrong.url(),
                "--profile",
                "fixture",
                "--only",
                "get_fuel,corrupt/13",
                "--baseline",
                report))
        .isEqualTo(1);
    assertThat(out.toString()).contains("1 worse (corrupt/13)");
    assertThat(
            run(
                "--url",
                wrong.url(),
                "--hash",
                MASTER,
                "--only",
                "get_fuel/11,get_fuel/201",
                "--baseline",
                report))
        .isZero();
    assertThat(out.toString()).contains("1 passed before and were not judged (get_fuel/11)");
  }

  @Test
  void tellsNamesInAProfileThatMeanNothing() throws IOException {
    Path profile =
        Files.writeString(
            directory.resolve("slips.yaml"),
            "format: 1\nhash: "
                + MASTER
                + "\nusers: {viewr: x, only_tracker_update: y}\ntrackers: {bloked: [1]}\n"
                + "provoke: {register/999: {}}\nnot_claimed: [get_fule]\n");
    assertThat(run("--url", honest.url(), "--profile", profile.toString(), "--only", "list/all"))
        .isZero();
    assertThat(out.toString())
        .contains("trackers.bloked is no role that a rule needs")
        .contains("users.viewr is no user that a rule asks as")
        .contains("provoke.register/999 is no documented error")
        .contains("not_claimed has get_fule, which means no rule")
        .doesNotContain("only_tracker_update is");
  }

  @Test
  void writesAProfileOfWhatItFindsAndReadsItAgain() {
    Path profile = directory.resolve("profile.yaml");
    assertThat(run("--url", honest.url(), "--hash", MASTER, "--init-profile", profile.toString()))
        .isZero();
    Map<String, String> environment = Map.of("TRACKER_HASH", MASTER);
    assertThat(
            run(
                environment,
                "--url",
                honest.url(),
                "--profile",
                profile.toString(),
                "--only",
                "get_fuel/208,list/all"))
        .isZero();
    assertThat(out.toString()).contains("2 passed");
    assertThat(profile).content().contains("blocked:", "888999").doesNotContain(MASTER);
    assertThat(run("--url", honest.url(), "--hash", MASTER, "--init-profile", profile.toString()))
        .isEqualTo(2);
  }

  @Test
  void writesReportsThatKeepSecretsAndFollowTheirSchema() throws Exception {
    assertThat(
            run(
                "--url",
                wrong.url(),
                "--profile",
                "fixture",
                "--report-dir",
                directory.toString(),
                "--only",
                "list,get_fuel,get_state,corrupt,general"))
        .isEqualTo(1);
    for (String name :
        new String[] {"report.json", "report.html", "TEST-tracker-conformance.xml", "badge.json"}) {
      String text = Files.readString(directory.resolve(name));
      assertThat(text).as(name).isNotBlank();
      Fixtures.fleet()
          .findValuesAsText("hash")
          .forEach(hash -> assertThat(text).as(name).doesNotContain(hash));
    }
    JsonNode report = new ObjectMapper().readTree(directory.resolve("report.json").toFile());
    try (InputStream in =
        getClass().getResourceAsStream("/tracker-conformance/report.schema.json")) {
      String schema = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(
              SchemaRegistry.withDialect(Dialects.getDraft202012())
                  .getSchema(schema, InputFormat.JSON)
                  .validate(report))
          .isEmpty();
    }
    assertThat(report.at("/summary/failed").asInt()).isGreaterThanOrEqualTo(3);
    Element suite =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(directory.resolve("TEST-tracker-conformance.xml").toFile())
            .getDocumentElement();
    assertThat(suite.getAttribute("failures")).isEqualTo(report.at("/summary/failed").asText());
    assertThat(suite.getElementsByTagName("testcase").getLength())
        .isEqualTo(report.get("rules").size());
    assertThat(Files.readString(directory.resolve("report.html")))
        .contains("rules do not hold", "get_fuel/208")
        .doesNotContain("<script", "http-equiv", "src=");
  }
}
