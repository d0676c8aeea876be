package org.trackerapi.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An implementation that does not keep to the contract does not compile. */
class ContractIsLawTest {
  @TempDir static Path temporary;
  private static Generated generated;
  private static String honest;

  @BeforeAll
  static void generate() throws Exception {
    Path fixture =
        Path.of(
            Objects.requireNonNull(ContractIsLawTest.class.getResource("/fixtures/tracker"))
                .toURI());
    generated = Generated.from(fixture.resolve("openapi.yaml"), temporary, Map.of());
    honest = Files.readString(fixture.resolve("Server.java"));
    assertThat(generated.compile(List.of(fixture.resolve("Server.java")))).isEmpty();
  }

  private static List<String> compileWith(String from, String to) throws IOException {
    assertThat(honest).contains(from);
    Path changed = temporary.resolve("changed/Server.java");
    Files.createDirectories(changed.getParent());
    Files.writeString(changed, honest.replace(from, to));
    return generated.compileAgainst(List.of(changed));
  }

  @Test
  void anErrorThatTheOperationDoesNotDocumentDoesNotCompile() throws IOException {
    assertThat(compileWith("return new NotFound();", "return new DeviceBlocked();"))
        .singleElement()
        .asString()
        .contains("DeviceBlocked cannot be converted to", "TrackerReadResult");
  }

  @Test
  void theAnswerOfAnotherOperationDoesNotCompile() throws IOException {
    assertThat(
            compileWith(
                "return new NotFound();", "return new TrackerDeleteResult.Ok(new OkResponse());"))
        .singleElement()
        .asString()
        .contains("cannot be converted to", "TrackerReadResult");
  }

  @Test
  void aStatusThatIsNotDocumentedDoesNotCompile() throws IOException {
    assertThat(compileWith("new TrackerDeleteResult.Ok(", "new TrackerDeleteResult.Created("))
        .singleElement()
        .asString()
        .contains("cannot find symbol", "class Created");
  }

  @Test
  void aBodyThatIsNotDocumentedDoesNotCompile() throws IOException {
    assertThat(
            compileWith(
                "new TrackerDeleteResult.Ok(new OkResponse())",
                "new TrackerDeleteResult.Ok(\"done\")"))
        .singleElement()
        .asString()
        .contains("String cannot be converted to", "OkResponse");
  }

  @Test
  void anErrorWithFieldsOfAnotherErrorDoesNotCompile() throws IOException {
    assertThat(compileWith("return new NotFound();", "return new NotFound(List.of(1));"))
        .singleElement()
        .asString()
        .contains("NotFound", "cannot be applied to given types");
  }

  @Test
  void aMissingOperationDoesNotCompile() throws IOException {
    assertThat(
            compileWith("TrackerDeleteResult trackerDelete(", "TrackerDeleteResult trackerRemove("))
        .anyMatch(error -> error.contains("does not override abstract method trackerDelete"));
  }

  @Test
  void aMissingInterfaceDoesNotCompile() throws IOException {
    assertThat(
            compileWith(
                "Dispatcher.builder(new Inventory(), new Settings())",
                "Dispatcher.builder(new Inventory())"))
        .singleElement()
        .asString()
        .contains("builder", "cannot be applied to given types");
  }

  @Test
  void aResultOfOnesOwnDoesNotCompile() throws IOException {
    assertThat(
            compileWith(
                "private static final class Settings",
                "record Mine(int status) implements TrackerReadResult {}\n\n"
                    + "  private static final class Settings"))
        .anyMatch(error -> error.contains("not allowed to extend sealed class"));
  }

  @Test
  void boundaryTestsFindAConstraintThatIsLost(@TempDir Path folder) throws Exception {
    Path fixture =
        Path.of(
            Objects.requireNonNull(ContractIsLawTest.class.getResource("/fixtures/tracker"))
                .toURI());
    Generated wrong =
        Generated.from(fixture.resolve("openapi.yaml"), folder, Map.of("boundaryTests", "true"));
    Path codec = wrong.file("codec/TrackerListRequestCodec.java");
    String source = Files.readString(codec);
    assertThat(source).contains(".length(1, 5)", ".atMost(100)");
    Files.writeString(codec, source.replace(".length(1, 5)", "").replace(".atMost(100)", ""));
    assertThat(wrong.compile(List.of())).isEmpty();
    assertThat(wrong.runBoundaryTests())
        .anyMatch(line -> line.startsWith("POST /tracker/list: JSON labels item too long -> "))
        .anyMatch(line -> line.startsWith("POST /tracker/list: form limit 101 -> "))
        .anyMatch(line -> line.startsWith("GET /tracker/list: query limit 101 -> "));
  }
}
