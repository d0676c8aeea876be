package org.trackerapi.generator;

import static org.trackerapi.generator.Templates.data;
import static org.trackerapi.generator.Templates.joined;
import static org.trackerapi.generator.Templates.marked;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Computes what the templates of interfaces, requests, results, errors and endpoints say. */
final class ApiFiles {
  private final Type.Packages packages;
  private final Contract contract;
  private final ModelFiles models;

  ApiFiles(Type.Packages packages, Contract contract, ModelFiles models) {
    this.packages = packages;
    this.contract = contract;
    this.models = models;
  }

  /** Operations that have a method of their own, by interface. */
  Map<String, List<Contract.Operation>> interfaces() {
    Map<String, List<Contract.Operation>> out = new TreeMap<>();
    for (Contract.Operation operation : contract.operations) {
      if (operation.target == null) {
        out.computeIfAbsent(interfaceOf(operation), key -> new ArrayList<>()).add(operation);
      }
    }
    return out;
  }

  static String interfaceOf(Contract.Operation operation) {
    return Names.type(operation.target().tag) + "Api";
  }

  Map<String, Object> interfaceFile(String name, List<Contract.Operation> operations) {
    Imports imports = new Imports(packages.api(), name);
    imports.use(packages.invoker() + ".CallContext");
    List<Map<String, Object>> methods = new ArrayList<>();
    for (Contract.Operation operation : operations) {
      boolean body = operation.body != null;
      methods.add(
          data(
              "javadoc", methodDoc(operation),
              "result", operation.resultType,
              "request", operation.requestType,
              "method", operation.javaName,
              "argument", operation.requestType.endsWith("Call") && body ? "call" : "request"));
    }
    String tag = operations.get(0).tag;
    String description = operations.get(0).tagDescription;
    String javadoc =
        Javadoc.comment(
            "",
            List.of(
                Javadoc.sentence(description, "The operations of " + tag),
                "Implementations need no HTTP: requests are read and valid, answers are values."
                    + " They must be safe for use by many threads."),
            List.of());
    return ModelFiles.withImports(
        data(
            "package",
            packages.api(),
            "name",
            name,
            "javadoc",
            javadoc,
            "operations",
            marked(methods)),
        imports);
  }

  private String methodDoc(Contract.Operation operation) {
    List<String> paragraphs = new ArrayList<>();
    paragraphs.add(Javadoc.sentence(operation.summary, operation.id));
    paragraphs.add(Javadoc.line(operation.description));
    if (operation.deprecated) {
      paragraphs.add("Deprecated in the contract.");
    }
    StringBuilder ways = new StringBuilder(Javadoc.code(operation.title()));
    for (Contract.Operation other : contract.operations) {
      if (other.target == operation) {
        ways.append(", ").append(Javadoc.code(other.title()));
      }
    }
    paragraphs.add(ways.toString());
    if (!operation.rights.isEmpty()) {
      paragraphs.add("Rights: {@code " + Javadoc.line(String.join(", ", operation.rights)) + "}");
    }
    if (!operation.errorKeys.isEmpty()) {
      StringBuilder errors = new StringBuilder("Errors:");
      for (String key : operation.errorKeys) {
        Catalogue.Entry entry = contract.catalogue.entries().get(key);
        errors
            .append(errors.charAt(errors.length() - 1) == ':' ? " " : ", ")
            .append("{@link ")
            .append(errorName(key))
            .append("} (")
            .append(entry.number())
            .append(")");
      }
      paragraphs.add(errors.toString());
    }
    boolean call = operation.requestType.endsWith("Call") && operation.body != null;
    List<String> tags = new ArrayList<>();
    tags.add(
        "@param "
            + (call ? "call" : "request")
            + " the parameters"
            + (operation.body == null ? "" : " and the body"));
    tags.add("@param context who calls");
    tags.add("@return one of the documented answers");
    return Javadoc.comment("  ", paragraphs, tags);
  }

  private String errorName(String key) {
    for (Contract.ErrorType error : contract.errors) {
      if (error.entry().key().equals(key)) {
        return error.name();
      }
    }
    throw new IllegalStateException(key);
  }

  // ---- requests

