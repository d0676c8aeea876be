package org.trackerapi.spec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the YAML files that people write, and says in one line which of them is wrong and where.
 *
 * <p>Swagger Parser names neither the file that cannot be read nor the file that a reference stands
 * in.
 */
final class YamlFiles {
  private static final ObjectMapper YAML =
      new YAMLMapper(
          YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

  private YamlFiles() {}

  /**
   * Returns the content of a file.
   *
   * @throws IllegalStateException if it is no YAML or a key comes twice; the message has file and
   *     line
   * @throws IOException if it cannot be opened
   */
  static JsonNode read(Path file) throws IOException {
    try {
      return YAML.readTree(file.toFile());
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw new IllegalStateException(file + ":" + line + ": " + withoutSnippets(e), e);
    }
  }

  /**
   * Reads every YAML file below a folder and follows every {@code $ref} in it.
   *
   * @throws IllegalStateException if a file is no YAML or a reference leads nowhere; the message
   *     has a line for each
   */
  static void check(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
    List<String> problems = new ArrayList<>();
    for (Path file : files) {
      try {
        for (String reference : read(file).findValuesAsText("$ref")) {
          if (!leadsSomewhere(file, reference)) {
            problems.add(file + ": $ref " + reference + " leads nowhere");
          }
        }
      } catch (IllegalStateException e) {
        problems.add(e.getMessage());
      }
    }
    if (!problems.isEmpty()) {
      throw new IllegalStateException(
          problems.stream().distinct().collect(Collectors.joining(System.lineSeparator())));
    }
  }

  private static boolean leadsSomewhere(Path from, String reference) throws IOException {
    String[] fileAndPointer = reference.split("#", 2);
    Path file =
        fileAndPointer[0].isEmpty() ? from : from.resolveSibling(fileAndPointer[0]).normalize();
    if (!Files.isRegularFile(file)) {
      return false;
    }
    return fileAndPointer.length == 1 || !read(file).at(fileAndPointer[1]).isMissingNode();
  }

  /** Returns the message of the YAML parser as one line; it quotes the text on lines of its own. */
  private static String withoutSnippets(JsonProcessingException e) {
    return e.getOriginalMessage()
        .lines()
        .filter(line -> !line.startsWith("    "))
        .map(String::strip)
        .collect(Collectors.joining(" "));
  }
}
