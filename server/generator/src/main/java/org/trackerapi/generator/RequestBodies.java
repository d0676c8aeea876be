package org.trackerapi.generator;

import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.Encoding;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.RequestBody;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Reads the bodies that operations take. */
final class RequestBodies {
  private final Contract contract;
  private final Schemas schemas;
  private final Shapes shapes;
  private final Payloads payloads;
  private final Styles styles;
  private final References references;
  private final Place place;
  private final Consumer<String> warnings;

  RequestBodies(
      Contract contract,
      Shapes shapes,
      Payloads payloads,
      Styles styles,
      References references,
      Place place,
      Consumer<String> warnings) {
    this.contract = contract;
    this.schemas = contract.schemas;
    this.shapes = shapes;
    this.payloads = payloads;
    this.styles = styles;
    this.references = references;
    this.place = place;
    this.warnings = warnings;
  }

  /** Reads the body of an operation; {@code null} where it has none. */
  Contract.Body read(Contract.Operation operation, RequestBody given) {
    RequestBody body = references.follow(given);
    if (body.getContent() == null || body.getContent().isEmpty()) {
      return null;
    }
    Contract.Body out = new Contract.Body();
    out.required = Boolean.TRUE.equals(body.getRequired());
    out.description = body.getDescription();
    place.enter("request body");
    try {
      readMedia(operation, out, body.getContent());
    } finally {
      place.leave();
    }
    return out;
  }

  private void readMedia(Contract.Operation operation, Contract.Body out, Content content) {
    Payloads.Choice choice = payloads.ofRequest(content);
    warn(choice);
    boolean hasForm = choice.payloads().stream().anyMatch(payload -> payload.kind().equals("FORM"));
    List<Schema<?>> distinct = new ArrayList<>();
    List<Type> types = new ArrayList<>();
    for (Payloads.Payload payload : choice.payloads()) {
      Schema<?> schema = payload.schema();
      if (!distinct.contains(schema)) {
        distinct.add(schema);
        String suffix =
            distinct.size() == 1 ? "Body" : Payloads.variantName(payload.range()) + "Body";
        types.add(schemas.type(schema, operation.typeName + suffix));
      }
    }
    Names.Scope variants = new Names.Scope();
    boolean several = new LinkedHashSet<>(types).size() > 1;
    for (Payloads.Payload payload : choice.payloads()) {
      Schema<?> schema = payload.schema();
      Type type = types.get(distinct.indexOf(schema));
      boolean nullable = schemas.nullable(schema);
      // Where any body is taken for a form or an object, an empty one has no parameters and is
      // never absent.
      boolean always =
          contract.anyContentType && hasForm && shapes.of(schema) == Shapes.Shape.OBJECT;
      boolean required = out.required || always;
      Type.Prop property =
          new Type.Prop(
              "body",
              "body",
              "BODY",
              type,
              required,
              nullable,
              null,
              false,
              false,
              out.description);
      boolean object =
          payload.kind().equals("JSON") && shapes.of(schema) == Shapes.Shape.OBJECT && !nullable;
      out.media.add(
          new Contract.Media(
              Payloads.bare(payload.range()),
              payload.kind(),
              property,
              object,
              fields(payload),
              several ? variants.unique(Payloads.variantName(payload.range())) : null,
              schema));
    }
    if (several) {
      out.unionName = operation.typeName + "Body";
    }
  }

  private void warn(Payloads.Choice choice) {
    if (choice.raw()) {
      warnings.accept(
          place
              + ": bodies of type "
              + choice.skipped()
              + " are handed over as they come, their schema is not enforced");
    } else if (!choice.skipped().isEmpty()) {
      warnings.accept(
          place
              + ": bodies of type "
              + choice.skipped()
              + " are answered with 415, only "
              + choice.payloads().stream().map(Payloads.Payload::range).toList()
              + " are read");
    }
  }

  private List<String> fields(Payloads.Payload payload) {
    boolean multipart = payload.kind().equals("MULTIPART");
    if (payload.media().getSchema() == null || !multipart && !payload.kind().equals("FORM")) {
      return List.of();
    }
    Map<String, Encoding> encodings =
        payload.media().getEncoding() == null ? Map.of() : payload.media().getEncoding();
    return styles.ofFields(payload.schema(), encodings, multipart);
  }
}
