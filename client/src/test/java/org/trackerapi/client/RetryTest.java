package org.trackerapi.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trackerapi.client.model.DeleteRequest;
import org.trackerapi.client.model.ListRequest;
import org.trackerapi.client.model.ReadRequest;
import org.trackerapi.client.model.Tracker;

class RetryTest {
  private static final RetryPolicy QUICK =
      new RetryPolicy(3, Duration.ofMillis(1), Duration.ofMillis(5));
  private static final StubServer.Answer FOUND =
      StubServer.json(200, "{\"success\":true,\"value\":{\"id\":5}}");

  static Stream<StubServer.Answer> passingFailures() {
    return Stream.of(
        StubServer.error(429, 15),
        StubServer.json(429, "slow down"),
        StubServer.error(503, 8),
        StubServer.error(503, 14),
        StubServer.json(503, "<html>maintenance</html>"),
        StubServer.error(200, 15),
        exchange -> exchange.close());
  }

  @ParameterizedTest
  @MethodSource("passingFailures")
  void repeatsAReadAfterAFailureThatPasses(StubServer.Answer failure) {
    try (StubServer server = StubServer.answering(failure, failure, FOUND)) {
      TrackerClient client = server.client().retry(QUICK).build();
      assertThat(client.trackerRead(new ReadRequest()).getValue().getId()).isEqualTo(5);
      assertThat(server.requests).hasSize(3);
    }
  }

  @ParameterizedTest
  @MethodSource("passingFailures")
  void neverRepeatsAWrite(StubServer.Answer failure) {
    try (StubServer server = StubServer.answering(failure, StubServer.success())) {
      TrackerClient client = server.client().retry(QUICK).build();
      assertThatExceptionOfType(TrackerException.class)
          .isThrownBy(() -> client.trackerDelete(new DeleteRequest()));
      assertThat(server.requests).hasSize(1);
    }
  }

  @Test
  void givesUpAfterTheLastAttempt() {
    try (StubServer server = StubServer.answering(StubServer.error(503, 14))) {
      TrackerClient client = server.client().retry(QUICK).build();
      assertThatExceptionOfType(TrackerException.class)
          .isThrownBy(() -> client.trackerRead(new ReadRequest()))
          .satisfies(e -> assertThat(e.code()).contains(ErrorCode.DATABASE_UNAVAILABLE));
      assertThat(server.requests).hasSize(3);
    }
  }

  @Test
  void doesNotRepeatWhatWouldFailAgain() {
    try (StubServer server = StubServer.answering(StubServer.error(400, 201), FOUND)) {
      TrackerClient client = server.client().retry(QUICK).build();
      assertThatExceptionOfType(TrackerException.class)
          .isThrownBy(() -> client.trackerRead(new ReadRequest()));
      assertThat(server.requests).hasSize(1);
    }
  }

  @Test
  void repeatsAStreamedListBeforeItsFirstTracker() {
    StubServer.Answer list = StubServer.json(200, "{\"success\":true,\"list\":[{\"id\":5}]}");
    try (StubServer server = StubServer.answering(StubServer.error(429, 15), list)) {
      TrackerClient client = server.client().retry(QUICK).build();
      try (Stream<Tracker> trackers = client.trackerListStream(new ListRequest())) {
        assertThat(trackers.map(Tracker::getId)).containsExactly(5);
      }
      assertThat(server.requests).hasSize(2);
    }
  }

  @Test
  void asksForTheHashAnewForEveryAttempt() {
    Iterator<String> hashes = List.of("aa", "bb").iterator();
    try (StubServer server = StubServer.answering(StubServer.error(429, 15), FOUND)) {
      server.client().retry(QUICK).hash(hashes::next).build().trackerRead(new ReadRequest());
      assertThat(server.requests)
          .extracting(StubServer.Request::body)
          .containsExactly("{\"hash\":\"aa\"}", "{\"hash\":\"bb\"}");
    }
  }

