package org.trackerapi.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Reads the contract that this artifact carries.
 *
 * <p>Everything is read once and shared; treat JSON trees as read-only.
 */
public final class Contract {
  private static final String FOLDER = "/tracker-api/";
  private static final ObjectMapper JSON = new ObjectMapper();

  private Contract() {}

  /** Opens the full contract, {@code openapi.yaml}: 54 operations, three request forms. */
  public static InputStream openapi() {
    return resource("openapi.yaml");
  }

  /** Opens the view for client generators, {@code openapi-client.yaml}: POST with JSON only. */
  public static InputStream clientOpenapi() {
    return resource("openapi-client.yaml");
  }

  /** Returns the full contract as a JSON tree. */
  public static JsonNode tree() {
    return Tree.CONTRACT;
  }

  /**
   * Returns the full contract as a Swagger Parser model, a new one for every call.
   *
   * @throws NoClassDefFoundError if {@code io.swagger.parser.v3:swagger-parser-v3} is not on the
   *     class path; it is an optional dependency of this artifact
   */
  public static OpenAPI model() {
    try (InputStream in = openapi()) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new OpenAPIV3Parser().readContents(text).getOpenAPI();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the 27 actions in the order of the source document. */
  public static List<Action> actions() {
    return Actions.ALL;
  }

  /**
   * Returns the action with this name.
   *
   * @param name the path below {@code /tracker/}, e.g. {@code output/update}
   */
  public static Optional<Action> action(String name) {
    return actions().stream().filter(action -> action.name().equals(name)).findFirst();
  }

  /** Returns the error catalogue. */
  public static ErrorCatalogue errors() {
    return Errors.CATALOGUE;
  }

  /**
   * Returns a limit of the platform.
   *
   * @param name a key of {@code x-limits}, e.g. {@code ids-per-batch}
   * @throws IllegalArgumentException if the contract has no such limit
   */
  public static int limit(String name) {
    JsonNode limit = tree().path("x-limits").path(name);
    if (!limit.isInt()) {
      throw new IllegalArgumentException(
          "Expected a key of x-limits " + tree().get("x-limits") + ", got " + name);
    }
    return limit.intValue();
  }

  static InputStream resource(String name) {
    InputStream in = Contract.class.getResourceAsStream(FOLDER + name);
    if (in == null) {
      throw new IllegalStateException("The artifact lacks " + FOLDER + name + "; build it again");
    }
    return in;
  }

  static JsonNode json(String name) {
    try (InputStream in = resource(name)) {
      return JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Tree {
    private static final JsonNode CONTRACT = json("openapi.json");
  }

  private static final class Errors {
    private static final ErrorCatalogue CATALOGUE = ErrorCatalogue.of(tree());
  }

  private static final class Actions {
    private static final List<Action> ALL = Action.all(tree(), errors());
  }
}
