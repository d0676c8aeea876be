package org.trackerapi.mock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.trackerapi.spec.Action;
import org.trackerapi.spec.Contract;

/** The sample requests of the source document. */
final class SourceSamples {
  private SourceSamples() {}

  /** A sample: a cURL command when it has a body, an address when it has a query. */
  record Sample(int line, Action action, String body, String query) {
    HttpResponse<String> send(String baseUrl) {
      String url = baseUrl + action.path();
      return body != null ? Http.postJson(url, body) : Http.get(url + "?" + query);
    }

    @Override
    public String toString() {
      return "line " + line + ": " + (body != null ? "POST " : "GET ") + action.name();
    }
  }

  static List<Sample> all() {
    JsonNode document = read();
    List<Sample> samples = new ArrayList<>();
    for (JsonNode sample : document.get("curl")) {
      samples.add(of(sample, sample.get("body").asText(), null));
    }
    for (JsonNode sample : document.get("get")) {
      String rest = sample.get("query").asText();
      String hash = "hash=" + document.get("hash").asText();
      samples.add(of(sample, null, rest.isEmpty() ? hash : hash + "&" + rest));
    }
    return samples;
  }

  private static Sample of(JsonNode sample, String body, String query) {
    Action action = Contract.action(sample.get("action").asText()).orElseThrow();
    return new Sample(sample.get("line").asInt(), action, body, query);
  }

  private static JsonNode read() {
    try (InputStream in = SourceSamples.class.getResourceAsStream("/source-samples.yaml")) {
      return new YAMLMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