  /** The components of a request: its parameters, then its body. */
  private List<Type.Prop> requestProperties(Contract.Operation operation) {
    List<Type.Prop> out = new ArrayList<>();
    operation.parameters.forEach(parameter -> out.add(parameter.property()));
    if (operation.body != null && operation.body.one()) {
      out.add(bodyProperty(operation));
    }
    return out;
  }

  /** A body that is a record without required properties is there even when nothing was sent. */
  private Type.Prop bodyProperty(Contract.Operation operation) {
    return operation.body.media.get(0).property();
  }

  Map<String, Object> request(Contract.Operation operation) {
    Imports imports = new Imports(packages.api(), operation.requestType, interfaceOf(operation));
    imports.use(packages.invoker() + ".ApiRequest");
    List<String> components = new ArrayList<>();
    List<String> checks = new ArrayList<>();
    List<String> tags = new ArrayList<>();
    for (Type.Prop property : requestProperties(operation)) {
      components.add(component(property, imports) + " " + property.java());
      checks.addAll(requestChecks(property, imports));
      tags.add("@param " + property.java() + " " + describe(property));
    }
    if (operation.body != null && !operation.body.one()) {
      components.add(operation.body.unionName + " body");
      if (operation.body.required) {
        checks.add(imports.use("java.util.Objects") + ".requireNonNull(body, \"body\");");
      }
      tags.add(
          "@param body the body" + (operation.body.required ? "" : "; {@code null} where absent"));
    }
    String doc =
        "The request of {@link "
            + interfaceOf(operation)
            + "#"
            + operation.javaName
            + "}: "
            + Javadoc.code(operation.title())
            + ".";
    return ModelFiles.withImports(
        data(
            "package", packages.api(),
            "name", operation.requestType,
            "javadoc", Javadoc.comment("", List.of(doc), tags),
            "componentList", ModelFiles.componentList(components, "    "),
            "compact", !checks.isEmpty(),
            "checks", checks),
        imports);
  }

  private static String describe(Type.Prop property) {
    if (property.json().equals("body") && property.description() == null) {
      return property.required() ? "the body" : "the body; {@code null} where absent";
    }
    return ModelFiles.describe(property).replaceFirst("^the property ", "the parameter ");
  }

  private String component(Type.Prop property, Imports imports) {
    return property.fixed()
        ? property.type().unboxed(imports)
        : property.component(packages, imports);
  }

  private static List<String> requestChecks(Type.Prop property, Imports imports) {
    return ModelFiles.checks(property, imports);
  }

  Map<String, Object> body(Contract.Operation operation) {
    List<String> declared = new ArrayList<>(List.of(operation.body.unionName));
    operation.body.media.forEach(media -> declared.add(media.variant()));
    Imports imports = new Imports(packages.api(), declared.toArray(String[]::new));
    List<Map<String, Object>> variants = new ArrayList<>();
    List<String> permits = new ArrayList<>();
    for (Contract.Media media : operation.body.media) {
      permits.add(operation.body.unionName + "." + media.variant());
      variants.add(
          data(
              "name",
              media.variant(),
              "range",
              media.range(),
              "type",
              media.property().type().java(imports),
              "union",
              operation.body.unionName));
    }
    return ModelFiles.withImports(
        data(
            "package", packages.api(),
            "name", operation.body.unionName,
            "request", operation.requestType,
            "permits", joined(permits, "    "),
            "variants", marked(variants)),
        imports);
  }

  // ---- results

  Map<String, Object> result(Contract.Operation operation) {
    // Inside of the interface its own records win over a model of the same name.
    List<String> declared = new ArrayList<>(List.of(operation.resultType, interfaceOf(operation)));
    operation.responses.forEach(response -> declared.add(response.name()));
    Imports imports = new Imports(packages.api(), declared.toArray(String[]::new));
    imports.use(packages.invoker() + ".ApiResult");
    List<Map<String, Object>> answers = new ArrayList<>();
    List<String> permits = new ArrayList<>();
    for (Contract.Response response : operation.responses) {
      answers.add(answer(operation, response, imports));
      permits.add(operation.resultType + "." + response.name());
    }
    new TreeSet<>(operation.errorKeys.stream().map(this::errorName).toList()).forEach(permits::add);
    String doc =
        "The documented answers of {@link "
            + interfaceOf(operation)
            + "#"
            + operation.javaName
            + "}.";
    return ModelFiles.withImports(
        data(
            "package", packages.api(),
            "name", operation.resultType,
            "javadoc", Javadoc.comment("", List.of(doc), List.of()),
            "permits", "\n    permits " + joined(permits, "        "),
            "answers", marked(answers)),
        imports);
  }

