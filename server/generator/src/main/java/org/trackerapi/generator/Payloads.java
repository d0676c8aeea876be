package org.trackerapi.generator;

import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Decides how the bodies of each media type are read or written, and as what. */
final class Payloads {
  /** Content that no schema of JSON describes, whatever the document says. */
  private static final Pattern BYTES =
      Pattern.compile(
          "(image|audio|video|font)/.*|application/(octet-stream|pdf|zip|gzip|x-tar|x-protobuf)"
              + "|application/vnd\\.(ms-|openxml|oasis\\.).*");

  private final Schemas schemas;
  private final Shapes shapes;

  Payloads(Schemas schemas, Shapes shapes) {
    this.schemas = schemas;
    this.shapes = shapes;
  }

  /**
   * A body of one media type.
   *
   * @param range the media type or range as the document writes it
   * @param kind a constant of {@code MediaType.Kind}
   * @param schema what is read or written
   * @param media the media type in the document
   */
  record Payload(String range, String kind, Schema<?> schema, MediaType media) {}

  /**
   * What a content has for us.
   *
   * @param payloads the bodies that are read or written
   * @param skipped the media types that are not, because their schema says what only JSON can carry
   * @param raw whether there is nothing but such types, so that bodies are handed over as they are
   */
  record Choice(List<Payload> payloads, Set<String> skipped, boolean raw) {}

  /** Chooses among the media types of a request body. */
  Choice ofRequest(Content content) {
    return choose(content, true);
  }

  /** Chooses among the media types of an answer; forms are never written. */
  Choice ofAnswer(Content content) {
    return choose(content, false);
  }

  private Choice choose(Content content, boolean request) {
    List<Payload> payloads = new ArrayList<>();
    Set<String> skipped = new LinkedHashSet<>();
    content.forEach(
        (range, media) -> {
          Payload payload = payload(range, media, request);
          if (payload == null) {
            skipped.add(range);
          } else {
            payloads.add(payload);
          }
        });
    if (payloads.stream().anyMatch(payload -> isJson(payload.range()))) {
      payloads.removeIf(payload -> payload.kind().equals("JSON") && !mayBeJson(payload, skipped));
    }
    if (!payloads.isEmpty() || content.isEmpty()) {
      return new Choice(payloads, skipped, false);
    }
    content.forEach((range, media) -> payloads.add(raw(range, media)));
    return new Choice(payloads, skipped, true);
  }

  /** Text beside JSON is not JSON, too. */
  private static boolean mayBeJson(Payload payload, Set<String> skipped) {
    boolean json = !bare(payload.range()).equals("text/plain");
    if (!json) {
      skipped.add(payload.range());
    }
    return json;
  }

  private Payload payload(String range, MediaType media, boolean request) {
    String kind = kind(bare(range), media.getSchema());
    if (kind == null || !request && (kind.equals("FORM") || kind.equals("MULTIPART"))) {
      return null;
    }
    boolean fits =
        media.getSchema() != null && !(kind.equals("BINARY") && !isString(media.getSchema()));
    return new Payload(range, kind, fits ? media.getSchema() : plain(kind), media);
  }

  private static Payload raw(String range, MediaType media) {
    String kind = bare(range).startsWith("text/") ? "TEXT" : "BINARY";
    return new Payload(range, kind, plain(kind), media);
  }

  private static Schema<?> plain(String kind) {
    Schema<?> schema = new Schema<>();
    if (kind.equals("TEXT") || kind.equals("BINARY")) {
      schema.setType("string");
      schema.setFormat(kind.equals("BINARY") ? "binary" : null);
    }
    return schema;
  }

  private String kind(String bare, Schema<?> schema) {
    if (bare.equals("application/x-www-form-urlencoded")) {
      return "FORM";
    }
    boolean string = isString(schema);
    if (bare.startsWith("multipart/") && !string) {
      return "MULTIPART";
    }
    if (isJson(bare)) {
      return "JSON";
    }
    boolean binary = string && "binary".equals(schemas.follow(schema).getFormat());
    boolean single = schema == null || shapes.of(schema) == Shapes.Shape.SINGLE;
    if (binary
        || schema == null && !bare.startsWith("text/")
        || !string && BYTES.matcher(bare).matches()) {
      return "BINARY";
    }
    if (bare.equals("*/*") || bare.equals("application/*")) {
      return "JSON";
    }
    if (string || bare.startsWith("text/") && single) {
      return "TEXT";
    }
    // Several frameworks list text/plain beside application/json for one and the same JSON.
    return bare.equals("text/plain") ? "JSON" : null;
  }

  private boolean isString(Schema<?> schema) {
    return schema != null && "string".equals(Keywords.typeOf(schemas.follow(schema)));
  }

  static boolean isJson(String range) {
    String bare = bare(range);
    return bare.equals("application/json") || bare.endsWith("+json") || bare.equals("text/json");
  }

  /** A media type without parameters, in lower case. */
  static String bare(String range) {
    return range.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
  }

  /** The name of what stands for a media type where there are several. */
  static String variantName(String range) {
    String bare = bare(range);
    return switch (bare) {
      case "application/json" -> "Json";
      case "application/x-www-form-urlencoded" -> "Form";
      case "multipart/form-data" -> "Multipart";
      case "text/plain" -> "Text";
      case "application/octet-stream" -> "OctetStream";
      case "*/*" -> "Any";
      default -> Names.type(bare.replace("*", "any").replace("+", "-"));
    };
  }

  /** The Content-Type of an answer. */
  static String contentType(Payload payload) {
    String range = payload.range().strip();
    if (range.contains("*")) {
      return switch (payload.kind()) {
        case "JSON" -> "application/json; charset=utf-8";
        case "TEXT" -> "text/plain; charset=utf-8";
        default -> "application/octet-stream";
      };
    }
    boolean plain =
        range.equalsIgnoreCase("application/json")
            || bare(range).startsWith("text/") && !payload.kind().equals("BINARY")
            || payload.kind().equals("TEXT");
    return plain && !range.contains(";")
        ? range.toLowerCase(Locale.ROOT) + "; charset=utf-8"
        : range;
  }
}
