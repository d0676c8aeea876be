package org.trackerapi.generator;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the parameters of operations. */
final class Parameters {
  private static final Set<String> IGNORED_HEADERS =
      Set.of("accept", "content-type", "authorization");

  private static final Pattern TEMPLATED = Pattern.compile("\\{([^}]*)}");

  /** A body of more media types is not to be expected. */
  private static final int MOST_MEDIA = 20;

  private final Schemas schemas;
  private final Shapes shapes;
  private final Styles styles;
  private final References references;
  private final Place place;

  Parameters(Schemas schemas, Shapes shapes, Styles styles, References references, Place place) {
    this.schemas = schemas;
    this.shapes = shapes;
    this.styles = styles;
    this.references = references;
    this.place = place;
  }

  /** Reads the parameters of an operation, those of its path among them. */
  void read(Contract.Operation out, String path, PathItem item, Operation operation) {
    Map<String, Parameter> byPlace = new LinkedHashMap<>();
    for (List<Parameter> list : Arrays.asList(item.getParameters(), operation.getParameters())) {
      if (list != null) {
        for (Parameter given : list) {
          Parameter parameter = references.follow(given);
          byPlace.put(parameter.getIn() + " " + parameter.getName(), parameter);
        }
      }
    }
    Set<String> queryNames = new LinkedHashSet<>();
    for (Parameter parameter : byPlace.values()) {
      queryNames.add(parameter.getName());
      if (isExploded(parameter)) {
        queryNames.addAll(shapes.properties(parameter.getSchema()).keySet());
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
        && shapes.of(parameter.getSchema()) == Shapes.Shape.OBJECT;
  }

  private void checkPath(Contract.Operation out, String path) {
    Set<String> templated = new LinkedHashSet<>();
    Matcher matcher = TEMPLATED.matcher(path);
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
      boolean json = Payloads.isJson(content.getKey());
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
            : schemas
                .property(parameter.getName(), java, constant, schema, required, hint)
                .describedAs(parameter.getDescription());
    String expression =
        style == null
            ? styles.of(parameter, schema, names)
            : Styles.ofContent(parameter.getName(), in, style.equals("JSON"));
    return new Contract.Parameter(in, property, expression, schema);
  }
}