  private Map<String, Object> answer(
      Contract.Operation operation, Contract.Response response, Imports imports) {
    List<String> components = new ArrayList<>();
    List<String> checks = new ArrayList<>();
    List<String> tags = new ArrayList<>();
    if (response.status() == 0) {
      components.add("int status");
      tags.add("@param status the HTTP status");
      checks.addAll(statusCheck(operation, response));
    }
    if (response.body() != null) {
      components.add(component(response.body(), imports) + " body");
      tags.add(
          "@param body the body" + (response.body().nullable() ? ", may be {@code null}" : ""));
      checks.addAll(ModelFiles.checks(response.body(), imports));
    }
    for (Contract.Header each : response.headers()) {
      Type.Prop header = each.property();
      components.add(component(header, imports) + " " + header.java());
      tags.add(
          "@param "
              + header.java()
              + " the header "
              + Javadoc.code(header.json())
              + (header.always() ? "" : "; {@code null} where absent"));
      checks.addAll(ModelFiles.checks(header, imports));
    }
    String doc =
        response.range() + ": " + Javadoc.sentence(response.description(), "no description");
    return data(
        "name", response.name(),
        "javadoc", Javadoc.comment("  ", List.of(doc), tags),
        "componentList", joined(components, "      "),
        "result", operation.resultType,
        "compact", !checks.isEmpty(),
        "checks", checks,
        "ownStatus", response.status() == 0,
        "status", response.status());
  }

  private static List<String> statusCheck(
      Contract.Operation operation, Contract.Response response) {
    String condition;
    String expected;
    if (response.range().equals("default")) {
      TreeSet<Integer> fixed = new TreeSet<>();
      operation.responses.forEach(other -> fixed.add(other.status()));
      fixed.remove(0);
      StringBuilder out = new StringBuilder("status < 100 || status > 599");
      fixed.forEach(status -> out.append(" || status == ").append(status));
      condition = out.toString();
      expected = "a status of 100 to 599 that has no answer of its own";
    } else {
      int hundred = response.range().charAt(0) - '0';
      condition = "status < " + hundred * 100 + " || status > " + (hundred * 100 + 99);
      expected = "a status of " + hundred * 100 + " to " + (hundred * 100 + 99);
    }
    return List.of(
        "if (" + condition + ") {",
        "  throw new IllegalArgumentException(\"expected " + expected + " but got \" + status);",
        "}");
  }

  // ---- errors

  Map<String, Object> apiError() {
    Imports imports = new Imports(packages.api(), "ApiError");
    List.of(
            packages.invoker() + ".ApiResult",
            packages.invoker() + ".ErrorCode",
            "com.fasterxml.jackson.core.JsonGenerator",
            "java.io.IOException")
        .forEach(imports::use);
    List<String> permits = contract.errors.stream().map(Contract.ErrorType::name).sorted().toList();
    return ModelFiles.withImports(
        data("package", packages.api(), "permits", "\n    " + String.join(",\n    ", permits)),
        imports);
  }

