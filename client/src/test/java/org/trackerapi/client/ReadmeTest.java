package org.trackerapi.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.trackerapi.mock.TrackerMock;

class ReadmeTest {
  private static final Path BASE = Path.of(System.getProperty("client.basedir"));

  @Test
  void theExampleRuns() {
    try (TrackerMock mock = TrackerMock.start()) {
      assertThat(Example.run(mock.baseUrl())).isEqualTo("Object 1\n888999no such tracker");
    }
  }

  @Test
  void theReadmeShowsTheExampleThatRuns() throws IOException {
    String source =
        Files.readString(BASE.resolve("src/test/java/org/trackerapi/client/Example.java"));
    String example =
        source.substring(
            source.indexOf("// README: begin\n") + "// README: begin\n".length(),
            source.indexOf("    // README: end"));
    assertThat(Files.readString(BASE.resolve("README.md")))
        .contains(example.stripTrailing().stripIndent());
  }
}
