package org.trackerapi.generator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.models.media.Schema;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns the boundaries of all operations into requests, in each form that the document has for
 * them.
 */
final class BoundaryFiles {
  private final Contract contract;
  private final Boundaries boundaries;
  private final List<String> lines = new ArrayList<>();

  BoundaryFiles(Contract contract) {
    this.contract = contract;
    this.boundaries = new Boundaries(contract.schemas);
  }

  /** Returns one line of JSON per request: what it is, and what has to become of it. */
  List<String> lines() {
    for (Contract.Operation operation : contract.operations) {
      if (operation.target == null) {
        parameters(operation);
        bodies(operation);
      } else {
        alias(operation);
      }
    }
    return lines;
  }

  /** A request under construction. */
  private final class Request {
    private final Contract.Operation operation;
    private final Map<String, String> path = new LinkedHashMap<>();
    private final List<String> query = new ArrayList<>();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final List<String> cookies = new ArrayList<>();
    private String body = "";

    Request(Contract.Operation operation) {
      this.operation = operation;
      authenticate();
    }

    /** Gives some credentials where the contract wants them; the test takes any. */
    private void authenticate() {
      if (operation.security.isEmpty() || operation.security.stream().anyMatch(Map::isEmpty)) {
        return;
      }
      for (String name : operation.security.get(0).keySet()) {
        Contract.Scheme scheme = contract.schemes.get(name);
        switch (scheme.kind()) {
          case "QUERY" -> query.add(encoded(scheme.parameter()) + "=key");
          case "COOKIE" -> cookies.add(scheme.parameter() + "=key");
          case "HEADER" -> headers.put(scheme.parameter(), "key");
          case "BASIC" -> headers.put("Authorization", "Basic dTpw");
          case "BEARER" -> headers.put("Authorization", "Bearer key");
          default -> headers.put("Authorization", "Other key");
        }
      }
    }

    /** Sets a parameter; false where its value cannot stand there. */
    boolean set(Contract.Parameter parameter, JsonNode value) {
      String name = parameter.property().json();
      boolean json = parameter.expression().contains("Style.JSON");
      boolean items = parameter.expression().contains("Style.JSON, true");
      List<String> texts = new ArrayList<>();
      if (items) {
        value.forEach(item -> texts.add(item.toString()));
        if (!value.isArray() || texts.isEmpty()) {
          return false;
        }
      } else if (json) {
        texts.add(value.toString());
      } else if (value.isValueNode() && !value.isNull()) {
        texts.add(value.asText());
      } else if (value.isArray()
          && parameter.expression().contains("Style.FORM, true, Parameter.Shape.LIST")) {
        value.forEach(item -> texts.add(item.asText()));
        if (texts.isEmpty()) {
          return false;
        }
        for (JsonNode item : value) {
          if (!item.isValueNode() || item.isNull() || item.asText().isEmpty()) {
            return false;
          }
        }
      } else {
        return false;
      }
      String text = texts.get(0);
      boolean visible = !text.isBlank() && text.chars().allMatch(c -> c > ' ' && c < 127);
      switch (parameter.in()) {
        case "PATH" -> {
          boolean plain =
              parameter.expression().contains("Style.SIMPLE")
                  && !text.isEmpty()
                  && !text.contains(",");
          path.put(name, encoded(text));
          return plain;
        }
        case "HEADER" -> headers.put(name, text);
        case "COOKIE" -> cookies.add(name + "=" + text);
        default -> texts.forEach(one -> query.add(encoded(name) + "=" + encoded(one)));
      }
      boolean special = parameter.in().equals("HEADER") && text.contains(",") && !json;
      return parameter.in().equals("QUERY")
          || visible && !special && text.indexOf(';') < 0 && text.indexOf('"') < 0;
    }

