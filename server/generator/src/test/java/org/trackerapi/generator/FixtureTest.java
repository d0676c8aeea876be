package org.trackerapi.generator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each folder of {@code fixtures} holds a document for one feature, the Java expected for it
 * ({@code expected/}), and requests with what becomes of them ({@code requests.txt}). All output is
 * compiled without warnings.
 */
class FixtureTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Set to rewrite the expected Java after a deliberate change: {@code -Dfixtures.accept=true}. */
  private static final boolean ACCEPT = Boolean.getBoolean("fixtures.accept");

  @TempDir static Path temporary;

  @TestFactory
  Stream<DynamicNode> generates() throws Exception {
    List<DynamicNode> nodes = new ArrayList<>();
    for (Path folder : fixtures()) {
      nodes.add(fixture(folder));
    }
    return nodes.stream();
  }

  private static List<Path> fixtures() throws URISyntaxException, IOException {
    Path root = Path.of(Objects.requireNonNull(FixtureTest.class.getResource("/fixtures")).toURI());
    String only = System.getProperty("fixture", "");
    try (Stream<Path> folders = Files.list(root)) {
      return folders
          .filter(folder -> folder.getFileName().toString().contains(only))
          .sorted()
          .toList();
    }
  }

  private static DynamicNode fixture(Path folder) throws IOException {
    String name = folder.getFileName().toString();
    Generated[] generated = new Generated[1];
    Served[] served = new Served[1];
    List<DynamicNode> tests = new ArrayList<>();
    tests.add(
        DynamicTest.dynamicTest(
            "generates the expected Java",
            () -> {
              generated[0] =
                  Generated.from(
                      folder.resolve("openapi.yaml"),
                      temporary.resolve(name),
                      Map.of("boundaryTests", "true"));
              compare(folder, generated[0]);
            }));
    tests.add(
        DynamicTest.dynamicTest(
            "compiles without a warning",
            () -> {
              List<Path> server =
                  Files.exists(folder.resolve("Server.java"))
                      ? List.of(folder.resolve("Server.java"))
                      : List.of();
              assertThat(generated[0].compile(server)).isEmpty();
              served[0] = new Served(generated[0].load());
            }));
    tests.add(
        DynamicTest.dynamicTest(
            "passes its own boundary tests",
            () -> assertThat(generated[0].runBoundaryTests()).hasSize(1)));
    for (Exchange exchange : exchanges(folder)) {
      tests.add(DynamicTest.dynamicTest(exchange.request(), () -> exchange.verify(served[0])));
    }
    return DynamicContainer.dynamicContainer(name, tests);
  }

  private static void compare(Path folder, Generated generated) throws IOException {
    Path expected = folder.resolve("expected");
    if (!Files.isDirectory(expected)) {
      return;
    }
    List<Path> files;
    try (Stream<Path> all = Files.walk(expected)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      String name = expected.relativize(file).toString().replaceFirst("\\.txt$", "");
      String actual = Files.readString(generated.file(name));
      if (ACCEPT) {
        Path source =
            Path.of("src/test/resources/fixtures")
                .resolve(folder.getFileName())
                .resolve("expected");
        Files.writeString(source.resolve(expected.relativize(file).toString()), actual);
      } else {
        assertThat(actual).as(name).isEqualTo(Files.readString(file));
      }
    }
  }

  private static List<Exchange> exchanges(Path folder) throws IOException {
    Path file = folder.resolve("requests.txt");
    List<Exchange> out = new ArrayList<>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        if (line.startsWith("  ")) {
          out.get(out.size() - 1).lines().add(line.strip());
        } else if (!line.isBlank() && !line.startsWith("#")) {
          out.add(new Exchange(line, new ArrayList<>()));
        }
      }
    }
    return out;
  }

  /**
   * A request and what becomes of it. The first line is method, target and body; then come headers,
   * {@code latin1} for a body in that charset, and the expectations: {@code reaches} the operation
   * with this typed request, {@code violates} parameter and message, {@code answers} status and
   * body, {@code answers} header and value.
   */
  private record Exchange(String request, List<String> lines) {
    void verify(Served served) throws IOException {
      String[] parts = request.split(" ", 3);
      String body = parts.length > 2 ? parts[2].replace("\\r\\n", "\r\n") : "";
      Map<String, String> headers = new LinkedHashMap<>();
      for (String line : lines) {
        if (line.matches("[A-Za-z-]+: .*")) {
          headers.put(line.substring(0, line.indexOf(':')), line.substring(line.indexOf(':') + 2));
        }
      }
      boolean typed =
          headers.keySet().stream().anyMatch(name -> name.equalsIgnoreCase("content-type"));
      if ((body.startsWith("{") || body.startsWith("[")) && !typed) {
        headers.put("Content-Type", "application/json");
      }
      byte[] bytes =
          body.getBytes(
              lines.contains("latin1") ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
      Served.Answer answer = served.send(parts[0], parts[1], headers, bytes);
      List<String> violations =
          lines.stream().filter(line -> line.startsWith("violates ")).toList();
      if (!violations.isEmpty()) {
        List<String> violated = new ArrayList<>();
        JSON.readTree(answer.body())
            .path("errors")
            .forEach(
                error ->
                    violated.add(
                        "violates "
                            + error.path("parameter").asText()
                            + ": "
                            + error.path("error").asText()));
        assertThat(violated).as(answer.body()).isEqualTo(violations);
      }
      for (String line : lines) {
        if (line.startsWith("reaches ")) {
          assertThat(JSON.readTree(answer.body()).path("detail").asText(answer.body()))
              .as(answer.body())
              .isEqualTo(line.substring(8));
        } else if (line.matches("answers [0-9]{3}.*")) {
          assertThat(answer.status())
              .as(answer.body())
              .isEqualTo(Integer.parseInt(line.substring(8, 11)));
          if (line.length() > 12) {
            assertThat(answer.body()).isEqualTo(line.substring(12));
          }
        } else if (line.startsWith("answers ")) {
          String[] header = line.substring(8).split(": ", 2);
          assertThat(answer.headers()).containsEntry(header[0], header[1]);
        }
      }
    }
  }
}
