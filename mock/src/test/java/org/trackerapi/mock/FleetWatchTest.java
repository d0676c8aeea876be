package org.trackerapi.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerapi.spec.Fixtures;

class FleetWatchTest {
  private static final String HASH = "a6aa75587e5c59c32d347da438505fc3";
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  @TempDir private Path folder;

  private static String fleet(String label) throws IOException {
    return new String(Fixtures.fleetYaml().readAllBytes(), StandardCharsets.UTF_8)
        .replace("label: Object 1\n", label + "\n");
  }

  private TrackerMock start(Path file) {
    return TrackerMock.builder().fleet(file).messages(new PrintStream(said, true)).start();
  }

  /** Waits until something was said, and forgets it. */
  private String said(String text) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!said.toString(StandardCharsets.UTF_8).contains(text)) {
      assertThat(System.nanoTime()).as("waiting for: %s, got: %s", text, said).isLessThan(end);
      Thread.onSpinWait();
    }
    String all = said.toString(StandardCharsets.UTF_8);
    said.reset();
    return all;
  }

  private static String label(TrackerMock mock) {
    return Http.json(Http.get(mock.baseUrl() + "/tracker/read?tracker_id=123456&hash=" + HASH))
        .at("/value/label")
        .asText();
  }

  @Test
  void readsAFileAgainThatWasWrittenOrRenamedOver() throws Exception {
    Path file = Files.writeString(folder.resolve("fleet.yaml"), fleet("label: First"));
    try (TrackerMock mock = start(file)) {
      assertThat(label(mock)).isEqualTo("First");

      Files.writeString(file, fleet("label: Written"));
      said("read again");
      assertThat(label(mock)).isEqualTo("Written");

      Path other = Files.writeString(folder.resolve("fleet.tmp"), fleet("label: Renamed"));
      Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
      said("read again");
      assertThat(label(mock)).isEqualTo("Renamed");
    }
  }

  @Test
  void keepsTheWorldWhileTheFileIsWrongAndSaysTheLine() throws Exception {
    Path file = Files.writeString(folder.resolve("fleet.yaml"), fleet("label: First"));
    try (TrackerMock mock = start(file)) {
      Files.writeString(file, fleet("lable: Second"));
      assertThat(said("lable: unknown key"))
          .contains("the world stays as it was", "line ", "remove it or correct its spelling");

      Files.writeString(file, fleet("label: Third").substring(0, 3_000));
      said("not readable as YAML");
      Files.writeString(file, fleet("label: X").replace("group_id: ", "group_id: 7"));
      said("  and ");
      Files.writeString(file, "");
      said("expected keys");
      Files.delete(file);
      said("is gone");
      assertThat(label(mock)).isEqualTo("First");

      Files.writeString(file, fleet("label: Back"));
      said("read again");
      assertThat(label(mock)).isEqualTo("Back");
    }
  }

  @Test
  void takesJsonAsWell() throws Exception {
    Path file = Files.writeString(folder.resolve("fleet.json"), Fixtures.fleet().toPrettyString());
    try (TrackerMock mock = start(file)) {
      assertThat(label(mock)).isEqualTo("Object 1");
    }
  }

  @Test
  void refusesToStartOnWrongFiles() throws Exception {
    Path file = Files.writeString(folder.resolve("fleet.yaml"), "format: 1\naccount: []\n");

    assertThatThrownBy(() -> start(file))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("fleet.yaml, line 1: the key accounts is missing; add it");
    assertThatThrownBy(() -> start(folder.resolve("none.yaml")))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("does not exist");
    assertThatThrownBy(() -> start(folder))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("cannot be read");
  }
}
