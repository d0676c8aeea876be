package org.trackerapi.generator;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Reads the documented answers of operations. */
final class Answers {
  private final Schemas schemas;
  private final Payloads payloads;
  private final References references;
  private final CatalogueErrors errors;
  private final Place place;
  private final Consumer<String> warnings;

  Answers(
      Schemas schemas,
      Payloads payloads,
      References references,
      CatalogueErrors errors,
      Place place,
      Consumer<String> warnings) {
    this.schemas = schemas;
    this.payloads = payloads;
    this.references = references;
    this.errors = errors;
    this.place = place;
    this.warnings = warnings;
  }

  /** Reads all answers of an operation. */
  void read(Contract.Operation out, Operation operation) {
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
                ApiResponse response = references.follow(given);
                if (!errors.read(out, status, response)) {
                  readResponse(out, status, response, scope);
                }
              } finally {
                place.leave();
              }
            });
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
    List<Contract.Header> headers = headers(out, status, response);
    List<Payloads.Payload> bodies = bodies(response);
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
    for (Payloads.Payload payload : bodies) {
      String hint =
          out.typeName
              + "Response"
              + (status.equals("200") ? "" : Names.type(status).replaceFirst("^N", ""));
      Schema<?> schema = payload.schema();
      String variant = Payloads.variantName(payload.range());
      Type type = schemas.type(schema, first ? hint : hint + variant);
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
              scope.unique(first ? base : base + variant),
              fixed,
              status,
              Payloads.contentType(payload),
              payload.kind(),
              body,
              headers,
              response.getDescription()));
      first = false;
    }
  }

  /** The bodies that an answer may have; of equal ones the first. */
  private List<Payloads.Payload> bodies(ApiResponse response) {
    if (response.getContent() == null) {
      return List.of();
    }
    Payloads.Choice choice = payloads.ofAnswer(response.getContent());
    if (choice.raw()) {
      warnings.accept(
          place
              + ": answers of type "
              + choice.skipped()
              + " are written as they are given, their schema is not enforced");
    } else if (!choice.skipped().isEmpty()) {
      List<String> written = choice.payloads().stream().map(Payloads.Payload::range).toList();
      warnings.accept(
          place
              + ": answers of type "
              + choice.skipped()
              + " are not written, only "
              + new LinkedHashSet<>(written));
    }
    List<Payloads.Payload> distinct = new ArrayList<>();
    for (Payloads.Payload payload : choice.payloads()) {
      boolean known =
          distinct.stream()
              .anyMatch(
                  other ->
                      other.kind().equals(payload.kind())
                          && other.schema().equals(payload.schema()));
      if (!known) {
        distinct.add(payload);
      }
    }
    return distinct;
  }

  private List<Contract.Header> headers(
      Contract.Operation out, String status, ApiResponse response) {
    List<Contract.Header> headers = new ArrayList<>();
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
                Header header = references.follow(given);
                boolean content = header.getContent() != null && !header.getContent().isEmpty();
                Schema<?> given0 =
                    content
                        ? header.getContent().values().iterator().next().getSchema()
                        : header.getSchema();
                Schema<?> schema = given0 == null ? new Schema<>().type("string") : given0;
                boolean json =
                    content && Payloads.isJson(header.getContent().keySet().iterator().next());
                Type.Prop property =
                    schemas.property(
                        name,
                        scope.unique(Names.variable(name)),
                        constantNames.unique("HEADER_" + Names.constant(name)),
                        schema,
                        Boolean.TRUE.equals(header.getRequired()),
                        out.typeName + Names.type(name));
                headers.add(
                    new Contract.Header(
                        property.describedAs(header.getDescription()),
                        json
                            ? "json"
                            : Boolean.TRUE.equals(header.getExplode()) ? "exploded" : "text"));
              } finally {
                place.leave();
              }
            });
    return headers;
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
}
