package org.trackerapi.generator;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/** Reads the operations of a document. */
final class Operations {
  private final OpenAPI document;
  private final Contract contract;
  private final Schemas schemas;
  private final Place place;
  private final Consumer<String> warnings;
  private final SecuritySchemes security;
  private final Parameters parameters;
  private final RequestBodies bodies;
  private final CatalogueErrors errors;
  private final Answers answers;
  private final Names.Scope typeNames = new Names.Scope();
  private final Map<String, Names.Scope> methodNames = new HashMap<>();
  private final Names.Scope constants = new Names.Scope();

  Operations(OpenAPI document, Contract contract, Place place, Consumer<String> warnings) {
    this.document = document;
    this.contract = contract;
    this.schemas = contract.schemas;
    this.place = place;
    this.warnings = warnings;
    Shapes shapes = new Shapes(schemas);
    Payloads payloads = new Payloads(schemas, shapes);
    Styles styles = new Styles(schemas, shapes, place);
    References references = new References(document, place);
    this.security = new SecuritySchemes(document, contract, place);
    this.parameters = new Parameters(schemas, shapes, styles, references, place);
    this.bodies =
        new RequestBodies(contract, shapes, payloads, styles, references, place, warnings);
    this.errors = new CatalogueErrors(contract, shapes, place);
    this.answers = new Answers(schemas, payloads, references, errors, place, warnings);
  }

  void read() {
    security.read();
    Set<String> ids = new LinkedHashSet<>();
    Names.Scope made = new Names.Scope();
    if (document.getPaths() != null) {
      document.getPaths().values().stream()
          .flatMap(item -> item.readOperations().stream())
          .filter(operation -> hasId(operation) && !made.has(operation.getOperationId()))
          .forEach(operation -> made.unique(operation.getOperationId()));
      document
          .getPaths()
          .forEach(
              (path, item) ->
                  item.readOperationsMap()
                      .forEach(
                          (method, operation) -> {
                            if (isInternal(operation)) {
                              return;
                            }
                            String id =
                                hasId(operation)
                                    ? operation.getOperationId()
                                    : made.unique(idOf(method, path));
                            place.enter(method + " " + path + " (" + id + ")");
                            try {
                              if (!ids.add(id)) {
                                throw place.refuse(
                                    "the operationId " + id + " occurs twice; rename one");
                              }
                              contract.operations.add(operation(id, method, path, item, operation));
                            } finally {
                              place.leave();
                            }
                          }));
    }
    if (contract.operations.isEmpty()) {
      throw place.refuse("there are no operations to generate; add a path with an operation");
    }
    refuseSamePaths();
    contract.operations.forEach(new Aliases(contract, place)::resolve);
    nameTypes();
  }

  /** Templates that differ in the names of their parameters only are one path to a router. */
  private void refuseSamePaths() {
    Map<String, Contract.Operation> seen = new HashMap<>();
    for (Contract.Operation operation : contract.operations) {
      String same = operation.method + " " + operation.path.replaceAll("\\{[^}]*}", "{}");
      Contract.Operation other = seen.put(same, operation);
      if (other != null) {
        throw place.refuse(
            operation.title() + " and " + other.title() + " are the same path; remove one of them");
      }
    }
  }

  /** Says whether the operation is left out, as in every generator of the host. */
  private static boolean isInternal(Operation operation) {
    return operation.getExtensions() != null
        && Boolean.TRUE.equals(operation.getExtensions().get("x-internal"));
  }

  private static boolean hasId(Operation operation) {
    return operation.getOperationId() != null && !operation.getOperationId().isBlank();
  }

  private static String idOf(PathItem.HttpMethod method, String path) {
    StringBuilder id = new StringBuilder(method.name().toLowerCase(Locale.ROOT));
    for (String segment : path.split("/")) {
      String name = segment.replaceAll("[{}]", " ").strip();
      if (!name.isEmpty()) {
        id.append(segment.startsWith("{") ? "By" : "").append(Names.type(name));
      }
    }
    return id.toString();
  }

