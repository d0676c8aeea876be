package org.trackerapi.behaviour.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trackerapi.spec.Fixtures;

class FleetFileTest {
  private static final String BAKERY =
      """
      format: 1
      accounts:
        - id: 1
          name: Bakery
          users:
            - {name: master, role: master, hash: '00000000000000000000000000000001'}
      groups:
        - {id: 5, account_id: 1, title: Vans}
      tariffs:
        - {id: 1, name: Standard, legal_types: [individual]}
      models:
        - tariff_id: 1
          object: {id: 1, code: van_box, name: Van box, type: vehicle, id_type: imei, digital_inputs: 1}
      routes:
        - {name: ring, max_speed: 50, points: [[38.72, -9.14], [38.73, -9.15], [38.72, -9.14]]}
      trackers:
        - id: 1
          account_id: 1
          label: Bread van
          group_id: 5
          source: {id: 1, device_id: '356307042440001', model: van_box, creation_date: '2026-01-01'}
          inputs: [{number: 1, type: ignition}]
          telemetry: {motion: moving, route: ring}
        - id: 2
          account_id: 1
          label: Bread van (clone)
          clone_of: 1
      """;

  private static java.util.List<String> problemsOf(String text) {
    return catchThrowableOfType(FleetFileException.class, () -> FleetFile.parse("fleet.yaml", text))
        .problems();
  }

  private static String messageOf(String text) {
    FleetFileException e =
        catchThrowableOfType(FleetFileException.class, () -> FleetFile.parse("fleet.yaml", text));
    assertThat(e).as("refused").isNotNull();
    assertThat(e.getMessage()).doesNotContain("\n");
    return e.getMessage();
  }

  @Test
  void theFixtureReadAsAFileIsTheFixture() throws Exception {
    try (InputStream in = Fixtures.fleetYaml()) {
      String yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      FleetDescription read = FleetFile.parse("fleet.yaml", yaml);
      FleetDescription fixture = FleetFile.fixture();
      assertThat(read.users()).isEqualTo(fixture.users());
      assertThat(read.trackers()).hasSize(fixture.trackers().size()).hasSizeGreaterThan(30);
      assertThat(FleetFile.parse("fleet.json", Fixtures.fleet().toString()).accounts())
          .isEqualTo(fixture.accounts());
    }
  }

