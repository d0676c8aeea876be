package org.trackerapi.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.trackerapi.conformance.http.WireRequest;

/** A request in the making. Unless told otherwise: POST with JSON, the hash in the body. */
public final class Call {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final String FORM_TYPE = "application/x-www-form-urlencoded";

  /** How parameters travel. */
  public enum Form {
    /** POST with a JSON object. */
    JSON,
    /** POST with a form. */
    FORM,
    /** GET with a query. */
    QUERY
  }

  private enum Credential {
    BODY,
    QUERY,
    HEADER
  }

  private final Run run;
  private final String action;
  private final ObjectNode parameters = JSON.createObjectNode();
  private final ObjectNode queryParameters = JSON.createObjectNode();
  private final List<Map.Entry<String, String>> headers = new ArrayList<>();
  private Form form = Form.JSON;
  private Credential credential = Credential.BODY;
  private String hash;
  private String path;
  private String method;
  private String contentType;
  private byte[] body;
  private boolean slash;
  private boolean rawQuery;
  private boolean allEscaped;
  private boolean plus;
  private boolean observed = true;

  Call(Run run, String action) {
    this.run = run;
    this.action = action;
    this.path = "/tracker/" + action;
    this.hash = run.profile().hash();
  }

  /** Sets a parameter; a null is sent as null in JSON and left out in the other forms. */
  public Call with(String name, Object value) {
    parameters.set(name, JSON.valueToTree(value));
    return this;
  }

  /** Sets several parameters. */
  public Call with(JsonNode several) {
    several.properties().forEach(entry -> parameters.set(entry.getKey(), entry.getValue()));
    return this;
  }

  /** Removes a parameter. */
  public Call without(String name) {
    parameters.remove(name);
    return this;
  }

  /**
   * Sends as a user of the profile.
   *
   * @throws Skip when the profile has no such user
   */
  public Call as(String user) {
    return asHash(run.hashOf(user));
  }

  /** Sends with this hash. */
  public Call asHash(String other) {
    hash = other;
    return this;
  }

  /** Sends no credentials. */
  public Call asNobody() {
    hash = null;
    return this;
  }

  /** Sends the hash in the query. */
  public Call hashInQuery() {
    credential = Credential.QUERY;
    return this;
  }

  /** Sends the hash in the header Authorization. */
  public Call hashInHeader() {
    credential = Credential.HEADER;
    return this;
  }

  /** Sends in this form. */
  public Call in(Form other) {
    form = other;
    return this;
  }

  /** Sends as a form. */
  public Call form() {
    return in(Form.FORM);
  }

  /** Sends as a GET. */
  public Call query() {
    return in(Form.QUERY);
  }

  /** Adds a slash to the path. */
  public Call trailingSlash() {
    slash = true;
    return this;
  }

  /** Adds a parameter to the query, whatever the form. */
  public Call alsoInQuery(String name, Object value) {
    queryParameters.set(name, JSON.valueToTree(value));
    return this;
  }

  /** Leaves brackets and commas of a query as they are, as many clients do. */
  public Call rawBrackets() {
    rawQuery = true;
    return this;
  }

  /** Writes every character of a value in a form or query as % and two digits. */
  public Call allEscaped() {
    allEscaped = true;
    return this;
  }

  /** Writes blanks in a form or query as a plus, as browsers do in forms. */
  public Call plusForBlank() {
    plus = true;
    return this;
  }

  /** Adds a header. */
  public Call header(String name, String value) {
    headers.add(Map.entry(name, value));
    return this;
  }

  /** Sends this path instead; its answer is not held against the action's own contract. */
  public Call path(String other) {
    path = other;
    return outsideTheContract();
  }

  /** Sends this method instead; its answer is not held against the action's own contract. */
  public Call method(String other) {
    method = other;
    return outsideTheContract();
  }

  /** Sends this Content-Type instead; an empty one sends none. */
  public Call contentType(String other) {
    contentType = other;
    return this;
  }

  /** Sends these bytes as the body instead. */
  public Call body(byte[] other) {
    body = other.clone();
    return this;
  }

  /** Sends this text as the body instead. */
  public Call body(String other) {
    return body(other.getBytes(StandardCharsets.UTF_8));
  }

  /** Keeps the answer out of what the rule {@code <action>/documented} looks at. */
  public Call outsideTheContract() {
    observed = false;
    return this;
  }

  /**
   * Sends it.
   *
   * @throws Violation when no whole HTTP answer comes
   */
  public Answer send() {
    return run.send(this);
  }

  String action() {
    return action;
  }

  boolean observed() {
    return observed;
  }

  ObjectNode parameters() {
    return parameters;
  }

  WireRequest wire(String base) {
    ObjectNode sent = parameters.deepCopy();
    ObjectNode query = queryParameters.deepCopy();
    List<Map.Entry<String, String>> lines = new ArrayList<>(headers);
    if (hash != null) {
      switch (credential) {
        case BODY -> sent = withHash(sent);
        case QUERY -> query.put("hash", hash);
        case HEADER -> lines.add(Map.entry("Authorization", "NVX " + hash));
      }
    }
    byte[] bytes = new byte[0];
    String type = "";
    switch (form) {
      case JSON -> {
        bytes = sent.toString().getBytes(StandardCharsets.UTF_8);
        type = "application/json";
      }
      case FORM -> {
        bytes = encoded(sent).getBytes(StandardCharsets.UTF_8);
        type = FORM_TYPE;
      }
      case QUERY -> query = (ObjectNode) sent.deepCopy().setAll(query);
    }
    if (body != null) {
      bytes = body;
    }
    if (contentType != null) {
      type = contentType;
    }
    if (!type.isEmpty()) {
      lines.add(Map.entry("Content-Type", type));
    }
    String text = encoded(query);
    if (rawQuery) {
      text = text.replace("%5B", "[").replace("%5D", "]").replace("%2C", ",");
    }
    URI uri = URI.create(base + path + (slash ? "/" : "") + (text.isEmpty() ? "" : "?" + text));
    String verb = method != null ? method : form == Form.QUERY ? "GET" : "POST";
    return new WireRequest(verb, uri, List.copyOf(lines), bytes);
  }

  private ObjectNode withHash(ObjectNode sent) {
    ObjectNode all = JSON.createObjectNode().put("hash", hash);
    all.setAll(sent);
    return all;
  }

  private String encoded(ObjectNode values) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, JsonNode> entry : values.properties()) {
      JsonNode value = entry.getValue();
      if (value.isNull()) {
        continue;
      }
      text.append(text.isEmpty() ? "" : "&")
          .append(URLEncoder.encode(entry.getKey(), StandardCharsets.UTF_8))
          .append('=')
          .append(escaped(value.isContainerNode() ? value.toString() : value.asText()));
    }
    return text.toString();
  }

  private String escaped(String value) {
    if (allEscaped) {
      StringBuilder text = new StringBuilder();
      for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
        text.append(String.format("%%%02X", b & 0xff));
      }
      return text.toString();
    }
    String text = URLEncoder.encode(value, StandardCharsets.UTF_8);
    return plus ? text : text.replace("+", "%20");
  }
}
