package org.trackerapi.generator;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Serves the petstore fixture with Javalin and asks it over HTTP. */
class ServedByJavalinTest {
  @TempDir static Path temporary;
  private static Javalin server;
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @BeforeAll
  static void start() throws Exception {
    Path fixture =
        Path.of(
            Objects.requireNonNull(ServedByJavalinTest.class.getResource("/fixtures/petstore"))
                .toURI());
    Generated generated = Generated.from(fixture.resolve("openapi.yaml"), temporary, Map.of());
    assertThat(generated.compile(List.of(fixture.resolve("Server.java")))).isEmpty();
    server =
        (Javalin) generated.load().loadClass("org.example.Server").getMethod("start").invoke(null);
  }

  @AfterAll
  static void stop() {
    server.stop();
  }

  private static HttpResponse<String> send(String method, String path, String type, String body)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path));
    if (type != null) {
      request.header("Content-Type", type);
    }
    request.method(method, HttpRequest.BodyPublishers.ofString(body));
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** Sends bytes as they are, because no client library lets odd requests through. */
  private static String raw(String request) throws IOException {
    try (Socket socket = new Socket("localhost", server.port())) {
      OutputStream out = socket.getOutputStream();
      out.write(request.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      socket.shutdownOutput();
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void createsReadsAndDeletes() throws Exception {
    HttpResponse<String> created =
        send("POST", "/v1/pets", "application/json", "{\"name\":\"Mia\"}");
    assertThat(created.statusCode()).isEqualTo(201);
    assertThat(created.headers().firstValue("Content-Type"))
        .contains("application/json;charset=utf-8");
    String id = created.body().replaceAll(".*\"id\":([0-9]+).*", "$1");
    assertThat(send("GET", "/v1/pets/" + id, null, "").body())
        .isEqualTo("{\"name\":\"Mia\",\"id\":" + id + "}");
    assertThat(send("DELETE", "/v1/pets/" + id, null, "").statusCode()).isEqualTo(204);
    assertThat(send("GET", "/v1/pets/" + id, null, "").statusCode()).isEqualTo(404);
  }

  @Test
  void namesEveryViolation() throws Exception {
    HttpResponse<String> answer =
        send("POST", "/v1/pets", "application/json", "{\"name\":\"\",\"born\":\"soon\"}");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.body()).contains("{\"parameter\":\"name\"", "{\"parameter\":\"born\"");
  }

  @Test
  void takesAndGivesBytes() throws Exception {
    assertThat(send("PUT", "/v1/pets/7/photo", "image/png", "picture").statusCode()).isEqualTo(204);
    HttpResponse<String> photo = send("GET", "/v1/pets/7/photo", null, "");
    assertThat(photo.body()).isEqualTo("picture");
    assertThat(photo.headers().firstValue("Content-Type")).contains("image/png");
    HttpResponse<String> head = send("HEAD", "/v1/pets/7/photo", null, "");
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
  }

  @Test
  void answersUnknownPathsAndMethodsItself() throws Exception {
    HttpResponse<String> unknown = send("GET", "/v1/cats", null, "");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.body()).contains("Unknown path");
    assertThat(send("GET", "/v1", null, "").body()).contains("Unknown path");
    HttpResponse<String> wrong = send("PATCH", "/v1/pets", null, "");
    assertThat(wrong.statusCode()).isEqualTo(405);
    assertThat(wrong.headers().firstValue("Allow")).contains("GET, POST");
  }

  @Test
  void tellsTheMethodsOfAPath() throws Exception {
    HttpResponse<String> options = send("OPTIONS", "/v1/pets", null, "");
    assertThat(options.statusCode()).isEqualTo(204);
    assertThat(options.headers().firstValue("Allow")).contains("GET, POST");
    assertThat(send("OPTIONS", "/v1/cats", null, "").statusCode()).isEqualTo(404);
  }

  @Test
  void leavesOtherRoutesAlone() throws Exception {
    assertThat(send("GET", "/health", null, "").body()).isEqualTo("up");
    assertThat(send("GET", "/elsewhere", null, "").body()).doesNotContain("Unknown path");
  }

  @Test
  void refusesALargeBody() throws Exception {
    HttpResponse<String> answer =
        send("POST", "/v1/pets", "application/json", "{\"name\":\"" + "x".repeat(2_000) + "\"}");
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("at most 1000 bytes");
  }

  @Test
  void readsRawBracketsAndStrayPercentSigns() throws IOException {
    String answer =
        raw(
            "GET /v1/pets?filter[name]=100%&x={\"a\"}|^` HTTP/1.1\r\n"
                + "Host: localhost\r\n"
                + "Connection: close\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 200").endsWith("[]");
  }

  @Test
  void answersABrokenBodyInItsOwnShape() throws IOException {
    String answer =
        raw(
            "POST /v1/pets HTTP/1.1\r\n"
                + "Host: localhost\r\n"
                + "Connection: close\r\n"
                + "Content-Type: application/json\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n"
                + "zz\r\n");
    assertThat(answer).startsWith("HTTP/1.1 400").doesNotContain("Exception", "org.");
  }
}
