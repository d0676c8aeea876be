package org.trackerapi.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.trackerapi.client.model.ListRequest;
import org.trackerapi.client.model.Tracker;

@Timeout(60)
class ListStreamTest {
  private static final int ACCOUNT_LIMIT = 25_000;
  private static final String TRACKER =
      "{\"id\":%d,\"label\":\"Vehicle"
          + " %1$d\",\"clone\":false,\"group_id\":0,\"source\":{\"id\":%1$d,"
          + "\"device_id\":\"123456789009876\",\"model\":\"telfmb920\",\"blocked\":false,"
          + "\"tariff_id\":1,\"creation_date\":\"2021-09-20\"},\"tag_bindings\":[]}";

  @Test
  void readsAllTrackersOfTheLargestAccount() {
    try (StubServer server = StubServer.doing(exchange -> write(exchange, ACCOUNT_LIMIT));
        Stream<Tracker> trackers = server.client().build().trackerListStream(null)) {
      int[] next = {0};
      trackers.forEach(tracker -> assertThat(tracker.getId()).isEqualTo(++next[0]));
      assertThat(next[0]).isEqualTo(ACCOUNT_LIMIT);
    }
  }

  @Test
  void handsOutATrackerBeforeTheNextOneIsThere() throws InterruptedException {
    CountDownLatch firstWasRead = new CountDownLatch(1);
    AtomicInteger sent = new AtomicInteger();
    StubServer.Answer hesitant =
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          OutputStream out = exchange.getResponseBody();
          out.write("{\"success\":true,\"list\":[{\"id\":1}".getBytes(StandardCharsets.UTF_8));
          out.flush();
          try {
            assertThat(firstWasRead.await(20, TimeUnit.SECONDS)).isTrue();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          sent.set(2);
          out.write(",{\"id\":2}]}".getBytes(StandardCharsets.UTF_8));
        };
    try (StubServer server = StubServer.doing(hesitant);
        Stream<Tracker> trackers = server.client().build().trackerListStream(null)) {
      Iterator<Tracker> iterator = trackers.iterator();
      assertThat(iterator.next().getId()).isEqualTo(1);
      assertThat(sent).hasValue(0);
      firstWasRead.countDown();
      assertThat(iterator.next().getId()).isEqualTo(2);
      assertThat(iterator.hasNext()).isFalse();
    }
  }

  @Test
  void keepsTheServerWaitingWhileNobodyReads() throws InterruptedException {
    int far = 100_000_000;
    AtomicInteger written = new AtomicInteger();
    CountDownLatch stopped = new CountDownLatch(1);
    StubServer.Answer endless =
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          OutputStream out = exchange.getResponseBody();
          out.write("{\"success\":true,\"list\":[{\"id\":1}".getBytes(StandardCharsets.UTF_8));
          byte[] more = ",{\"id\":2}".repeat(1000).getBytes(StandardCharsets.UTF_8);
          try {
            while (written.addAndGet(more.length) < far) {
              out.write(more);
            }
          } catch (IOException e) {
            stopped.countDown();
          }
        };
    try (StubServer server = StubServer.doing(endless)) {
      try (Stream<Tracker> trackers = server.client().build().trackerListStream(null)) {
        assertThat(trackers.limit(5)).hasSize(5);
      }
      assertThat(stopped.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(written.get()).isLessThan(far);
    }
  }

  @Test
  void throwsTheErrorOfARefusalBeforeAnythingIsRead() {
    try (StubServer server = StubServer.answering(StubServer.error(400, 4))) {
      TrackerClient client = server.client().build();
      assertThatExceptionOfType(TrackerException.class)
          .isThrownBy(() -> client.trackerListStream(new ListRequest()))
          .satisfies(e -> assertThat(e.code()).contains(ErrorCode.SESSION_NOT_FOUND));
    }
  }

  @Test
  void throwsTheErrorOfARefusalWithStatus200() {
    try (StubServer server = StubServer.answering(StubServer.error(200, 4));
        Stream<Tracker> trackers = server.client().build().trackerListStream(null)) {
      assertThatExceptionOfType(TrackerException.class)
          .isThrownBy(trackers::toList)
          .satisfies(e -> assertThat(e.code()).contains(ErrorCode.SESSION_NOT_FOUND));
    }
  }