  // ---- one operation

  private Contract.Operation operation(
      String id, PathItem.HttpMethod method, String path, PathItem item, Operation operation) {
    Contract.Operation out = new Contract.Operation();
    out.id = id;
    out.method = method.name();
    out.path = path;
    boolean tagged = operation.getTags() != null && !operation.getTags().isEmpty();
    out.tag = tagged ? operation.getTags().get(0) : "Default";
    out.tagDescription = tagDescription(out.tag);
    out.typeName = typeNames.unique(Names.type(id));
    out.javaName =
        methodNames
            .computeIfAbsent(Names.type(out.tag), key -> new Names.Scope())
            .unique(Names.variable(id));
    out.constant = constants.unique(Names.constant(id));
    out.summary = operation.getSummary();
    out.description = operation.getDescription();
    out.deprecated = Boolean.TRUE.equals(operation.getDeprecated());
    Map<String, Object> extensions =
        operation.getExtensions() == null ? Map.of() : operation.getExtensions();
    out.aliasOf =
        extensions.get("x-alias-of") == null ? null : String.valueOf(extensions.get("x-alias-of"));
    if (extensions.get("x-required-rights") instanceof List<?> rights) {
      rights.forEach(right -> out.rights.add(String.valueOf(right)));
    }
    if (operation.getCallbacks() != null && !operation.getCallbacks().isEmpty()) {
      warnings.accept(
          place + ": callbacks are requests that this server sends, they are not generated");
    }
    security.readRequirements(out, operation);
    parameters.read(out, path, item, operation);
    if (operation.getRequestBody() != null) {
      out.body = bodies.read(out, operation.getRequestBody());
    }
    if (out.aliasOf == null) {
      answers.read(out, operation);
    }
    return out;
  }

  private String tagDescription(String tag) {
    if (document.getTags() != null) {
      return document.getTags().stream()
          .filter(candidate -> tag.equals(candidate.getName()))
          .map(io.swagger.v3.oas.models.tags.Tag::getDescription)
          .filter(Objects::nonNull)
          .findFirst()
          .orElse(null);
    }
    return null;
  }

  // ---- names of generated types

  private void nameTypes() {
    schemas.finish();
    Names.Scope scope = new Names.Scope();
    // Files of the API import these.
    JavaJavalinCodegen.runtimeNames().forEach(scope::unique);
    contract.operations.stream().map(ApiFiles::interfaceOf).distinct().forEach(scope::unique);
    Map<String, Contract.Operation> byId = new LinkedHashMap<>();
    for (Contract.Operation operation : contract.operations) {
      if (operation.aliasOf == null) {
        byId.put(operation.id, operation);
        operation.requestType = free(scope, operation.typeName, "Request", "Call");
        operation.resultType = free(scope, operation.typeName, "Result", "Answer");
        if (operation.body != null && operation.body.unionName != null) {
          operation.body.unionName = free(scope, operation.typeName, "Body", "Content");
        }
      }
    }
    for (Contract.Operation operation : contract.operations) {
      if (operation.target != null) {
        operation.requestType = operation.target.requestType;
        operation.resultType = operation.target.resultType;
      }
    }
    for (Contract.ErrorType error : errors.types()) {
      List<String> results =
          errors.operationsOf(error).stream().map(id -> byId.get(id).resultType).toList();
      String name = free(scope, error.name(), "", "Error");
      contract.errors.add(new Contract.ErrorType(name, error.entry(), error.fields(), results));
    }
  }

  /** A name that no model has, so that no file has to write one of the two in full. */
  private String free(Names.Scope scope, String base, String suffix, String otherwise) {
    boolean clash = schemas.hasModel(base + suffix) || scope.has(base + suffix);
    return scope.unique(base + (clash ? otherwise : suffix));
  }
}