  Map<String, Object> error(Contract.ErrorType error) {
    Imports imports = new Imports(packages.api(), error.name(), "ApiError");
    imports.use(packages.invoker() + ".ErrorCode");
    List<String> components = new ArrayList<>();
    List<String> checks = new ArrayList<>();
    List<String> tags = new ArrayList<>();
    List<String> writes = new ArrayList<>();
    List<Map<String, Object>> constants = new ArrayList<>();
    for (Type.Prop field : error.fields()) {
      imports.use("com.fasterxml.jackson.core.JsonGenerator");
      imports.use("java.io.IOException");
      components.add(field.type().java(imports) + " " + field.java());
      Type.Prop plain =
          new Type.Prop(
              field.json(),
              field.java(),
              field.constant(),
              field.type(),
              false,
              false,
              null,
              true,
              false,
              null);
      checks.addAll(ModelFiles.checks(plain, imports));
      tags.add(
          "@param "
              + field.java()
              + " "
              + ModelFiles.describe(
                  new Type.Prop(
                      field.json(),
                      field.java(),
                      field.constant(),
                      field.type(),
                      false,
                      false,
                      null,
                      false,
                      false,
                      field.description())));
      constants.add(models.constant(field, imports));
      writes.add(field.constant() + ".writeOptional(" + field.java() + ", out);");
    }
    Catalogue.Entry entry = error.entry();
    String head =
        entry.number()
            + ", HTTP "
            + entry.status()
            + ": "
            + Javadoc.sentence(entry.wording(), entry.key());
    List<String> interfaces = new ArrayList<>();
    interfaces.add("ApiError");
    interfaces.addAll(new TreeSet<>(error.results()));
    return ModelFiles.withImports(
        data(
            "package", packages.api(),
            "name", error.name(),
            "javadoc", Javadoc.comment("", List.of(head, Javadoc.line(entry.meaning())), tags),
            "componentList", joined(components, "    "),
            "implements", joined(interfaces, "        "),
            "constants", constants,
            "compact", !checks.isEmpty(),
            "checks", checks,
            "code", entry.constant(),
            "hasFields", !writes.isEmpty(),
            "writes", writes),
        imports);
  }

  // ---- endpoints

  static String endpointOf(Contract.Operation operation) {
    return operation.typeName + "Endpoint";
  }

  Map<String, Object> endpoint(Contract.Operation operation) {
    Contract.Operation target = operation.target();
    String name = endpointOf(operation);
    Imports imports =
        new Imports(
            packages.codec(),
            name,
            "Codec",
            "Codecs",
            "Property",
            "Path",
            "Reading",
            "Json",
            "Parameter",
            "Query",
            "Router",
            "Endpoint",
            "Exchange",
            "MediaType",
            "Text",
            "Bodies");
    List.of(
            "ApiRequest",
            "ApiResult",
            "CallContext",
            "ErrorRenderer",
            "NeutralResponse",
            "Operation")
        .forEach(simple -> imports.use(packages.invoker() + "." + simple));
    imports.use("java.util.List");
    String api = imports.use(packages.api() + "." + interfaceOf(operation));
    String request = imports.use(packages.api() + "." + target.requestType);
    String result = imports.use(packages.api() + "." + target.resultType);
    List<Map<String, Object>> constants = new ArrayList<>();
    List<String> reads = new ArrayList<>();
    List<String> arguments = new ArrayList<>();
    readParameters(operation, imports, constants, reads, arguments);
    String bodies = readBody(operation, imports, constants, reads, arguments);
    List<String> checks = new ArrayList<>();
    List<String> answers = new ArrayList<>();
    Names.Scope scope = new Names.Scope();
    constants.forEach(constant -> scope.unique((String) constant.get("name")));
    for (Contract.Response response : target.responses) {
      answerOf(response, result, imports, scope, constants, checks, answers);
    }
    if (!target.errorKeys.isEmpty()) {
      String error = imports.use(packages.api() + ".ApiError");
      answers.add("if (result instanceof " + error + " error) {");
      answers.add("  return errors.render(error);");
      answers.add("}");
    }
    return ModelFiles.withImports(
        data(
            "package", packages.codec(),
            "name", name,
            "title", Javadoc.code(operation.title()),
            "api", api,
            "operation", operation.constant,
            "method", target.javaName,
            "request", request,
            "constants", constants,
            "bodies", bodies,
            "reads", reads,
            "construct", "new " + request + "(" + joined(arguments, "            ") + ")",
            "checks", checks,
            "answers", answers),
        imports);
  }

  private void readParameters(
      Contract.Operation operation,
      Imports imports,
      List<Map<String, Object>> constants,
      List<String> reads,
      List<String> arguments) {
    for (Contract.Parameter parameter : operation.target().parameters) {
      Type.Prop property = parameter.property();
      String expression = parameter.expression();
      if (operation.target != null) {
        expression =
            operation.parameters.stream()
                .filter(own -> own.property().json().equals(property.json()))
                .map(Contract.Parameter::expression)
                .findFirst()
                .orElse(null);
      }
      constants.add(models.constant(property, imports));
      String found = "null";
      String path = "Path.of(" + Java.string(property.json()) + ")";
      if (expression != null) {
        constants.add(
            data("type", "Parameter", "name", property.constant() + "_IN", "value", expression));
        found = property.constant() + "_IN.find(exchange)";
        path = property.constant() + "_IN.path()";
      } else {
        found = "(" + imports.use("com.fasterxml.jackson.databind.JsonNode") + ") null";
      }
      String type =
          property.presence()
              ? property.component(packages, imports)
              : property.type().java(imports);
      reads.add(
          type
              + " "
              + property.java()
              + "_ = "
              + property.constant()
              + "."
              + ModelFiles.way(property)
              + "("
              + found
              + ", "
              + path
              + ", in);");
      arguments.add(property.java() + "_");
    }
  }

