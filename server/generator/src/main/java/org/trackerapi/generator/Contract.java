package org.trackerapi.generator;

import io.swagger.v3.oas.models.media.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the generator read of a document: everything that templates need, nothing of how it was
 * written.
 */
final class Contract {
  String title;
  String serverPath = "";
  String readingOptions;
  boolean bodyThenQuery;
  boolean anyContentType;
  Catalogue catalogue;
  Schemas schemas;
  final List<Operation> operations = new ArrayList<>();
  final Map<String, Scheme> schemes = new LinkedHashMap<>();
  final List<ErrorType> errors = new ArrayList<>();

  /** An operation. */
  static final class Operation {
    String id;
    String method;
    String path;
    String tag;
    String tagDescription;
    String javaName;
    String typeName;
    String constant;
    String summary;
    String description;
    boolean deprecated;
    String requestType;
    String resultType;
    final List<Parameter> parameters = new ArrayList<>();
    Body body;
    final List<Response> responses = new ArrayList<>();
    final List<String> errorKeys = new ArrayList<>();
    final List<String> rights = new ArrayList<>();
    final List<Map<String, List<String>>> security = new ArrayList<>();
    String aliasOf;
    Operation target;

    Operation target() {
      return target == null ? this : target;
    }

    String title() {
      return method + " " + path;
    }
  }

  /**
   * A parameter.
   *
   * @param in where it stands: path, query, header, cookie
   * @param property its name and type
   * @param expression how its text is taken apart, an expression of {@code Parameter}
   * @param schema its schema in the document
   */
  record Parameter(String in, Type.Prop property, String expression, Schema<?> schema) {}

  /** A request body. */
  static final class Body {
    boolean required;
    String description;
    final List<Media> media = new ArrayList<>();
    String unionName;

    boolean one() {
      return unionName == null;
    }
  }

  /**
   * A media type of a body.
   *
   * @param range the media type or range
   * @param kind a constant of {@code MediaType.Kind}
   * @param property the body as a property named {@code body}
   * @param object whether it must be a JSON object
   * @param fields expressions of {@code Parameter}, for forms
   * @param variant the name of its record where bodies of different types are told apart
   */
  record Media(
      String range,
      String kind,
      Type.Prop property,
      boolean object,
      List<String> fields,
      String variant,
      Schema<?> schema) {}

  /**
   * An answer.
   *
   * @param name the record
   * @param status the status, or 0 where the answer says it
   * @param range the key in the document: a status, a range such as 4XX, or default
   * @param contentType the media type, or {@code null} where there is no body
   * @param kind JSON, TEXT or BINARY
   * @param body the body as a property named {@code body}, or {@code null}
   * @param headers the headers
   * @param description the description
   */
  record Response(
      String name,
      int status,
      String range,
      String contentType,
      String kind,
      Type.Prop body,
      List<Header> headers,
      String description) {}

  /**
   * A header of an answer.
   *
   * @param property its name and type
   * @param way the method of {@code Property} that spells it
   */
  record Header(Type.Prop property, String way) {}

  /**
   * A security scheme.
   *
   * @param name its name
   * @param constant its constant
   * @param kind a constant of {@code SecurityScheme.Kind}
   * @param parameter the header, query parameter or cookie, or {@code null}
   * @param bodyProperty the property of the body that may carry the same, or {@code null}
   */
  record Scheme(String name, String constant, String kind, String parameter, String bodyProperty) {}

  /**
   * An error of the catalogue that operations document.
   *
   * @param name the record
   * @param entry the error
   * @param fields its own properties
   * @param results the results that it is one of
   */
  record ErrorType(
      String name, Catalogue.Entry entry, List<Type.Prop> fields, List<String> results) {}
}
