package org.trackerapi.generator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Discriminator;
import io.swagger.v3.oas.models.media.Schema;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Reads the schemas of a document into Java types. */
final class Schemas {
  private static final String REF = "#/components/schemas/";

  /** The Java type of what may be anything. */
  private static final String ANY = "com.fasterxml.jackson.databind.JsonNode";

  /**
   * The JVM passes 255 slots, one of them for the record itself; a {@code long} or {@code double}
   * takes two. A record's {@code toString} leaves room for fewer components than that.
   */
  private static final int MOST_SLOTS = 254;

  private static final int MOST_PROPERTIES = 250;

  private final OpenAPI document;
  private final Type.Packages packages;
  private final Catalogue catalogue;
  private final Place place;
  private final Map<String, Schema<?>> components = new LinkedHashMap<>();
  private final Map<String, String> javaNames = new HashMap<>();
  private final Map<String, Type> resolved = new HashMap<>();
  private final Set<String> resolving = new LinkedHashSet<>();
  private final Map<String, List<String>> children = new LinkedHashMap<>();
  private final Map<String, String> inner = new HashMap<>();
  private final Names.Scope names = new Names.Scope();

  /**
   * Objects whose properties are still to be read: a chain of a thousand must not be a recursion.
   */
  private final Deque<Runnable> unread = new ArrayDeque<>();

  private int depth;

  private final Map<String, Type.ObjectModel> objects = new TreeMap<>();
  private final Map<String, Type.EnumModel> enums = new TreeMap<>();
  private final Map<String, Type.UnionModel> unions = new TreeMap<>();

  Schemas(OpenAPI document, Type.Packages packages, Catalogue catalogue, Place place) {
    this.document = document;
    this.packages = packages;
    this.catalogue = catalogue;
    this.place = place;
    if (document.getComponents() != null && document.getComponents().getSchemas() != null) {
      document.getComponents().getSchemas().forEach((name, schema) -> components.put(name, schema));
    }
    for (Map.Entry<String, Schema<?>> entry : components.entrySet()) {
      javaNames.put(entry.getKey(), names.unique(Names.model(entry.getKey())));
      for (Schema<?> part : parts(entry.getValue().getAllOf())) {
        String parent = refName(part);
        if (parent != null) {
          children.computeIfAbsent(parent, key -> new ArrayList<>()).add(entry.getKey());
        }
      }
    }
  }

  Map<String, Type.ObjectModel> objects() {
    return objects;
  }

  Map<String, Type.EnumModel> enums() {
    return enums;
  }

  Map<String, Type.UnionModel> unions() {
    return unions;
  }

  /** Says whether a model of this Java name is generated. */
  boolean hasModel(String javaName) {
    return objects.containsKey(javaName)
        || enums.containsKey(javaName)
        || unions.containsKey(javaName)
        || javaNames.containsValue(javaName);
  }

  /** Reads every component, also those that no operation needs, and completes the unions. */
  void finish() {
    for (String name : List.copyOf(components.keySet())) {
      place.enter("schema " + name);
      try {
        settled(() -> component(name));
      } finally {
        place.leave();
      }
    }
    unions.values().forEach(this::fixDiscriminators);
  }

  /** Reads the type of a schema that stands inside something else. */
  Type type(Schema<?> schema, String hint) {
    return settled(() -> build(schema, () -> names.unique(Names.model(hint)), hint, type -> {}));
  }

  /** Reads a type and, if nothing is being read around it, all properties that it leads to. */
  private Type settled(Supplier<Type> reading) {
    depth++;
    try {
      Type type = reading.get();
      while (depth == 1 && !unread.isEmpty()) {
        unread.remove().run();
      }
      return type;
    } finally {
      depth--;
    }
  }

  /** Says whether null is a value. */
  boolean nullable(Schema<?> schema) {
    return nullable(schema, new HashSet<>());
  }

  private boolean nullable(Schema<?> schema, Set<String> seen) {
    if (schema == null) {
      return false;
    }
    String ref = refName(schema);
    if (ref != null) {
      return seen.add(ref) && nullable(components.get(ref), seen);
    }
    if (Boolean.TRUE.equals(schema.getNullable())
        || schema.getTypes() != null && schema.getTypes().contains("null")) {
      return true;
    }
    if (schema.getEnum() != null && schema.getEnum().contains(null)) {
      return true;
    }
    List<Schema<?>> all = parts(schema.getAllOf());
    if (all.size() == 1 && schema.getNullable() == null && nullable(all.get(0), seen)) {
      return true;
    }
    for (Schema<?> part : alternatives(schema)) {
      if (isNullOnly(part) || nullable(part, seen)) {
        return true;
      }
    }
    return false;
  }

  /** Follows references to the schema itself. */
  Schema<?> follow(Schema<?> schema) {
    Schema<?> at = schema;
    Set<String> seen = new HashSet<>();
    for (String ref = refName(at); ref != null; ref = refName(at)) {
      if (!seen.add(ref)) {
        throw place.refuse("schema " + ref + " refers to itself; give it a type");
      }
      at = known(ref);
    }
    return at;
  }

  /** Follows references and joins what allOf joins. */
  Schema<?> whole(Schema<?> schema) {
    Schema<?> target = follow(schema);
    return parts(target.getAllOf()).isEmpty()
        ? target
        : merged(target, pathFrom(componentOf(target)));
  }

  /** The alternatives of a schema: those of oneOf or anyOf, or the members of its family. */
  List<Schema<?>> alternativesOf(Schema<?> schema) {
    Schema<?> target = follow(schema);
    String component = componentOf(target);
    List<Schema<?>> out = new ArrayList<>();
    if (component != null && target.getDiscriminator() != null && children.containsKey(component)) {
      List<String> members = new ArrayList<>();
      collectMembers(component, members);
      members.forEach(member -> out.add(new Schema<>().$ref(REF + member)));
      return out;
    }
    return alternatives(whole(target));
  }

  /**
   * Returns a value of the discriminator that stands for an alternative; {@code null} where none is
   * known.
   */
  String discriminatorValue(Discriminator discriminator, Schema<?> alternative) {
    String ref = refName(alternative);
    if (discriminator.getMapping() != null && ref != null) {
      for (Map.Entry<String, String> entry : discriminator.getMapping().entrySet()) {
        if (entry.getValue().equals(REF + ref) || entry.getValue().equals(ref)) {
          return entry.getKey();
        }
      }
    }
    List<String> values =
        discriminatorValues(alternative, discriminator.getPropertyName(), new HashSet<>());
    return values.isEmpty() ? ref : values.get(0);
  }