  @Test
  void tellsTheListenerOfEveryAttempt() {
    List<CallEvent> events = new CopyOnWriteArrayList<>();
    try (StubServer server = StubServer.answering(StubServer.error(429, 15), FOUND)) {
      server.client().retry(QUICK).listener(events::add).build().trackerRead(new ReadRequest());
    }
    assertThat(events).extracting(CallEvent::attempt).containsExactly(1, 2);
    assertThat(events).extracting(CallEvent::httpStatus).containsExactly(429, 200);
    assertThat(events.get(0).failure())
        .hasValueSatisfying(e -> assertThat(e.is(ErrorCode.TOO_MANY_REQUESTS)).isTrue());
    assertThat(events.get(1).failure()).isEmpty();
  }

  @Test
  void doublesThePauseUpToTheLongest() {
    RetryPolicy policy = new RetryPolicy(9, Duration.ofMillis(100), Duration.ofSeconds(1));
    assertThat(Stream.of(1, 2, 3, 4, 5).map(n -> policy.pauseAfter(n, Duration.ZERO, 0)))
        .extracting(Duration::toMillis)
        .containsExactly(100L, 200L, 400L, 800L, 1000L);
  }

  @Test
  void shortensThePauseByUpToAHalfSoThatClientsDoNotReturnTogether() {
    RetryPolicy policy = new RetryPolicy(9, Duration.ofMillis(100), Duration.ofSeconds(1));
    assertThat(policy.pauseAfter(2, Duration.ZERO, 1)).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void obeysTheServersPauseUpToTheLongest() {
    RetryPolicy policy = new RetryPolicy(3, Duration.ofMillis(100), Duration.ofSeconds(5));
    assertThat(policy.pauseAfter(1, Duration.ofSeconds(2), 0)).isEqualTo(Duration.ofSeconds(2));
    assertThat(policy.pauseAfter(1, Duration.ofDays(1), 0)).isEqualTo(Duration.ofSeconds(5));
  }

  @ParameterizedTest
  @ValueSource(strings = {"3600", "Fri, 31 Dec 2100 23:59:59 GMT"})
  void readsTheServersPauseFromItsAnswer(String pause) {
    RetryPolicy patient = new RetryPolicy(2, Duration.ZERO, Duration.ofMillis(50));
    StubServer.Answer later =
        StubServer.json(429, "{\"status\":{\"code\":15}}", "Retry-After", pause);
    long start = System.nanoTime();
    try (StubServer server = StubServer.answering(later, FOUND)) {
      server.client().retry(patient).build().trackerRead(new ReadRequest());
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(49));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "soon", "99999999999999", "Fri, 31 Dec 1999 23:59:59 GMT"})
  void doesNotStumbleOverAPauseThatMakesNoSense(String pause) {
    StubServer.Answer later =
        StubServer.json(429, "{\"status\":{\"code\":15}}", "Retry-After", pause);
    try (StubServer server = StubServer.answering(later, FOUND)) {
      TrackerClient client = server.client().retry(QUICK).build();
      assertThat(client.trackerRead(new ReadRequest()).getValue().getId()).isEqualTo(5);
    }
  }

  @Test
  void endsThePauseWhenTheThreadIsInterrupted() {
    RetryPolicy sleepy = new RetryPolicy(2, Duration.ofDays(1), Duration.ofDays(1));
    Thread caller = Thread.currentThread();
    try (StubServer server = StubServer.answering(StubServer.error(429, 15), FOUND)) {
      TrackerClient client =
          server.client().retry(sleepy).listener(event -> caller.interrupt()).build();
      assertThatExceptionOfType(NoAnswerException.class)
          .isThrownBy(() -> client.trackerRead(new ReadRequest()))
          .withMessageContaining("interrupted");
      assertThat(Thread.interrupted()).isTrue();
      assertThat(server.requests).hasSize(1);
    }
  }

  @Test
  void takesTheLongestTimesThatThereAre() {
    Duration longest = Duration.ofSeconds(Long.MAX_VALUE);
    RetryPolicy policy = new RetryPolicy(Integer.MAX_VALUE, Duration.ofMillis(1), longest);
    try (StubServer server = StubServer.answering(StubServer.error(429, 15), FOUND)) {
      TrackerClient client = server.client().timeout(longest).retry(policy).build();
      assertThat(client.trackerRead(new ReadRequest()).getValue().getId()).isEqualTo(5);
    }
  }

  @Test
  void refusesAPolicyWithoutAttempts() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RetryPolicy(0, Duration.ZERO, Duration.ZERO))
        .withMessage("Expected at least 1 attempt, got 0");
  }
}
