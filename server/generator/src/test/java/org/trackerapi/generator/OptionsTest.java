package org.trackerapi.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user may set and would get something else, or nothing that compiles, for. */
class OptionsTest {
  @TempDir Path temporary;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "modelNamePrefix | My | java-javalin takes names and types from the document, the option"
            + " modelNamePrefix has no effect; leave it out",
        "boundaryTests | yes | the option boundaryTests is yes; use true or false",
        "invokerPackage | com.my-shop | invokerPackage is com.my-shop, which is no name of a"
            + " package; use one such as com.example.petstore",
        "modelPackage | org.example | invokerPackage and modelPackage are both org.example; give"
            + " each one of its own"
      })
  void refusesAnOptionInOneSentence(String option, String value, String sentence)
      throws URISyntaxException {
    Path document =
        Path.of(
            Objects.requireNonNull(OptionsTest.class.getResource("/fixtures/petstore/openapi.yaml"))
                .toURI());
    Path output = temporary.resolve("output");
    assertThatThrownBy(() -> Generated.from(document, output, Map.of(option, value)))
        .hasMessage("openapi.yaml: document: " + sentence);
    assertThat(output).doesNotExist();
  }
}
