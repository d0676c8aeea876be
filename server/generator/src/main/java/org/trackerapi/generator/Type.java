package org.trackerapi.generator;

import java.util.List;

/**
 * A type of the document as Java has it. Immutable; constraints are part of the codec expression.
 */
sealed interface Type {
  /**
   * Returns the Java type, boxed.
   *
   * @param imports the file that names it
   * @return the type as the file writes it
   */
  String java(Imports imports);

  /**
   * Returns the Java type of a value that is always there.
   *
   * @param imports the file that names it
   * @return the primitive where there is one
   */
  default String unboxed(Imports imports) {
    return java(imports);
  }

  /**
   * Returns an expression for the codec.
   *
   * @param packages where generated classes live
   * @param imports the file that uses it
   * @return the expression
   */
  String codec(Packages packages, Imports imports);

  /**
   * Returns what a record does with a value of the type to stay immutable.
   *
   * @param variable the value, never null
   * @param imports the file that uses it
   * @return the expression; the variable itself where nothing has to be done
   */
  default String copied(String variable, Imports imports) {
    return variable;
  }

  /** The only value of the type as JSON; {@code null} where there are several. */
  default String only() {
    return null;
  }

  /** Where generated classes live. */
  record Packages(String invoker, String api, String model) {
    String codec() {
      return invoker + ".codec";
    }
  }

  /**
   * A single value.
   *
   * @param qualified the boxed class
   * @param primitive the primitive, or {@code null}
   * @param expression the codec, of {@code Codecs}
   * @param only the only value as JSON, or {@code null}
   */
  record Scalar(String qualified, String primitive, String expression, String only)
      implements Type {
    @Override
    public String java(Imports imports) {
      return imports.use(qualified);
    }

    @Override
    public String unboxed(Imports imports) {
      return primitive == null ? java(imports) : primitive;
    }

    @Override
    public String codec(Packages packages, Imports imports) {
      imports.use(packages.codec() + ".Codecs");
      return expression;
    }
  }

  /** Binary content. */
  record Bytes(String expression, Packages packages) implements Type {
    @Override
    public String java(Imports imports) {
      return imports.use(packages.invoker() + ".Binary");
    }

    @Override
    public String codec(Packages where, Imports imports) {
      imports.use(where.codec() + ".Codecs");
      return expression;
    }
  }

  /** A generated record, enum or sealed interface. */
  record Named(String name, Kind kind, Packages packages) implements Type {
    /** What is generated. */
    enum Kind {
      OBJECT,
      ENUM,
      UNION
    }

    @Override
    public String java(Imports imports) {
      return imports.use(packages.model() + "." + name);
    }

    @Override
    public String codec(Packages where, Imports imports) {
      imports.use(where.codec() + ".Codecs");
      return "Codecs.lazy(() -> "
          + imports.use(where.codec() + "." + name + "Codec")
          + ".INSTANCE)";
    }
  }

  /**
   * A list.
   *
   * @param item the type of an item
   * @param nulls whether items may be null
   * @param constraints calls on the codec
   */
  record ListOf(Type item, boolean nulls, String constraints) implements Type {
    @Override
    public String java(Imports imports) {
      return imports.use("java.util.List") + "<" + item.java(imports) + ">";
    }

    @Override
    public String codec(Packages packages, Imports imports) {
      imports.use(packages.codec() + ".Codecs");
      return "Codecs.list("
          + item.codec(packages, imports)
          + ")"
          + (nulls ? ".nullable()" : "")
          + constraints;
    }

    @Override
    public String copied(String variable, Imports imports) {
      if (!nulls) {
        return "List.copyOf(" + variable + ")";
      }
      return imports.use("java.util.Collections")
          + ".unmodifiableList(new "
          + imports.use("java.util.ArrayList")
          + "<>("
          + variable
          + "))";
    }
  }