  private Schema<?> known(String name) {
    Schema<?> schema = components.get(name);
    if (schema == null) {
      throw place.refuse(
          "the reference to #/components/schemas/"
              + name
              + " leads nowhere; add the schema or correct the reference");
    }
    return schema;
  }

  String refName(Schema<?> schema) {
    String ref = schema == null ? null : schema.get$ref();
    if (ref == null) {
      return null;
    }
    String name = ref.startsWith(REF) ? unescaped(ref.substring(REF.length())) : null;
    return components.containsKey(name) || !ref.startsWith("#/") ? nameOr(name, ref) : inner(ref);
  }

  private String nameOr(String name, String ref) {
    if (name == null) {
      throw place.refuse(
          "the reference "
              + ref
              + " is not to a component schema; move the schema to components/schemas");
    }
    return name;
  }

  private static String unescaped(String segment) {
    String text = URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    return text.replace("~1", "/").replace("~0", "~");
  }

  /**
   * Makes a component of a schema that stands somewhere inside the document, so that it has a name.
   */
  private String inner(String ref) {
    return inner.computeIfAbsent(
        ref,
        key -> {
          String[] segments = key.substring(2).split("/");
          Object found = document;
          for (String segment : segments) {
            found = Pointers.step(found, unescaped(segment));
          }
          if (!(found instanceof Schema<?> schema)) {
            throw place.refuse(
                "the reference " + key + " leads nowhere; add the schema or correct the reference");
          }
          String name = unescaped(segments[segments.length - 1]);
          while (components.containsKey(name)) {
            name += "_";
          }
          components.put(name, schema);
          javaNames.put(name, names.unique(Names.model(name)));
          return name;
        });
  }

  private Type component(String name) {
    Type known = resolved.get(name);
    if (known != null) {
      return known;
    }
    Schema<?> schema = known(name);
    if (!resolving.add(name)) {
      throw place.refuse(
          "schema "
              + name
              + " contains itself without an object in between; wrap it in a property of an"
              + " object");
    }
    Type type =
        build(
            schema,
            () -> javaNames.get(name),
            javaNames.get(name),
            early -> resolved.put(name, early));
    resolving.remove(name);
    resolved.put(name, type);
    return type;
  }

  private Type build(Schema<?> schema, Supplier<String> name, String hint, Consumer<Type> early) {
    if (schema == null) {
      return any();
    }
    String ref = refName(schema);
    if (ref != null) {
      return component(ref);
    }
    refuseUnsupported(schema);
    List<Schema<?>> all = parts(schema.getAllOf());
    String componentName = componentOf(schema);
    if (all.size() == 1
        && addsNothing(schema)
        && !(componentName != null && isObject(all.get(0)))) {
      return build(all.get(0), name, hint, early);
    }
    Schema<?> whole = all.isEmpty() ? schema : merged(schema, pathFrom(componentName));
    if (!alternatives(whole).isEmpty()) {
      return union(whole, name, hint, early);
    }
    if (componentName != null
        && whole.getDiscriminator() != null
        && children.containsKey(componentName)) {
      return family(componentName, whole, name, early);
    }
    if (whole.getEnum() != null && whole.getEnum().stream().anyMatch(Objects::nonNull)) {
      return enumeration(whole, name, componentName != null, early);
    }
    String type = typeOf(whole);
    return switch (type == null ? "any" : type) {
      case "object" -> object(whole, name, hint, early);
      case "array" -> list(whole, hint);
      case "string" -> string(whole);
      case "integer" -> integer(whole);
      case "number" -> number(whole);
      case "boolean" -> bool(null);
      case "any", "null" -> any();
      default -> throw place.refuse("the type " + type + " is unknown; use a type of OpenAPI 3.0");
    };
  }

  private String componentOf(Schema<?> schema) {
    for (Map.Entry<String, Schema<?>> entry : components.entrySet()) {
      if (entry.getValue() == schema) {
        return entry.getKey();
      }
    }
    return null;
  }

  /** Says whether a schema becomes a record, followed through references and allOf. */
  private boolean isObject(Schema<?> schema) {
    Schema<?> target = follow(schema);
    if (!properties(target).isEmpty()) {
      return alternatives(target).isEmpty();
    }
    List<Schema<?>> all = parts(target.getAllOf());
    return alternatives(target).isEmpty()
        && target.getDiscriminator() == null
        && !all.isEmpty()
        && all.stream().anyMatch(this::isObject);
  }

  private void refuseUnsupported(Schema<?> schema) {
    if (schema.getNot() != null && excluded(schema) == null) {
      throw place.refuse(
          "the keyword not can be enforced only as an enum of strings that a string may not be;"
              + " state what is allowed instead");
    }
    refuseKeyword(schema.getPatternProperties(), "patternProperties", "use additionalProperties");
    refuseKeyword(schema.getIf(), "if", "use oneOf");
    refuseKeyword(schema.getPrefixItems(), "prefixItems", "use an object with a property per item");
    refuseKeyword(schema.getContains(), "contains", "state the constraint in words");
    refuseKeyword(schema.getPropertyNames(), "propertyNames", "state the constraint in words");
    refuseKeyword(schema.getDependentSchemas(), "dependentSchemas", "use oneOf");
    refuseKeyword(schema.getDependentRequired(), "dependentRequired", "use oneOf");
    refuseKeyword(
        schema.getUnevaluatedProperties(), "unevaluatedProperties", "use additionalProperties");
    refuseKeyword(schema.getUnevaluatedItems(), "unevaluatedItems", "use items");
  }

  private void refuseKeyword(Object value, String keyword, String remedy) {
    if (value != null) {
      throw place.refuse("the keyword " + keyword + " cannot be enforced; " + remedy);
    }
  }

