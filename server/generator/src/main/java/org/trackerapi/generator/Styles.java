package org.trackerapi.generator;

import io.swagger.v3.oas.models.media.Encoding;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Writes expressions of the generated {@code Parameter}: how a value outside of JSON is spelled.
 */
final class Styles {
  /** Beyond that, only an empty bracket says what is a list. */
  private static final int MOST_NESTED = 200;

  private static final int MOST_BRACKETS = 4;

  private final Shapes shapes;
  private final Schemas schemas;
  private final Place place;

  Styles(Schemas schemas, Shapes shapes, Place place) {
    this.schemas = schemas;
    this.shapes = shapes;
    this.place = place;
  }

  /**
   * How a parameter with a schema is spelled.
   *
   * @param parameter the parameter
   * @param schema its schema
   * @param names all names of the query, so that an open object does not take what others own
   * @return the expression
   */
  String of(Parameter parameter, Schema<?> schema, Set<String> names) {
    String in = parameter.getIn().toUpperCase(Locale.ROOT);
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
              + new TreeSet<>(allowed));
    }
    boolean explode =
        parameter.getExplode() == null ? style.equals("form") : parameter.getExplode();
    return styled(parameter.getName(), in, style, explode, schema, names);
  }

  /** How a parameter with content is spelled. */
  static String ofContent(String name, String in, boolean json) {
    return of(name, in, json ? "JSON" : "FORM", false, Shapes.Shape.SINGLE);
  }

  /** How the fields of a form are spelled. */
  List<String> ofFields(Schema<?> schema, Map<String, Encoding> encodings, boolean multipart) {
    List<String> fields = new ArrayList<>();
    Map<String, Schema<?>> properties = shapes.properties(schema);
    properties.forEach(
        (name, property) -> {
          place.enter("field " + name);
          try {
            Encoding encoding = encodings.getOrDefault(name, new Encoding());
            fields.add(
                multipart
                    ? ofPart(name, property, encoding)
                    : ofField(name, property, encoding, properties.keySet()));
          } finally {
            place.leave();
          }
        });
    return fields;
  }

  private String ofPart(String name, Schema<?> schema, Encoding encoding) {
    Shapes.Shape shape = shapes.of(schema);
    boolean list = shape == Shapes.Shape.LIST;
    if (isJson(encoding)) {
      return of(name, "FORM", "JSON", list, shape);
    }
    if (shape == Shapes.Shape.OBJECT || list && !shapes.isPlainList(schema)) {
      return of(name, "FORM", "JSON", list, list ? shape : Shapes.Shape.SINGLE);
    }
    Schema<?> single = list ? shapes.items(schema) : schema;
    boolean binary = single != null && "binary".equals(schemas.follow(single).getFormat());
    return of(name, "FORM", binary ? "BINARY" : "FORM", true, shape);
  }

  private String ofField(String name, Schema<?> schema, Encoding encoding, Set<String> names) {
    Shapes.Shape shape = shapes.of(schema);
    if (isJson(encoding)) {
      return of(name, "FORM", "JSON", false, shape);
    }
    boolean styled = encoding.getStyle() != null || encoding.getExplode() != null;
    if (shape == Shapes.Shape.OBJECT && !styled) {
      return of(name, "FORM", "JSON", false, Shapes.Shape.SINGLE);
    }
    String style = encoding.getStyle() == null ? "form" : encoding.getStyle().toString();
    boolean explode = encoding.getExplode() == null ? style.equals("form") : encoding.getExplode();
    return styled(name, "FORM", style, explode, schema, names);
  }

  private static boolean isJson(Encoding encoding) {
    return encoding.getContentType() != null && Payloads.isJson(encoding.getContentType());
  }

  private String styled(
      String name, String in, String style, boolean explode, Schema<?> schema, Set<String> names) {
    if (style.equals("deepObject")) {
      return "Parameter.deep(%s, Parameter.In.%s, %s)"
          .formatted(Java.string(name), in, collection("Set", listsBelow(schema)));
    }
    String constant =
        switch (style) {
          case "spaceDelimited" -> "SPACE";
          case "pipeDelimited" -> "PIPE";
          default -> style.toUpperCase(Locale.ROOT);
        };
    Shapes.Shape shape = shapes.of(schema);
    if (shape == Shapes.Shape.LIST && !shapes.isPlainList(schema)) {
      // No style spells a list of lists or objects; JSON text is what clients send.
      boolean separate = explode && (in.equals("QUERY") || in.equals("FORM"));
      return of(name, in, "JSON", separate, shape);
    }
    return shape == Shapes.Shape.OBJECT
        ? ofObject(name, in, constant, explode, schema, names)
        : of(name, in, constant, explode, shape);
  }

  private String ofObject(
      String name, String in, String style, boolean explode, Schema<?> schema, Set<String> names) {
    Map<String, Schema<?>> properties = shapes.properties(schema);
    Set<String> lists = new LinkedHashSet<>();
    properties.forEach(
        (property, type) -> {
          if (shapes.isPlainList(type)) {
            lists.add(property);
          }
        });
    return "Parameter.object(%s, Parameter.In.%s, Parameter.Style.%s, %s, %s, %s, %s, %s)"
        .formatted(
            Java.string(name),
            in,
            style,
            explode,
            collection("List", properties.keySet()),
            collection("Set", explode && style.equals("FORM") ? lists : Set.of()),
            shapes.isOpen(schema),
            collection("Set", names));
  }

  private static String of(
      String name, String in, String style, boolean explode, Shapes.Shape shape) {
    return "Parameter.of(%s, Parameter.In.%s, Parameter.Style.%s, %s, Parameter.Shape.%s)"
        .formatted(Java.string(name), in, style, explode, shape);
  }

  /**
   * Where lists stand in a deep object, such as {@code [ids]} or {@code [items][][tags]}; of an
   * object that contains itself, the outer ones.
   */
  private Set<String> listsBelow(Schema<?> schema) {
    Set<String> lists = new LinkedHashSet<>();
    Deque<Map.Entry<String, Schema<?>>> open = new ArrayDeque<>();
    open.add(Map.entry("", schema));
    for (int i = 0; i < MOST_NESTED && !open.isEmpty(); i++) {
      String at = open.element().getKey();
      Schema<?> target = open.remove().getValue();
      if (at.chars().filter(c -> c == '[').count() > MOST_BRACKETS) {
        continue;
      }
      if (shapes.of(target) == Shapes.Shape.LIST) {
        lists.add(at);
        Schema<?> items = shapes.items(target);
        open.add(Map.entry(at + "[]", items == null ? new Schema<>() : items));
      } else {
        shapes
            .properties(target)
            .forEach((name, type) -> open.add(Map.entry(at + "[" + name + "]", type)));
      }
    }
    return lists;
  }

  private static String collection(String type, Collection<String> texts) {
    return "java.util."
        + type
        + ".of("
        + texts.stream().map(Java::string).collect(Collectors.joining(", "))
        + ")";
  }
}
