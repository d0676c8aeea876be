package org.trackerapi.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** Sends requests in the three forms and reads answers. */
final class Http {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private Http() {}

  /** What came back. */
  record Answer(int status, JsonNode body, HttpResponse<String> response) {
    int code() {
      return body.at("/status/code").asInt(0);
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse(null);
    }
  }

  static Answer post(String url, ObjectNode parameters) {
    return postText(url, "application/json", parameters.toString());
  }

  static Answer postForm(String url, ObjectNode parameters) {
    return postText(url, "application/x-www-form-urlencoded", encoded(parameters));
  }

  static Answer get(String url, ObjectNode parameters) {
    return send(HttpRequest.newBuilder(URI.create(url + "?" + encoded(parameters))).build());
  }

  static Answer postText(String url, String contentType, String body) {
    return send(
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", contentType)
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  static Answer send(HttpRequest request) {
    try {
      HttpResponse<String> response =
          CLIENT.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      boolean json =
          response.headers().firstValue("Content-Type").orElse("").startsWith("application/json");
      return new Answer(
          response.statusCode(),
          json && !response.body().isEmpty() ? JSON.readTree(response.body()) : null,
          response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes parameters as a query or form: texts as they are, all else as JSON. */
  static String encoded(ObjectNode parameters) {
    return parameters.properties().stream()
        .map(
            entry ->
                entry.getKey()
                    + "="
                    + URLEncoder.encode(
                        entry.getValue().isTextual()
                            ? entry.getValue().asText()
                            : entry.getValue().toString(),
                        StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  /** Reads JSON that uses single quotes. */
  static ObjectNode object(String json) {
    try {
      return (ObjectNode) JSON.readTree(json.replace('\'', '"'));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
