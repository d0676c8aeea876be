package org.trackerapi.generator;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.Encoding;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Reads the operations of a document. */
final class Operations {
  private static final Set<String> IGNORED_HEADERS =
      Set.of("accept", "content-type", "authorization");

  /** A body of more media types is not to be expected. */
  private static final int MOST_MEDIA = 20;

  private final OpenAPI document;
  private final Contract contract;
  private final Schemas schemas;
  private final Place place;
  private final Consumer<String> warnings;
  private final Names.Scope typeNames = new Names.Scope();
  private final Map<String, Names.Scope> methodNames = new HashMap<>();
  private final Names.Scope constants = new Names.Scope();
  private final Map<String, Contract.ErrorType> errorTypes = new TreeMap<>();
  private final Map<String, Set<String>> errorResults = new TreeMap<>();

  Operations(OpenAPI document, Contract contract, Place place, Consumer<String> warnings) {
    this.document = document;
    this.contract = contract;
    this.schemas = contract.schemas;
    this.place = place;
    this.warnings = warnings;
  }

  void read() {
    readSchemes();
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
    contract.operations.forEach(this::resolveAlias);
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

  // ---- security

  private void readSchemes() {
    if (document.getComponents() == null || document.getComponents().getSecuritySchemes() == null) {
      return;
    }
    Names.Scope scope = new Names.Scope();
    scope.unique("OF");
    document
        .getComponents()
        .getSecuritySchemes()
        .forEach(
            (name, scheme) -> {
              place.enter("security scheme " + name);
              try {
                contract.schemes.put(
                    name, scheme(name, scheme, scope.unique(Names.constant(name))));
              } finally {
                place.leave();
              }
            });
  }

  private Contract.Scheme scheme(String name, SecurityScheme scheme, String constant) {
    Object also =
        scheme.getExtensions() == null ? null : scheme.getExtensions().get("x-also-in-body");
    String property = also == null ? null : String.valueOf(also);
    if (scheme.getType() == null) {
      throw place.refuse(
          "the security scheme has no type; add apiKey, http, oauth2 or openIdConnect");
    }
    return switch (scheme.getType()) {
      case APIKEY -> {
        if (scheme.getIn() == null || scheme.getName() == null) {
          throw place.refuse("the API key says not where it travels; add in and name");
        }
        yield new Contract.Scheme(
            name, constant, scheme.getIn().name(), scheme.getName(), property);
      }
      case HTTP -> {
        String kind = scheme.getScheme() == null ? "" : scheme.getScheme().toLowerCase(Locale.ROOT);
        yield new Contract.Scheme(
            name,
            constant,
            kind.equals("basic") ? "BASIC" : kind.equals("bearer") ? "BEARER" : "HTTP",
            null,
            property);
      }
      case OAUTH2, OPENIDCONNECT -> new Contract.Scheme(name, constant, "BEARER", null, property);
      case MUTUALTLS ->
          throw place.refuse(
              "mutualTLS is agreed below HTTP; let the server in front check it and remove the"
                  + " scheme");
    };
  }

  private void readSecurity(Contract.Operation out, Operation operation) {
    List<SecurityRequirement> requirements =
        operation.getSecurity() != null ? operation.getSecurity() : document.getSecurity();
    if (requirements == null) {
      return;
    }
    for (SecurityRequirement requirement : requirements) {
      requirement
          .keySet()
          .forEach(
              name -> {
                if (!contract.schemes.containsKey(name)) {
                  throw place.refuse(
                      "the security scheme "
                          + name
                          + " is not defined; add it to components/securitySchemes");
                }
              });
      out.security.add(new LinkedHashMap<>(requirement));
    }
    if (out.security.stream().allMatch(Map::isEmpty)) {
      // "No credentials" as the only alternative is no requirement.
      out.security.clear();
    }
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
    readSecurity(out, operation);
    readParameters(out, path, item, operation);
    if (operation.getRequestBody() != null) {
      out.body = body(out, operation.getRequestBody());
    }
    if (out.aliasOf == null) {
      readResponses(out, operation);
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

  // ---- parameters

  private void readParameters(
      Contract.Operation out, String path, PathItem item, Operation operation) {
    Map<String, Parameter> byPlace = new LinkedHashMap<>();
    for (List<Parameter> list :
        java.util.Arrays.asList(item.getParameters(), operation.getParameters())) {
      if (list != null) {
        for (Parameter given : list) {
          Parameter parameter = follow(given);
          byPlace.put(parameter.getIn() + " " + parameter.getName(), parameter);
        }
      }
    }
    Set<String> queryNames = new LinkedHashSet<>();
    for (Parameter parameter : byPlace.values()) {
      queryNames.add(parameter.getName());
      if (isExploded(parameter)) {
        queryNames.addAll(allProperties(parameter.getSchema()).keySet());
      }
    }
    Names.Scope components = new Names.Scope();
    components.unique("body");
    Names.Scope constantNames = new Names.Scope();
    List.of("BODY", "BODIES", "FALLBACKS", "PARAMETERS", "TARGET").forEach(constantNames::unique);
    for (int i = 0; operation.getRequestBody() != null && i < MOST_MEDIA; i++) {
      constantNames.unique("BODY_" + i);
    }
    for (Parameter parameter : byPlace.values()) {
      if (parameter.getIn() == null || parameter.getName() == null) {
        throw place.refuse("a parameter has no name or no place; add name and in");
      }
      boolean ignored =
          parameter.getIn().equals("header")
              && IGNORED_HEADERS.contains(parameter.getName().toLowerCase(Locale.ROOT));
      if (!ignored) {
        place.enter("parameter " + parameter.getName());
        try {
          String java = Names.variable(parameter.getName());
          String unique =
              components.has(java)
                  ? Names.variable(parameter.getName() + " " + parameter.getIn())
                  : java;
          out.parameters.add(
              parameter(
                  out,
                  parameter,
                  components.unique(unique),
                  constantNames.unique(Names.constant(parameter.getName()), List.of("", "_IN")),
                  queryNames));
        } finally {
          place.leave();
        }
      }
    }
    checkPath(out, path);
  }

  /** Says whether the properties of a parameter stand in the query by their own names. */
  private boolean isExploded(Parameter parameter) {
    return "query".equals(parameter.getIn())
        && parameter.getSchema() != null
        && !Boolean.FALSE.equals(parameter.getExplode())
        && (parameter.getStyle() == null || parameter.getStyle() == Parameter.StyleEnum.FORM)
        && shape(parameter.getSchema()).equals("OBJECT");
  }

  private void checkPath(Contract.Operation out, String path) {
    Set<String> templated = new LinkedHashSet<>();
    java.util.regex.Matcher matcher = java.util.regex.Pattern.compile("\\{([^}]*)}").matcher(path);
    while (matcher.find()) {
      templated.add(matcher.group(1));
    }
    Set<String> declared = new LinkedHashSet<>();
    for (Contract.Parameter parameter : out.parameters) {
      if (parameter.in().equals("PATH")) {
        declared.add(parameter.property().json());
      }
    }
    if (!templated.equals(declared)) {
      throw place.refuse(
          "the path has the parameters "
              + templated
              + " but the operation declares "
              + declared
              + "; make them agree");
    }
  }

  private Parameter follow(Parameter parameter) {
    if (parameter.get$ref() == null) {
      return parameter;
    }
    String name = parameter.get$ref().replaceFirst("^#/components/parameters/", "");
    Parameter target =
        document.getComponents() == null || document.getComponents().getParameters() == null
            ? null
            : document.getComponents().getParameters().get(name);
    if (target == null || target.get$ref() != null) {
      throw place.refuse(
          "the reference " + parameter.get$ref() + " leads nowhere; add the parameter");
    }
    return target;
  }

  private Contract.Parameter parameter(
      Contract.Operation operation,
      Parameter parameter,
      String java,
      String constant,
      Set<String> names) {
    String in = parameter.getIn().toUpperCase(Locale.ROOT);
    if (!Set.of("PATH", "QUERY", "HEADER", "COOKIE").contains(in)) {
      throw place.refuse(
          "the parameter is in " + parameter.getIn() + "; use path, query, header or cookie");
    }
    boolean required = Boolean.TRUE.equals(parameter.getRequired()) || in.equals("PATH");
    String hint = operation.typeName + Names.type(parameter.getName());
    Schema<?> schema = parameter.getSchema();
    String style = null;
    if (parameter.getContent() != null && !parameter.getContent().isEmpty()) {
      Map.Entry<String, MediaType> content = parameter.getContent().entrySet().iterator().next();
      boolean json = isJson(content.getKey());
      if (!json && !content.getKey().startsWith("text/")) {
        throw place.refuse(
            "the parameter has the content type " + content.getKey() + "; use application/json");
      }
      schema = content.getValue().getSchema();
      style = json ? "JSON" : "FORM";
    }
    if (schema == null) {
      schema = new Schema<>();
      schema.setType("string");
    }
    // An alias is read with the types of its target; reading its own would generate them twice.
    Type.Prop property =
        operation.aliasOf != null
            ? new Type.Prop(
                parameter.getName(),
                java,
                constant,
                null,
                required,
                false,
                null,
                false,
                false,
                parameter.getDescription())
            : describe(
                schemas.property(parameter.getName(), java, constant, schema, required, hint),
                parameter.getDescription());
    String expression =
        style != null
            ? "Parameter.of(%s, Parameter.In.%s, Parameter.Style.%s, false, Parameter.Shape.SINGLE)"
                .formatted(Java.string(parameter.getName()), in, style)
            : styled(parameter, in, schema, names);
    return new Contract.Parameter(in, property, expression, schema);
  }

  private static Type.Prop describe(Type.Prop p, String description) {
    return new Type.Prop(
        p.json(),
        p.java(),
        p.constant(),
        p.type(),
        p.required(),
        p.nullable(),
        p.defaultJson(),
        false,
        false,
        description == null ? p.description() : description);
  }

  private String styled(Parameter parameter, String in, Schema<?> schema, Set<String> names) {
    String given = parameter.getStyle() == null ? "" : parameter.getStyle().toString();
    boolean formLike = in.equals("QUERY") || in.equals("COOKIE");
    String style = given.isEmpty() ? (formLike ? "form" : "simple") : given;
    Set<String> allowed =
        switch (in) {
          case "PATH" -> Set.of("simple", "label", "matrix");
          case "QUERY" -> Set.of("form", "spaceDelimited", "pipeDelimited", "deepObject");
          case "HEADER" -> Set.of("simple");
          default -> Set.of("form");
        };
    if (!allowed.contains(style)) {
      throw place.refuse(
          "the style "
              + style
              + " does not exist in "
              + in.toLowerCase(Locale.ROOT)
              + "; use one of "
              + new java.util.TreeSet<>(allowed));
    }
    boolean explode =
        parameter.getExplode() == null ? style.equals("form") : parameter.getExplode();
    return spelled(parameter.getName(), in, style, explode, schema, names);
  }

  /** An expression that takes a parameter or form field of this style apart. */
  private String spelled(
      String name, String in, String style, boolean explode, Schema<?> schema, Set<String> names) {
    String constant =
        switch (style) {
          case "spaceDelimited" -> "SPACE";
          case "pipeDelimited" -> "PIPE";
          case "deepObject" -> "DEEP";
          default -> style.toUpperCase(Locale.ROOT);
        };
    String shape = shape(schema);
    String head =
        "%s, Parameter.In.%s, Parameter.Style.%s, %s"
            .formatted(Java.string(name), in, constant, explode);
    if (!shape.equals("OBJECT")) {
      if (style.equals("deepObject")) {
        throw place.refuse("the style deepObject is for objects only; use form");
      }
      if (shape.equals("LIST") && !shape(itemsOf(schema)).equals("SINGLE")) {
        throw place.refuse(
            "no style spells a list of lists or objects; declare the parameter as content:"
                + " application/json");
      }
      return "Parameter.of(" + head + ", Parameter.Shape." + shape + ")";
    }
    return spelledObject(head, constant, schema, names);
  }

  private String spelledObject(String head, String style, Schema<?> schema, Set<String> names) {
    Map<String, Schema<?>> properties = allProperties(schema);
    Set<String> lists = new LinkedHashSet<>();
    properties.forEach(
        (name, property) -> {
          String shape = shape(property);
          if (shape.equals("LIST")
              && style.equals("DEEP")
              && shape(itemsOf(property)).equals("SINGLE")) {
            lists.add(name);
          } else if (!shape.equals("SINGLE")) {
            throw place.refuse(
                "no style spells an object with the nested property "
                    + name
                    + "; declare the parameter as content: application/json");
          }
        });
    boolean open =
        properties.isEmpty()
            || schemas.follow(schema).getAdditionalProperties() instanceof Schema<?>;
    return "Parameter.object(%s, %s, %s, %s, %s)"
        .formatted(
            head, list("List", properties.keySet()), list("Set", lists), open, list("Set", names));
  }

  private static String list(String collection, java.util.Collection<String> texts) {
    return "java.util."
        + collection
        + ".of("
        + texts.stream().map(Java::string).collect(Collectors.joining(", "))
        + ")";
  }

  private Schema<?> itemsOf(Schema<?> schema) {
    Schema<?> items = schemas.follow(schema).getItems();
    for (Object part :
        items == null && schemas.follow(schema).getAllOf() != null
            ? schemas.follow(schema).getAllOf()
            : List.of()) {
      items = items == null ? itemsOf((Schema<?>) part) : items;
    }
    return items;
  }

  private Map<String, Schema<?>> allProperties(Schema<?> schema) {
    Schema<?> target = schemas.follow(schema);
    Map<String, Schema<?>> all = new LinkedHashMap<>(Schemas.properties(target));
    if (target.getAllOf() != null) {
      target.getAllOf().forEach(part -> all.putAll(allProperties((Schema<?>) part)));
    }
    for (Schema<?> alternative : Schemas.alternatives(target)) {
      all.putAll(allProperties(alternative));
    }
    return all;
  }

  /** What a value is made of; alternatives are single unless all are objects or all are lists. */
  private String shape(Schema<?> schema) {
    if (schema == null) {
      return "SINGLE";
    }
    Schema<?> target = schemas.follow(schema);
    List<Schema<?>> parts = new ArrayList<>(Schemas.alternatives(target));
    if (target.getAllOf() != null) {
      target.getAllOf().forEach(part -> parts.add((Schema<?>) part));
    }
    String type = Schemas.typeOf(target);
    if (type == null && !parts.isEmpty()) {
      Set<String> shapes = parts.stream().map(this::shape).collect(Collectors.toSet());
      return shapes.size() == 1 ? shapes.iterator().next() : "SINGLE";
    }
    return "array".equals(type) ? "LIST" : "object".equals(type) ? "OBJECT" : "SINGLE";
  }

  // ---- bodies

  private Contract.Body body(Contract.Operation operation, RequestBody given) {
    RequestBody body = given;
    if (given.get$ref() != null) {
      String name = given.get$ref().replaceFirst("^#/components/requestBodies/", "");
      body =
          document.getComponents() == null || document.getComponents().getRequestBodies() == null
              ? null
              : document.getComponents().getRequestBodies().get(name);
      if (body == null) {
        throw place.refuse(
            "the reference " + given.get$ref() + " leads nowhere; add the request body");
      }
    }
    if (body.getContent() == null || body.getContent().isEmpty()) {
      return null;
    }
    Contract.Body out = new Contract.Body();
    out.required = Boolean.TRUE.equals(body.getRequired());
    out.description = body.getDescription();
    place.enter("request body");
    try {
      readMedia(operation, out, body.getContent());
    } finally {
      place.leave();
    }
    return out;
  }

  private void readMedia(Contract.Operation operation, Contract.Body out, Content content) {
    Map<String, String> kinds = new LinkedHashMap<>();
    content.forEach((range, media) -> kinds.put(range, bodyKind(range, media.getSchema())));
    List<String> readable =
        kinds.keySet().stream().filter(range -> kinds.get(range) != null).toList();
    if (readable.isEmpty()) {
      throw place.refuse(
          "bodies of type "
              + kinds.keySet()
              + " cannot be read; add application/json or declare the schema as type: string,"
              + " format: binary");
    }
    if (readable.size() < kinds.size()) {
      Set<String> skipped = new LinkedHashSet<>(kinds.keySet());
      readable.forEach(skipped::remove);
      warnings.accept(
          place
              + ": bodies of type "
              + skipped
              + " are answered with 415, only "
              + readable
              + " are read");
    }
    List<Schema<?>> distinct = new ArrayList<>();
    List<Type> types = new ArrayList<>();
    for (String range : readable) {
      Schema<?> schema = bodySchema(content.get(range), kinds.get(range));
      if (!distinct.contains(schema)) {
        distinct.add(schema);
        String suffix = distinct.size() == 1 ? "Body" : variantName(range) + "Body";
        types.add(schemas.type(schema, operation.typeName + suffix));
      }
    }
    Names.Scope variants = new Names.Scope();
    boolean several = new LinkedHashSet<>(types).size() > 1;
    for (String range : readable) {
      Schema<?> schema = bodySchema(content.get(range), kinds.get(range));
      Type type = types.get(distinct.indexOf(schema));
      boolean nullable = schemas.nullable(schema);
      // Where any body is taken for a form or an object, an empty one has no parameters and is
      // never absent.
      boolean always =
          contract.anyContentType && kinds.containsValue("FORM") && shape(schema).equals("OBJECT");
      boolean required = out.required || always;
      Type.Prop property =
          new Type.Prop(
              "body",
              "body",
              "BODY",
              type,
              required,
              nullable,
              null,
              false,
              false,
              out.description);
      String kind = kinds.get(range);
      List<String> fields =
          kind.equals("FORM") || kind.equals("MULTIPART")
              ? fields(content.get(range), kind)
              : List.of();
      boolean object = kind.equals("JSON") && shape(schema).equals("OBJECT") && !nullable;
      out.media.add(
          new Contract.Media(
              range.toLowerCase(Locale.ROOT).replaceFirst(";.*", "").strip(),
              kind,
              property,
              object,
              fields,
              several ? variants.unique(variantName(range)) : null,
              schema));
    }
    if (several) {
      out.unionName = operation.typeName + "Body";
    }
  }

  private static String variantName(String range) {
    String bare = range.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
    return switch (bare) {
      case "application/json" -> "Json";
      case "application/x-www-form-urlencoded" -> "Form";
      case "multipart/form-data" -> "Multipart";
      case "text/plain" -> "Text";
      case "application/octet-stream" -> "OctetStream";
      case "*/*" -> "Any";
      default -> Names.type(bare.replace("*", "any").replace("+", "-"));
    };
  }

  private Schema<?> bodySchema(MediaType media, String kind) {
    if (media.getSchema() != null) {
      return media.getSchema();
    }
    Schema<?> schema = new Schema<>();
    if (kind.equals("TEXT") || kind.equals("BINARY")) {
      schema.setType("string");
      schema.setFormat(kind.equals("BINARY") ? "binary" : null);
    }
    return schema;
  }

  static boolean isJson(String range) {
    String bare = range.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
    return bare.equals("application/json") || bare.endsWith("+json") || bare.equals("text/json");
  }

  /** How a body is read or written; {@code null} where it cannot be. */
  private String bodyKind(String range, Schema<?> schema) {
    String bare = range.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
    if (bare.equals("application/x-www-form-urlencoded")) {
      return "FORM";
    }
    if (bare.equals("multipart/form-data")) {
      return "MULTIPART";
    }
    if (isJson(bare)) {
      return "JSON";
    }
    Schema<?> target = schema == null ? null : schemas.follow(schema);
    boolean string = target != null && "string".equals(Schemas.typeOf(target));
    boolean binary = string && "binary".equals(target.getFormat());
    if (binary || target == null && !bare.startsWith("text/")) {
      return "BINARY";
    }
    if (bare.equals("*/*") || bare.equals("application/*")) {
      return "JSON";
    }
    if (bare.startsWith("text/") && (target == null || shape(schema).equals("SINGLE"))) {
      return "TEXT";
    }
    return string ? "TEXT" : null;
  }

  private List<String> fields(MediaType media, String kind) {
    List<String> fields = new ArrayList<>();
    if (media.getSchema() == null) {
      return fields;
    }
    Map<String, Encoding> encodings = media.getEncoding() == null ? Map.of() : media.getEncoding();
    Map<String, Schema<?>> properties = allProperties(media.getSchema());
    properties.forEach(
        (name, schema) -> {
          place.enter("field " + name);
          try {
            fields.add(field(name, schema, encodings.get(name), kind, properties.keySet()));
          } finally {
            place.leave();
          }
        });
    return fields;
  }

  private String field(
      String name, Schema<?> schema, Encoding encoding, String kind, Set<String> names) {
    String shape = shape(schema);
    String contentType = encoding == null ? null : encoding.getContentType();
    boolean json = contentType != null && isJson(contentType);
    boolean multipart = kind.equals("MULTIPART");
    String constant =
        "Parameter.of(%s, Parameter.In.FORM, Parameter.Style.%s, %s, Parameter.Shape.%s)";
    if (json) {
      return constant.formatted(
          Java.string(name), "JSON", multipart && shape.equals("LIST"), shape);
    }
    boolean styled =
        encoding != null && (encoding.getStyle() != null || encoding.getExplode() != null);
    if (shape.equals("OBJECT") && (multipart || !styled)) {
      return constant.formatted(Java.string(name), "JSON", false, "SINGLE");
    }
    if (shape.equals("LIST") && !shape(itemsOf(schema)).equals("SINGLE")) {
      return constant.formatted(Java.string(name), "JSON", true, "LIST");
    }
    if (multipart) {
      Schema<?> single = schemas.follow(shape.equals("LIST") ? orString(itemsOf(schema)) : schema);
      boolean binary = "binary".equals(single.getFormat());
      return constant.formatted(Java.string(name), binary ? "BINARY" : "FORM", true, shape);
    }
    String style =
        encoding == null || encoding.getStyle() == null ? "form" : encoding.getStyle().toString();
    boolean explode =
        encoding == null || encoding.getExplode() == null
            ? style.equals("form")
            : encoding.getExplode();
    return spelled(name, "FORM", style, explode, schema, names);
  }

  private static Schema<?> orString(Schema<?> schema) {
    return schema == null ? new Schema<>().type("string") : schema;
  }

  // ---- responses

  private void readResponses(Contract.Operation out, Operation operation) {
    if (operation.getResponses() == null || operation.getResponses().isEmpty()) {
      throw place.refuse("there are no responses; document at least one");
    }
    Names.Scope scope = new Names.Scope();
    operation
        .getResponses()
        .forEach(
            (status, given) -> {
              place.enter("response " + status);
              try {
                ApiResponse response = follow(given);
                if (!readErrors(out, status, response)) {
                  readResponse(out, status, response, scope);
                }
              } finally {
                place.leave();
              }
            });
  }

  private ApiResponse follow(ApiResponse given) {
    if (given.get$ref() == null) {
      return given;
    }
    String name = given.get$ref().replaceFirst("^#/components/responses/", "");
    ApiResponse response =
        document.getComponents() == null || document.getComponents().getResponses() == null
            ? null
            : document.getComponents().getResponses().get(name);
    if (response == null) {
      throw place.refuse("the reference " + given.get$ref() + " leads nowhere; add the response");
    }
    return response;
  }

  /**
   * Reads the errors that a response lists by name; false where the document has no catalogue or it
   * is a success.
   */
  private boolean readErrors(Contract.Operation out, String status, ApiResponse response) {
    if (contract.catalogue.isEmpty()
        || status.startsWith("2")
        || status.startsWith("1")
        || status.startsWith("3")) {
      return false;
    }
    Map<String, Example> examples = new LinkedHashMap<>();
    if (response.getContent() != null) {
      response
          .getContent()
          .values()
          .forEach(
              media -> {
                if (media.getExamples() != null) {
                  examples.putAll(media.getExamples());
                }
              });
    }
    if (examples.isEmpty()) {
      throw place.refuse(
          "the response has no named examples; list the errors of this operation by name");
    }
    examples
        .keySet()
        .forEach(
            name -> {
              Catalogue.Entry entry = contract.catalogue.entries().get(name);
              if (entry == null) {
                throw place.refuse(
                    "the example "
                        + name
                        + " is not in the error catalogue; add it to components/examples with"
                        + " x-http-status");
              }
              if (!status.equals(Integer.toString(entry.status()))
                  && !status.equals("default")
                  && !status.equalsIgnoreCase(entry.status() / 100 + "XX")) {
                throw place.refuse(
                    "the error "
                        + name
                        + " has the status "
                        + entry.status()
                        + "; list it under that status");
              }
              if (!out.errorKeys.contains(name)) {
                out.errorKeys.add(name);
                errorType(out, entry, response);
              }
            });
    return true;
  }

  private void errorType(Contract.Operation out, Catalogue.Entry entry, ApiResponse response) {
    Contract.ErrorType known = errorTypes.get(entry.key());
    if (known == null) {
      List<Type.Prop> fields = new ArrayList<>();
      Map<String, Schema<?>> properties = new LinkedHashMap<>();
      if (response.getContent() != null) {
        response
            .getContent()
            .values()
            .forEach(
                media -> {
                  if (media.getSchema() != null) {
                    properties.putAll(allProperties(media.getSchema()));
                  }
                });
      }
      Names.Scope scope = new Names.Scope();
      List.of("code", "status").forEach(scope::unique);
      for (String field : entry.fields()) {
        Schema<?> schema = properties.get(field);
        if (schema == null) {
          throw place.refuse(
              "the error "
                  + entry.key()
                  + " has the field "
                  + field
                  + ", which the response's schema lacks; add the property");
        }
        String java = scope.unique(Names.variable(field));
        fields.add(
            errorField(response, field, java)
                .orElseGet(
                    () ->
                        schemas.property(
                            field,
                            java,
                            Names.constant(field),
                            schema,
                            false,
                            Names.type(entry.key()) + Names.type(field))));
      }
      known = new Contract.ErrorType(Names.type(entry.key()), entry, fields, new ArrayList<>());
      errorTypes.put(entry.key(), known);
    }
    errorResults.computeIfAbsent(entry.key(), key -> new LinkedHashSet<>()).add(out.id);
  }

  /** The property of the body's own record, so that its item types are not generated twice. */
  private Optional<Type.Prop> errorField(ApiResponse response, String field, String java) {
    for (MediaType media : response.getContent().values()) {
      boolean named = media.getSchema() != null && media.getSchema().get$ref() != null;
      if (named && schemas.type(media.getSchema(), "") instanceof Type.Named body) {
        return schemas.objects().get(body.name()).properties.stream()
            .filter(property -> property.json().equals(field))
            .map(
                p ->
                    new Type.Prop(
                        field,
                        java,
                        Names.constant(field),
                        p.type(),
                        false,
                        false,
                        null,
                        false,
                        false,
                        p.description()))
            .findFirst();
      }
    }
    return Optional.empty();
  }

  private void readResponse(
      Contract.Operation out, String status, ApiResponse response, Names.Scope scope) {
    if (!status.equals("default") && !status.matches("[1-5]([0-9][0-9]|[xX][xX])")) {
      throw place.refuse(
          "the status "
              + status
              + " does not exist; use 100 to 599, a range such as 4XX, or default");
    }
    int fixed = status.matches("[0-9]+") ? Integer.parseInt(status) : 0;
    List<Type.Prop> headers = headers(out, status, response);
    Map<String, Schema<?>> bodies = new LinkedHashMap<>();
    Map<String, String> kinds = new LinkedHashMap<>();
    if (response.getContent() != null) {
      response
          .getContent()
          .forEach(
              (range, media) -> {
                String kind = bodyKind(range, media.getSchema());
                if (kind != null && !kind.equals("FORM") && !kind.equals("MULTIPART")) {
                  Schema<?> schema = bodySchema(media, kind);
                  if (!bodies.containsValue(schema) || !kinds.containsValue(kind)) {
                    bodies.put(range, schema);
                    kinds.put(range, kind);
                  }
                }
              });
      if (bodies.isEmpty() && !response.getContent().isEmpty()) {
        throw place.refuse(
            "answers of type "
                + response.getContent().keySet()
                + " cannot be written; add application/json or declare the schema as type: string,"
                + " format: binary");
      }
      Set<String> skipped = new LinkedHashSet<>(response.getContent().keySet());
      skipped.removeIf(
          range -> bodyKind(range, response.getContent().get(range).getSchema()) != null);
      if (!skipped.isEmpty()) {
        warnings.accept(
            place + ": answers of type " + skipped + " are not written, only " + bodies.keySet());
      }
    }
    String base = recordName(status);
    if (bodies.isEmpty()) {
      out.responses.add(
          new Contract.Response(
              scope.unique(base),
              fixed,
              status,
              null,
              null,
              null,
              headers,
              response.getDescription()));
      return;
    }
    boolean first = true;
    for (Map.Entry<String, Schema<?>> entry : bodies.entrySet()) {
      String range = entry.getKey();
      String hint =
          out.typeName
              + "Response"
              + (status.equals("200") ? "" : Names.type(status).replaceFirst("^N", ""));
      Schema<?> schema = entry.getValue();
      Type type = schemas.type(schema, first ? hint : hint + variantName(range));
      boolean nullable = schemas.nullable(schema);
      Type.Prop body =
          new Type.Prop(
              "body",
              "body",
              "BODY",
              type,
              true,
              nullable,
              null,
              false,
              false,
              response.getDescription());
      out.responses.add(
          new Contract.Response(
              scope.unique(first ? base : base + variantName(range)),
              fixed,
              status,
              contentType(range, kinds.get(range)),
              kinds.get(range),
              body,
              headers,
              response.getDescription()));
      first = false;
    }
  }

  private static String contentType(String range, String kind) {
    String bare = range.strip();
    if (bare.contains("*")) {
      return switch (kind) {
        case "JSON" -> "application/json; charset=utf-8";
        case "TEXT" -> "text/plain; charset=utf-8";
        default -> "application/octet-stream";
      };
    }
    boolean plain =
        bare.equalsIgnoreCase("application/json") || kind.equals("TEXT") && !bare.contains(";");
    return plain ? bare.toLowerCase(Locale.ROOT) + "; charset=utf-8" : bare;
  }

  private List<Type.Prop> headers(Contract.Operation out, String status, ApiResponse response) {
    List<Type.Prop> headers = new ArrayList<>();
    if (response.getHeaders() == null) {
      return headers;
    }
    Names.Scope scope = new Names.Scope();
    List.of("body", "status").forEach(scope::unique);
    Names.Scope constantNames = new Names.Scope();
    response
        .getHeaders()
        .forEach(
            (name, given) -> {
              if (name.equalsIgnoreCase("content-type")) {
                return;
              }
              place.enter("header " + name);
              try {
                Header header = follow(given);
                Schema<?> schema =
                    header.getSchema() == null ? new Schema<>().type("string") : header.getSchema();
                if (shape(schema).equals("OBJECT")) {
                  throw place.refuse("the header is an object; use a string or a list");
                }
                headers.add(
                    describe(
                        schemas.property(
                            name,
                            scope.unique(Names.variable(name)),
                            constantNames.unique("HEADER_" + Names.constant(name)),
                            schema,
                            Boolean.TRUE.equals(header.getRequired()),
                            out.typeName + Names.type(name)),
                        header.getDescription()));
              } finally {
                place.leave();
              }
            });
    return headers;
  }

  private Header follow(Header given) {
    if (given.get$ref() == null) {
      return given;
    }
    String name = given.get$ref().replaceFirst("^#/components/headers/", "");
    Header header =
        document.getComponents() == null || document.getComponents().getHeaders() == null
            ? null
            : document.getComponents().getHeaders().get(name);
    if (header == null) {
      throw place.refuse("the reference " + given.get$ref() + " leads nowhere; add the header");
    }
    return header;
  }

  private static String recordName(String status) {
    return switch (status) {
      case "200" -> "Ok";
      case "201" -> "Created";
      case "202" -> "Accepted";
      case "204" -> "NoContent";
      case "default" -> "Default";
      default -> "Status" + status.toUpperCase(Locale.ROOT);
    };
  }

  // ---- aliases

  private void resolveAlias(Contract.Operation alias) {
    if (alias.aliasOf == null) {
      return;
    }
    place.enter(alias.method + " " + alias.path + " (" + alias.id + ")");
    try {
      alias.target =
          contract.operations.stream()
              .filter(operation -> operation.id.equals(alias.aliasOf))
              .findFirst()
              .orElseThrow(
                  () ->
                      place.refuse(
                          "x-alias-of names "
                              + alias.aliasOf
                              + ", which does not exist; correct the name"));
      if (alias.target.aliasOf != null) {
        throw place.refuse(
            "x-alias-of names " + alias.aliasOf + ", which is an alias itself; name its target");
      }
      if (alias.body != null) {
        throw place.refuse("an alias reads its parameters from the query; remove the request body");
      }
      Contract.Operation target = alias.target;
      if (target.body != null && !target.body.one()) {
        throw place.refuse(
            "the target's body has several types; give all its media types one schema");
      }
      Set<String> known = new LinkedHashSet<>();
      target.parameters.forEach(parameter -> known.add(parameter.property().json()));
      Map<String, Boolean> properties = bodyProperties(target);
      known.addAll(properties.keySet());
      Set<String> given = new LinkedHashSet<>();
      for (Contract.Parameter parameter : alias.parameters) {
        given.add(parameter.property().json());
        if (!known.contains(parameter.property().json())) {
          throw place.refuse(
              "the parameter "
                  + parameter.property().json()
                  + " is none of "
                  + target.id
                  + "; add it there or remove it");
        }
      }
      properties.forEach(
          (name, required) -> {
            if (required && !given.contains(name)) {
              throw place.refuse(
                  "the parameter "
                      + name
                      + " of "
                      + target.id
                      + " is missing; add it to the alias");
            }
          });
    } finally {
      place.leave();
    }
  }

  /** The properties of the target's body, each with whether it is required. */
  private Map<String, Boolean> bodyProperties(Contract.Operation operation) {
    Map<String, Boolean> out = new LinkedHashMap<>();
    if (operation.body != null
        && operation.body.media.get(0).property().type() instanceof Type.Named named
        && schemas.objects().containsKey(named.name())) {
      schemas
          .objects()
          .get(named.name())
          .properties
          .forEach(
              property -> out.put(property.json(), property.required() && !property.readOnly()));
    }
    return out;
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
    for (Contract.ErrorType error : errorTypes.values()) {
      List<String> results =
          errorResults.get(error.entry().key()).stream()
              .map(id -> byId.get(id).resultType)
              .toList();
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