  /** Says whether a schema only wraps its one part, for a description or to make it nullable. */
  private static boolean addsNothing(Schema<?> s) {
    return s.getProperties() == null
        && s.getRequired() == null
        && s.getAdditionalProperties() == null
        && s.getItems() == null
        && s.getEnum() == null
        && s.getPattern() == null
        && s.getMinLength() == null
        && s.getMaxLength() == null
        && s.getMinimum() == null
        && s.getMaximum() == null
        && s.getMultipleOf() == null
        && s.getMinItems() == null
        && s.getMaxItems() == null
        && s.getMinProperties() == null
        && s.getMaxProperties() == null
        && s.getUniqueItems() == null
        && s.getOneOf() == null
        && s.getAnyOf() == null
        && s.getFormat() == null
        && s.getNot() == null
        && s.getDiscriminator() == null;
  }

  // ---- allOf

  private static Set<String> pathFrom(String component) {
    Set<String> path = new HashSet<>();
    if (component != null) {
      path.add(component);
    }
    return path;
  }

  private Schema<?> merged(Schema<?> schema, Set<String> path) {
    Schema<Object> out = new Schema<>();
    absorb(out, schema, true);
    out.setNullable(schema.getNullable());
    out.setDiscriminator(schema.getDiscriminator());
    for (Schema<?> part : parts(schema.getAllOf())) {
      String ref = refName(part);
      if (ref != null && !path.add(ref)) {
        throw place.refuse("schema " + ref + " is a part of itself by allOf; remove the circle");
      }
      Schema<?> target = follow(part);
      refuseUnsupported(target);
      // A parent that lists its children by oneOf lends them its properties, not the list.
      boolean lists =
          alternatives(target).stream().map(this::refName).anyMatch(name -> path.contains(name));
      absorb(out, parts(target.getAllOf()).isEmpty() ? target : merged(target, path), !lists);
      path.remove(ref);
    }
    return out;
  }

  private void absorb(Schema<Object> out, Schema<?> part, boolean withAlternatives) {
    String type = typeOf(part);
    if (typeOf(out) == null) {
      out.setType(type);
    } else if (type != null
        && !type.equals(typeOf(out))
        && isNumeric(typeOf(out))
        && isNumeric(type)) {
      // Every integer is a number.
      out.setFormat(typeOf(out).equals("integer") ? out.getFormat() : part.getFormat());
      out.setType("integer");
    } else if (contradict(typeOf(out), type)) {
      throw place.refuse(
          "allOf joins the types "
              + typeOf(out)
              + " and "
              + type
              + ", which no value has; make the types agree");
    }
    if (out.getDescription() == null) {
      out.setDescription(part.getDescription());
    }
    if (out.getTitle() == null) {
      out.setTitle(part.getTitle());
    }
    if (out.getFormat() == null) {
      out.setFormat(part.getFormat());
    }
    if (out.getDefault() == null) {
      out.setDefault(part.getDefault());
    }
    if (Boolean.TRUE.equals(part.getDeprecated())) {
      out.setDeprecated(true);
    }
    if (Boolean.TRUE.equals(part.getReadOnly())) {
      out.setReadOnly(true);
    }
    if (Boolean.TRUE.equals(part.getWriteOnly())) {
      out.setWriteOnly(true);
    }
    absorbProperties(out, part);
    absorbLimits(out, part);
    if (part.getItems() != null) {
      out.setItems(
          out.getItems() == null ? part.getItems() : both(out.getItems(), part.getItems()));
    }
    absorbEnum(out, part);
    if (part.getNot() != null) {
      out.setNot(part.getNot());
    }
    if (part.getPattern() != null) {
      boolean second = out.getPattern() != null && !out.getPattern().equals(part.getPattern());
      out.setPattern(
          second ? bothPatterns(out.getPattern(), part.getPattern()) : part.getPattern());
    }
    if (withAlternatives && !alternatives(part).isEmpty()) {
      boolean one = part.getOneOf() != null;
      if (alternatives(out).isEmpty()) {
        out.setOneOf(raw(part.getOneOf()));
        out.setAnyOf(raw(part.getAnyOf()));
      } else if (one == (out.getOneOf() != null) && (part.getAnyOf() != null) != one) {
        var combined = raw(combinations(alternatives(out), alternatives(part)));
        out.setOneOf(one ? combined : null);
        out.setAnyOf(one ? null : combined);
      } else {
        throw place.refuse("allOf joins oneOf and anyOf; write the combinations as one oneOf");
      }
      if (part.getDiscriminator() != null && out.getDiscriminator() == null) {
        out.setDiscriminator(part.getDiscriminator());
      }
    }
  }

  /** Of two lists exactly one each, or at least one each, is exactly or at least one pair. */
  private List<Schema<?>> combinations(List<Schema<?>> first, List<Schema<?>> second) {
    List<Schema<?>> pairs = new ArrayList<>();
    for (Schema<?> a : first) {
      for (Schema<?> b : second) {
        boolean names = isRequiredOnly(a) && isRequiredOnly(b);
        if (contradict(typeOf(follow(a)), typeOf(follow(b)))) {
          continue;
        }
        pairs.add(names ? merged(both(a, b), new HashSet<>()) : both(a, b));
      }
    }
    if (pairs.isEmpty()) {
      throw place.refuse(
          "allOf joins two sets of alternatives that no value has; make their types agree");
    }
    return pairs;
  }

  private static boolean contradict(String type, String other) {
    boolean numbers = isNumeric(type) && isNumeric(other);
    return type != null && other != null && !type.equals(other) && !numbers;
  }

  private static boolean isNumeric(String type) {
    return "integer".equals(type) || "number".equals(type);
  }

  /** A pattern that is found exactly where both are. */
  private static String bothPatterns(String first, String second) {
    return "^(?=[\\s\\S]*(?:" + first + "))(?=[\\s\\S]*(?:" + second + "))";
  }

  @SuppressWarnings({"rawtypes", "unchecked"})
  private static List<Schema> raw(List<?> schemas) {
    return schemas == null ? null : new ArrayList<>((List<Schema>) schemas);
  }

  private static Schema<?> both(Schema<?> first, Schema<?> second) {
    if (first.equals(second)) {
      return first;
    }
    Schema<Object> out = new Schema<>();
    out.addAllOfItem(first);
    out.addAllOfItem(second);
    return out;
  }

