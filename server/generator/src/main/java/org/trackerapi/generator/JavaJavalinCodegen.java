package org.trackerapi.generator;

import static org.trackerapi.generator.Templates.data;
import static org.trackerapi.generator.Templates.marked;

import com.samskivert.mustache.Mustache;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Paths;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.openapitools.codegen.CliOption;
import org.openapitools.codegen.CodegenConstants;
import org.openapitools.codegen.CodegenType;
import org.openapitools.codegen.DefaultCodegen;
import org.openapitools.codegen.SupportingFile;
import org.openapitools.codegen.config.GlobalSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Generates contract-first Java servers for Javalin 7: immutable models, one interface per tag,
 * sealed results, validation of every constraint, and a dispatcher that knows no HTTP server.
 *
 * <p>The document is read whole before anything is written; what cannot be generated is refused
 * then.
 */
public final class JavaJavalinCodegen extends DefaultCodegen {
  private static final Logger LOG = LoggerFactory.getLogger(JavaJavalinCodegen.class);

  /** The option that says where Java files go. */
  private static final String SOURCE_FOLDER = CodegenConstants.SOURCE_FOLDER;

  private static final List<String> RUNTIME =
      List.of(
          "AnswerWriter",
          "ApiRequest",
          "ApiResult",
          "Authentication",
          "Authenticator",
          "Authorizer",
          "Binary",
          "CallContext",
          "Condition",
          "Credentials",
          "Dispatcher",
          "ErrorRenderer",
          "Failure",
          "Interceptor",
          "NeutralRequest",
          "NeutralResponse",
          "Operation",
          "Outcome",
          "Presence",
          "ProblemRenderer",
          "Refused",
          "SecurityScheme",
          "Violation");

  private static final List<String> CODEC =
      List.of(
          "Bodies",
          "BooleanCodec",
          "Codec",
          "Codecs",
          "DeepObject",
          "Endpoint",
          "EnumCodec",
          "Exchange",
          "IntegerCodec",
          "Json",
          "ListCodec",
          "MapCodec",
          "MediaType",
          "Multipart",
          "NumberCodec",
          "Parameter",
          "Path",
          "Property",
          "Query",
          "RawBinary",
          "RawText",
          "Reading",
          "ReadingOptions",
          "Router",
          "StringCodec",
          "Text",
          "TextCodec",
          "UnionCodec");

  private static final List<String> WITH_CATALOGUE =
      List.of("ApiError", "ApiFailure", "EnvelopeRenderer", "ErrorCode");

  private static final Set<String> READING_OPTIONS =
      Set.of("trailing-slash", "scalar-text", "json-text", "body-then-query", "any-content-type");

  private String invokerPackage = "org.openapitools.server";
  private String sourceFolder = "src/main/java";
  private String testFolder = "src/test";
  private boolean withJavalin = true;
  private boolean withBoundaryTests;
  private Map<String, Object> bundle = new LinkedHashMap<>();

  /** Makes the generator with its default options. */
  public JavaJavalinCodegen() {
    modelPackage = "";
    apiPackage = "";
    embeddedTemplateDir = "java-javalin";
    templateDir = "java-javalin";
    outputFolder = "generated-code" + File.separator + "java-javalin";
    // What the host maps by default is not used; what a user maps would be.
    typeMapping.clear();
    importMapping.clear();
    cliOptions.clear();
    cliOptions.add(
        CliOption.newString(
                CodegenConstants.INVOKER_PACKAGE, "package of the dispatcher and its hooks")
            .defaultValue(invokerPackage));
    cliOptions.add(
        CliOption.newString(
                CodegenConstants.API_PACKAGE, "package of interfaces, requests and results")
            .defaultValue("<invokerPackage>.api"));
    cliOptions.add(
        CliOption.newString(CodegenConstants.MODEL_PACKAGE, "package of models")
            .defaultValue("<invokerPackage>.model"));
    cliOptions.add(
        CliOption.newString(SOURCE_FOLDER, "folder of Java files").defaultValue(sourceFolder));
    cliOptions.add(
        CliOption.newBoolean("javalinRoutes", "whether to generate the adapter to Javalin", true));
    cliOptions.add(
        CliOption.newBoolean(
            "boundaryTests", "whether to generate a JUnit 5 test of every constraint", false));
    cliOptions.add(
        CliOption.newString("testFolder", "folder of the java and resources folders of tests")
            .defaultValue(testFolder));
  }

