package org.trackerapi.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.Map;
import org.trackerapi.client.model.Secrets;

/** Writes requests and reads answers. */
final class Codec {
  static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  static final String HASH = "hash";

  private static final String ISO_DATES = "iso_datetime";
  private static final TextNode HIDDEN = TextNode.valueOf(Secrets.HIDDEN);

  private Codec() {}

  /**
   * Returns the parameters of a request as a tree of its own.
   *
   * @param request a request model, or null for no parameters
   * @param isoDates whether to ask for ISO dates where the request does not say
   */
  static ObjectNode tree(Object request, boolean isoDates) {
    ObjectNode tree = request == null ? JSON.createObjectNode() : JSON.valueToTree(request);
    if (isoDates && !tree.has(ISO_DATES)) {
      tree.put(ISO_DATES, true);
    }
    return tree;
  }

  /** Returns the parameters with a hash at their beginning, unless they have one. */
  static ObjectNode withHash(ObjectNode parameters, String hash) {
    return hash == null || parameters.has(HASH)
        ? parameters
        : JSON.createObjectNode().put(HASH, hash).setAll(parameters);
  }

  static byte[] bytes(ObjectNode tree) {
    try {
      return JSON.writeValueAsBytes(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "Expected a request that can be JSON, got " + redacted(tree), e);
    }
  }

  /** Returns the request as text that may be logged. */
  static String redacted(ObjectNode tree) {
    ObjectNode copy = tree.deepCopy();
    hideSecrets(copy);
    return copy.toString();
  }

  private static void hideSecrets(JsonNode node) {
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> property : object.properties()) {
        if (Secrets.has(property.getKey()) && property.getValue().isValueNode()) {
          property.setValue(HIDDEN);
        }
      }
    }
    node.forEach(Codec::hideSecrets);
  }
}