  private void absorbProperties(Schema<Object> out, Schema<?> part) {
    Map<String, Schema<?>> properties = properties(part);
    for (Map.Entry<String, Schema<?>> entry : properties.entrySet()) {
      Schema<?> known =
          out.getProperties() == null ? null : out.getProperties().get(entry.getKey());
      out.addProperty(
          entry.getKey(), known == null ? entry.getValue() : both(known, entry.getValue()));
    }
    if (part.getRequired() != null) {
      Set<String> required =
          new LinkedHashSet<>(out.getRequired() == null ? List.of() : out.getRequired());
      required.addAll(part.getRequired());
      // Not setRequired(): it drops names that are no properties yet.
      List<String> list = new ArrayList<>(required);
      out.required(list);
      if (out.getRequired() == null || out.getRequired().size() < list.size()) {
        out.addExtension("x-required-all", list);
      }
    }
    Object others = part.getAdditionalProperties();
    if (others != null) {
      Object mine = out.getAdditionalProperties();
      boolean stricter = mine == null || Boolean.TRUE.equals(mine) || Boolean.FALSE.equals(others);
      out.setAdditionalProperties(stricter ? others : mine);
    }
  }

  private static void absorbLimits(Schema<Object> out, Schema<?> part) {
    if (part.getMinimum() != null
        && (out.getMinimum() == null || part.getMinimum().compareTo(out.getMinimum()) >= 0)) {
      boolean keep = out.getMinimum() != null && part.getMinimum().compareTo(out.getMinimum()) == 0;
      boolean exclusive =
          keep && Boolean.TRUE.equals(out.getExclusiveMinimum())
              || Boolean.TRUE.equals(part.getExclusiveMinimum());
      out.setMinimum(part.getMinimum());
      out.setExclusiveMinimum(exclusive);
    }
    if (part.getMaximum() != null
        && (out.getMaximum() == null || part.getMaximum().compareTo(out.getMaximum()) <= 0)) {
      boolean keep = out.getMaximum() != null && part.getMaximum().compareTo(out.getMaximum()) == 0;
      boolean exclusive =
          keep && Boolean.TRUE.equals(out.getExclusiveMaximum())
              || Boolean.TRUE.equals(part.getExclusiveMaximum());
      out.setMaximum(part.getMaximum());
      out.setExclusiveMaximum(exclusive);
    }
    out.setMinLength(larger(out.getMinLength(), part.getMinLength()));
    out.setMaxLength(smaller(out.getMaxLength(), part.getMaxLength()));
    out.setMinItems(larger(out.getMinItems(), part.getMinItems()));
    out.setMaxItems(smaller(out.getMaxItems(), part.getMaxItems()));
    out.setMinProperties(larger(out.getMinProperties(), part.getMinProperties()));
    out.setMaxProperties(smaller(out.getMaxProperties(), part.getMaxProperties()));
    if (Boolean.TRUE.equals(part.getUniqueItems())) {
      out.setUniqueItems(true);
    }
    if (part.getMultipleOf() != null) {
      out.setMultipleOf(
          out.getMultipleOf() == null
              ? part.getMultipleOf()
              : leastCommon(out.getMultipleOf(), part.getMultipleOf()));
    }
  }

  private static BigDecimal leastCommon(BigDecimal a, BigDecimal b) {
    int scale = Math.max(0, Math.max(a.scale(), b.scale()));
    BigInteger x = a.setScale(scale).unscaledValue();
    BigInteger y = b.setScale(scale).unscaledValue();
    return new BigDecimal(x.multiply(y).divide(x.gcd(y)), scale);
  }

  private static Integer larger(Integer a, Integer b) {
    return a == null ? b : b == null ? a : Integer.valueOf(Math.max(a, b));
  }

  private static Integer smaller(Integer a, Integer b) {
    return a == null ? b : b == null ? a : Integer.valueOf(Math.min(a, b));
  }

  private void absorbEnum(Schema<Object> out, Schema<?> part) {
    if (part.getEnum() == null) {
      return;
    }
    List<Object> values = new ArrayList<>(part.getEnum());
    if (out.getEnum() != null) {
      values.retainAll(out.getEnum());
      if (values.isEmpty()) {
        throw place.refuse("allOf joins enums that have no value in common; give them one");
      }
    }
    out.setEnum(values);
  }

  // ---- oneOf, anyOf, families

  static List<Schema<?>> alternatives(Schema<?> schema) {
    List<Schema<?>> one = parts(schema.getOneOf());
    return one.isEmpty() ? parts(schema.getAnyOf()) : one;
  }

  private static List<Schema<?>> parts(List<?> schemas) {
    List<Schema<?>> out = new ArrayList<>();
    if (schemas != null) {
      schemas.forEach(schema -> out.add((Schema<?>) schema));
    }
    return out;
  }

  private static boolean isNullOnly(Schema<?> schema) {
    boolean nullType = "null".equals(schema.getType()) || Set.of("null").equals(schema.getTypes());
    boolean nullEnum =
        schema.getEnum() != null && schema.getEnum().stream().allMatch(Objects::isNull);
    return schema.get$ref() == null && (nullType || nullEnum);
  }

  private static boolean isRequiredOnly(Schema<?> schema) {
    return schema.get$ref() == null
        && required(schema) != null
        && properties(schema).isEmpty()
        && schema.getAdditionalProperties() == null
        && schema.getAllOf() == null
        && schema.getOneOf() == null
        && schema.getAnyOf() == null
        && schema.getNot() == null;
  }

