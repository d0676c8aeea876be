package org.trackerapi.mock;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.common.Slf4jNotifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stock WireMock, with no extension of ours, on the exported folder. */
class ExportedMappingsTest extends DocumentedExamples {
  @TempDir private static Path folder;
  private static WireMockServer stock;

  @BeforeAll
  static void start() throws IOException {
    new ExampleMappings("/api-v2").export(folder);
    stock =
        new WireMockServer(
            options()
                .dynamicPort()
                .withRootDirectory(folder.toString())
                .disableRequestJournal()
                .notifier(new Slf4jNotifier(false)));
    stock.start();
  }

  @AfterAll
  static void stop() {
    stock.stop();
  }

  @Override
  String baseUrl() {
    return stock.baseUrl() + "/api-v2";
  }

  @Test
  void writesTheSameFilesEachTime(@TempDir Path again) throws IOException {
    new ExampleMappings("/api-v2").export(again);

    List<Path> files;
    try (Stream<Path> list = Files.list(folder.resolve("mappings"))) {
      files = list.toList();
    }
    assertThat(files).hasSize(29);
    for (Path file : files) {
      assertThat(again.resolve("mappings").resolve(file.getFileName()))
          .hasSameTextualContentAs(file);
    }
  }
}
