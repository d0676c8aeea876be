package org.trackerapi.generator;

import static org.trackerapi.generator.Templates.data;
import static org.trackerapi.generator.Templates.joined;
import static org.trackerapi.generator.Templates.marked;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Computes what the templates of models and their codecs say. */
final class ModelFiles {
  /** Records of more components are unreadable to construct by position. */
  private static final int MOST_WITHOUT_BUILDER = 4;

  private final Type.Packages packages;
  private final Schemas schemas;

  ModelFiles(Type.Packages packages, Schemas schemas) {
    this.packages = packages;
    this.schemas = schemas;
  }

  // ---- records

  Map<String, Object> record(Type.ObjectModel model) {
    Imports imports = new Imports(packages.model(), model.name, "Builder");
    List<Type.Prop> given =
        model.properties.stream().filter(property -> !property.fixed()).toList();
    List<String> components = new ArrayList<>();
    List<String> checks = new ArrayList<>();
    List<Map<String, Object>> setters = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    List<String> tags = new ArrayList<>();
    for (Type.Prop property : given) {
      String type = property.component(packages, imports);
      components.add(type + " " + property.java());
      tags.add("@param " + property.java() + " " + describe(property));
      checks.addAll(checks(property, imports));
      setters.add(setter(property, model.name, imports));
      if (property.always()) {
        missing.add(
            imports.use("java.util.Objects")
                + ".requireNonNull("
                + property.java()
                + ", \""
                + property.java()
                + "\");");
      }
    }
    if (model.others != null) {
      String type = model.others.java(imports);
      components.add(type + " " + model.othersName);
      tags.add(
          "@param "
              + model.othersName
              + " properties beyond those above, by name; {@code null} is none");
      checks.add(
          model.othersName
              + " = "
              + model.othersName
              + " == null ? Map.of() : "
              + model.others.copied(model.othersName, imports)
              + ";");
      setters.add(
          data(
              "name",
              model.othersName,
              "type",
              type,
              "initial",
              "",
              "owner",
              model.name,
              "setterType",
              type,
              "assigned",
              model.othersName,
              "nullNote",
              ""));
    }
    List<Map<String, Object>> fixed = new ArrayList<>();
    for (Type.Prop property : model.properties) {
      if (property.fixed()) {
        fixed.add(fixed(property, imports));
      }
    }
    boolean builder = components.size() > MOST_WITHOUT_BUILDER;
    if (!builder) {
      missing.clear();
    }
    List<String> paragraphs = new ArrayList<>();
    paragraphs.add(
        Javadoc.sentence(
            model.description, "The schema " + (model.schema == null ? model.name : model.schema)));
    if (model.deprecated) {
      paragraphs.add("Deprecated in the contract.");
    }
    Map<String, Object> data =
        data(
            "package",
            packages.model(),
            "name",
            model.name,
            "javadoc",
            Javadoc.comment("", paragraphs, tags),
            "componentList",
            componentList(components, "    "),
            "implements",
            implemented(model.interfaces, "implements"),
            "compact",
            !checks.isEmpty(),
            "checks",
            checks,
            "fixed",
            fixed,
            "builder",
            builder,
            "components",
            setters,
            "missing",
            missing,
            "arguments",
            joined(arguments(given, model), "          "));
    return withImports(data, imports);
  }

  private static List<String> arguments(List<Type.Prop> given, Type.ObjectModel model) {
    List<String> out = new ArrayList<>();
    given.forEach(property -> out.add(property.java()));
    if (model.others != null) {
      out.add(model.othersName);
    }
    return out;
  }

  static Map<String, Object> withImports(Map<String, Object> data, Imports imports) {
    data.put("imports", imports.lines());
    data.put("hasImports", !imports.lines().isEmpty());
    return data;
  }

  static String componentList(List<String> components, String indent) {
    return joined(components, indent);
  }

  static String implemented(List<String> interfaces, String keyword) {
    return interfaces.isEmpty()
        ? ""
        : " " + keyword + " " + String.join(", ", new java.util.TreeSet<>(interfaces));
  }

  private Map<String, Object> setter(Type.Prop property, String owner, Imports imports) {
    String boxed = property.type().java(imports);
    boolean presence = property.presence();
    return data(
        "name", property.java(),
        "type",
            presence ? imports.use(packages.invoker() + ".Presence") + "<" + boxed + ">" : boxed,
        "initial", presence ? " = Presence.absent()" : "",
        "owner", owner,
        "setterType", boxed,
        "assigned", presence ? "Presence.of(" + property.java() + ")" : property.java(),
        "nullNote",
            presence
                ? "; {@code null} is written as null"
                : property.always() ? "" : ", may be {@code null}");
  }