  private Type union(Schema<?> schema, Supplier<String> name, String hint, Consumer<Type> early) {
    if (schema.getOneOf() != null && schema.getAnyOf() != null) {
      throw place.refuse("oneOf and anyOf stand side by side; write one of them");
    }
    boolean exactlyOne = schema.getOneOf() != null;
    List<Schema<?>> alternatives = new ArrayList<>(alternatives(schema));
    alternatives.removeIf(Schemas::isNullOnly);
    if (alternatives.isEmpty()) {
      return any();
    }
    boolean hasBase = !properties(schema).isEmpty() || required(schema) != null;
    if (alternatives.stream().allMatch(Schemas::isRequiredOnly)) {
      Schema<?> base = withoutAlternatives(schema);
      Map<String, Schema<?>> listed = properties(base);
      List<List<String>> groups = alternatives.stream().map(Schemas::required).toList();
      groups.stream()
          .flatMap(List::stream)
          .filter(property -> !listed.containsKey(property))
          .forEach(property -> base.addProperty(property, new Schema<>()));
      Type.Named type = (Type.Named) object(base, name, hint, early);
      Type.ObjectModel model = objects.get(type.name());
      model.groupsExclusive = exactlyOne;
      model.groups = groups;
      return type;
    }
    if (alternatives.size() == 1 && !hasBase && schema.getDiscriminator() == null) {
      return build(alternatives.get(0), name, hint, early);
    }
    Type.Named type = new Type.Named(name.get(), Type.Named.Kind.UNION, packages);
    early.accept(type);
    Type.UnionModel model = new Type.UnionModel(type.name(), schema.getTitle());
    model.description = schema.getDescription();
    model.exactlyOne = exactlyOne;
    unions.put(model.name, model);
    List<String> refs = new ArrayList<>();
    List<Integer> positions = new ArrayList<>();
    Names.Scope wrappers = new Names.Scope();
    for (int i = 0; i < alternatives.size(); i++) {
      Schema<?> alternative = alternatives.get(i);
      String ref = refName(alternative);
      String title = alternative.getTitle();
      String suffix =
          ref != null
              ? javaNames.get(ref)
              : title != null && !title.isBlank() ? Names.type(title) : "Option" + (i + 1);
      Schema<?> whole = hasBase ? both(withoutAlternatives(schema), alternative) : alternative;
      Type variant = type(whole, ref != null && !hasBase ? hint : model.name + suffix);
      positions.add(addVariant(model, variant, wrappers));
      refs.add(ref);
    }
    if (schema.getDiscriminator() != null) {
      discriminate(model, schema.getDiscriminator(), alternatives, refs, positions);
    }
    return type;
  }

  private Schema<?> withoutAlternatives(Schema<?> schema) {
    Schema<Object> out = new Schema<>();
    absorb(out, shallow(schema), true);
    if (out.getType() == null) {
      out.setType("object");
    }
    return out;
  }

  /** A copy without alternatives and discriminator. */
  private static Schema<?> shallow(Schema<?> schema) {
    Schema<Object> out = new Schema<>();
    out.setType(schema.getType());
    out.setTypes(schema.getTypes());
    out.setDescription(schema.getDescription());
    properties(schema).forEach(out::addProperty);
    List<String> required = required(schema);
    if (required != null) {
      out.required(required);
      out.addExtension("x-required-all", required);
    }
    out.setAdditionalProperties(schema.getAdditionalProperties());
    out.setMinProperties(schema.getMinProperties());
    out.setMaxProperties(schema.getMaxProperties());
    out.setDeprecated(schema.getDeprecated());
    return out;
  }

  /** Adds a variant; returns its position. */
  private int addVariant(Type.UnionModel model, Type type, Names.Scope wrappers) {
    if (type instanceof Type.Named named) {
      for (int i = 0; i < model.variants.size(); i++) {
        // Listed twice, often once more with a description, it is one alternative.
        if (model.variants.get(i).type().equals(type)) {
          return i;
        }
      }
      if (named.name().equals(model.name)) {
        throw place.refuse("an alternative is the union itself; remove it");
      }
      interfacesOf(named).add(model.name);
      model.variants.add(new Type.Variant(type, null));
    } else {
      model.variants.add(new Type.Variant(type, wrappers.unique(wrapperName(type))));
    }
    return model.variants.size() - 1;
  }

  private List<String> interfacesOf(Type.Named named) {
    return switch (named.kind()) {
      case OBJECT -> objects.get(named.name()).interfaces;
      case ENUM -> enums.get(named.name()).interfaces;
      case UNION -> unions.get(named.name()).interfaces;
    };
  }

  private static String wrapperName(Type type) {
    if (type instanceof Type.ListOf) {
      return "OfList";
    }
    if (type instanceof Type.MapOf) {
      return "OfMap";
    }
    if (type instanceof Type.Bytes) {
      return "OfBinary";
    }
    String simple = ((Type.Scalar) type).qualified();
    simple = simple.substring(simple.lastIndexOf('.') + 1);
    return switch (simple) {
      case "Integer", "Long", "BigInteger" -> "OfInteger";
      case "Double", "Float", "BigDecimal" -> "OfNumber";
      case "JsonNode" -> "OfAny";
      default -> "Of" + simple;
    };
  }

  private void discriminate(
      Type.UnionModel model,
      Discriminator discriminator,
      List<Schema<?>> alternatives,
      List<String> refs,
      List<Integer> positions) {
    if (discriminator.getPropertyName() == null) {
      throw place.refuse("the discriminator has no propertyName; add it");
    }
    model.discriminator = discriminator.getPropertyName();
    Set<Integer> mapped = new HashSet<>();
    if (discriminator.getMapping() != null) {
      discriminator
          .getMapping()
          .forEach(
              (value, target) -> {
                int index =
                    refs.indexOf(target.startsWith(REF) ? target.substring(REF.length()) : target);
                if (index < 0) {
                  throw place.refuse(
                      "the discriminator maps "
                          + value
                          + " to "
                          + target
                          + ", which is no alternative; add it to oneOf");
                }
                model.mapping.put(value, positions.get(index));
                mapped.add(index);
              });
    }
    for (int i = 0; i < alternatives.size(); i++) {
      if (!mapped.contains(i)) {
        mapImplicitly(model, alternatives.get(i), refs.get(i), positions.get(i));
      }
    }
  }

  private void mapImplicitly(Type.UnionModel model, Schema<?> alternative, String ref, int index) {
    List<String> values = discriminatorValues(alternative, model.discriminator, new HashSet<>());
    if (ref != null && (values.isEmpty() || values.contains(ref))) {
      model.mapping.put(ref, index);
    } else if (!values.isEmpty()) {
      values.forEach(value -> model.mapping.putIfAbsent(value, index));
    } else {
      throw place.refuse(
          "the discriminator cannot tell alternative "
              + (index + 1)
              + ", which is written inline; move it to components/schemas");
    }
  }

