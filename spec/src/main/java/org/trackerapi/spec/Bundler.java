package org.trackerapi.spec;

import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/**
 * Bundles the split contract into one file per audience.
 *
 * <p>Writes {@code openapi.yaml} (everything) and {@code openapi-client.yaml} (POST with JSON only,
 * simplified by {@link ClientView}), both also as JSON, together with the fixture fleet.
 */
public final class Bundler {
  private static final ObjectMapper YAML =
      YAMLMapper.builder(
              YAMLFactory.builder()
                  .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                  .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                  .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
                  .disable(YAMLGenerator.Feature.SPLIT_LINES)
                  .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                  .stringQuotingChecker(new QuoteWhatLooksLikeANumberOrDate())
                  .build())
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build();
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build();

  private Bundler() {}

  /**
   * Bundles the contract of a spec folder.
   *
   * @param args the spec folder, the folder for people, the folder that goes into the jar
   * @throws IOException if a file cannot be read or written
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 3) {
      throw new IllegalArgumentException(
          "Expected three folders (spec, target, jar), got " + args.length);
    }
    Path spec = Path.of(args[0]);
    Path target = Files.createDirectories(Path.of(args[1]));
    Path jar = Files.createDirectories(Path.of(args[2]));
    ObjectNode contract = bundle(spec.resolve("openapi/openapi.yaml"));
    ObjectNode client = ClientView.of(contract);
    for (Path folder : List.of(target, jar)) {
      YAML.writeValue(folder.resolve("openapi.yaml").toFile(), contract);
      YAML.writeValue(folder.resolve("openapi-client.yaml").toFile(), client);
    }
    JSON.writeValue(target.resolve("openapi.json").toFile(), contract);
    derive(contract, client, spec.resolve("../LICENSE"), target, jar);
    ObjectWriter compact = JSON.writer().without(SerializationFeature.INDENT_OUTPUT);
    compact.writeValue(jar.resolve("openapi.json").toFile(), contract);
    Path fixtures = spec.resolve("fixtures");
    JsonNode fleet = YamlFiles.read(fixtures.resolve("fleet.yaml"));
    compact.writeValue(jar.resolve("fleet.json").toFile(), fleet);
    for (String name : List.of("fleet.yaml", "fleet.schema.json")) {
      Files.write(jar.resolve(name), Files.readAllBytes(fixtures.resolve(name)));
    }
  }

  /** Writes what else is made of the contract: the npm package and the collections of requests. */
  private static void derive(
      ObjectNode contract, ObjectNode client, Path licence, Path target, Path jar)
      throws IOException {
    ErrorCatalogue errors = ErrorCatalogue.of(contract);
    List<Action> actions = Action.all(contract, errors);
    Path npm = Files.createDirectories(target.resolve("npm"));
    YAML.writeValue(npm.resolve("openapi.yaml").toFile(), contract);
    YAML.writeValue(npm.resolve("openapi-client.yaml").toFile(), client);
    JSON.writeValue(npm.resolve("openapi.json").toFile(), contract);
    NpmPackage.write(contract, errors, actions, npm);
    Files.copy(licence, npm.resolve("LICENSE"), StandardCopyOption.REPLACE_EXISTING);
    RequestCollections requests = new RequestCollections(contract, actions);
    for (Path folder : List.of(target, jar)) {
      JSON.writeValue(
          folder.resolve("tracker-api.postman_collection.json").toFile(), requests.postman());
      Files.writeString(folder.resolve("tracker-api.http"), requests.http());
    }
  }

  /**
   * Returns the contract as one document.
   *
   * @param root the root file of the split contract
   * @throws IllegalStateException if a file is no YAML, a reference leads nowhere or the document
   *     is not OpenAPI 3.0; the message has a line for every problem
   * @throws IOException if a file cannot be opened
   */
  static ObjectNode bundle(Path root) throws IOException {
    YamlFiles.check(root.getParent());
    ParseOptions options = new ParseOptions();
    options.setResolve(true);
    SwaggerParseResult result =
        new OpenAPIV3Parser().readLocation(root.toUri().toString(), null, options);
    if (result.getOpenAPI() == null || !result.getMessages().isEmpty()) {
      throw new IllegalStateException(root + ": " + String.join("; ", result.getMessages()));
    }
    ObjectNode contract = Json.mapper().convertValue(result.getOpenAPI(), ObjectNode.class);
    shareParameters(contract);
    includeErrorsOutsideOperations(contract, root.getParent());
    return contract;
  }

  /**
   * Replaces the references of {@code x-errors-outside-operations}, which the parser leaves alone.
   * They are not components, because linters report components that no operation uses.
   */
  private static void includeErrorsOutsideOperations(ObjectNode contract, Path folder)
      throws IOException {
    for (Map.Entry<String, JsonNode> error :
        contract.path("x-errors-outside-operations").properties()) {
      String[] reference = error.getValue().path("$ref").asText().split("#", 2);
      error.setValue(YamlFiles.read(folder.resolve(reference[0])).at(reference[1]));
    }
  }

  /** Refers to the components again where the parser has put copies of shared parameters. */
  private static void shareParameters(ObjectNode contract) {
    for (Map.Entry<String, JsonNode> shared : contract.at("/components/parameters").properties()) {
      String reference = "#/components/parameters/" + shared.getKey();
      for (JsonNode path : contract.get("paths")) {
        for (JsonNode operation : path) {
          ArrayNode parameters = (ArrayNode) operation.get("parameters");
          for (int i = 0; i < parameters.size(); i++) {
            if (parameters.get(i).equals(shared.getValue())) {
              parameters.set(i, contract.objectNode().put("$ref", reference));
            }
          }
        }
      }
    }
  }

  /** Quotes text that begins with a digit, for YAML 1.1 readers take dates and times for values. */
  private static final class QuoteWhatLooksLikeANumberOrDate extends StringQuotingChecker.Default {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean needToQuoteValue(String value) {
      return (!value.isEmpty() && Character.isDigit(value.charAt(0)))
          || super.needToQuoteValue(value);
    }
  }
}
