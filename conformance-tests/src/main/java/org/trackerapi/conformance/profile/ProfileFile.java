package org.trackerapi.conformance.profile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.trackerapi.spec.Fixtures;

/** Reads and writes profiles; a fleet file of the simulator is read as a profile too. */
public final class ProfileFile {
  private static final ObjectMapper YAML =
      new ObjectMapper(
              YAMLFactory.builder()
                  .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                  .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                  .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                  .build())
          .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY);
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

  private ProfileFile() {}

  /**
   * Reads a profile.
   *
   * @param nameOrFile {@code fixture} for the fleet of the contract, or a file: a profile or a
   *     fleet
   * @param environment what {@code ${NAME}} in a text stands for
   * @throws ProfileException when it cannot be used
   */
  public static Profile read(String nameOrFile, Map<String, String> environment) {
    if (nameOrFile.equals("fixture")) {
      return FleetProfile.of(Fixtures.fleet());
    }
    Path file = Path.of(nameOrFile);
    String text;
    try {
      text = Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new ProfileException(
          "Expected a readable file or the word fixture for --profile, got " + nameOrFile);
    }
    return parse(text, nameOrFile, environment);
  }

  /**
   * Parses a profile or a fleet.
   *
   * @param text YAML or JSON
   * @param name what to call it in messages
   * @param environment what {@code ${NAME}} in a text stands for
   * @throws ProfileException when it cannot be used
   */
  public static Profile parse(String text, String name, Map<String, String> environment) {
    JsonNode tree;
    try {
      tree = YAML.readTree(text);
    } catch (JsonProcessingException e) {
      throw new ProfileException(
          name
              + ":"
              + (e.getLocation() == null ? 1 : e.getLocation().getLineNr())
              + ": expected YAML or JSON: "
              + e.getOriginalMessage().lines().findFirst().orElse(""));
    }
    if (tree.path("accounts").isArray() && tree.path("trackers").isArray()) {
      return FleetProfile.of(tree);
    }
    substitute(tree, name, environment);
    List<Error> errors = schema().validate(tree);
    if (!errors.isEmpty()) {
      Error first = errors.get(0);
      String where = first.getInstanceLocation().toString();
      throw new ProfileException(
          name
              + ": "
              + (where.isEmpty() || where.equals("$") ? "the document" : where)
              + ": "
              + first.getMessage()
              + " (README.md of the suite has an example)");
    }
    try {
      return YAML.treeToValue(tree, Profile.class);
    } catch (JsonProcessingException e) {
      throw new ProfileException(name + ": " + e.getOriginalMessage());
    }
  }

  /** Opens the JSON Schema of a profile. */
  public static InputStream schemaStream() {
    return ProfileFile.class.getResourceAsStream("/tracker-conformance/profile.schema.json");
  }

  /** Returns a profile as YAML. */
  public static String write(Profile profile) {
    try {
      return YAML.writeValueAsString(profile);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Schema schema() {
    try (InputStream in = schemaStream()) {
      return SchemaRegistry.withDialect(Dialects.getDraft202012())
          .getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void substitute(JsonNode node, String name, Map<String, String> environment) {
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> entry : object.properties()) {
        if (entry.getValue().isTextual()) {
          entry.setValue(
              TextNode.valueOf(substituted(entry.getValue().asText(), name, environment)));
        } else {
          substitute(entry.getValue(), name, environment);
        }
      }
    }
  }

  private static String substituted(String text, String name, Map<String, String> environment) {
    Matcher matcher = VARIABLE.matcher(text);
    return matcher.replaceAll(
        match -> {
          String value = environment.get(match.group(1));
          if (value == null) {
            throw new ProfileException(
                name + ": expected the environment variable " + match.group(1) + ", it is not set");
          }
          return Matcher.quoteReplacement(value);
        });
  }
}