  /** Simple names of the types that every output may have next to those of its operations. */
  static List<String> runtimeNames() {
    List<String> names = new ArrayList<>(RUNTIME);
    names.addAll(WITH_CATALOGUE);
    names.add("JavalinRoutes");
    return names;
  }

  @Override
  public CodegenType getTag() {
    return CodegenType.SERVER;
  }

  @Override
  public String getName() {
    return "java-javalin";
  }

  @Override
  public String getHelp() {
    return "Generates contract-first Java servers for Javalin 7, with sealed results and validation"
        + " of every constraint.";
  }

  @Override
  public boolean getUseInlineModelResolver() {
    return false;
  }

  /** The document is read as it is written, unless rules ask for something else. */
  @Override
  public boolean getUseOpenapiNormalizer() {
    return !openapiNormalizer.isEmpty();
  }

  @Override
  public Mustache.Compiler processCompiler(Mustache.Compiler compiler) {
    // Readable by any compiler, whatever its encoding: a container without a locale takes ASCII.
    return compiler.withEscaper(Java::ascii);
  }

  @Override
  public String escapeUnsafeCharacters(String input) {
    return input;
  }

  @Override
  public String escapeQuotationMark(String input) {
    return input;
  }

  @Override
  public void processOpts() {
    super.processOpts();
    invokerPackage = text(CodegenConstants.INVOKER_PACKAGE, invokerPackage);
    apiPackage = text(CodegenConstants.API_PACKAGE, invokerPackage + ".api");
    modelPackage = text(CodegenConstants.MODEL_PACKAGE, invokerPackage + ".model");
    sourceFolder = text(SOURCE_FOLDER, sourceFolder);
    testFolder = text("testFolder", testFolder);
    withJavalin = Boolean.parseBoolean(text("javalinRoutes", "true"));
    withBoundaryTests = Boolean.parseBoolean(text("boundaryTests", "false"));
  }

  /** Where generated classes live. */
  Type.Packages packages() {
    return new Type.Packages(invokerPackage, apiPackage, modelPackage);
  }

  private String text(String option, String otherwise) {
    Object value = additionalProperties.get(option);
    return value == null || value.toString().isBlank() ? otherwise : value.toString();
  }

  @Override
  public void preprocessOpenAPI(OpenAPI document) {
    Type.Packages packages = packages();
    Place place = new Place(fileName());
    boolean some =
        GlobalSettings.getProperty(CodegenConstants.MODELS) != null
            || GlobalSettings.getProperty(CodegenConstants.APIS) != null;
    if (some && GlobalSettings.getProperty(CodegenConstants.SUPPORTING_FILES) == null) {
      throw place.refuse(
          "models or interfaces alone do not compile; generate everything, supporting files too");
    }
    new Options(this, place).check();
    try {
      Contract contract = read(document, packages, place);
      register(contract, packages);
    } catch (Refusal e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.debug("The document is refused because of a failure", e);
      throw place.refuse(e);
    }
  }

  private static Contract read(OpenAPI document, Type.Packages packages, Place place) {
    String version = document.getOpenapi() == null ? "" : document.getOpenapi();
    if (!version.startsWith("3.0")) {
      throw place.refuse(
          "the document is written in OpenAPI " + version + "; write it in OpenAPI 3.0.3");
    }
    Contract contract = new Contract();
    contract.title =
        document.getInfo() == null || document.getInfo().getTitle() == null
            ? "the API"
            : document.getInfo().getTitle();
    contract.serverPath = ServerPath.of(document);
    readOptions(document, contract, place);
    contract.catalogue = new Catalogue(document, place);
    contract.schemas = new Schemas(document, packages, contract.catalogue, place);
    new Operations(document, contract, place, LOG::warn).read();
    return contract;
  }

  private String fileName() {
    String input = getInputSpec() == null ? "openapi.yaml" : getInputSpec().replace('\\', '/');
    return input.substring(input.lastIndexOf('/') + 1);
  }

