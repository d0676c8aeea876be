package org.trackerapi.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names, patterns and texts of a document become Java that compiles and means the same. */
class WordsTest {
  @ParameterizedTest
  @CsvSource({
    "tracker_id, trackerId",
    "NVX-ISO-DateTime, nvxIsoDateTime",
    "URL, url",
    "HTTPServer, httpServer",
    "TRACKER_ID, trackerId",
    "aB, aB",
    "class, class_",
    "clone, clone_",
    "1st, n1st",
    "$filter, filter",
    "a.b c, aBC"
  })
  void namesComponentsInCamelCase(String name, String expected) {
    assertThat(Names.variable(name)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "get_state, GetState",
    "DEVICE_BLOCKED, DeviceBlocked",
    "pet store/admin, PetStoreAdmin",
    "3D, N3D",
    "String, String"
  })
  void namesTypesInUpperCamelCase(String name, String expected) {
    assertThat(Names.type(name)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "just_registered, JUST_REGISTERED",
    "aB, A_B",
    "*, ASTERISK",
    "'', EMPTY",
    "1, N1",
    "a-b, A_B"
  })
  void namesConstantsInUpperSnakeCase(String name, String expected) {
    assertThat(Names.constant(name)).isEqualTo(expected);
  }

  @Test
  void givesAModelThatGeneratedCodeWouldShadowAnotherName() {
    assertThat(Names.model("String")).isEqualTo("StringModel");
    assertThat(Names.model("Error")).isEqualTo("Error");
  }

  @Test
  void neverHandsOutANameTwice() {
    Names.Scope scope = new Names.Scope();
    assertThat(List.of(scope.unique("pet"), scope.unique("Pet"), scope.unique("pet")))
        .containsExactly("pet", "Pet2", "pet3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "^a$ a true",
        "^[[]$ [ true",
        "a\\/b a/b true",
        "^a{$ a{ true",
        "^[a&&b]$ & true",
        "^[^]$ x true",
        "^\\p{L}+$ é true",
        "^[\\p{Script=Greek}]$ α true",
        "^\\p{Han}$ 中 true",
        "^\\p{Letter}$ 1 false",
        "^\\u{41}$ A true",
        "^a\\s$ a\u00a0 true",
        "^\\S$ \u00a0 false",
        "^(?<a_b>x)\\k<a_b>$ xx true",
        "^(?P<n>x)$ x true",
        "^\\_\\-$ _- true"
      })
  void translatesPatternsFromEcmaScript(String ecma, String text, boolean found) {
    assertThat(Pattern.compile(Patterns.toJava(ecma)).matcher(text).find()).isEqualTo(found);
  }

  @Test
  void endsAPatternAtTheEndAndNotBeforeALineBreak() {
    assertThat(Pattern.compile(Patterns.toJava("^a$")).matcher("a\n").find()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "^[0-9]{8,20}$",
        "^89[0-9]{17,18}$",
        "^[^\\x00-\\x1F]+$",
        "^(ab|cd)+x?$",
        "^\\d{4}-\\d{2}$",
        "abc",
        "^[-a-zA-Z0-9_.@ ]*$"
      })
  void findsMatchesOfPatterns(String ecma) {
    String java = Patterns.toJava(ecma);
    assertThat(Samples.shortest(java)).containsPattern(java);
    assertThat(Samples.longest(java)).containsPattern(java);
  }

  @Test
  void findsTheShortestAndTheLongestMatch() {
    String java = Patterns.toJava("^[0-9]{8,20}$");
    assertThat(Samples.shortest(java)).hasSize(8);
    assertThat(Samples.longest(java)).hasSize(20);
    assertThat(Samples.ofLength(java, 13)).hasSize(13).containsPattern(java);
    assertThat(Samples.ofLength(java, 21)).isNull();
  }

  @Test
  void makesDescriptionsHarmlessInComments() {
    assertThat(Javadoc.line("a */ b\n\n<i> {@code x} \\u002a & @since"))
        .isEqualTo("a *&#47; b &lt;i&gt; &#123;&#64;code x&#125; &#92;u002a &amp; &#64;since");
  }

  @Test
  void wrapsLongComments() {
    assertThat(Javadoc.comment("  ", List.of("word ".repeat(60).strip()), List.of()).lines())
        .hasSizeGreaterThan(3)
        .allMatch(line -> line.length() <= 110);
  }

  @Test
  void writesStringsInAscii() {
    assertThat(Java.string("ü\"\\\n\u0001")).isEqualTo("\"\\u00fc\\\"\\\\\\n\\u0001\"");
  }
}
