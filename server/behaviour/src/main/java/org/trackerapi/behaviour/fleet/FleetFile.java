package org.trackerapi.behaviour.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.trackerapi.spec.Fixtures;

/**
 * Reads fleet files, YAML or JSON, in the format that the contract's {@code fleet.schema.json}
 * describes.
 *
 * <p>A file with an unknown key, a value of the wrong form or a reference that leads nowhere is
 * refused as a whole; each problem names the line and what to do.
 */
public final class FleetFile {
  private FleetFile() {}

  /** Returns the fixture fleet of the contract. */
  public static FleetDescription fixture() {
    try {
      return read(LocatedTree.of("fleet.yaml", Fixtures.fleet()));
    } catch (FleetFileException e) {
      throw new IllegalStateException("The fixture fleet is wrong: " + e.getMessage(), e);
    }
  }

  /**
   * Reads a file.
   *
   * @throws FleetFileException if it cannot be read or is wrong
   */
  public static FleetDescription load(Path file) throws FleetFileException {
    String name = String.valueOf(file);
    try {
      return parse(name, Files.readString(file));
    } catch (NoSuchFileException e) {
      throw new FleetFileException(
          List.of("Expected a fleet file, but " + name + " does not exist; check the path"));
    } catch (CharacterCodingException e) {
      throw new FleetFileException(
          List.of("Expected a text file in UTF-8, but " + name + " is none; save it as UTF-8"));
    } catch (IOException e) {
      throw new FleetFileException(
          List.of("Expected a readable fleet file, but " + name + " cannot be read; check it"));
    }
  }

  /**
   * Reads the text of a file.
   *
   * @param name the name for messages
   * @param text YAML, or JSON when it begins with a brace
   * @throws FleetFileException if it is wrong
   */
  public static FleetDescription parse(String name, String text) throws FleetFileException {
    LocatedTree tree = LocatedTree.parse(name, text);
    refuseWhatTheSchemaRefuses(tree);
    return read(tree);
  }

  private static FleetDescription read(LocatedTree tree) throws FleetFileException {
    FleetReader reader = new FleetReader(tree);
    FleetDescription description = reader.read();
    if (!reader.problems().isEmpty()) {
      throw new FleetFileException(reader.problems());
    }
    return description;
  }

  private static void refuseWhatTheSchemaRefuses(LocatedTree tree) throws FleetFileException {
    List<Error> errors = new ArrayList<>(schema().validate(tree.root()));
    if (errors.isEmpty()) {
      return;
    }
    errors.sort(Comparator.comparingInt(error -> tree.line(path(error))));
    throw new FleetFileException(
        errors.stream().map(error -> tree.problem(path(error), text(error))).distinct().toList());
  }

  private static String path(Error error) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < error.getInstanceLocation().getNameCount(); i++) {
      path.append('/').append(error.getInstanceLocation().getName(i));
    }
    if (isUnknownKey(error)) {
      path.append('/').append(error.getProperty());
    }
    return path.toString();
  }

  private static boolean isUnknownKey(Error error) {
    return error.getKeyword().equals("additionalProperties") && error.getProperty() != null;
  }

  private static String text(Error error) {
    JsonNode value = error.getInstanceNode();
    return switch (error.getKeyword()) {
      case "additionalProperties" -> "unknown key; remove it or correct its spelling";
      case "required" -> "the key " + error.getProperty() + " is missing; add it";
      case "type" ->
          "expected "
              + kind(error)
              + ", got "
              + shown(value)
              + (kind(error).equals("string") && value.isNumber() ? "; put it in quotes" : "");
      case "enum" -> "expected one of " + error.getSchemaNode() + ", got " + shown(value);
      case "pattern" ->
          "expected a text like " + error.getSchemaNode().asText() + ", got " + shown(value);
      case "not", "false", "if", "then", "else", "dependentRequired" ->
          error.getMessage() + "; see the fleet schema";
      default -> error.getMessage() + ", got " + shown(value);
    };
  }

  private static String kind(Error error) {
    return error.getSchemaNode() == null
        ? "another type"
        : error.getSchemaNode().asText("another type");
  }

  private static String shown(JsonNode value) {
    String text = String.valueOf(value);
    return text.length() > 60 ? text.substring(0, 57) + "..." : text;
  }

  private static Schema schema() {
    return Lazy.SCHEMA;
  }

  /** Loads the schema when the first file is read: the fixture does not need it. */
  private static final class Lazy {
    private static final Schema SCHEMA = load();

    private static Schema load() {
      try (InputStream in = Fixtures.fleetSchema()) {
        JsonNode schema =
            new ObjectMapper().readTree(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(schema);
      } catch (IOException e) {
        throw new IllegalStateException("The fleet schema of the contract is not readable", e);
      }
    }
  }
}
