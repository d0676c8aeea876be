package org.trackerapi.conformance.honest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.trackerapi.spec.Action;
import org.trackerapi.spec.CatalogueError;
import org.trackerapi.spec.Contract;

/**
 * A small server of the tracker API over a fleet file, written from the source and the contract and
 * from nothing else of this project, so that the suite is not proved by what it judges. With {@link
 * Faults} it is a mutant.
 */
public final class HonestServer implements AutoCloseable {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final String BASE = "/api-v2";
  private static final int MOST_BYTES = 1_048_576;

  private final HttpServer server;
  private final ExecutorService threads;
  private final Faults faults;
  private final HonestFleet fleet;
  private final Map<String, Faults.Wire> kept = new HashMap<>();

  /** Starts on a free port. */
  public HonestServer(JsonNode fleetFile, Faults faults) {
    // Without it the JDK's server delays every answer for the sake of fuller packets.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    this.faults = faults;
    this.fleet = new HonestFleet(fleetFile.deepCopy(), faults);
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads = Executors.newFixedThreadPool(4);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Returns the base address. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + BASE;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Faults.Wire wire;
      Request request = new Request();
      try {
        wire = answer(exchange, request);
      } catch (RuntimeException e) {
        wire = refusal(request, new Refusal(6, null));
      }
      for (Faults.WireFault fault : faults.wires) {
        if (fault.actions().test(wire.request().action == null ? "" : wire.request().action)) {
          wire = fault.change().apply(wire);
        }
      }
      byte[] bytes =
          wire.body()
              .getBytes(
                  faults.has("utf-16", false) ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8);
      if (!wire.contentType().isEmpty()) {
        exchange.getResponseHeaders().set("Content-Type", wire.contentType());
      }
      boolean chunked = faults.has("chunks and short connections", false);
      if (chunked) {
        exchange.getResponseHeaders().set("Connection", "close");
      }
      exchange.sendResponseHeaders(
          wire.status(), bytes.length == 0 ? -1 : chunked ? 0 : bytes.length);
      if (bytes.length > 0) {
        exchange.getResponseBody().write(bytes);
      }
    }
  }

  private Faults.Wire answer(HttpExchange exchange, Request request) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    try {
      read(exchange, body, request);
      for (Faults.RequestFault fault : faults.requests) {
        if (fault.actions().test(request.action)) {
          fault.change().accept(request);
        }
      }
      synchronized (fleet) {
        String key = request.method + exchange.getRequestURI();
        if (faults.has("get cached", false) && request.method.equals("GET")) {
          return kept.containsKey(key) ? kept.get(key) : keep(key, success(request));
        }
        return success(request);
      }
    } catch (Refusal e) {
      return refusal(request, e);
    }
  }

  private Faults.Wire keep(String key, Faults.Wire wire) {
    kept.put(key, wire);
    return wire;
  }

  private void read(HttpExchange exchange, byte[] body, Request request) {
    request.method = exchange.getRequestMethod();
    String path = exchange.getRequestURI().getRawPath();
    request.slash = path.endsWith("/") && path.length() > 1;
    request.path =
        (request.slash ? path.substring(0, path.length() - 1) : path).replaceFirst(BASE, "");
    request.action =
        request.path.startsWith("/tracker/") ? request.path.substring("/tracker/".length()) : "";
    request.bytes = body.length;
    request.contentType = header(exchange, "Content-Type");
    request.authorization = header(exchange, "Authorization");
    request.isoHeader = header(exchange, "NVX-ISO-DateTime");
    request.query = form(exchange.getRequestURI().getRawQuery());
    request.body = JSON.createObjectNode();
    String method = request.method;
    if (!faults.has("takes any path", false) && Contract.action(request.action).isEmpty()) {
      throw refuse(request, "general/111", 111);
    }
    if (!method.equals("GET") && !method.equals("POST")) {
      boolean patch = method.equals("PATCH") && faults.has("patch", false);
      if (!faults.unchecked.contains("general/112")
          && !faults.unchecked.contains(request.action + "/112")
          && !patch) {
        boolean everywhere = faults.recoded.containsKey("general/112");
        throw refuse(request, (everywhere ? "general" : request.action) + "/112", 112);
      }
    }
    if (body.length > MOST_BYTES && !faults.unchecked.contains(request.action + "/9")) {
      throw refuse(request, request.action + "/9", 9);
    }
    if (method.equals("GET")) {
      request.form = "query";
    } else {
      String text = new String(body, StandardCharsets.UTF_8).strip();
      boolean json =
          request.contentType.startsWith("application/json")
              || !request.contentType.startsWith("application/x-www-form-urlencoded")
                  && text.startsWith("{");
      request.form = json ? "json" : "form";
      if (json && !text.isEmpty()) {
        request.body = json(request, text);
      } else if (!json) {
        request.body = form(text);
      }
    }
    request.parameters = request.query.deepCopy();
    request.parameters.setAll(request.body);
  }

  private ObjectNode json(Request request, String text) {
    try {
      JsonNode tree =
          JSON.reader()
              .with(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
              .readTree(text);
      if (tree instanceof ObjectNode object) {
        return object;
      }
    } catch (IOException e) {
      // Broken: refused below.
    }
    if (faults.unchecked.contains("general/5")) {
      return JSON.createObjectNode().put("hash", fleet.anyHash());
    }
    throw refuse(request, "general/5", 5);
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  private ObjectNode form(String text) {
    ObjectNode values = JSON.createObjectNode();
    if (text != null && !text.isEmpty()) {
      for (String pair : text.split("&")) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        values.put(URLDecoder.decode(name, StandardCharsets.UTF_8), decoded(value));
      }
    }
    return values;
  }

  private String decoded(String value) {
    if (faults.has("escapes kept", false) && value.matches("(%[0-9A-F]{2})+")) {
      return value;
    }
    if (faults.has("forms in latin-1", false)) {
      return URLDecoder.decode(value, StandardCharsets.ISO_8859_1);
    }
    return URLDecoder.decode(
        faults.has("plus kept", false) ? value.replace("+", "%2B") : value, StandardCharsets.UTF_8);
  }

  private Faults.Wire success(Request request) {
    Action action = Contract.action(request.action).orElseThrow();
    if (faults.named.contains("parameters before credentials")) {
      validated(request, action);
    }
    credentials(request);
    for (String right : action.requiredRights()) {
      if (!fleet.hasRight(request.user, right)
          && !faults.unchecked.contains(request.action + "/13")
          && !faults.unchecked.contains(request.action + "/" + right)) {
        if (faults.named.contains("obeys whom it refuses")) {
          validated(request, action);
          fleet.act(request);
        }
        throw refuse(request, request.action + "/13", 13);
      }
    }
    validated(request, action);
    request.iso =
        request.parameters.path("iso_datetime").asBoolean() || request.isoHeader.equals("true");
    ObjectNode body = fleet.act(request);
    fleet.mischief(request);
    ObjectNode whole = JSON.createObjectNode().put("success", true);
    whole.setAll(body);
    for (Faults.BodyFault fault : faults.bodies) {
      if (fault.actions().test(request.action)) {
        fault.change().accept(request, whole);
      }
    }
    return new Faults.Wire(request, 200, "application/json; charset=utf-8", whole.toString());
  }

  private void validated(Request request, Action action) {
    Validator validator = new Validator(action, faults);
    validator.check(request);
    if (!validator.errors().isEmpty()) {
      throw refuse(request, request.action + "/7", 7, validator.errors());
    }
  }

  private void credentials(Request request) {
    String hash = null;
    if (request.body.path("hash").isValueNode() && request.body.has("hash")) {
      hash = request.body.get("hash").asText();
    } else if (request.query.has("hash") && !faults.named.contains("hash not in query")) {
      hash = request.query.get("hash").asText();
    } else if (request.authorization.startsWith("NVX ")
        && !faults.named.contains("hash not in header")) {
      hash = request.authorization.substring(4);
    }
    if (faults.named.contains("query before body") && request.query.has("hash")) {
      hash = request.query.get("hash").asText();
    }
    String check = request.action;
    if (hash == null || !hash.matches("[0-9a-f]{32}")) {
      boolean malformed = hash != null;
      if (faults.unchecked.contains(check + "/3") || faults.unchecked.contains("all/3")) {
        hash = fleet.anyHash();
      } else if (malformed && faults.named.contains("malformed is 4")) {
        throw refuse(request, check + "/4", 4);
      } else {
        throw refuse(request, check + "/3", 3);
      }
    }
    JsonNode user = fleet.user(hash);
    if (user == null
        || user.path("expired").asBoolean() && !faults.named.contains("sessions never end")) {
      if (faults.unchecked.contains(check + "/4") || faults.unchecked.contains("all/4")) {
        user = fleet.user(fleet.anyHash());
      } else {
        throw refuse(request, check + "/4", 4);
      }
    }
    if (user.path("blocked").asBoolean() && !faults.unchecked.contains("general/11")) {
      throw refuse(request, "general/11", 11);
    }
    request.user = user;
    request.account = fleet.accountOf(user);
    request.hash = hash;
  }

  private Refusal refuse(Request request, String check, int code) {
    return refuse(request, check, code, null);
  }

  private Refusal refuse(Request request, String check, int code, ArrayNode errors) {
    ObjectNode more = null;
    if (errors != null && !faults.named.contains("no errors in 7")) {
      more = JSON.createObjectNode();
      if (faults.named.contains("first violation only")) {
        more.putArray("errors").add(errors.get(0));
      } else {
        more.set("errors", errors);
      }
    }
    return new Refusal(faults.recoded.getOrDefault(check, code), more);
  }

  private Faults.Wire refusal(Request request, Refusal refusal) {
    ObjectNode body = JSON.createObjectNode().put("success", false);
    CatalogueError error = Contract.errors().byNumber(refusal.code()).orElse(null);
    body.putObject("status")
        .put("code", refusal.code())
        .put("description", error == null ? "Unknown" : error.wording());
    if (refusal.more() != null) {
      body.setAll(refusal.more());
    }
    int status = error == null ? 400 : error.httpStatus();
    return new Faults.Wire(
        request,
        faults.statuses.getOrDefault(refusal.code(), status),
        "application/json; charset=utf-8",
        body.toString());
  }

  /** Returns the fleet that it serves, for assertions about what a run left. */
  public Map<Integer, ObjectNode> trackers() {
    return fleet.trackers();
  }
}