  private List<String> discriminatorValues(Schema<?> schema, String property, Set<String> seen) {
    String ref = refName(schema);
    if (ref != null && !seen.add(ref)) {
      return List.of();
    }
    Schema<?> target = follow(schema);
    Schema<?> found = properties(target).get(property);
    if (found != null && follow(found).getEnum() != null) {
      return follow(found).getEnum().stream()
          .filter(Objects::nonNull)
          .map(String::valueOf)
          .toList();
    }
    for (Schema<?> part : parts(target.getAllOf())) {
      List<String> values = discriminatorValues(part, property, seen);
      if (!values.isEmpty()) {
        return values;
      }
    }
    return List.of();
  }

  /**
   * A schema with a discriminator that others extend by allOf: whoever refers to it means any of
   * them.
   */
  private Type family(
      String parent, Schema<?> schema, Supplier<String> name, Consumer<Type> early) {
    Type.Named type = new Type.Named(name.get(), Type.Named.Kind.UNION, packages);
    early.accept(type);
    Type.UnionModel model = new Type.UnionModel(type.name(), schema.getTitle());
    model.description = schema.getDescription();
    model.exactlyOne = true;
    unions.put(model.name, model);
    List<String> members = new ArrayList<>();
    collectMembers(parent, members);
    Map<String, String> mapping =
        schema.getDiscriminator().getMapping() == null
            ? Map.of()
            : schema.getDiscriminator().getMapping();
    boolean itself =
        mapping.values().stream()
            .anyMatch(target -> target.equals(parent) || target.equals(REF + parent));
    List<Schema<?>> alternatives = new ArrayList<>();
    List<Integer> positions = new ArrayList<>();
    Names.Scope wrappers = new Names.Scope();
    for (String member : members) {
      positions.add(addVariant(model, component(member), wrappers));
      alternatives.add(known(member));
    }
    if (itself) {
      Schema<?> plain = shallow(schema);
      Type base = object(plain, () -> names.unique(model.name + "Base"), model.name, t -> {});
      positions.add(addVariant(model, base, wrappers));
      members.add(parent);
      alternatives.add(plain);
    }
    discriminate(model, schema.getDiscriminator(), alternatives, members, positions);
    return type;
  }

  private void collectMembers(String parent, List<String> members) {
    for (String child : children.getOrDefault(parent, List.of())) {
      if (!members.contains(child)) {
        boolean abstractChild =
            components.get(child).getDiscriminator() != null && children.containsKey(child);
        if (!abstractChild) {
          members.add(child);
        }
        collectMembers(child, members);
      }
    }
  }

  /**
   * The property that says which type an object has need not be given where one value means one
   * type.
   */
  private void fixDiscriminators(Type.UnionModel union) {
    if (union.discriminator == null) {
      return;
    }
    for (int i = 0; i < union.variants.size(); i++) {
      if (!(union.variants.get(i).type() instanceof Type.Named named)
          || named.kind() != Type.Named.Kind.OBJECT) {
        continue;
      }
      Set<String> values = valuesOf(named);
      Type.ObjectModel model = objects.get(named.name());
      int at = indexOf(model, union.discriminator);
      if (values.size() != 1) {
        if (at < 0) {
          throw place.refuse(
              "schema "
                  + model.name
                  + " has no property "
                  + union.discriminator
                  + "; add the discriminator's property");
        }
        continue;
      }
      String value = values.iterator().next();
      Type.Scalar only = constant(value);
      Type.Prop before = at < 0 ? null : model.properties.get(at);
      String java = before == null ? freeName(model, union.discriminator) : before.java();
      String description = before == null ? "Says which type this is" : before.description();
      Type.Prop fixed =
          new Type.Prop(
              union.discriminator,
              java,
              before == null ? Names.constant(union.discriminator) + "_" : before.constant(),
              only,
              true,
              false,
              null,
              false,
              false,
              description);
      if (before == null) {
        model.properties.add(0, fixed);
      } else {
        model.properties.set(at, fixed);
      }
    }
  }

  private Set<String> valuesOf(Type.Named variant) {
    Set<String> values = new LinkedHashSet<>();
    for (Type.UnionModel union : unions.values()) {
      if (union.discriminator == null) {
        continue;
      }
      union.mapping.forEach(
          (value, index) -> {
            if (union.variants.get(index).type().equals(variant)) {
              values.add(union.discriminator + "=" + value);
            }
          });
    }
    // Values of different properties never contradict each other.
    Set<String> bare = new LinkedHashSet<>();
    values.forEach(value -> bare.add(value.substring(value.indexOf('=') + 1)));
    return bare;
  }

  private static int indexOf(Type.ObjectModel model, String json) {
    for (int i = 0; i < model.properties.size(); i++) {
      if (model.properties.get(i).json().equals(json)) {
        return i;
      }
    }
    return -1;
  }

  private static String freeName(Type.ObjectModel model, String json) {
    Names.Scope scope = new Names.Scope();
    model.properties.forEach(property -> scope.unique(property.java()));
    return scope.unique(Names.variable(json));
  }

  // ---- objects

  private Type object(Schema<?> schema, Supplier<String> name, String hint, Consumer<Type> early) {
    Map<String, Schema<?>> properties = new LinkedHashMap<>(properties(schema));
    List<String> required = required(schema) == null ? List.of() : required(schema);
    required.forEach(property -> properties.putIfAbsent(property, new Schema<>()));
    Object others = schema.getAdditionalProperties();
    if (properties.isEmpty() && !Boolean.FALSE.equals(others)) {
      return map(schema, others, hint);
    }
    Type.Named type = new Type.Named(name.get(), Type.Named.Kind.OBJECT, packages);
    early.accept(type);
    Type.ObjectModel model = new Type.ObjectModel(type.name(), schema.getTitle());
    objects.put(model.name, model);
    model.description = schema.getDescription();
    model.deprecated = Boolean.TRUE.equals(schema.getDeprecated());
    model.closed = Boolean.FALSE.equals(others);
    model.least = schema.getMinProperties();
    model.most = schema.getMaxProperties();
    unread.add(place.here(() -> readProperties(model, properties, required, others)));
    return type;
  }