    void line(String what, String violates, String error) {
      StringBuilder target = new StringBuilder(operation.path);
      path.forEach(
          (name, value) -> {
            String template = "{" + name + "}";
            int at = target.indexOf(template);
            target.replace(at, at + template.length(), value);
          });
      if (!query.isEmpty()) {
        target.append('?').append(String.join("&", query));
      }
      if (!cookies.isEmpty()) {
        headers.put("Cookie", String.join("; ", cookies));
      }
      ObjectNode line = JsonNodeFactory.instance.objectNode();
      line.put("name", operation.method + " " + operation.path + ": " + what);
      line.put("method", operation.method);
      line.put("target", target.toString());
      ObjectNode sent = line.putObject("headers");
      headers.forEach(sent::put);
      line.put("body", body);
      line.put("violates", violates);
      line.put("error", error);
      lines.add(line.toString());
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /**
   * A request whose parameters, but not its body, are valid; {@code null} where no valid values
   * were found.
   */
  private Request baseline(Contract.Operation operation, Contract.Parameter except) {
    Request request = new Request(operation);
    for (Contract.Parameter parameter : operation.parameters) {
      if (parameter != except && parameter.property().required()) {
        JsonNode value = boundaries.valid(parameter.schema());
        if (value == null || !request.set(parameter, value)) {
          return null;
        }
      }
    }
    return request;
  }

  private void parameters(Contract.Operation operation) {
    JsonNode body = validBody(operation);
    if (operation.body != null && operation.body.required && body == null) {
      return;
    }
    for (Contract.Parameter parameter : operation.parameters) {
      String name = parameter.property().json();
      if (parameter.property().required() && !parameter.in().equals("PATH")) {
        Request without = baseline(operation, parameter);
        if (without != null) {
          json(without, body);
          without.line(name + " absent", name, null);
        }
      }
      for (Boundaries.Case value : boundaries.cases(parameter.schema())) {
        Request request = baseline(operation, parameter);
        boolean text = "string".equals(Keywords.typeOf(contract.schemas.whole(parameter.schema())));
        boolean spelled = value.value().isTextual() || !text;
        boolean json = parameter.expression().contains("Style.JSON");
        boolean list = parameter.expression().contains("Shape.LIST");
        boolean single = parameter.expression().contains("Shape.SINGLE");
        // Styles spell a text as the only item of a list: there is no wrong shape.
        boolean shaped = json || single || list && value.value().isArray();
        if (request != null
            && shaped
            && spelled
            && !value.value().isObject()
            && request.set(parameter, value.value())) {
          json(request, body);
          request.line(name + " " + value.what(), path(name, value.violates()), value.error());
        }
      }
    }
  }

  private static String path(String outer, String inner) {
    if (inner == null || inner.isEmpty()) {
      return inner == null ? null : outer;
    }
    return inner.startsWith("[") ? outer + inner : outer + "." + inner;
  }

  private static Contract.Media media(Contract.Operation operation, String kind) {
    if (operation.body != null) {
      for (Contract.Media media : operation.body.media) {
        if (media.kind().equals(kind)) {
          return media;
        }
      }
    }
    return null;
  }

  private JsonNode validBody(Contract.Operation operation) {
    Contract.Media json = media(operation, "JSON");
    return json == null ? null : boundaries.valid(json.schema());
  }

  private void json(Request request, JsonNode body) {
    Contract.Media json = media(request.operation, "JSON");
    if (json != null && body != null) {
      request.headers.put(
          "Content-Type",
          json.range()
              .replace("*/*", "application/json")
              .replace("application/*", "application/json"));
      request.body = body.toString();
    }
  }

  private void bodies(Contract.Operation operation) {
    Contract.Media json = media(operation, "JSON");
    if (json != null) {
      for (Boundaries.Case value : boundaries.cases(json.schema())) {
        boolean malformed = json.object() && !value.value().isObject();
        boolean optionalNull = value.value().isNull() && !operation.body.required;
        Request request = malformed || optionalNull ? null : baseline(operation, null);
        if (request != null) {
          json(request, value.value());
          request.line("JSON " + value.what(), bodyPath(json, value.violates()), value.error());
        }
      }
    }
    Contract.Media form = media(operation, "FORM");
    if (form != null) {
      for (Boundaries.Case value : boundaries.cases(form.schema())) {
        form(operation, form, value);
      }
    }
  }

  private static String bodyPath(Contract.Media json, String violates) {
    if (violates == null) {
      return null;
    }
    return violates.isEmpty() ? "body" : violates.startsWith("[") ? "body" + violates : violates;
  }

  private void form(Contract.Operation operation, Contract.Media form, Boundaries.Case value) {
    if (!(value.value() instanceof ObjectNode object)) {
      return;
    }
    Request request = baseline(operation, null);
    List<String> pairs = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      String expression =
          form.fields().stream()
              .filter(
                  candidate ->
                      candidate.startsWith("Parameter.of(" + Java.string(field.getKey()) + ","))
              .findFirst()
              .orElse("");
      String text = spelled(expression, property(form.schema(), field.getKey()), field.getValue());
      if (text == null) {
        return;
      }
      pairs.add(encoded(field.getKey()) + "=" + encoded(text));
    }
    if (request != null) {
      request.headers.put("Content-Type", "application/x-www-form-urlencoded");
      request.body = String.join("&", pairs);
      request.line("form " + value.what(), value.violates(), value.error());
    }
  }

  private Schema<?> property(Schema<?> schema, String name) {
    return Keywords.properties(contract.schemas.whole(schema)).get(name);
  }

  /** Spells a value as text; {@code null} where the text would mean something else. */
  private String spelled(String expression, Schema<?> schema, JsonNode value) {
    if (value.isNull()) {
      return null;
    }
    if (expression.contains("Style.JSON")) {
      return value.toString();
    }
    boolean text =
        schema != null && "string".equals(Keywords.typeOf(contract.schemas.whole(schema)));
    boolean single = expression.contains("Shape.SINGLE") && value.isValueNode();
    return single && (value.isTextual() || !text) ? value.asText() : null;
  }

  /** An alias reads the target's body from its own parameters. */
  private void alias(Contract.Operation operation) {
    Contract.Media json = media(operation.target, "JSON");
    if (json == null || !json.object()) {
      return;
    }
    for (Boundaries.Case value : boundaries.cases(json.schema())) {
      if (value.value() instanceof ObjectNode object) {
        Request request = new Request(operation);
        boolean spelled = true;
        for (Map.Entry<String, JsonNode> field : object.properties()) {
          Contract.Parameter parameter =
              operation.parameters.stream()
                  .filter(candidate -> candidate.property().json().equals(field.getKey()))
                  .findFirst()
                  .orElse(null);
          Schema<?> schema = property(json.schema(), field.getKey());
          boolean text =
              schema != null && "string".equals(Keywords.typeOf(contract.schemas.whole(schema)));
          spelled &=
              parameter != null
                  && (parameter.expression().contains("Style.JSON")
                      || !text
                      || field.getValue().isTextual())
                  && !(field.getValue().isNull() && !parameter.expression().contains("Style.JSON"))
                  && request.set(parameter, field.getValue());
        }
        if (spelled) {
          request.line("query " + value.what(), value.violates(), value.error());
        }
      }
    }
  }
}
