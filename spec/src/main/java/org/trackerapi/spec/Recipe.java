package org.trackerapi.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Iterator;

/**
 * How to provoke one error of one action on the fixture fleet.
 *
 * @param action the action that is called
 * @param error the error that it answers
 * @param how one sentence for people
 * @param kind what it takes to send it
 * @param user the user of the fixture fleet that sends it; {@code nobody} sends no hash
 * @param request the parameters, with the user's hash unless it is nobody; for {@link
 *     Kind#TRANSPORT} the parameters of the example
 * @param send for {@link Kind#TRANSPORT}: method, path, content-type, body or body-bytes, as far as
 *     they differ; otherwise missing
 */
public record Recipe(
    Action action,
    CatalogueError error,
    String how,
    Kind kind,
    String user,
    ObjectNode request,
    JsonNode send) {

  /** What it takes to provoke an error. */
  public enum Kind {
    /** Parameters of an ordinary request. */
    REQUEST,
    /** A request that is no ordinary one: broken body, other method, other path, too large. */
    TRANSPORT,
    /** More requests in a second than the server allows. */
    BURST,
    /** Only a platform can; {@code how} says why. */
    PLATFORM
  }

  /**
   * Returns the recipe of an error.
   *
   * @param error an error that the action documents, or one of those outside the actions
   * @throws IllegalArgumentException if the error belongs to other actions only
   */
  public static Recipe of(Action action, CatalogueError error) {
    if (action.error(error.name()).isEmpty()
        && !Contract.tree().path("x-errors-outside-operations").has(error.name())) {
      throw new IllegalArgumentException(
          "Expected an error that " + action.name() + " documents, got " + error.name());
    }
    JsonNode general = error.provoke();
    JsonNode own = general.path("actions").path(action.name());
    JsonNode send = either(own, general, "send");
    Kind kind = kind(own, general, send);
    String user = either(own, general, "as").asText("master");
    return new Recipe(
        action,
        error,
        either(own, general, "how").asText(),
        kind,
        user,
        request(action, own.isMissingNode() ? general : own, user),
        send);
  }

  private static Kind kind(JsonNode own, JsonNode general, JsonNode send) {
    boolean provoked = own.has("with") || own.has("with-range");
    if (own.path("platform").asBoolean() || (general.path("platform").asBoolean() && !provoked)) {
      return Kind.PLATFORM;
    }
    if (!send.isMissingNode()) {
      return Kind.TRANSPORT;
    }
    return either(own, general, "burst").asBoolean() ? Kind.BURST : Kind.REQUEST;
  }

  private static JsonNode either(JsonNode own, JsonNode general, String key) {
    return own.has(key) ? own.get(key) : general.path(key);
  }

  private static ObjectNode request(Action action, JsonNode recipe, String user) {
    Iterator<JsonNode> examples = action.requestExamples().iterator();
    ObjectNode request = examples.next().get("value").deepCopy();
    request.remove("hash");
    ObjectNode result = request.objectNode();
    Fixtures.hashOf(user).ifPresent(hash -> result.set("hash", TextNode.valueOf(hash)));
    result.setAll(request);
    recipe
        .path("with")
        .properties()
        .forEach(
            entry -> {
              if (entry.getValue().isNull()) {
                result.remove(entry.getKey());
              } else {
                result.set(entry.getKey(), entry.getValue());
              }
            });
    recipe
        .path("with-range")
        .properties()
        .forEach(entry -> result.set(entry.getKey(), range(entry.getValue(), result.arrayNode())));
    return result;
  }

  private static ArrayNode range(JsonNode bounds, ArrayNode into) {
    for (int i = bounds.get(0).intValue(); i <= bounds.get(1).intValue(); i++) {
      into.add(i);
    }
    return into;
  }
}