  @Test
  void aSmallFleetIsReadWithItsDefaults() throws Exception {
    FleetDescription fleet = FleetFile.parse("fleet.yaml", BAKERY);
    assertThat(fleet.nextTrackerId()).isEqualTo(3);
    assertThat(fleet.nextSourceId()).isEqualTo(2);
    assertThat(fleet.accounts().get(1).deviceLimit()).isEqualTo(25_000);
    assertThat(fleet.accounts().get(1).zone().getId()).isEqualTo("UTC");
    assertThat(fleet.trackers().get(1).device()).isSameAs(fleet.trackers().get(0).device());
    assertThat(fleet.trackers().get(0).device().profile().reportEvery()).isEqualTo(10);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "label: Bread van\\n|label: Bread van\\n    colour: red\\n"
            + "|line 20: trackers[0].colour: unknown key; remove it or correct its spelling",
        "group_id: 5|group_id: 6"
            + "|line 20: trackers[0].group_id: account 1 has no group 6; add it or correct the"
            + " reference",
        "model: van_box, creation|model: no_box, creation"
            + "|line 21: trackers[0].source.model: there is no model no_box; add it or correct the"
            + " reference",
        "route: ring|route: road"
            + "|line 23: trackers[0].telemetry.route: there is no route road; add it or correct"
            + " the reference",
        "clone_of: 1|clone_of: 9"
            + "|line 27: trackers[1].clone_of: there is no original tracker 9; add it or correct"
            + " the reference",
        "tariff_id: 1|tariff_id: 7|line 12: models[0].tariff_id: there is no tariff 7; add it or"
            + " correct the reference",
        "account_id: 1, title|account_id: 4, title"
            + "|line 8: groups[0].account_id: there is no account 4; add it or correct the"
            + " reference",
        "'356307042440001'|356307042440001"
            + "|line 21: trackers[0].source.device_id: expected string, got 356307042440001; put"
            + " it in quotes",
        "'356307042440001'|'ABC'"
            + "|line 21: trackers[0].source.device_id: must be an IMEI of 14 to 16 digits for"
            + " van_box, got ABC",
        "number: 1,|number: 2,"
            + "|line 22: trackers[0].inputs[0]: number 2, but van_box has 1 inputs; lower it",
        "'2026-01-01'|'2026-02-30'"
            + "|line 21: trackers[0].source.creation_date: expected a date such as 2026-11-02, got"
            + " \"\"2026-02-30\"\"",
        "- id: 2|- id: 1|line 24: trackers[1].id: another tracker has the ID 1; change one",
        "format: 1|format: 1\\nformat: 1|line 2: the key format comes twice; remove one",
        "name: Bakery|nome: Bakery|line 4: accounts[0].nome: unknown key",
        "name: Bakery|device_limit: 5|line 3: accounts[0]: the key name is missing; add it",
        "role: master|role: boss|line 6: accounts[0].users[0].role: expected one of"
            + " [\"\"master\"\",\"\"sub_user\"\"], got",
        "motion: moving|motion: flying|line 23: trackers[0].telemetry.motion: expected one of",
        "name: Bakery|name: Bakery\\n    time_zone: Atlantis/Capital"
            + "|line 5: accounts[0].time_zone: expected an IANA time zone such as Europe/Madrid,"
            + " got Atlantis/Capital"
      })
  void eachFaultIsRefusedWithItsLineAndARemedy(String right, String wrong, String message) {
    String text = BAKERY.replace(right.replace("\\n", "\n"), wrong.replace("\\n", "\n"));
    assertThat(text).isNotEqualTo(BAKERY);
    assertThat(messageOf(text)).startsWith("fleet.yaml, line ");
    assertThat(problemsOf(text))
        .anySatisfy(
            problem ->
                assertThat(problem).startsWith("fleet.yaml, " + message.replace("\"\"", "\"")));
  }

  @Test
  void brokenTextIsRefusedWithItsLine() {
    assertThat(messageOf("format: [1\naccounts: x")).contains("fleet.yaml, line 2: not readable");
    assertThat(messageOf("{\"format\": 1,,}")).contains("fleet.yaml, line 1: not readable as JSON");
    assertThat(messageOf("")).contains("expected keys such as format");
    assertThat(messageOf("- a\n- b")).contains("expected keys such as format");
    assertThat(messageOf("a: " + "[".repeat(5_000))).contains("fleet.yaml, line 1");
  }

  @Test
  void aFileThatIsNotThereOrNoTextIsRefused(@TempDir Path folder) throws IOException {
    Path missing = folder.resolve("none.yaml");
    assertThatThrownBy(() -> FleetFile.load(missing))
        .isInstanceOf(FleetFileException.class)
        .hasMessage("Expected a fleet file, but " + missing + " does not exist; check the path");
    Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xC3, 0x28});
    assertThatThrownBy(() -> FleetFile.load(binary)).hasMessageContaining("UTF-8");
    assertThatThrownBy(() -> FleetFile.load(folder)).hasMessageContaining("cannot be read");
  }

  @Test
  void severalFaultsAreAllKnown() {
    FleetFileException e =
        catchThrowableOfType(
            FleetFileException.class,
            () ->
                FleetFile.parse(
                    "fleet.yaml",
                    BAKERY
                        .replace("group_id: 5", "group_id: 6")
                        .replace("route: ring", "route: x")));
    assertThat(e.problems()).hasSize(2);
    assertThat(e).hasMessageEndingWith("(and 1 more)");
  }
}