  private void readProperties(
      Type.ObjectModel model,
      Map<String, Schema<?>> properties,
      List<String> required,
      Object others) {
    Names.Scope components = new Names.Scope();
    Names.Scope constants = new Names.Scope();
    List.of("INSTANCE", "KNOWN", "GROUPS", "OTHERS").forEach(constants::unique);
    properties.forEach(
        (json, property) -> {
          place.enter("property " + json);
          try {
            String java = components.unique(Names.variable(json));
            String constant = constants.unique(Names.constant(json));
            model.properties.add(
                property(
                    json,
                    java,
                    constant,
                    property,
                    required.contains(json),
                    model.name + Names.type(json)));
          } finally {
            place.leave();
          }
        });
    if (others instanceof Schema<?> value) {
      place.enter("additionalProperties");
      try {
        model.others = new Type.MapOf(type(value, model.name + "Value"), nullable(value), "");
      } finally {
        place.leave();
      }
    } else if (Boolean.TRUE.equals(others)) {
      model.others = new Type.MapOf(any(), false, "");
    }
    if (model.others != null) {
      model.othersName = components.unique("additionalProperties");
    }
    refuseTooMany(model);
  }

  private void refuseTooMany(Type.ObjectModel model) {
    List<Type.Prop> components = model.properties.stream().filter(p -> !p.fixed()).toList();
    Imports imports = new Imports("none");
    long wide =
        components.stream()
            .filter(p -> Set.of("long", "double").contains(p.component(packages, imports)))
            .count();
    int count = components.size() + (model.others == null ? 0 : 1);
    if (count > MOST_PROPERTIES || count + wide > MOST_SLOTS) {
      throw place.refuse(
          "an object has "
              + count
              + " properties, more than a Java record holds"
              + (count > MOST_PROPERTIES ? "" : ", where required long and double count twice")
              + "; group them");
    }
  }

  Type.Prop property(
      String json, String java, String constant, Schema<?> schema, boolean required, String hint) {
    Type type = type(schema, hint);
    Schema<?> target = follow(schema);
    boolean any = type.equals(any());
    Object fallback = schema.getDefault() == null ? target.getDefault() : schema.getDefault();
    boolean nullable = !any && nullable(schema);
    JsonNode json0 = fallback == null ? null : Defaults.json(fallback);
    if (json0 != null) {
      String misfit = new Defaults(this).misfit(schema, json0);
      if (misfit != null) {
        throw place.refuse("the default " + json0 + " " + misfit + "; correct the default");
      }
    }
    return new Type.Prop(
        json,
        java,
        constant,
        type,
        required,
        nullable,
        json0 == null || required ? null : json0.toString(),
        Boolean.TRUE.equals(schema.getReadOnly()) || Boolean.TRUE.equals(target.getReadOnly()),
        Boolean.TRUE.equals(schema.getWriteOnly()) || Boolean.TRUE.equals(target.getWriteOnly()),
        schema.getDescription() == null ? target.getDescription() : schema.getDescription());
  }

  private Type map(Schema<?> schema, Object others, String hint) {
    String limits = limits(".properties", schema.getMinProperties(), schema.getMaxProperties());
    if (others instanceof Schema<?> value) {
      place.enter("additionalProperties");
      try {
        return new Type.MapOf(type(value, hint + "Value"), nullable(value), limits);
      } finally {
        place.leave();
      }
    }
    return new Type.MapOf(any(), false, limits);
  }

  private Type list(Schema<?> schema, String hint) {
    Schema<?> items = schema.getItems();
    String constraints =
        limits(".items", schema.getMinItems(), schema.getMaxItems())
            + (Boolean.TRUE.equals(schema.getUniqueItems()) ? ".unique()" : "")
            + extensions(schema);
    if (items == null) {
      return new Type.ListOf(any(), false, constraints);
    }
    place.enter("items");
    try {
      Type item = type(items, hint + "Item");
      return new Type.ListOf(item, !item.equals(any()) && nullable(items), constraints);
    } finally {
      place.leave();
    }
  }

  /** Constraints on lists that OpenAPI has no keyword for. */
  private String extensions(Schema<?> schema) {
    StringBuilder out = new StringBuilder();
    Map<String, Object> extensions =
        schema.getExtensions() == null ? Map.of() : schema.getExtensions();
    if (extensions.get("x-unique-by") instanceof List<?> names) {
      List<String> texts = names.stream().map(name -> Java.string(String.valueOf(name))).toList();
      out.append(".uniqueBy(").append(String.join(", ", texts)).append(")");
    }
    if (extensions.get("x-max-items") instanceof Map<?, ?> most) {
      String error = String.valueOf(most.get("error"));
      if (!catalogue.entries().containsKey(error)
          || !String.valueOf(most.get("count")).matches("[0-9]+")) {
        throw place.refuse(
            "x-max-items needs a count and an error of the catalogue; correct " + most);
      }
      out.append(".most(")
          .append(most.get("count"))
          .append(", ")
          .append(Java.string(error))
          .append(")");
    }
    return out.toString();
  }

