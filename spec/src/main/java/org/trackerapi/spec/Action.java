package org.trackerapi.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One of the 27 actions, as the contract describes it. Its JSON trees are parts of the contract,
 * which all callers share: read them, copy them, but do not change them.
 *
 * @param name the path below {@code /tracker/}, e.g. {@code output/update}
 * @param path the path below the base path, e.g. {@code /tracker/output/update}
 * @param operationId the operation of its POST, e.g. {@code trackerOutputUpdate}; that of its GET
 *     ends in {@code ByQuery}
 * @param tag Inventory, Settings, Telemetry, Control or Registration
 * @param requiredRights rights that a sub-user needs, all of them; may be empty
 * @param errors the errors that the action documents, by number
 * @param post the operation of the POST
 * @param get the operation of the GET
 */
public record Action(
    String name,
    String path,
    String operationId,
    String tag,
    List<String> requiredRights,
    List<CatalogueError> errors,
    JsonNode post,
    JsonNode get) {

  private static final String PREFIX = "/tracker/";

  /** Returns the actions of a bundled contract, in its order. */
  static List<Action> all(JsonNode contract, ErrorCatalogue catalogue) {
    return contract.get("paths").properties().stream()
        .map(entry -> of(entry.getKey(), entry.getValue(), catalogue))
        .toList();
  }

  private static Action of(String path, JsonNode item, ErrorCatalogue catalogue) {
    JsonNode post = item.get("post");
    List<CatalogueError> errors = new ArrayList<>();
    post.get("responses")
        .forEach(
            response ->
                response
                    .at("/content/application~1json/examples")
                    .fieldNames()
                    .forEachRemaining(name -> catalogue.byName(name).ifPresent(errors::add)));
    errors.sort(Comparator.comparingInt(CatalogueError::number));
    List<String> rights = new ArrayList<>();
    post.path("x-required-rights").forEach(right -> rights.add(right.asText()));
    return new Action(
        path.substring(PREFIX.length()),
        path,
        post.get("operationId").asText(),
        post.at("/tags/0").asText(),
        List.copyOf(rights),
        List.copyOf(errors),
        post,
        item.get("get"));
  }

  /** Returns the schema of the request, with references resolved one level. */
  public JsonNode requestSchema() {
    String reference =
        post.at("/requestBody/content/application~1json/schema/$ref").asText().substring(1);
    return Contract.tree().at(reference);
  }

  /** Returns the named request examples; each has {@code summary} and {@code value}. */
  public JsonNode requestExamples() {
    return post.at("/requestBody/content/application~1json/examples");
  }

  /** Returns the named examples of the answer 200, with the names of {@link #requestExamples()}. */
  public JsonNode answerExamples() {
    return post.at("/responses/200/content/application~1json/examples");
  }

  /**
   * Returns the documented error with this name or number.
   *
   * @param nameOrNumber {@code DEVICE_BLOCKED} or {@code 208}
   */
  public Optional<CatalogueError> error(String nameOrNumber) {
    return errors.stream().filter(error -> error.isCalled(nameOrNumber)).findFirst();
  }
}
