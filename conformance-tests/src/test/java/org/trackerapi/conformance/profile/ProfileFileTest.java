package org.trackerapi.conformance.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.trackerapi.conformance.RuleBook;

class ProfileFileTest {

  @Test
  void theFixtureCastsEveryRoleAndProvokesWhatRulesNeed() {
    Profile fixture = ProfileFile.read("fixture", Map.of());
    for (Role role : Role.values()) {
      assertThat(fixture.trackers()).as(role.meaning()).containsKey(role.key());
    }
    RuleBook.standard().all().stream()
        .flatMap(rule -> rule.needs().stream())
        .filter(need -> need.startsWith("provoke:"))
        .forEach(need -> assertThat(fixture.provoke()).containsKey(need.substring(8)));
    RuleBook.standard().all().stream()
        .flatMap(rule -> rule.needs().stream())
        .filter(need -> need.startsWith("user:"))
        .forEach(need -> assertThat(fixture.users()).containsKey(need.substring(5)));
  }

  @Test
  void writesWhatItReads() {
    Profile fixture = ProfileFile.read("fixture", Map.of());
    assertThat(ProfileFile.parse(ProfileFile.write(fixture), "again", Map.of())).isEqualTo(fixture);
  }

  @Test
  void readsVariablesOfTheEnvironment() {
    Profile profile = ProfileFile.parse("format: 1\nhash: ${H}\n", "p.yaml", Map.of("H", "0123"));
    assertThat(profile.hash()).isEqualTo("0123");
    assertThatThrownBy(() -> ProfileFile.parse("format: 1\nhash: ${H}\n", "p.yaml", Map.of()))
        .hasMessage("p.yaml: expected the environment variable H, it is not set");
  }

  @Test
  void offersTrackersInAnyNotation() {
    assertThat(ProfileFile.parse("{format: 1, writable: all}", "p", Map.of()).isWritable(7))
        .isTrue();
    Profile some = ProfileFile.parse("{format: 1, writable: [7, '8']}", "p", Map.of());
    assertThat(some.isWritable(7)).isTrue();
    assertThat(some.isWritable(8)).isTrue();
    assertThat(some.isWritable(9)).isFalse();
  }

  @Test
  void refusesWhatItDoesNotKnowInOneLine() {
    assertThatThrownBy(() -> ProfileFile.parse("format: 1\nuser: x\n", "p.yaml", Map.of()))
        .isInstanceOf(ProfileException.class)
        .hasMessageContaining("p.yaml")
        .hasMessageContaining("user");
    assertThatThrownBy(() -> ProfileFile.parse("format: 1\ntrackers: [", "p.yaml", Map.of()))
        .hasMessageContaining("p.yaml:2: expected YAML or JSON");
    assertThatThrownBy(
            () -> ProfileFile.parse("{format: 1, trackers: {blocked: x}}", "p.yaml", Map.of()))
        .hasMessageContaining("blocked");
    assertThatThrownBy(() -> ProfileFile.parse("", "p.yaml", Map.of()))
        .isInstanceOf(ProfileException.class);
  }

  @Test
  void patternsMeanWhatIsBelowThem() {
    assertThat(Patterns.matches("get_fuel", "get_fuel/208")).isTrue();
    assertThat(Patterns.matches("get_fuel", "get_fuel_more/208")).isFalse();
    assertThat(Patterns.matches("get_state/208", "get_state/208")).isTrue();
    assertThat(Patterns.matches("*/named", "list/labels/named")).isTrue();
    assertThat(Patterns.matches("register/22*", "register/227-used")).isTrue();
    assertThat(Patterns.matches("tags/set", "tags/set/sets")).isTrue();
  }
}
