package org.trackerapi.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes the contract as a package for npm: documents, TypeScript types, error numbers, paths. */
final class NpmPackage {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final JsonNode contract;
  private final List<CatalogueError> errors;
  private final List<Action> actions;

  private NpmPackage(JsonNode contract, ErrorCatalogue errors, List<Action> actions) {
    this.contract = contract;
    this.errors = errors.all();
    this.actions = actions;
  }

  /**
   * Writes the package.
   *
   * @param folder where; {@code openapi.yaml} and the other documents are there already
   */
  static void write(JsonNode contract, ErrorCatalogue errors, List<Action> actions, Path folder)
      throws IOException {
    NpmPackage npm = new NpmPackage(contract, errors, actions);
    JSON.writeValue(folder.resolve("package.json").toFile(), npm.manifest());
    String script = npm.script();
    Files.writeString(folder.resolve("index.js"), script);
    Files.writeString(folder.resolve("index.cjs"), script.replace("export const ", "exports."));
    Files.writeString(folder.resolve("index.d.ts"), npm.types());
    Files.writeString(folder.resolve("index.d.cts"), npm.types());
    Files.writeString(folder.resolve("README.md"), npm.readme());
  }

  private ObjectNode manifest() {
    ObjectNode manifest = JSON.createObjectNode();
    manifest.put("name", "tracker-api-spec");
    manifest.put("version", contract.at("/info/version").asText());
    manifest.put("description", "The tracker API as an OpenAPI document, with TypeScript types.");
    manifest.put("license", contract.at("/info/license/name").asText());
    manifest.put("type", "module");
    manifest.put("main", "./index.cjs");
    manifest.put("types", "./index.d.cts");
    ObjectNode exports = manifest.putObject("exports");
    ObjectNode index = exports.putObject(".");
    index.putObject("import").put("types", "./index.d.ts").put("default", "./index.js");
    index.putObject("require").put("types", "./index.d.cts").put("default", "./index.cjs");
    ObjectNode engines = JSON.createObjectNode().put("node", ">=18");
    for (String document : List.of("openapi.yaml", "openapi.json", "openapi-client.yaml")) {
      exports.put("./" + document, "./" + document);
    }
    exports.put("./package.json", "./package.json");
    manifest.putArray("files").add("index.*").add("openapi*");
    manifest.put("sideEffects", false);
    manifest.set("engines", engines);
    manifest.putArray("keywords").add("openapi").add("tracker").add("gps");
    return manifest;
  }

  private String script() {
    return """
    // Generated from the contract, %s.

    /** The numbers of the errors, by name. */
    export const ErrorCode = Object.freeze({
    %s
    });

    /** The paths of the actions below the base URL, by operation. */
    export const paths = Object.freeze({
    %s
    });
    """
        .formatted(
            title(),
            lines(errors, error -> "  " + error.name() + ": " + error.number() + ","),
            lines(actions, action -> "  " + action.operationId() + ": '" + action.path() + "',"));
  }

  private String types() {
    return """
    // Generated from the contract, %s.

    %s/** The numbers of the errors, by name. */
    export declare const ErrorCode: {
    %s
    };
    export type ErrorCode = (typeof ErrorCode)[keyof typeof ErrorCode];

    /** The paths of the actions below the base URL, by operation. */
    export declare const paths: {
    %s
    };

    /** Request, response and possible errors of each action, by path. */
    export interface Actions {
    %s
    }
    """
        .formatted(
            title(),
            TypeScriptTypes.of(contract),
            lines(
                errors,
                error ->
                    "  /** %s */\n  readonly %s: %d;"
                        .formatted(error.wording(), error.name(), error.number())),
            lines(
                actions,
                action -> "  readonly %s: '%s';".formatted(action.operationId(), action.path())),
            lines(actions, NpmPackage::signature));
  }

  private static String signature(Action action) {
    return """
      /** %s */
      '%s': {
        request: %s;
        response: %s;
        error: %s;
      };\
    """
        .formatted(
            action.post().get("summary").asText(),
            action.path(),
            schemaName(action.post().at("/requestBody/content/application~1json/schema")),
            schemaName(action.post().at("/responses/200/content/application~1json/schema")),
            action.errors().stream()
                .map(error -> Integer.toString(error.number()))
                .collect(Collectors.joining(" | ")));
  }

  private static String schemaName(JsonNode reference) {
    String text = reference.get("$ref").asText();
    return text.substring(text.lastIndexOf('/') + 1);
  }

  private String readme() {
    return """
    # tracker-api-spec

    %s as an OpenAPI 3.0.3 document, with TypeScript types. No run-time dependency, no client: `fetch` is enough.

    ```ts
    import { type Actions, ErrorCode, type ErrorResponse } from 'tracker-api-spec';

    async function call<P extends keyof Actions>(path: P, request: Actions[P]['request']): Promise<Actions[P]['response']> {
      const answer = await fetch('http://127.0.0.1:8080/api-v2' + path, { method: 'POST', body: JSON.stringify(request) });
      if (answer.ok) return answer.json();
      const { status } = (await answer.json()) as ErrorResponse;
      throw new Error(status.code === ErrorCode.DEVICE_BLOCKED ? 'blocked' : status.description);
    }

    const { value } = await call('/tracker/read', { hash: 'a6aa75587e5c59c32d347da438505fc3', tracker_id: 123456 });
    ```

    | import | what it is |
    |---|---|
    | `tracker-api-spec` | with `import` or `require`: types of all requests and answers, `Actions` by path, `ErrorCode`, `paths` |
    | `tracker-api-spec/openapi.yaml`, `…/openapi.json` | the contract: %d actions, each as POST and GET |
    | `tracker-api-spec/openapi-client.yaml` | POST with JSON only, for client generators |

    Licence: %s.
    """
        .formatted(title(), actions.size(), contract.at("/info/license/name").asText());
  }

  private String title() {
    return contract.at("/info/title").asText() + " " + contract.at("/info/version").asText();
  }

  private static <T> String lines(List<T> items, Function<T, String> line) {
    return items.stream().map(line).collect(Collectors.joining("\n"));
  }
}
