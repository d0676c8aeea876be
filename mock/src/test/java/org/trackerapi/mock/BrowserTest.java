package org.trackerapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page of another origin in headless Chromium, where there is one. */
class BrowserTest {
  private static final String PAGE =
      """
      <!doctype html><meta charset="utf-8"><pre id="result"></pre><script>
      const base = '%s', hash = 'a6aa75587e5c59c32d347da438505fc3';
      async function say(name, call) {
        try {
          const response = await call();
          let body;
          try { body = (await response.json()).success; } catch (e) { body = 'unreadable'; }
          result.textContent += name + ': ' + response.status + ' ' + body + '\\n';
        } catch (e) { result.textContent += name + ': ' + e.name + '\\n'; }
      }
      const json = (path, headers, body) => fetch(base + path, {method: 'POST',
          headers: {'Content-Type': 'application/json', ...headers}, body: JSON.stringify(body)});
      (async () => {
        await say('success', () => json('/tracker/read', {}, {hash, tracker_id: 123456}));
        await say('query', () => fetch(base + '/tracker/list?hash=' + hash));
        await say('header', () => json('/tracker/list', {Authorization: 'NVX ' + hash, 'NVX-ISO-DateTime': 'true'}, {}));
        await say('cookies', () => fetch(base + '/tracker/list?hash=' + hash, {credentials: 'include'}));
        await say('error', () => json('/tracker/read', {}, {hash, tracker_id: 1}));
        await say('forced', () => json('/tracker/get_fuel', {'X-Mock-Error': 'DEVICE_BLOCKED'}, {hash}));
        await say('unknown', () => json('/tracker/nothing', {}, {}));
        await say('limited', () => json('/tracker/list', {'X-Mock-Error': '15'}, {hash}));
        await say('truncated', () => json('/tracker/get_state', {}, {hash, tracker_id: 123456}));
        await say('reset', () => json('/tracker/get_inputs', {}, {hash, tracker_id: 123456}));
        await say('delayed', () => json('/tracker/get_outputs', {}, {hash, tracker_id: 265489}));
        await say('stub', () => json('/tracker/get_diagnostics', {}, {hash}));
        await say('log in', () => json('/user/auth', {}, {login: 'demo@example.com', password: 'demo'}));
        const control = '%s/__admin/tracker/';
        await say('control', () => fetch(control + 'clock'));
        await say('control by JSON', () => fetch(control + 'clock', {method: 'POST',
            headers: {'Content-Type': 'application/json'}, body: '{"freeze": true}'}));
        await say('control by DELETE', () => fetch(control + 'network', {method: 'DELETE'}));
        await fetch('/done', {method: 'POST', body: result.textContent});
      })();
      </script>
      """;

  @Test
  void readsSuccessErrorsAndFaultsThroughFetch(@TempDir Path folder) throws Exception {
    Optional<String> browser = browser();
    Assumptions.assumeTrue(
        browser.isPresent(), "Chromium is missing, so no page of another origin was tried");
    java.util.concurrent.CompletableFuture<String> said =
        new java.util.concurrent.CompletableFuture<>();
    try (TrackerMock mock = TrackerMock.start()) {
      Http.postJson(
          mock.rootUrl() + "/__admin/tracker/network",
          "{\"rules\":[{\"action\":\"get_state\",\"faults\":[\"truncated\"]},"
              + "{\"action\":\"get_outputs\",\"delay_ms\":50},"
              + "{\"action\":\"get_inputs\",\"faults\":[\"reset\"]}]}");
      mock.wireMock()
          .stubFor(
              WireMock.post(WireMock.urlPathEqualTo("/api-v2/tracker/get_diagnostics"))
                  .willReturn(WireMock.status(418).withBody("{\"success\": true}")));
      HttpServer site = site(PAGE.formatted(mock.baseUrl(), mock.rootUrl()), said);
      Process process =
          new ProcessBuilder(
                  browser.get(),
                  "--headless=new",
                  "--no-sandbox",
                  "--disable-gpu",
                  "--disable-dev-shm-usage",
                  "--no-first-run",
                  "--user-data-dir=" + folder,
                  "http://localhost:" + site.getAddress().getPort() + "/")
              .redirectErrorStream(true)
              .redirectOutput(new File(folder.toFile(), "browser.log"))
              .start();
      try {
        assertThat(said.get(60, TimeUnit.SECONDS).lines())
            .containsExactly(
                "success: 200 true",
                "query: 200 true",
                "header: 200 true",
                "cookies: 200 true",
                "error: 400 false",
                "forced: 403 false",
                "unknown: 400 false",
                "limited: 429 false",
                "truncated: 200 unreadable",
                "reset: TypeError",
                "delayed: 200 true",
                "stub: 418 true",
                "log in: 200 true",
                "control: 200 undefined",
                "control by JSON: 200 undefined",
                "control by DELETE: 200 undefined");
      } finally {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
        site.stop(0);
      }
    }
  }

  private static HttpServer site(String page, java.util.concurrent.CompletableFuture<String> said)
      throws IOException {
    HttpServer site =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    site.createContext(
        "/",
        exchange -> {
          byte[] received = exchange.getRequestBody().readAllBytes();
          byte[] sent = page.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
          exchange.sendResponseHeaders(200, sent.length);
          exchange.getResponseBody().write(sent);
          exchange.close();
          if (exchange.getRequestURI().getPath().equals("/done")) {
            said.complete(new String(received, StandardCharsets.UTF_8));
          }
        });
    site.start();
    return site;
  }

  private static Optional<String> browser() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of(path.split(File.pathSeparator))
        .flatMap(
            folder ->
                List.of("chromium", "chromium-browser", "google-chrome", "chrome").stream()
                    .map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }
}