  private static void readOptions(OpenAPI document, Contract contract, Place place) {
    Object given =
        document.getExtensions() == null ? null : document.getExtensions().get("x-request-reading");
    Map<?, ?> options = given instanceof Map<?, ?> map ? map : Map.of();
    for (Object key : options.keySet()) {
      if (!READING_OPTIONS.contains(String.valueOf(key))) {
        throw place.refuse(
            "x-request-reading has the option "
                + key
                + "; use one of "
                + new TreeSet<>(READING_OPTIONS));
      }
    }
    List<String> values = new ArrayList<>();
    for (String key :
        List.of(
            "trailing-slash", "scalar-text", "json-text", "body-then-query", "any-content-type")) {
      values.add(Boolean.toString(Boolean.parseBoolean(String.valueOf(options.get(key)))));
    }
    contract.readingOptions = String.join(", ", values);
    contract.bodyThenQuery = values.get(3).equals("true");
    contract.anyContentType = values.get(4).equals("true");
  }

  // ---- files

  private void register(Contract contract, Type.Packages packages) {
    ModelFiles models = new ModelFiles(packages, contract.schemas);
    ApiFiles apis = new ApiFiles(packages, contract, models);
    RuntimeFiles runtime = new RuntimeFiles(packages, contract, apis);
    contract
        .schemas
        .models()
        .objects()
        .values()
        .forEach(
            model -> {
              add("model/record", modelPackage, model.name, models.record(model));
              add("model/codec", packages.codec(), model.name + "Codec", models.codec(model));
            });
    contract
        .schemas
        .models()
        .enums()
        .values()
        .forEach(
            model -> {
              add("model/enum", modelPackage, model.name, models.enumeration(model));
              add(
                  "model/valueCodec",
                  packages.codec(),
                  model.name + "Codec",
                  models.enumCodec(model));
            });
    contract
        .schemas
        .models()
        .unions()
        .values()
        .forEach(
            model -> {
              add("model/union", modelPackage, model.name, models.union(model));
              add(
                  "model/valueCodec",
                  packages.codec(),
                  model.name + "Codec",
                  models.unionCodec(model));
            });
    apis.interfaces()
        .forEach(
            (name, operations) ->
                add("api/interface", apiPackage, name, apis.interfaceFile(name, operations)));
    for (Contract.Operation operation : contract.operations) {
      add(
          "api/endpoint",
          packages.codec(),
          ApiFiles.endpointOf(operation),
          apis.endpoint(operation));
      if (operation.target == null) {
        add("api/request", apiPackage, operation.requestType, apis.request(operation));
        add("api/result", apiPackage, operation.resultType, apis.result(operation));
        if (operation.body != null && !operation.body.one()) {
          add("api/body", apiPackage, operation.body.unionName, apis.body(operation));
        }
      }
    }
    registerErrors(contract, apis, runtime);
    for (String name : RUNTIME) {
      add("runtime/" + name, invokerPackage, name, runtime.data(name));
    }
    for (String name : CODEC) {
      add("codec/" + name, packages.codec(), name, runtime.data(name));
    }
    if (withBoundaryTests) {
      Map<String, Object> test = runtime.data("Dispatcher");
      add("test/BoundaryTest", testFolder + "/java", invokerPackage, "BoundaryTest.java", test);
      Map<String, Object> lines =
          data("lines", String.join("\n", new BoundaryFiles(contract).lines()));
      add("test/boundaries", testFolder + "/resources", invokerPackage, "boundaries.jsonl", lines);
    }
    if (withJavalin) {
      add("runtime/JavalinRoutes", invokerPackage, "JavalinRoutes", runtime.data("JavalinRoutes"));
    }
  }

  private void registerErrors(Contract contract, ApiFiles apis, RuntimeFiles runtime) {
    if (contract.catalogue.isEmpty()) {
      return;
    }
    for (String name : List.of("ErrorCode", "ApiFailure")) {
      add("runtime/" + name, invokerPackage, name, runtime.data(name));
    }
    if (!contract.catalogue.conditions().isEmpty()) {
      add(
          "runtime/EnvelopeRenderer",
          invokerPackage,
          "EnvelopeRenderer",
          runtime.data("EnvelopeRenderer"));
    }
    add("api/apiError", apiPackage, "ApiError", apis.apiError());
    contract.errors.forEach(error -> add("api/error", apiPackage, error.name(), apis.error(error)));
  }