  private static Map<String, Object> fixed(Type.Prop property, Imports imports) {
    String type = property.type().unboxed(imports);
    String only = property.type().only();
    String literal = only.startsWith("\"") ? Java.string(text(only)) : only;
    literal = type.equals("long") && !literal.endsWith("L") ? literal + "L" : literal;
    String what =
        property.description() == null ? "the value of " + property.json() : property.description();
    String javadoc =
        Javadoc.comment(
            "  ",
            List.of(Javadoc.sentence(what, property.json())),
            List.of("@return always " + Javadoc.code(only)));
    return data("name", property.java(), "type", type, "literal", literal, "javadoc", javadoc);
  }

  private static String text(String json) {
    try {
      return io.swagger.v3.core.util.Json.mapper().readTree(json).textValue();
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a record does to stay free of nulls and of changes. */
  static List<String> checks(Type.Prop property, Imports imports) {
    String name = property.java();
    String copied = property.type().copied(name, imports);
    boolean copies = !copied.equals(name);
    List<String> out = new ArrayList<>();
    if (property.presence()) {
      out.add(
          imports.use("java.util.Objects") + ".requireNonNull(" + name + ", \"" + name + "\");");
      if (copies) {
        String inner = property.type().copied(name + ".get()", imports);
        out.add(
            name + " = " + name + ".orNull() == null ? " + name + " : Presence.of(" + inner + ");");
      }
    } else if (property.always()) {
      boolean primitive = !property.type().unboxed(imports).equals(property.type().java(imports));
      if (!primitive) {
        out.add(
            imports.use("java.util.Objects") + ".requireNonNull(" + name + ", \"" + name + "\");");
      }
      if (copies) {
        out.add(name + " = " + copied + ";");
      }
    } else if (copies) {
      out.add(name + " = " + name + " == null ? null : " + copied + ";");
    }
    return out;
  }

  static String describe(Type.Prop property) {
    String text = Javadoc.line(property.description());
    text = text.isEmpty() ? "the property " + Javadoc.code(property.json()) : text;
    if (property.presence()) {
      return end(text) + "absent, null or a value";
    }
    if (property.defaultJson() != null) {
      return end(text) + Javadoc.code(property.defaultJson()) + " where a request lacks it";
    }
    if (property.readOnly()) {
      return end(text) + "{@code null} in requests";
    }
    if (property.writeOnly()) {
      return end(text) + "never written to answers";
    }
    if (!property.required()) {
      return end(text) + "{@code null} where absent";
    }
    return property.nullable() ? end(text) + "may be {@code null}" : text;
  }

  private static String end(String text) {
    return text.replaceFirst("[.;]$", "") + "; ";
  }

  // ---- codecs

  Map<String, Object> codec(Type.ObjectModel model) {
    String name = model.name + "Codec";
    Imports imports =
        new Imports(
            packages.codec(),
            name,
            "Codec",
            "Codecs",
            "Property",
            "Path",
            "Reading",
            "MapCodec",
            "Json",
            "Parameter",
            "Query",
            "Router",
            "Endpoint",
            "Exchange",
            "MediaType");
    List.of(
            "com.fasterxml.jackson.core.JsonGenerator",
            "com.fasterxml.jackson.databind.JsonNode",
            "com.fasterxml.jackson.databind.node.ObjectNode",
            "java.io.IOException")
        .forEach(imports::use);
    String type = imports.use(packages.model() + "." + model.name);
    List<Map<String, Object>> constants = new ArrayList<>();
    List<String> reads = new ArrayList<>();
    List<String> checks = new ArrayList<>();
    List<String> writes = new ArrayList<>();
    List<String> arguments = new ArrayList<>();
    for (Type.Prop property : model.properties) {
      constants.add(constant(property, imports));
      reads.add(read(property, imports));
      checks.addAll(check(property));
      writes.addAll(write(property));
      if (!property.fixed()) {
        arguments.add(local(property.java()));
      }
    }
    extras(model, imports, constants, reads, checks, writes, arguments);
    Map<String, Object> data =
        data(
            "package", packages.codec(),
            "name", name,
            "model", type,
            "constants", constants,
            "reads", reads,
            "construct", "new " + type + "(" + joined(arguments, "            ") + ")",
            "checks", checks,
            "writes", writes);
    return withImports(data, imports);
  }

  private void extras(
      Type.ObjectModel model,
      Imports imports,
      List<Map<String, Object>> constants,
      List<String> reads,
      List<String> checks,
      List<String> writes,
      List<String> arguments) {
    if (model.closed || model.others != null) {
      List<String> known =
          model.properties.stream().map(property -> Java.string(property.json())).toList();
      constants.add(
          data(
              "type",
              imports.use("java.util.Set") + "<" + imports.use("java.lang.String") + ">",
              "name",
              "KNOWN",
              "value",
              "Set.of(" + joined(known, "          ") + ")"));
    }
    if (model.closed) {
      reads.add("in.refuseOthers(object, at, KNOWN);");
    }
    if (model.others != null) {
      constants.add(
          data(
              "type",
              "MapCodec<" + model.others.value().java(imports) + ">",
              "name",
              "OTHERS",
              "value",
              model.others.codec(packages, imports)));
      reads.add(model.others.java(imports) + " others_ = OTHERS.others(object, KNOWN, at, in);");
      arguments.add("others_");
      checks.add("OTHERS.checkOthers(value." + model.othersName + "(), at, in);");
      writes.add("OTHERS.writeOthers(value." + model.othersName + "(), out);");
    }
    if (model.least != null || model.most != null) {
      reads.add(
          "in.checkProperties(object.size(), at, "
              + (model.least == null ? 0 : model.least)
              + ", "
              + (model.most == null ? "Integer.MAX_VALUE" : model.most.toString())
              + ");");
    }
    if (!model.groups.isEmpty()) {
      List<String> groups =
          model.groups.stream()
              .map(
                  group ->
                      "List.of("
                          + String.join(", ", group.stream().map(Java::string).toList())
                          + ")")
              .toList();
      String list = imports.use("java.util.List");
      constants.add(
          data(
              "type",
              list + "<" + list + "<" + imports.use("java.lang.String") + ">>",
              "name",
              "GROUPS",
              "value",
              "List.of(" + joined(groups, "          ") + ")"));
      reads.add("in.checkGroups(object, at, " + model.groupsExclusive + ", GROUPS);");
    }
  }

  /** Local variables must not meet the names that the method uses itself. */
  private static String local(String name) {
    return List.of("object", "before", "node", "at", "in", "value", "out").contains(name)
        ? name + "_"
        : name;
  }

  Map<String, Object> constant(Type.Prop property, Imports imports) {
    imports.use(packages.codec() + ".Property");
    String expression =
        "Property.of("
            + Java.string(property.json())
            + ", "
            + property.type().codec(packages, imports)
            + ")"
            + (property.defaultJson() == null
                ? ""
                : ".orElse(" + Java.string(property.defaultJson()) + ")");
    return data(
        "type",
        "Property<" + property.type().java(imports) + ">",
        "name",
        property.constant(),
        "value",
        expression);
  }

  private String read(Type.Prop property, Imports imports) {
    String target = property.type().java(imports) + " " + local(property.java());
    if (property.readOnly()) {
      return property.fixed()
          ? ""
          : property.component(packages, imports) + " " + local(property.java()) + " = null;";
    }
    if (property.fixed()) {
      return property.constant() + ".required(object, at, in);";
    }
    if (property.presence()) {
      target = property.component(packages, imports) + " " + local(property.java());
    }
    return target + " = " + property.constant() + "." + way(property) + "(object, at, in);";
  }

  /** The way of reading that required and nullable ask for. */
  static String way(Type.Prop property) {
    if (property.presence()) {
      return "presence";
    }
    if (!property.required()) {
      return property.nullable() ? "optionalNullable" : "optional";
    }
    return property.nullable() ? "requiredNullable" : "required";
  }

  private static List<String> check(Type.Prop property) {
    if (property.fixed() || property.writeOnly()) {
      return List.of();
    }
    String value = "value." + property.java() + "()";
    if (property.presence()) {
      return List.of(property.constant() + ".check(" + value + ".orNull(), at, in);");
    }
    boolean must = property.required() && !property.nullable();
    return List.of(
        property.constant() + (must ? ".checkRequired(" : ".check(") + value + ", at, in);");
  }

  private static List<String> write(Type.Prop property) {
    if (property.writeOnly()) {
      return List.of();
    }
    String value = "value." + property.java() + "()";
    if (property.presence()) {
      return List.of(property.constant() + ".writePresence(" + value + ", out);");
    }
    boolean always = property.required() || property.fixed();
    return List.of(
        property.constant() + (always ? ".write(" : ".writeOptional(") + value + ", out);");
  }

  // ---- enums and unions

  Map<String, Object> enumeration(Type.EnumModel model) {
    List<Map<String, Object>> constants = new ArrayList<>();
    for (String[] constant : model.constants) {
      String doc = constant[2].isEmpty() ? "The empty value" : Javadoc.code(constant[2]);
      constants.add(data("name", constant[0], "literal", constant[1], "doc", doc));
    }
    String description =
        Javadoc.sentence(
            model.description,
            "The values of " + (model.schema == null ? model.name : model.schema));
    return data(
        "package", packages.model(),
        "name", model.name,
        "javadoc", Javadoc.comment("", List.of(description), List.of()),
        "implements", implemented(model.interfaces, "implements"),
        "constants", marked(constants),
        "valueType", model.valueType);
  }

  Map<String, Object> enumCodec(Type.EnumModel model) {
    Imports imports = codecImports(model.name);
    String type = imports.use(packages.model() + "." + model.name);
    String expression = "Codecs.enumeration(" + type + ".values(), " + type + "::value)";
    return withImports(
        data(
            "package",
            packages.codec(),
            "name",
            model.name + "Codec",
            "model",
            type,
            "expression",
            expression),
        imports);
  }

  private Imports codecImports(String model) {
    return new Imports(
        packages.codec(),
        model + "Codec",
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
        "MediaType");
  }

  Map<String, Object> union(Type.UnionModel model) {
    List<String> declared = new ArrayList<>(List.of(model.name));
    model.variants.forEach(variant -> declared.add(variant.wrapper()));
    declared.removeIf(Objects::isNull);
    Imports imports = new Imports(packages.model(), declared.toArray(new String[0]));
    List<String> permits = new ArrayList<>();
    List<Map<String, Object>> wrappers = new ArrayList<>();
    for (Type.Variant variant : model.variants) {
      if (variant.wrapper() == null) {
        permits.add(((Type.Named) variant.type()).name());
      } else {
        permits.add(model.name + "." + variant.wrapper());
        String type = variant.type().java(imports);
        String copied = variant.type().copied("value", imports);
        String check =
            copied.equals("value")
                ? imports.use("java.util.Objects") + ".requireNonNull(value, \"value\");"
                : "value = " + copied + ";";
        wrappers.add(
            data("name", variant.wrapper(), "type", type, "check", check, "union", model.name));
      }
    }
    List<Map<String, Object>> shared = new ArrayList<>();
    for (Type.Prop property : schemas.models().shared(model)) {
      String doc = describe(property);
      String javadoc =
          Javadoc.comment(
              "  ",
              List.of(Javadoc.sentence(property.description(), "The property " + property.json())),
              List.of(
                  "@return "
                      + (property.fixed()
                          ? "the value that stands for the type"
                          : "the value" + (doc.contains("null") ? ", may be {@code null}" : ""))));
      String type =
          property.fixed()
              ? property.type().unboxed(imports)
              : property.component(packages, imports);
      shared.add(data("name", property.java(), "type", type, "javadoc", javadoc));
    }
    String description =
        Javadoc.sentence(
            model.description,
            "One of the alternatives of " + (model.schema == null ? model.name : model.schema));
    return withImports(
        data(
            "package", packages.model(),
            "name", model.name,
            "javadoc", Javadoc.comment("", List.of(description), List.of()),
            "extends", implemented(model.interfaces, "extends"),
            "permits", joined(permits, "    "),
            "shared", shared,
            "wrappers", wrappers),
        imports);
  }

  Map<String, Object> unionCodec(Type.UnionModel model) {
    Imports imports = codecImports(model.name);
    String type = imports.use(packages.model() + "." + model.name);
    StringBuilder expression =
        new StringBuilder("Codecs.<" + type + ">" + (model.exactlyOne ? "oneOf" : "anyOf") + "()");
    for (Type.Variant variant : model.variants) {
      expression.append("\n          .or(");
      String codec = variant.type().codec(packages, imports);
      if (variant.wrapper() == null) {
        expression
            .append(variant.type().java(imports))
            .append(".class, ")
            .append(codec)
            .append(")");
      } else {
        String wrapper = type + "." + variant.wrapper();
        expression.append(
            wrapper + ".class, " + codec + ", " + wrapper + "::new, " + wrapper + "::value)");
      }
    }
    if (model.discriminator != null) {
      expression.append("\n          .by(").append(Java.string(model.discriminator)).append(")");
      model.mapping.forEach(
          (value, index) ->
              expression
                  .append("\n          .when(")
                  .append(Java.string(value))
                  .append(", ")
                  .append(index)
                  .append(")"));
    }
    return withImports(
        data(
            "package",
            packages.codec(),
            "name",
            model.name + "Codec",
            "model",
            type,
            "expression",
            expression.toString()),
        imports);
  }
}
