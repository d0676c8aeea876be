package org.trackerapi.generator;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.models.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Reads enums: into Java enums, or into constants where a single value stands inside another
 * schema.
 */
final class Enums {
  private final Type.Packages packages;
  private final Models models;

  Enums(Type.Packages packages, Models models) {
    this.packages = packages;
    this.models = models;
  }

  /** Reads an enum; a component with a single value is a Java enum, too. */
  Type read(Schema<?> schema, Supplier<String> name, boolean component, Consumer<Type> early) {
    List<JsonNode> values = new ArrayList<>();
    for (Object value : schema.getEnum()) {
      JsonNode json = value == null ? null : Defaults.json(value);
      if (json != null && !values.contains(json)) {
        values.add(json);
      }
    }
    boolean texts = values.stream().allMatch(JsonNode::isTextual);
    boolean integers = values.stream().allMatch(JsonNode::isIntegralNumber);
    boolean numbers = values.stream().allMatch(JsonNode::isNumber);
    if (values.stream().allMatch(JsonNode::isBoolean)) {
      return Scalars.bool(values.size() > 1 ? null : values.get(0).booleanValue());
    }
    if (!texts && !numbers) {
      // Java's enums have values of one type.
      return new Type.Scalar(
          Scalars.ANY, null, "Codecs.values(" + Java.string(values.toString()) + ")", null);
    }
    if (values.size() == 1 && !component) {
      return single(values.get(0), schema);
    }
    Type.Named type = new Type.Named(name.get(), Type.Named.Kind.ENUM, packages);
    early.accept(type);
    Type.EnumModel model = new Type.EnumModel(type.name(), schema.getTitle());
    models.add(model);
    model.description = schema.getDescription();
    boolean small =
        values.stream().allMatch(JsonNode::isInt) && !"int64".equals(schema.getFormat());
    model.valueType =
        texts ? "String" : !integers ? "java.math.BigDecimal" : small ? "int" : "long";
    List<?> given =
        schema.getExtensions() != null
                && schema.getExtensions().get("x-enum-varnames") instanceof List<?> list
            ? list
            : List.of();
    Names.Scope scope = new Names.Scope();
    for (int i = 0; i < values.size(); i++) {
      JsonNode value = values.get(i);
      String text = value.asText();
      String wanted =
          i < given.size()
              ? String.valueOf(given.get(i))
              : (value.isNumber() ? "N" : "") + text.replace("-", value.isNumber() ? "MINUS" : "-");
      String literal =
          switch (model.valueType) {
            case "String" -> Java.string(text);
            case "int" -> text;
            case "long" -> text + "L";
            default -> "new java.math.BigDecimal(\"" + value.decimalValue().toPlainString() + "\")";
          };
      model.constants.add(new String[] {scope.unique(Names.constant(wanted)), literal, text});
    }
    return type;
  }

  private static Type single(JsonNode value, Schema<?> schema) {
    if (value.isTextual()) {
      return Scalars.constant(value.textValue());
    }
    if (value.isIntegralNumber() && value.canConvertToLong()) {
      boolean small = "int32".equals(schema.getFormat());
      String text = value.asText();
      String limit = value.canConvertToInt() ? text : text + "L";
      return new Type.Scalar(
          small ? "java.lang.Integer" : "java.lang.Long",
          small ? "int" : "long",
          (small ? "Codecs.int32()" : "Codecs.int64()")
              + ".atLeast("
              + limit
              + ").atMost("
              + limit
              + ")",
          text);
    }
    String text = value.decimalValue().toPlainString();
    return new Type.Scalar(
        "java.math.BigDecimal",
        null,
        "Codecs.decimal().atLeast(\"" + text + "\").atMost(\"" + text + "\")",
        null);
  }
}
