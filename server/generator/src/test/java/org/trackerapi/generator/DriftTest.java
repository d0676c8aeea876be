package org.trackerapi.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same document gives the same files, by the CLI as by the library, and code that drifted does
 * not compile.
 */
class DriftTest {
  @TempDir Path temporary;

  private static Path fixture(String name) throws URISyntaxException {
    return Path.of(
        Objects.requireNonNull(DriftTest.class.getResource("/fixtures/" + name)).toURI());
  }

  private static Map<String, String> files(Path root) throws IOException {
    Map<String, String> out = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(root)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        out.put(root.relativize(file).toString(), Files.readString(file));
      }
    }
    return out;
  }

  @Test
  void regeneratingOverTheOutputChangesNoFile() throws Exception {
    Generated.from(fixture("petstore").resolve("openapi.yaml"), temporary, Map.of());
    Map<String, String> first = files(temporary);
    Generated.from(fixture("petstore").resolve("openapi.yaml"), temporary, Map.of());
    assertThat(files(temporary)).isEqualTo(first);
  }

  @Test
  void leavesHandWrittenFilesAlone() throws Exception {
    Path mine = temporary.resolve("src/main/java/org/example/Mine.java");
    Files.createDirectories(mine.getParent());
    Files.writeString(mine, "package org.example; class Mine {}");
    Generated.from(fixture("petstore").resolve("openapi.yaml"), temporary, Map.of());
    assertThat(mine).hasContent("package org.example; class Mine {}");
  }

  @Test
  void takesPackagesAndFoldersFromOptions() throws Exception {
    Generated generated =
        Generated.from(
            fixture("petstore").resolve("openapi.yaml"),
            temporary,
            Map.of(
                "apiPackage",
                "a.b",
                "modelPackage",
                "c",
                "sourceFolder",
                "gen",
                "javalinRoutes",
                "false"));
    assertThat(temporary.resolve("gen/a/b/PetsApi.java")).exists();
    assertThat(temporary.resolve("gen/c/Pet.java")).exists();
    assertThat(temporary.resolve("gen/org/example/JavalinRoutes.java")).doesNotExist();
    assertThat(generated.compile(Generated.javaFiles(temporary.resolve("gen")))).isEmpty();
  }

  @Test
  void theCliGivesTheSameInAnotherTimeZoneLanguageAndEncoding() throws Exception {
    Path document = fixture("joined").resolve("openapi.yaml");
    Cli run =
        Cli.run(
            temporary,
            "generate",
            "-g",
            "java-javalin",
            "-i",
            document.toString(),
            "-o",
            temporary.resolve("cli").toString(),
            "--additional-properties=invokerPackage=org.example");
    assertThat(run.exitCode()).as(run.output()).isZero();
    Generated.from(document, temporary.resolve("library"), Map.of());
    assertThat(files(temporary.resolve("cli/src")))
        .isEqualTo(files(temporary.resolve("library/src")));
  }

  @Test
  void theCliShowsARefusalAndFails() throws Exception {
    Path document =
        Path.of(
            Objects.requireNonNull(DriftTest.class.getResource("/refused/no-operations.yaml"))
                .toURI());
    Cli run =
        Cli.run(
            temporary,
            "generate",
            "-g",
            "java-javalin",
            "-i",
            document.toString(),
            "-o",
            temporary.resolve("cli").toString());
    assertThat(run.exitCode()).isNotZero();
    assertThat(run.output())
        .contains(
            "no-operations.yaml: document: there are no operations to generate; add a path with an"
                + " operation")
        .doesNotContain("\tat ");
    assertThat(temporary.resolve("cli")).doesNotExist();
  }

  @Test
  void theCliListsOurOptions() throws Exception {
    Cli run = Cli.run(temporary, "config-help", "-g", "java-javalin");
    assertThat(run.output()).contains("invokerPackage", "javalinRoutes", "boundaryTests");
  }

  /**
   * A run of OpenAPI Generator's own command line, in a JVM of its own, because it ends with the
   * JVM.
   */
  private record Cli(int exitCode, String output) {
    static Cli run(Path folder, String... arguments) throws IOException, InterruptedException {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(
          List.of(
              "-Duser.timezone=Asia/Tokyo",
              "-Duser.language=tr",
              "-Duser.country=TR",
              "-Dfile.encoding=ISO-8859-9",
              "-cp",
              System.getProperty("java.class.path")));
      command.add("org.openapitools.codegen.OpenAPIGenerator");
      command.addAll(List.of(arguments));
      File log = folder.resolve("cli.log").toFile();
      Process process =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
      int exitCode = process.waitFor();
      return new Cli(exitCode, Files.readString(log.toPath(), StandardCharsets.ISO_8859_1));
    }
  }
}
