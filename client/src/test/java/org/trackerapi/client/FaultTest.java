package org.trackerapi.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.trackerapi.client.model.ListRequest;
import org.trackerapi.client.model.ReadRequest;
import org.trackerapi.client.model.Tracker;

@Timeout(30)
class FaultTest {
  private static final String HEADERS =
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n";
  private static final String BEGINNING =
      "{\"success\":true,\"list\":[{\"id\":1,\"label\":\"a\"},{\"id\":2,\"label\":\"b\"},";

  @Test
  void saysThatNothingAnswersAtAClosedPort() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    NoAnswerException failure =
        failureOf(TrackerClient.builder().baseUrl("http://127.0.0.1:" + port));
    assertThat(failure)
        .hasMessage("tracker/read: nothing answers at 127.0.0.1:" + port + " (connection refused)");
    assertThat(failure.httpStatus()).isZero();
  }

  @Test
  void saysThatNoHostHasTheName() {
    assertThat(failureOf(TrackerClient.builder().baseUrl("http://no-such-host.invalid/api-v2")))
        .hasMessage("tracker/read: no host has the name in no-such-host.invalid");
  }

  @Test
  void saysThatTheConnectionWasReset() throws IOException {
    try (RawServer server =
        new RawServer(
            (socket, out) -> {
              socket.setSoLinger(true, 0);
              socket.close();
            })) {
      assertThat(failureOf(server.client())).hasMessageContaining("broke off");
    }
  }

  @Test
  void saysThatTheAnswerWasTruncated() throws IOException {
    try (RawServer server =
        new RawServer((socket, out) -> RawServer.send(out, HEADERS + BEGINNING))) {
      assertThat(failureOf(server.client())).hasMessageContaining("broke off");
    }
  }

  @Test
  void saysThatTheAnswerIsNoHttp() throws IOException {
    try (RawServer server = new RawServer((socket, out) -> RawServer.send(out, "SSH-2.0-x\r\n"))) {
      assertThat(failureOf(server.client())).hasMessageContaining("broke off");
    }
  }

  @Test
  void givesUpOnAServerThatNeverAnswers() throws IOException {
    try (RawServer server = silentAfter("")) {
      assertThat(failureOf(server.client().timeout(Duration.ofMillis(200))))
          .hasMessageContaining("no whole answer from")
          .hasMessageContaining("within 0.2 s");
    }
  }

  @Test
  void givesUpOnABodyThatNeverEnds() throws IOException {
    try (RawServer server = silentAfter(HEADERS + BEGINNING)) {
      assertThat(failureOf(server.client().timeout(Duration.ofMillis(200))))
          .hasMessageContaining("no whole answer from")
          .hasMessageContaining("within 0.2 s");
    }
  }

  @Test
  void givesUpOnABodyThatDripsForEver() throws IOException {
    try (RawServer server =
        new RawServer(
            (socket, out) -> {
              RawServer.send(out, HEADERS);
              while (true) {
                RawServer.send(out, " ");
                Thread.sleep(10);
              }
            })) {
      assertThat(failureOf(server.client().timeout(Duration.ofMillis(200))))
          .hasMessageContaining("no whole answer from")
          .hasMessageContaining("within 0.2 s");
    }
  }

  @Test
  void doesNotRepeatAReadThatRanOutOfTime() throws IOException {
    try (RawServer server = silentAfter("")) {
      failureOf(server.client().timeout(Duration.ofMillis(200)).retry(RetryPolicy.DEFAULT));
      assertThat(server.connections).hasValue(1);
    }
  }

  @Test
  void doesNotHoldUpOtherCallsWhileAListenerHearsThatTimeRanOut() throws Exception {
    CountDownLatch otherIsOver = new CountDownLatch(1);
    try (RawServer silent = silentAfter("");
        RawServer alsoSilent = silentAfter("")) {
      CompletableFuture<?> first =
          silent
              .client()
              .timeout(Duration.ofMillis(10))
              .listener(event -> await(otherIsOver))
              .build()
              .async()
              .trackerRead(new ReadRequest());
      failureOf(alsoSilent.client().timeout(Duration.ofMillis(100)));
      assertThat(first).isNotDone();
      otherIsOver.countDown();
      assertThat(first).failsWithin(Duration.ofSeconds(20));
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void handsOutTheTrackersBeforeTheBreakOfAStreamedList() throws IOException {
    try (RawServer server =
        new RawServer((socket, out) -> RawServer.send(out, HEADERS + BEGINNING))) {
      assertThat(brokenStream(server.client()))
          .hasMessageStartingWith("tracker/list: the answer broke off after 2 items");
    }
  }

  @Test
  void givesUpOnAStreamedListThatFallsSilent() throws IOException {
    try (RawServer server = silentAfter(HEADERS + BEGINNING)) {
      assertThat(brokenStream(server.client().timeout(Duration.ofSeconds(1))))
          .hasMessage("tracker/list: the answer broke off after 2 items (no data for 1.0 s)");
    }
  }

  @Test
  void closingAStreamedListWakesWhoeverWaitsForIt() throws Exception {
    try (RawServer server = silentAfter(HEADERS + BEGINNING)) {
      Stream<Tracker> trackers = server.client().build().trackerListStream(new ListRequest());
      CountDownLatch bothAreRead = new CountDownLatch(2);
      CompletableFuture<Void> reader =
          CompletableFuture.runAsync(() -> trackers.forEach(t -> bothAreRead.countDown()));
      assertThat(bothAreRead.await(20, TimeUnit.SECONDS)).isTrue();
      trackers.close();
      assertThat(reader)
          .failsWithin(Duration.ofSeconds(20))
          .withThrowableThat()
          .withCauseInstanceOf(NoAnswerException.class)
          .withMessageContaining("after 2 items");
    }
  }

  private static RawServer silentAfter(String text) throws IOException {
    RawServer[] server = new RawServer[1];
    server[0] =
        new RawServer(
            (socket, out) -> {
              RawServer.send(out, text);
              server[0].over.await();
            });
    return server[0];
  }

  private static NoAnswerException failureOf(TrackerClient.Builder builder) {
    TrackerClient client = builder.build();
    return catchThrowableOfType(
        NoAnswerException.class, () -> client.trackerRead(new ReadRequest().trackerId(1)));
  }

  private static NoAnswerException brokenStream(TrackerClient.Builder builder) {
    StringBuilder labels = new StringBuilder();
    try (Stream<Tracker> trackers = builder.build().trackerListStream(new ListRequest())) {
      NoAnswerException failure =
          catchThrowableOfType(
              NoAnswerException.class, () -> trackers.forEach(t -> labels.append(t.getLabel())));
      assertThat(labels).hasToString("ab");
      return failure;
    }
  }
}
