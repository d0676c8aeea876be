package org.trackerapi.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each document of {@code refused} begins with the sentence that refuses it. */
class RefusalTest {
  @TempDir Path temporary;

  static Stream<Path> documents() throws IOException, URISyntaxException {
    Path root = Path.of(Objects.requireNonNull(RefusalTest.class.getResource("/refused")).toURI());
    try (Stream<Path> files = Files.list(root)) {
      return files.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void refusesInOneSentenceAndWritesNothing(Path document) throws IOException {
    String sentence = Files.readAllLines(document).get(0).substring(2);
    Path output = temporary.resolve("output");
    // The host's own validation would catch some of these with a list of its own.
    assertThatThrownBy(
            () -> Generated.from(document, output, Map.of(Generated.UNVALIDATED, "true")))
        .isInstanceOf(Refusal.class)
        .hasMessage(sentence)
        .satisfies(refusal -> assertThat(refusal.getStackTrace()).isEmpty());
    assertThat(output).doesNotExist();
  }
}
