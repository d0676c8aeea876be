package org.trackerapi.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.trackerapi.conformance.profile.Profile;

class HostileTargetTest {
  private static final Profile SOMEBODY = Profile.ofHash("a6aa75587e5c59c32d347da438505fc3");
  private static final List<String> SOME = List.of("general", "list", "get_fuel", "list_models");

  @Test
  void htmlIsAFailureAndNoCrash() throws IOException {
    Verdicts verdicts =
        judged(
            "HTTP/1.1 200 OK\r\n"
                + "Content-Type: text/html\r\n"
                + "Content-Length: 13\r\n\r\n"
                + "<html></html>");
    assertThat(verdicts.count(Verdict.FAILED)).isGreaterThan(20);
    assertThat(verdicts.notes()).anyMatch(note -> note.contains("check the base address"));
    assertThat(verdicts.with(Verdict.FAILED))
        .noneMatch(outcome -> outcome.actual().contains("the rule broke"));
  }

  @Test
  void redirectsAreAFailureAndNotFollowed() throws IOException {
    Verdicts verdicts =
        judged("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n");
    assertThat(verdicts.with(Verdict.FAILED))
        .anyMatch(outcome -> outcome.actual().contains("HTTP 302"));
  }

  @Test
  void jsonThatIsNoObjectIsAFailure() throws IOException {
    for (String body : List.of("null", "[]", "7", "\"success\"", "{\"success\":{}}")) {
      Verdicts verdicts =
          judged(
              "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                  + body.length()
                  + "\r\n\r\n"
                  + body);
      assertThat(verdicts.count(Verdict.FAILED)).as(body).isGreaterThan(20);
      assertThat(verdicts.with(Verdict.FAILED))
          .as(body)
          .noneMatch(outcome -> outcome.actual().contains("the rule broke"));
    }
  }

  @Test
  void deeplyNestedJsonIsAFailure() throws IOException {
    String body = "[".repeat(5000) + "]".repeat(5000);
    Verdicts verdicts =
        judged(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 10000\r\n\r\n"
                + body);
    assertThat(verdicts.with(Verdict.PASSED))
        .extracting(o -> o.rule().id())
        .isSubsetOf("general/no-internals");
    assertThat(verdicts.holds()).isFalse();
  }

  @Test
  void aTargetThatHangsUpIsUnreachable() {
    assertThatThrownBy(() -> judged(""))
        .isInstanceOf(Suite.Unreachable.class)
        .hasMessageContaining("the connection to http://127.0.0.1");
  }

  @Test
  void aTargetThatNeverAnswersIsUnreachable() {
    assertThatThrownBy(() -> judged(null, Duration.ofMillis(400)))
        .isInstanceOf(Suite.Unreachable.class)
        .hasMessageContaining("no whole answer within 400 ms");
  }

  @Test
  void aTargetThatAnswersHalfIsUnreachable() {
    assertThatThrownBy(
            () ->
                judged(
                    "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"success\"",
                    Duration.ofMillis(400)))
        .isInstanceOf(Suite.Unreachable.class);
  }

  @Test
  void nobodyAtThePortIsUnreachable() {
    assertThatThrownBy(() -> run("http://127.0.0.1:1/api-v2", Duration.ofSeconds(2)))
        .isInstanceOf(Suite.Unreachable.class)
        .hasMessageContaining("nothing accepts connections at http://127.0.0.1:1");
  }

  private static Verdicts judged(String answer) throws IOException {
    return judged(answer, Duration.ofSeconds(5));
  }

  /** Judges a server that sends the same bytes to everybody; null sends nothing and waits. */
  private static Verdicts judged(String answer, Duration timeout) throws IOException {
    ExecutorService threads = Executors.newCachedThreadPool();
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      threads.submit(() -> serve(server, answer, threads));
      return run("http://127.0.0.1:" + server.getLocalPort() + "/api-v2", timeout);
    } finally {
      threads.shutdownNow();
    }
  }

  private static Verdicts run(String url, Duration timeout) {
    Options options = Options.forUrl(url).only(SOME).timeout(timeout);
    try (Suite suite = new Suite(options, SOMEBODY)) {
      suite.discover();
      return suite.run(outcome -> {});
    }
  }

  private static void serve(ServerSocket server, String answer, ExecutorService threads) {
    try {
      while (true) {
        Socket socket = server.accept();
        threads.submit(() -> answer(socket, answer));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private static void answer(Socket socket, String answer) {
    try (socket) {
      InputStream in = socket.getInputStream();
      byte[] buffer = new byte[65_536];
      if (in.read(buffer) > 0 && answer != null && !answer.isEmpty()) {
        OutputStream out = socket.getOutputStream();
        out.write(
            answer
                .replaceFirst("\r\n\r\n", "\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        out.flush();
        if (answer.contains("Length: 500")) {
          in.read(buffer);
        }
      } else if (answer == null) {
        in.read(buffer);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