  /**
   * An object whose properties are not listed.
   *
   * @param value the type of a property
   * @param nulls whether properties may be null
   * @param constraints calls on the codec
   */
  record MapOf(Type value, boolean nulls, String constraints) implements Type {
    @Override
    public String java(Imports imports) {
      return imports.use("java.util.Map")
          + "<"
          + imports.use("java.lang.String")
          + ", "
          + value.java(imports)
          + ">";
    }

    @Override
    public String codec(Packages packages, Imports imports) {
      imports.use(packages.codec() + ".Codecs");
      return "Codecs.map("
          + value.codec(packages, imports)
          + ")"
          + (nulls ? ".nullable()" : "")
          + constraints;
    }

    @Override
    public String copied(String variable, Imports imports) {
      return imports.use("java.util.Collections")
          + ".unmodifiableMap(new "
          + imports.use("java.util.LinkedHashMap")
          + "<>("
          + variable
          + "))";
    }
  }

  /** A generated record. */
  final class ObjectModel {
    final String name;
    final String schema;
    String description;
    boolean deprecated;
    final List<Prop> properties = new java.util.ArrayList<>();
    MapOf others;
    String othersName;
    boolean closed;
    Integer least;
    Integer most;
    boolean groupsExclusive;
    List<List<String>> groups = List.of();
    final List<String> interfaces = new java.util.ArrayList<>();

    ObjectModel(String name, String schema) {
      this.name = name;
      this.schema = schema;
    }
  }

  /**
   * A property of a record, or a parameter of a request.
   *
   * @param json the name in the document
   * @param java the component
   * @param constant the constant that describes it
   * @param type the type of a value
   * @param required whether it must be there
   * @param nullable whether it may be null
   * @param defaultJson the default as JSON, or {@code null}
   * @param readOnly whether it occurs in answers only
   * @param writeOnly whether it occurs in requests only
   * @param description the description, or {@code null}
   */
  record Prop(
      String json,
      String java,
      String constant,
      Type type,
      boolean required,
      boolean nullable,
      String defaultJson,
      boolean readOnly,
      boolean writeOnly,
      String description) {
    /**
     * Says whether there is one possible value and it is always there, so that nobody has to give
     * it.
     */
    boolean fixed() {
      return required && !nullable && type.only() != null;
    }

    /** Says whether absent and null differ. */
    boolean presence() {
      return !required && nullable && !(oneWay());
    }

    /**
     * Says whether it occurs in one direction only, so that a record of the other direction lacks
     * it.
     */
    boolean oneWay() {
      return readOnly || writeOnly;
    }

    /** Says whether a component of it is never null. */
    boolean always() {
      return required && !nullable && !oneWay();
    }

    /** The same, described where it is used, which counts more than what its schema says. */
    Prop describedAs(String text) {
      String described = text == null ? description : text;
      return new Prop(
          json, java, constant, type, required, nullable, defaultJson, false, false, described);
    }

    String component(Packages packages, Imports imports) {
      if (presence()) {
        return imports.use(packages.invoker() + ".Presence") + "<" + type.java(imports) + ">";
      }
      return always() ? type.unboxed(imports) : type.java(imports);
    }
  }

  /** A generated enum. */
  final class EnumModel {
    final String name;
    final String schema;
    String description;
    String valueType;
    final List<String[]> constants = new java.util.ArrayList<>();
    final List<String> interfaces = new java.util.ArrayList<>();

    EnumModel(String name, String schema) {
      this.name = name;
      this.schema = schema;
    }
  }

  /** A generated sealed interface. */
  final class UnionModel {
    final String name;
    final String schema;
    String description;
    boolean exactlyOne;
    String discriminator;
    final java.util.Map<String, Integer> mapping = new java.util.LinkedHashMap<>();
    final List<Variant> variants = new java.util.ArrayList<>();
    final List<String> interfaces = new java.util.ArrayList<>();

    UnionModel(String name, String schema) {
      this.name = name;
      this.schema = schema;
    }
  }

  /**
   * One type of a union.
   *
   * @param type the type
   * @param wrapper the wrapper's name; {@code null} where the type implements the interface itself
   */
  record Variant(Type type, String wrapper) {}
}