  private static String limits(String call, Integer least, Integer most) {
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

  /** All names that must be there, also those that are no properties. */
  static List<String> required(Schema<?> schema) {
    if (schema.getExtensions() != null
        && schema.getExtensions().get("x-required-all") instanceof List<?> all) {
      return all.stream().map(String::valueOf).toList();
    }
    return schema.getRequired() == null || schema.getRequired().isEmpty()
        ? null
        : schema.getRequired();
  }

  static Map<String, Schema<?>> properties(Schema<?> schema) {
    Map<String, Schema<?>> out = new LinkedHashMap<>();
    if (schema.getProperties() != null) {
      schema.getProperties().forEach((name, property) -> out.put(name, (Schema<?>) property));
    }
    return out;
  }

  // ---- single values

  static String typeOf(Schema<?> schema) {
    if (schema.getType() != null) {
      return schema.getType();
    }
    if (schema.getTypes() != null) {
      List<String> types = schema.getTypes().stream().filter(type -> !type.equals("null")).toList();
      if (types.size() == 1) {
        return types.get(0);
      }
      if (types.size() > 1) {
        return String.join(" or ", types);
      }
    }
    if (schema.getProperties() != null
        || schema.getAdditionalProperties() != null
        || required(schema) != null) {
      return "object";
    }
    if (schema.getItems() != null || schema.getMinItems() != null || schema.getMaxItems() != null) {
      return "array";
    }
    if (schema.getPattern() != null
        || schema.getMinLength() != null
        || schema.getMaxLength() != null) {
      return "string";
    }
    if (schema.getMinimum() != null
        || schema.getMaximum() != null
        || schema.getMultipleOf() != null) {
      return "number";
    }
    return null;
  }

  private static Type any() {
    return new Type.Scalar(ANY, null, "Codecs.any()", null);
  }

  private static Type.Scalar bool(Boolean only) {
    return new Type.Scalar(
        "java.lang.Boolean",
        "boolean",
        "Codecs.bool()" + (only == null ? "" : ".only(" + only + ")"),
        only == null ? null : only.toString());
  }

  private static Type.Scalar constant(String text) {
    return new Type.Scalar(
        "java.lang.String",
        null,
        "Codecs.only(" + Java.string(text) + ")",
        JsonNodeFactory.instance.textNode(text).toString());
  }

  private Type string(Schema<?> schema) {
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

  /** The strings that a string may not be; {@code null} if the schema excludes something else. */
  private List<String> excluded(Schema<?> schema) {
    Schema<?> not = schema.getNot();
    String type = typeOf(schema);
    boolean strings =
        not != null
            && not.get$ref() == null
            && not.getEnum() != null
            && (type == null || type.equals("string"))
            && (typeOf(not) == null || "string".equals(typeOf(not)))
            && not.getPattern() == null
            && not.getMinLength() == null
            && not.getMaxLength() == null;
    return strings ? not.getEnum().stream().map(String::valueOf).toList() : null;
  }

  private String pattern(Schema<?> schema) {
    List<String> excluded = excluded(schema);
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

  /** The lower limit with its strictness, also as OpenAPI 3.1 writes it. */
  static BigDecimal least(Schema<?> schema) {
    return schema.getExclusiveMinimumValue() != null
        ? schema.getExclusiveMinimumValue()
        : schema.getMinimum();
  }

  static boolean aboveLeast(Schema<?> schema) {
    return schema.getExclusiveMinimumValue() != null
        || Boolean.TRUE.equals(schema.getExclusiveMinimum());
  }

  static BigDecimal most(Schema<?> schema) {
    return schema.getExclusiveMaximumValue() != null
        ? schema.getExclusiveMaximumValue()
        : schema.getMaximum();
  }

  static boolean belowMost(Schema<?> schema) {
    return schema.getExclusiveMaximumValue() != null
        || Boolean.TRUE.equals(schema.getExclusiveMaximum());
  }

  /**
   * The number of bits that the format, or Java for want of one, gives an integer; 0 where its
   * limits need more than 64.
   */
  static int bits(Schema<?> schema) {
    if ("int32".equals(schema.getFormat())) {
      return 32;
    }
    boolean wide =
        least(schema) != null && least(schema).compareTo(BigDecimal.valueOf(Long.MIN_VALUE)) < 0
            || most(schema) != null
                && most(schema).compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0;
    return wide && !"int64".equals(schema.getFormat()) ? 0 : 64;
  }

  private Type integer(Schema<?> schema) {
    if (bits(schema) == 0) {
      return new Type.Scalar(
          "java.math.BigInteger", null, "Codecs.integer()" + numberLimits(schema), null);
    }
    boolean small = bits(schema) == 32;
    StringBuilder codec = new StringBuilder(small ? "Codecs.int32()" : "Codecs.int64()");
    BigDecimal least = least(schema);
    if (least != null) {
      BigInteger value = least.setScale(0, RoundingMode.CEILING).toBigInteger();
      boolean strict = aboveLeast(schema) && least.compareTo(new BigDecimal(value)) == 0;
      value = strict ? value.add(BigInteger.ONE) : value;
      if (value.compareTo(BigInteger.valueOf(Long.MIN_VALUE)) > 0) {
        codec.append(".atLeast(").append(literal(value)).append(")");
      }
    }
    BigDecimal most = most(schema);
    if (most != null) {
      BigInteger value = most.setScale(0, RoundingMode.FLOOR).toBigInteger();
      boolean strict = belowMost(schema) && most.compareTo(new BigDecimal(value)) == 0;
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

  private static String numberLimits(Schema<?> schema) {
    StringBuilder limits = new StringBuilder();
    if (least(schema) != null) {
      limits
          .append(aboveLeast(schema) ? ".above(\"" : ".atLeast(\"")
          .append(least(schema))
          .append("\")");
    }
    if (most(schema) != null) {
      limits
          .append(belowMost(schema) ? ".below(\"" : ".atMost(\"")
          .append(most(schema))
          .append("\")");
    }
    if (schema.getMultipleOf() != null) {
      limits.append(".multipleOf(\"").append(schema.getMultipleOf()).append("\")");
    }
    return limits.toString();
  }

  private Type number(Schema<?> schema) {
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

  private Type enumeration(
      Schema<?> schema, Supplier<String> name, boolean component, Consumer<Type> early) {
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
      return bool(values.size() > 1 ? null : values.get(0).booleanValue());
    }
    if (!texts && !numbers) {
      // Java's enums have values of one type.
      return new Type.Scalar(
          ANY, null, "Codecs.values(" + Java.string(values.toString()) + ")", null);
    }
    if (values.size() == 1 && !component) {
      return single(values.get(0), schema);
    }
    Type.Named type = new Type.Named(name.get(), Type.Named.Kind.ENUM, packages);
    early.accept(type);
    Type.EnumModel model = new Type.EnumModel(type.name(), schema.getTitle());
    enums.put(model.name, model);
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

  private Type single(JsonNode value, Schema<?> schema) {
    if (value.isTextual()) {
      return constant(value.textValue());
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

  /** Properties that all variants of a union have, as the interface can promise them. */
  List<Type.Prop> shared(Type.UnionModel union) {
    List<Type.Prop> shared = null;
    for (Type.Variant variant : union.variants) {
      if (!(variant.type() instanceof Type.Named named) || named.kind() != Type.Named.Kind.OBJECT) {
        return List.of();
      }
      List<Type.Prop> mine = objects.get(named.name()).properties;
      if (shared == null) {
        shared = new ArrayList<>(mine);
      } else {
        shared.removeIf(
            property -> mine.stream().noneMatch(other -> sameAccessor(property, other)));
      }
    }
    return shared == null ? Collections.emptyList() : shared;
  }

  private boolean sameAccessor(Type.Prop a, Type.Prop b) {
    Imports imports = new Imports("none");
    return a.json().equals(b.json())
        && a.java().equals(b.java())
        && a.component(packages, imports).equals(b.component(packages, imports));
  }
}