  @Test
  void readsAListWhoseOtherPropertiesComeInAnyOrder() {
    String answer = "{\"x\":{\"list\":[1]},\"list\":[{\"id\":5}],\"y\":[[]],\"success\":true}";
    try (StubServer server = StubServer.answering(StubServer.json(200, answer));
        Stream<Tracker> trackers = server.client().build().trackerListStream(null)) {
      assertThat(trackers.map(Tracker::getId)).containsExactly(5);
    }
  }

  @Test
  void refusesASuccessWithoutAList() {
    for (String answer : new String[] {"{\"success\":true}", "[]", "", "{\"list\":[]}"}) {
      try (StubServer server = StubServer.answering(StubServer.json(200, answer));
          Stream<Tracker> trackers = server.client().build().trackerListStream(null)) {
        assertThatExceptionOfType(NoAnswerException.class)
            .isThrownBy(trackers::toList)
            .withMessageContaining("after 0 items");
      }
    }
  }

  @Test
  void refusesAListThatHoldsSomethingElse() {
    for (String item : new String[] {"null", "7", "[]", "{\"id\":\"none\"}"}) {
      String answer = "{\"success\":true,\"list\":[{\"id\":5}," + item + ",{\"id\":6}]}";
      try (StubServer server = StubServer.answering(StubServer.json(200, answer));
          Stream<Tracker> trackers = server.client().build().trackerListStream(null)) {
        assertThatExceptionOfType(NoAnswerException.class)
            .isThrownBy(trackers::toList)
            .withMessageContaining("after 1 items");
      }
    }
  }

  @Test
  void refusesWhatFollowsTheAnswer() {
    String answer = "{\"success\":true,\"list\":[{\"id\":5}]}{}";
    try (StubServer server = StubServer.answering(StubServer.json(200, answer));
        Stream<Tracker> trackers = server.client().build().trackerListStream(null)) {
      assertThatExceptionOfType(NoAnswerException.class).isThrownBy(trackers::toList);
    }
  }

  @Test
  void saysThatItIsClosedRatherThanEndingEarly() {
    String answer = "{\"success\":true,\"list\":[{\"id\":5},{\"id\":6}]}";
    try (StubServer server = StubServer.answering(StubServer.json(200, answer))) {
      Stream<Tracker> trackers = server.client().build().trackerListStream(null);
      Iterator<Tracker> iterator = trackers.iterator();
      assertThat(iterator.next().getId()).isEqualTo(5);
      trackers.close();
      assertThatExceptionOfType(NoAnswerException.class)
          .isThrownBy(iterator::hasNext)
          .withMessageContaining("the stream is closed");
    }
  }

  @Test
  void leavesAConnectionThatTheNextCallUses() {
    try (StubServer server = StubServer.doing(exchange -> write(exchange, 100))) {
      TrackerClient client = server.client().build();
      for (int i = 0; i < 3; i++) {
        try (Stream<Tracker> trackers = client.trackerListStream(null)) {
          assertThat(trackers).hasSize(100);
        }
      }
      assertThat(server.requests.stream().map(StubServer.Request::clientPort).distinct())
          .hasSize(1);
    }
  }

  @Test
  void readsALongListInTheMemoryOfAShortOne() throws Exception {
    int trackers = 8 * ACCOUNT_LIMIT; // some 48 MB
    try (StubServer server = StubServer.doing(exchange -> write(exchange, trackers))) {
      Process reader =
          new ProcessBuilder(
                  ProcessHandle.current().info().command().orElseThrow(),
                  "-Xmx16m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Count.class.getName(),
                  server.url())
              .redirectErrorStream(true)
              .start();
      String said = new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(said).isEqualTo(Integer.toString(trackers));
    }
  }

  /** Counts the trackers of a list in a process of its own. */
  static final class Count {
    private Count() {}

    public static void main(String[] args) {
      TrackerClient client = TrackerClient.builder().baseUrl(args[0]).build();
      try (Stream<Tracker> trackers = client.trackerListStream(null)) {
        System.out.print(trackers.mapToInt(Tracker::getId).max().orElseThrow());
      }
    }
  }

  private static void write(com.sun.net.httpserver.HttpExchange exchange, int trackers)
      throws IOException {
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = new java.io.BufferedOutputStream(exchange.getResponseBody(), 65536)) {
      out.write("{\"success\":true,\"list\":[".getBytes(StandardCharsets.UTF_8));
      for (int id = 1; id <= trackers; id++) {
        out.write(
            (TRACKER.formatted(id) + (id < trackers ? "," : "")).getBytes(StandardCharsets.UTF_8));
      }
      out.write("]}".getBytes(StandardCharsets.UTF_8));
    }
  }
}