  private String readBody(
      Contract.Operation operation,
      Imports imports,
      List<Map<String, Object>> constants,
      List<String> reads,
      List<String> arguments) {
    Contract.Operation target = operation.target();
    if (target.body == null) {
      return "List.of()";
    }
    String node = imports.use("com.fasterxml.jackson.databind.JsonNode");
    if (operation.target != null) {
      parameterList("PARAMETERS", bodyParameters(operation), constants, imports);
      reads.add(node + " tree = exchange.object(PARAMETERS);");
      constants.add(models.constant(bodyProperty(target), imports));
      readTree(bodyProperty(target), imports, reads);
      arguments.add("body");
      return "List.of()";
    }
    List<String> media = new ArrayList<>();
    for (Contract.Media one : target.body.media) {
      media.add(
          "new MediaType("
              + Java.string(one.range())
              + ", MediaType.Kind."
              + one.kind()
              + ", "
              + one.object()
              + ", List.of("
              + joined(one.fields(), "              ")
              + "))");
    }
    constants.add(
        data(
            "type",
            "List<MediaType>",
            "name",
            "BODIES",
            "value",
            "List.of(\n          " + String.join(",\n          ", media) + ")"));
    List<Contract.Parameter> fallbacks = fallbacks(target);
    if (!fallbacks.isEmpty()) {
      parameterList("FALLBACKS", fallbacks, constants, imports);
    }
    reads.add(node + " tree = exchange.body(" + (fallbacks.isEmpty() ? "" : "FALLBACKS") + ");");
    if (target.body.one()) {
      constants.add(models.constant(bodyProperty(target), imports));
      readTree(bodyProperty(target), imports, reads);
    } else {
      readVariants(target, imports, constants, reads);
    }
    arguments.add("body");
    return "BODIES";
  }

  private void readTree(Type.Prop body, Imports imports, List<String> reads) {
    imports.use(packages.codec() + ".Path");
    String type = body.presence() ? body.component(packages, imports) : body.type().java(imports);
    reads.add(type + " body = BODY." + ModelFiles.way(body) + "(tree, Path.BODY, in);");
  }

  private void readVariants(
      Contract.Operation target,
      Imports imports,
      List<Map<String, Object>> constants,
      List<String> reads) {
    String union = imports.use(packages.api() + "." + target.body.unionName);
    reads.add(union + " body = null;");
    for (int i = 0; i < target.body.media.size(); i++) {
      Contract.Media media = target.body.media.get(i);
      Type.Prop given = media.property();
      Type.Prop property =
          new Type.Prop(
              "body",
              "body",
              "BODY_" + i,
              given.type(),
              given.required(),
              given.nullable(),
              null,
              false,
              false,
              null);
      constants.add(models.constant(property, imports));
      reads.add("if (exchange.media() == " + i + ") {");
      reads.add(
          "  "
              + property.type().java(imports)
              + " value = BODY_"
              + i
              + (given.nullable() ? ".requiredNullable" : ".required")
              + "(tree, Path.BODY, in);");
      reads.add(
          "  body = "
              + (given.nullable() ? "" : "value == null ? null : ")
              + "new "
              + union
              + "."
              + media.variant()
              + "(value);");
      reads.add("}");
    }
    if (target.body.required) {
      reads.add("if (exchange.media() < 0) {");
      reads.add("  in.refuse(Path.BODY, \"a value, it is required\", \"none\");");
      reads.add("}");
    }
  }

