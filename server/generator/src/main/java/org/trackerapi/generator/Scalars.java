package org.trackerapi.generator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.swagger.v3.oas.models.media.Schema;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;

/** Reads schemas of single values: strings, numbers, booleans and anything. */
final class Scalars {
  /** The Java type of what may be anything. */
  static final String ANY = "com.fasterxml.jackson.databind.JsonNode";

  private final Type.Packages packages;
  private final Place place;

  Scalars(Type.Packages packages, Place place) {
    this.packages = packages;
    this.place = place;
  }

  static Type any() {
    return new Type.Scalar(ANY, null, "Codecs.any()", null);
  }

  static Type.Scalar bool(Boolean only) {
    return new Type.Scalar(
        "java.lang.Boolean",
        "boolean",
        "Codecs.bool()" + (only == null ? "" : ".only(" + only + ")"),
        only == null ? null : only.toString());
  }

  static Type.Scalar constant(String text) {
    return new Type.Scalar(
        "java.lang.String",
        null,
        "Codecs.only(" + Java.string(text) + ")",
        JsonNodeFactory.instance.textNode(text).toString());
  }

  Type string(Schema<?> schema) {
    String format = schema.getFormat() == null ? "" : schema.getFormat();
    String length = limits(".length", schema.getMinLength(), schema.getMaxLength());
    String pattern = pattern(schema);
    return switch (format) {
      case "date" -> text("java.time.LocalDate", "Codecs.date()", length + pattern);
      case "date-time" -> text("java.time.OffsetDateTime", "Codecs.dateTime()", length + pattern);
      case "uuid" -> text("java.util.UUID", "Codecs.uuid()", length + pattern);
      case "uri", "url" -> text("java.net.URI", "Codecs.uri(true)", length + pattern);
      case "uri-reference" -> text("java.net.URI", "Codecs.uri(false)", length + pattern);
      case "byte" -> new Type.Bytes("Codecs.base64()" + length + pattern, packages);
      case "binary" -> new Type.Bytes("Codecs.binary()", packages);
      case "email" -> text("java.lang.String", "Codecs.email()", length + pattern);
      case "hostname" -> text("java.lang.String", "Codecs.hostname()", length + pattern);
      case "ipv4" -> text("java.lang.String", "Codecs.ipv4()", length + pattern);
      case "ipv6" -> text("java.lang.String", "Codecs.ipv6()", length + pattern);
      case "password" ->
          text("java.lang.String", "Codecs.string()", length + pattern + ".secret()");
      default -> text("java.lang.String", "Codecs.string()", length + pattern);
    };
  }

  private static Type text(String qualified, String codec, String constraints) {
    return new Type.Scalar(qualified, null, codec + constraints, null);
  }

  private String pattern(Schema<?> schema) {
    List<String> excluded = Keywords.excluded(schema);
    String except =
        excluded == null
            ? ""
            : ".noneOf(" + String.join(", ", excluded.stream().map(Java::string).toList()) + ")";
    return patternOnly(schema) + except;
  }

  private String patternOnly(Schema<?> schema) {
    if (schema.getPattern() == null) {
      return "";
    }
    String java = Patterns.toJava(schema.getPattern());
    if (java == null) {
      throw place.refuse(
          "the pattern "
              + schema.getPattern()
              + " is no regular expression that Java has; simplify it");
    }
    return ".pattern(" + Java.string(java) + ", " + Java.string(schema.getPattern()) + ")";
  }

  /** A call that sets the limits of a length or a count; nothing where there are none. */
  static String limits(String call, Integer least, Integer most) {
    if ((least == null || least <= 0) && most == null) {
      return "";
    }
    return call
        + "("
        + (least == null ? 0 : least)
        + ", "
        + (most == null ? "Integer.MAX_VALUE" : most.toString())
        + ")";
  }

  Type integer(Schema<?> schema) {
    if (Keywords.bits(schema) == 0) {
      return new Type.Scalar(
          "java.math.BigInteger", null, "Codecs.integer()" + numberLimits(schema), null);
    }
    boolean small = Keywords.bits(schema) == 32;
    StringBuilder codec = new StringBuilder(small ? "Codecs.int32()" : "Codecs.int64()");
    BigDecimal least = Keywords.least(schema);
    if (least != null) {
      BigInteger value = least.setScale(0, RoundingMode.CEILING).toBigInteger();
      boolean strict = Keywords.aboveLeast(schema) && least.compareTo(new BigDecimal(value)) == 0;
      value = strict ? value.add(BigInteger.ONE) : value;
      if (value.compareTo(BigInteger.valueOf(Long.MIN_VALUE)) > 0) {
        codec.append(".atLeast(").append(literal(value)).append(")");
      }
    }
    BigDecimal most = Keywords.most(schema);
    if (most != null) {
      BigInteger value = most.setScale(0, RoundingMode.FLOOR).toBigInteger();
      boolean strict = Keywords.belowMost(schema) && most.compareTo(new BigDecimal(value)) == 0;
      value = strict ? value.subtract(BigInteger.ONE) : value;
      if (value.compareTo(BigInteger.valueOf(Long.MAX_VALUE)) < 0) {
        codec.append(".atMost(").append(literal(value)).append(")");
      }
    }
    if (schema.getMultipleOf() != null) {
      codec.append(".multipleOf(").append(literal(numerator(schema.getMultipleOf()))).append(")");
    }
    return new Type.Scalar(
        small ? "java.lang.Integer" : "java.lang.Long",
        small ? "int" : "long",
        codec.toString(),
        null);
  }

  /** An integer is a multiple of p/q exactly if it is one of p. */
  private static BigInteger numerator(BigDecimal multiple) {
    BigDecimal plain = multiple.stripTrailingZeros();
    if (plain.scale() <= 0) {
      return plain.toBigIntegerExact();
    }
    BigInteger below = BigInteger.TEN.pow(plain.scale());
    return plain.unscaledValue().divide(plain.unscaledValue().gcd(below));
  }

  private String literal(BigInteger value) {
    if (value.bitLength() > 63) {
      throw place.refuse("the limit " + value + " does not fit 64 bits; lower it or leave it out");
    }
    return value + (value.bitLength() > 31 ? "L" : "");
  }

  Type number(Schema<?> schema) {
    String format = schema.getFormat() == null ? "" : schema.getFormat();
    String limits = numberLimits(schema);
    return switch (format) {
      case "double" ->
          new Type.Scalar("java.lang.Double", "double", "Codecs.float64()" + limits, null);
      case "float" ->
          new Type.Scalar("java.lang.Float", "float", "Codecs.float32()" + limits, null);
      case "int32", "int64", "integer" -> integer(schema);
      default -> new Type.Scalar("java.math.BigDecimal", null, "Codecs.decimal()" + limits, null);
    };
  }

  private static String numberLimits(Schema<?> schema) {
    StringBuilder limits = new StringBuilder();
    if (Keywords.least(schema) != null) {
      limits
          .append(Keywords.aboveLeast(schema) ? ".above(\"" : ".atLeast(\"")
          .append(Keywords.least(schema))
          .append("\")");
    }
    if (Keywords.most(schema) != null) {
      limits
          .append(Keywords.belowMost(schema) ? ".below(\"" : ".atMost(\"")
          .append(Keywords.most(schema))
          .append("\")");
    }
    if (schema.getMultipleOf() != null) {
      limits.append(".multipleOf(\"").append(schema.getMultipleOf()).append("\")");
    }
    return limits.toString();
  }
}
