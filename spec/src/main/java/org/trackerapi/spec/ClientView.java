package org.trackerapi.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Simplifies the contract for client generators: POST with JSON only, and no construct that stock
 * client templates turn into code that does not compile.
 *
 * <p>Every request that the full contract allows can be sent but for the forms left out, and every
 * answer that it allows can be read. Where the view is wider, the server still checks.
 */
final class ClientView {
  private static final String SCHEMA = "#/components/schemas/";

  private final ObjectNode contract;

  private ClientView(ObjectNode contract) {
    this.contract = contract;
  }

  /** Returns the simplified copy of a bundled contract. */
  static ObjectNode of(ObjectNode contract) {
    ClientView view = new ClientView(contract.deepCopy());
    view.keepPostWithJson();
    view.keepHashInBodyOrHeader();
    view.mergeAlternatives();
    view.dropWhatTemplatesCannotSay(view.contract);
    view.dropRecipes();
    view.dropUnusedSchemas();
    return view.contract;
  }

  private void keepPostWithJson() {
    for (JsonNode path : contract.get("paths")) {
      ((ObjectNode) path).retain("post");
      ObjectNode post = (ObjectNode) path.get("post");
      post.remove("parameters");
      ((ObjectNode) post.at("/requestBody/content")).retain("application/json");
    }
    ((ObjectNode) contract.get("components")).remove("parameters");
    contract.remove("x-request-reading");
  }

  private void keepHashInBodyOrHeader() {
    ((ObjectNode) contract.at("/components/securitySchemes")).remove("HashInQuery");
    ArrayNode security = contract.putArray("security");
    security.addObject();
    security.addObject().putArray("NvxAuthorization");
  }

  /** Turns {@code oneOf} of objects into one object with the properties of all of them. */
  private void mergeAlternatives() {
    ObjectNode schemas = (ObjectNode) contract.at("/components/schemas");
    List<String> names = new ArrayList<>();
    schemas.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      ObjectNode schema = (ObjectNode) schemas.get(name);
      if (schema.has("oneOf")) {
        schemas.set(name, merged(schema));
      }
    }
  }

  private ObjectNode merged(ObjectNode union) {
    ObjectNode result = contract.objectNode();
    result.set("description", union.get("description"));
    List<ObjectNode> members = new ArrayList<>();
    for (JsonNode member : union.get("oneOf")) {
      members.add((ObjectNode) resolve(member));
    }
    if (members.stream().noneMatch(member -> member.has("properties"))) {
      return result;
    }
    result.put("type", "object");
    Set<String> required = new HashSet<>(strings(members.get(0).path("required")));
    members.forEach(member -> required.retainAll(strings(member.path("required"))));
    ArrayNode requiredNode = contract.arrayNode();
    ObjectNode properties = contract.objectNode();
    for (ObjectNode member : members) {
      member
          .get("properties")
          .properties()
          .forEach(p -> addProperty(properties, p.getKey(), p.getValue()));
    }
    properties.fieldNames().forEachRemaining(p -> addIf(required.contains(p), requiredNode, p));
    result.set("required", requiredNode);
    result.set("properties", properties);
    result.put("additionalProperties", true);
    return result;
  }

  private static void addIf(boolean condition, ArrayNode list, String item) {
    if (condition) {
      list.add(item);
    }
  }

  /** Widens a property that several alternatives have: enums are united, other limits dropped. */
  private static void addProperty(ObjectNode properties, String name, JsonNode schema) {
    JsonNode known = properties.get(name);
    if (known == null) {
      properties.set(name, schema.deepCopy());
    } else if (!known.equals(schema)) {
      ObjectNode wider = (ObjectNode) known;
      if (wider.has("enum") && schema.has("enum")) {
        schema.get("enum").forEach(((ArrayNode) wider.get("enum"))::add);
      } else {
        wider.retain("type", "description", "nullable");
      }
    }
  }

  private JsonNode resolve(JsonNode schema) {
    String reference = schema.path("$ref").asText();
    return reference.isEmpty()
        ? schema
        : contract.at("/components/schemas/" + reference.substring(SCHEMA.length()));
  }

  /**
   * Drops enums of booleans, {@code not}, {@code anyOf} that only says what is required, and {@code
   * uniqueItems}: typescript-axios makes a {@code Set} of such a list, which {@code JSON.stringify}
   * writes as {@code {}}.
   */
  private void dropWhatTemplatesCannotSay(JsonNode node) {
    if (node instanceof ObjectNode object) {
      if ("boolean".equals(object.path("type").asText())) {
        object.remove("enum");
      }
      if (object.has("properties") && object.path("anyOf").isArray()) {
        object.remove("anyOf");
      }
      if (object.path("not").has("enum")) {
        object.remove("not");
      }
      if (object.path("uniqueItems").isBoolean()) {
        object.remove("uniqueItems");
      }
    }
    node.forEach(this::dropWhatTemplatesCannotSay);
  }

  private void dropRecipes() {
    contract.at("/components/examples").forEach(error -> ((ObjectNode) error).remove("x-provoke"));
    contract
        .path("x-errors-outside-operations")
        .forEach(error -> ((ObjectNode) error).remove("x-provoke"));
  }

  private void dropUnusedSchemas() {
    Set<String> used = new HashSet<>();
    Deque<JsonNode> open = new ArrayDeque<>(List.of(contract.get("paths")));
    while (!open.isEmpty()) {
      JsonNode node = open.pop();
      String reference = node.path("$ref").asText();
      if (reference.startsWith(SCHEMA) && used.add(reference.substring(SCHEMA.length()))) {
        open.push(resolve(node));
      }
      node.forEach(open::push);
    }
    ((ObjectNode) contract.at("/components/schemas")).retain(used);
  }

  private static List<String> strings(JsonNode array) {
    List<String> result = new ArrayList<>();
    array.forEach(item -> result.add(item.asText()));
    return result;
  }
}