  private void parameterList(
      String name,
      List<Contract.Parameter> parameters,
      List<Map<String, Object>> constants,
      Imports imports) {
    List<String> expressions = parameters.stream().map(Contract.Parameter::expression).toList();
    constants.add(
        data(
            "type",
            "List<Parameter>",
            "name",
            name,
            "value",
            "List.of(\n          " + String.join(",\n          ", expressions) + ")"));
  }

  /** Those parameters of an alias that are properties of its target's body. */
  private List<Contract.Parameter> bodyParameters(Contract.Operation alias) {
    List<String> own =
        alias.target().parameters.stream().map(parameter -> parameter.property().json()).toList();
    return alias.parameters.stream()
        .filter(parameter -> !own.contains(parameter.property().json()))
        .toList();
  }

  private List<Contract.Parameter> fallbacks(Contract.Operation target) {
    Map<String, Contract.Parameter> out = new LinkedHashMap<>();
    if (contract.bodyThenQuery) {
      for (Contract.Operation alias : contract.operations) {
        if (alias.target == target) {
          bodyParameters(alias).stream()
              .filter(parameter -> parameter.in().equals("QUERY"))
              .forEach(parameter -> out.putIfAbsent(parameter.property().json(), parameter));
        }
      }
    }
    return new ArrayList<>(out.values());
  }

  private void answerOf(
      Contract.Response response,
      String result,
      Imports imports,
      Names.Scope scope,
      List<Map<String, Object>> constants,
      List<String> checks,
      List<String> answers) {
    String type = result + "." + response.name();
    String variable = "answer";
    String status =
        response.status() == 0 ? variable + ".status()" : Integer.toString(response.status());
    List<String> expression = new ArrayList<>();
    List<String> check = new ArrayList<>();
    if (response.body() == null) {
      expression.add("NeutralResponse.empty(" + status + ")");
    } else if (response.kind().equals("JSON")) {
      String constant = scope.unique("ANSWER_" + Names.constant(response.name()));
      Type.Prop body = response.body();
      constants.add(
          data(
              "type",
              imports.use(packages.codec() + ".Codec") + "<" + body.type().java(imports) + ">",
              "name",
              constant,
              "value",
              body.type().codec(packages, imports)));
      String write = constant + ".write(" + variable + ".body(), out)";
      if (body.nullable()) {
        imports.use(packages.codec() + ".Json");
        write = "Json.writeNullable(" + variable + ".body(), " + constant + ", out)";
        check.add("if (" + variable + ".body() != null) {");
        check.add("  " + constant + ".check(" + variable + ".body(), Path.BODY, in);");
        check.add("}");
      } else {
        check.add(constant + ".check(" + variable + ".body(), Path.BODY, in);");
      }
      expression.add(
          "NeutralResponse.json("
              + status
              + ", "
              + Java.string(response.contentType())
              + ", out -> "
              + write
              + ")");
    } else if (response.kind().equals("TEXT")) {
      expression.add(
          "NeutralResponse.text("
              + status
              + ", "
              + Java.string(response.contentType())
              + ", String.valueOf("
              + variable
              + ".body()))");
    } else {
      expression.add(
          "NeutralResponse.binary("
              + status
              + ", "
              + Java.string(response.contentType())
              + ", "
              + variable
              + ".body())");
    }
    for (Contract.Header each : response.headers()) {
      Type.Prop header = each.property();
      Type.Prop renamed =
          new Type.Prop(
              header.json(),
              header.java(),
              scope.unique(header.constant()),
              header.type(),
              false,
              false,
              null,
              false,
              false,
              null);
      constants.add(models.constant(renamed, imports));
      String value = variable + "." + header.java() + "()" + (header.presence() ? ".orNull()" : "");
      expression.add(
          ".with("
              + Java.string(header.json())
              + ", "
              + renamed.constant()
              + "."
              + each.way()
              + "("
              + value
              + "))");
      check.add(renamed.constant() + ".check(" + value + ", Path.BODY, in);");
    }
    boolean used = expression.toString().contains(variable + ".");
    answers.add("if (result instanceof " + type + (used ? " " + variable : "") + ") {");
    answers.add("  return " + String.join("\n            ", expression) + ";");
    answers.add("}");
    if (!check.isEmpty()) {
      checks.add("if (result instanceof " + type + " " + variable + ") {");
      check.forEach(line -> checks.add("  " + line));
      checks.add("}");
    }
  }
}
