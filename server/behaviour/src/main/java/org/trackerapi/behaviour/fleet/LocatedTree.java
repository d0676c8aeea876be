package org.trackerapi.behaviour.fleet;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A YAML or JSON document that knows in which line each of its values stands. */
final class LocatedTree {
  private static final int DEEPEST = 100;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final String name;
  private final Map<String, Integer> lines = new HashMap<>();
  private JsonNode root;

  private LocatedTree(String name) {
    this.name = name;
  }

  /** Wraps a tree that is known to be right; its lines are not known. */
  static LocatedTree of(String name, JsonNode root) {
    LocatedTree tree = new LocatedTree(name);
    tree.root = root;
    return tree;
  }

  /** Reads a document: JSON when it begins with a brace, otherwise YAML. */
  static LocatedTree parse(String name, String text) throws FleetFileException {
    LocatedTree tree = new LocatedTree(name);
    boolean json = text.stripLeading().startsWith("{");
    try (JsonParser parser = (json ? new JsonFactory() : new YAMLFactory()).createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw tree.broken(1, "expected keys such as format and accounts at the top level");
      }
      tree.root = tree.read(parser, "", 0);
      if (parser.nextToken() != null) {
        throw tree.broken(line(parser), "expected one document, found more behind it");
      }
      return tree;
    } catch (JsonProcessingException e) {
      JsonLocation where = e.getLocation();
      String problem = e.getOriginalMessage().lines().findFirst().orElse("it breaks off");
      throw tree.broken(
          where == null ? 1 : where.getLineNr(),
          "not readable as " + (json ? "JSON" : "YAML") + ": " + problem);
    } catch (IOException e) {
      throw tree.broken(1, "not readable: " + e.getMessage());
    }
  }

  private JsonNode read(JsonParser parser, String path, int depth)
      throws IOException, FleetFileException {
    lines.put(path, line(parser));
    if (depth > DEEPEST) {
      throw broken(line(parser), "nested deeper than " + DEEPEST + " levels");
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser, path, depth);
      case START_ARRAY -> array(parser, path, depth);
      case VALUE_STRING -> NODES.textNode(parser.getText());
      case VALUE_NUMBER_INT ->
          switch (parser.getNumberType()) {
            case INT -> NODES.numberNode(parser.getIntValue());
            case LONG -> NODES.numberNode(parser.getLongValue());
            default -> NODES.numberNode(parser.getBigIntegerValue());
          };
      case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDoubleValue());
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      default -> NODES.nullNode();
    };
  }

  private ObjectNode object(JsonParser parser, String path, int depth)
      throws IOException, FleetFileException {
    ObjectNode object = NODES.objectNode();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      int line = line(parser);
      parser.nextToken();
      JsonNode value = read(parser, path + "/" + key, depth + 1);
      lines.put(path + "/" + key, line);
      if (object.replace(key, value) != null) {
        throw broken(line, "the key " + key + " comes twice; remove one");
      }
    }
    return object;
  }

  private ArrayNode array(JsonParser parser, String path, int depth)
      throws IOException, FleetFileException {
    ArrayNode array = NODES.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(read(parser, path + "/" + array.size(), depth + 1));
    }
    return array;
  }

  private static int line(JsonParser parser) {
    return parser.currentTokenLocation().getLineNr();
  }

  JsonNode root() {
    return root;
  }

  /** Returns the line of the value at a path such as {@code /trackers/0/id}; 0 if not known. */
  int line(String path) {
    for (String known = path; ; known = known.substring(0, known.lastIndexOf('/'))) {
      Integer line = lines.get(known);
      if (line != null) {
        return line;
      }
      if (known.isEmpty()) {
        return 0;
      }
    }
  }

  /** Writes a problem with the value at a path as one line. */
  String problem(String path, String text) {
    String where = path.isEmpty() ? "" : readable(path) + ": ";
    int line = line(path);
    return (name + (line == 0 ? "" : ", line " + line) + ": " + where + text)
        .replaceAll("\\s+", " ");
  }

  /** Turns {@code /trackers/0/id} into {@code trackers[0].id}. */
  private static String readable(String path) {
    return path.substring(1).replaceAll("/([0-9]+)(?=/|$)", "[$1]").replace('/', '.');
  }

  private FleetFileException broken(int line, String text) {
    return new FleetFileException(
        List.of((name + ", line " + line + ": " + text).replaceAll("\\s+", " ")));
  }
}