  private void add(String template, String inPackage, String name, Map<String, Object> data) {
    add(template, sourceFolder, inPackage, name + ".java", data);
  }

  private void add(
      String template, String root, String inPackage, String file, Map<String, Object> data) {
    String folder = root + "/" + inPackage.replace('.', '/');
    supportingFiles.add(new EmittedFile(template + ".mustache", folder, file, data));
  }

  /** The stock pipeline's own models and operations are not used: everything was read above. */
  @Override
  public void processOpenAPI(OpenAPI document) {
    document.setPaths(new Paths());
    if (document.getComponents() != null) {
      document.getComponents().setSchemas(new LinkedHashMap<>());
    }
  }

  @Override
  public Map<String, Object> postProcessSupportingFileData(Map<String, Object> objs) {
    bundle = objs;
    return objs;
  }

  /**
   * Makes the list of written files the same for every run: the host lists its ignore file only the
   * first time, and a list under version control would change with the second.
   */
  @Override
  public void postProcess() {
    Path list = Path.of(outputFolder, ".openapi-generator", getFilesMetadataFilename());
    if (Files.exists(list)) {
      try {
        List<String> lines = new ArrayList<>(Files.readAllLines(list));
        if (lines.remove(".openapi-generator-ignore")) {
          Files.writeString(list, String.join("\n", lines) + "\n");
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * A generated file with data of its own: the stock pipeline renders all supporting files from one
   * shared map.
   */
  private final class EmittedFile extends SupportingFile {
    private final Map<String, Object> data;

    EmittedFile(String template, String folder, String name, Map<String, Object> data) {
      super(template, folder, name);
      this.data = data;
    }

    @Override
    public String getTemplateFile() {
      // Asked for immediately before the file is rendered.
      bundle.putAll(data);
      return super.getTemplateFile();
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }

  /** Data of the files that do not depend on single operations or schemas. */
  private static final class RuntimeFiles {
    private final Type.Packages packages;
    private final Contract contract;
    private final ApiFiles apis;

    RuntimeFiles(Type.Packages packages, Contract contract, ApiFiles apis) {
      this.packages = packages;
      this.contract = contract;
      this.apis = apis;
    }

    Map<String, Object> data(String name) {
      Map<String, Object> data = common();
      switch (name) {
        case "Dispatcher" -> dispatcher(data);
        case "Operation" -> operations(data);
        case "ErrorCode" -> data.put("codes", codes());
        case "EnvelopeRenderer" -> data.put("conditions", conditions());
        default -> {}
      }
      return data;
    }

    private Map<String, Object> common() {
      return Templates.data(
          "invokerPackage", packages.invoker(),
          "codecPackage", packages.codec(),
          "apiPackage", packages.api(),
          "modelPackage", packages.model(),
          "title", Javadoc.line(contract.title),
          "catalogue", !contract.catalogue.isEmpty(),
          "readingOptions", contract.readingOptions);
    }

    private void dispatcher(Map<String, Object> data) {
      List<Map<String, Object>> interfaces = new ArrayList<>();
      List<String> parameters = new ArrayList<>();
      List<Map<String, Object>> endpoints = new ArrayList<>();
      Names.Scope variables = new Names.Scope();
      List.of("builder").forEach(variables::unique);
      apis.interfaces()
          .keySet()
          .forEach(
              name -> {
                String variable =
                    variables.unique(Names.variable(name.substring(0, name.length() - 3)));
                List<Map<String, Object>> operations = new ArrayList<>();
                for (Contract.Operation operation : contract.operations) {
                  if (ApiFiles.interfaceOf(operation).equals(name)) {
                    operations.add(Templates.data("class", ApiFiles.endpointOf(operation)));
                  }
                }
                endpoints.addAll(operations);
                parameters.add(name + " " + variable);
                interfaces.add(
                    Templates.data(
                        "interface", name, "variable", variable, "operations", operations));
              });
      endpoints.sort((a, b) -> ((String) a.get("class")).compareTo((String) b.get("class")));
      data.put("apis", interfaces);
      data.put("endpoints", endpoints);
      data.put("apiParameters", Templates.joined(parameters, "      "));
      data.put(
          "apiProxies",
          Templates.joined(
              apis.interfaces().keySet().stream().map(name -> "api(" + name + ".class)").toList(),
              "            "));
      data.put("serverPath", Java.string(contract.serverPath));
      data.put(
          "defaultRenderer",
          contract.catalogue.conditions().isEmpty() ? "ProblemRenderer" : "EnvelopeRenderer");
    }

    private void operations(Map<String, Object> data) {
      List<Map<String, Object>> operations = new ArrayList<>();
      boolean head = false;
      for (Contract.Operation operation : contract.operations) {
        head |= operation.method.equals("HEAD");
        Contract.Operation target = operation.target();
        operations.add(
            Templates.data(
                "constant",
                operation.constant,
                "javadoc",
                ""
                    + Javadoc.code(operation.title())
                    + ": "
                    + Javadoc.sentence(operation.summary, operation.id),
                "id",
                Java.string(operation.id),
                "method",
                operation.method,
                "path",
                Java.string(operation.path),
                "tag",
                Java.string(target.tag),
                "aliasOf",
                operation.target == null ? "null" : Java.string(target.constant),
                "rights",
                "List.of("
                    + String.join(", ", operation.rights.stream().map(Java::string).toList())
                    + ")",
                "security",
                security(operation),
                "errors",
                errors(target)));
      }
      List<Map<String, Object>> schemes = new ArrayList<>();
      for (Contract.Scheme scheme : contract.schemes.values()) {
        schemes.add(
            Templates.data(
                "constant", scheme.constant(),
                "name", Java.string(scheme.name()),
                "kind", scheme.kind(),
                "parameter", Java.string(scheme.parameter()),
                "bodyProperty", Java.string(scheme.bodyProperty())));
      }
      data.put("operations", marked(operations));
      data.put("schemes", schemes);
      data.put("hasHead", head);
    }

    private String security(Contract.Operation operation) {
      List<String> alternatives = new ArrayList<>();
      for (Map<String, List<String>> alternative : operation.security) {
        List<String> pairs = new ArrayList<>();
        alternative.forEach(
            (scheme, scopes) ->
                pairs.add(
                    contract.schemes.get(scheme).constant()
                        + ", scopes("
                        + String.join(", ", scopes.stream().map(Java::string).toList())
                        + ")"));
        alternatives.add("all(" + String.join(", ", pairs) + ")");
      }
      return "List.of(" + String.join(", ", alternatives) + ")";
    }

    private String errors(Contract.Operation operation) {
      List<String> names = new ArrayList<>();
      for (String key : operation.errorKeys) {
        names.add("ErrorCode." + contract.catalogue.entries().get(key).constant());
      }
      if (names.isEmpty()) {
        return "Collections.unmodifiableSet(EnumSet.noneOf(ErrorCode.class))";
      }
      return "Set.of(" + Templates.joined(names, "              ") + ")";
    }

    private List<Map<String, Object>> codes() {
      List<Map<String, Object>> codes = new ArrayList<>();
      for (Catalogue.Entry entry : contract.catalogue.entries().values()) {
        codes.add(
            Templates.data(
                "name", entry.constant(),
                "javadoc",
                    entry.number()
                        + ", HTTP "
                        + entry.status()
                        + ": "
                        + Javadoc.sentence(entry.meaning(), entry.wording()),
                "key", Java.string(entry.key()),
                "number", entry.number(),
                "status", entry.status(),
                "description", Java.string(entry.wording()),
                "json", Java.string(entry.value().toString())));
      }
      return marked(codes);
    }

    private List<Map<String, Object>> conditions() {
      List<Map<String, Object>> out = new ArrayList<>();
      Map<String, String> mapped = new LinkedHashMap<>(contract.catalogue.conditions());
      // A body that cannot be read for its media type is one that cannot be read.
      mapped.put("unsupported-media-type", mapped.get("malformed-request"));
      new java.util.TreeMap<>(mapped)
          .forEach(
              (condition, key) ->
                  out.add(
                      Templates.data(
                          "condition", Names.constant(condition),
                          "code", contract.catalogue.entries().get(key).constant())));
      return out;
    }
  }
}
