package org.trackerapi.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trackerapi.client.model.DeleteRequest;
import org.trackerapi.client.model.GetInputsRequest;
import org.trackerapi.client.model.InputType;
import org.trackerapi.client.model.ReadRequest;

class TrackerClientTest {
  private static final String HASH = "a6aa75587e5c59c32d347da438505fc3";

  @Test
  void sendsTheHashInTheBodyFirstAsTheSourceDoes() {
    try (StubServer server = StubServer.answering(StubServer.success())) {
      server.client().hash(HASH).build().trackerDelete(new DeleteRequest().trackerId(7));
      StubServer.Request request = server.requests.get(0);
      assertThat(request.path()).isEqualTo("/api-v2/tracker/delete");
      assertThat(request.body()).isEqualTo("{\"hash\":\"" + HASH + "\",\"tracker_id\":7}");
      assertThat(request.headers()).containsEntry("Content-type", List.of("application/json"));
      assertThat(request.headers()).doesNotContainKey("Authorization");
    }
  }

  @Test
  void sendsTheHashInTheHeaderWhenAskedTo() {
    try (StubServer server = StubServer.answering(StubServer.success())) {
      TrackerClient client = server.client().hash(HASH).sendHashIn(HashPlace.HEADER).build();
      client.trackerDelete(new DeleteRequest().trackerId(7));
      assertThat(server.requests.get(0).body()).isEqualTo("{\"tracker_id\":7}");
      assertThat(server.requests.get(0).headers())
          .containsEntry("Authorization", List.of("NVX " + HASH));
    }
  }

  @ParameterizedTest
  @EnumSource(HashPlace.class)
  void leavesTheHashOfARequestAlone(HashPlace place) {
    try (StubServer server = StubServer.answering(StubServer.success())) {
      TrackerClient client = server.client().hash(HASH).sendHashIn(place).build();
      client.trackerDelete(new DeleteRequest().hash("0123").trackerId(7));
      assertThat(server.requests.get(0).body()).isEqualTo("{\"hash\":\"0123\",\"tracker_id\":7}");
      assertThat(server.requests.get(0).headers()).doesNotContainKey("Authorization");
    }
  }

  @Test
  void doesNotChangeTheRequestOfTheCaller() {
    try (StubServer server = StubServer.answering(StubServer.success())) {
      DeleteRequest request = new DeleteRequest().trackerId(7);
      server.client().hash(HASH).isoDates(true).build().trackerDelete(request);
      assertThat(request).isEqualTo(new DeleteRequest().trackerId(7));
    }
  }

  @Test
  void asksForIsoDatesUnlessTheRequestSaysOtherwise() {
    try (StubServer server = StubServer.answering(StubServer.success())) {
      TrackerClient client = server.client().isoDates(true).build();
      client.trackerDelete(new DeleteRequest());
      client.trackerDelete(new DeleteRequest().isoDatetime(false));
      assertThat(server.requests)
          .extracting(StubServer.Request::body)
          .containsExactly("{\"iso_datetime\":true}", "{\"iso_datetime\":false}");
    }
  }

  @Test
  void sendsAnEmptyObjectWhenThereAreNoParameters() {
    try (StubServer server =
        StubServer.answering(StubServer.json(200, "{\"success\":true,\"list\":[]}"))) {
      assertThat(server.client().build().trackerList().getList()).isEmpty();
      assertThat(server.requests.get(0).body()).isEqualTo("{}");
    }
  }

  @Test
  void refusesAHashWithALineBreakWithoutShowingIt() {
    TrackerClient client =
        TrackerClient.builder().baseUrl("http://127.0.0.1:1").hash("secret\nX: y").build();
    assertThatIllegalArgumentException()
        .isThrownBy(client::trackerList)
        .withMessageContaining("Expected a hash")
        .withMessageNotContaining("secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "127.0.0.1:8080",
        "ftp://host/api",
        "http://",
        "http://host/?a=b",
        "a b",
        "http://h:99999"
      })
  void refusesABaseUrlThatIsNone(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TrackerClient.builder().baseUrl(url))
        .withMessage("Expected a URL such as http://127.0.0.1:8080/api-v2, got " + url);
  }

  @Test
  void refusesABaseUrlWithAUserWithoutShowingIt() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TrackerClient.builder().baseUrl("https://me:hush@host/api-v2"))
        .withMessageContaining("without a user")
        .withMessageNotContaining("hush");
  }

  @Test
  void acceptsABaseUrlAsPeopleWriteIt() {
    try (StubServer server = StubServer.answering(StubServer.success())) {
      for (String url :
          List.of(server.url() + "/", server.url() + "//", server.url().replace("http", "HTTP"))) {
        TrackerClient client = TrackerClient.builder().baseUrl(url).build();
        client.trackerDelete(new DeleteRequest());
      }
      assertThat(server.requests)
          .hasSize(3)
          .allSatisfy(asked -> assertThat(asked.path()).isEqualTo("/api-v2/tracker/delete"));
    }
  }

  @Test
  void refusesNothingWhereSomethingIsExpected() {
    TrackerClient.Builder builder = TrackerClient.builder();
    assertThatNullPointerException()
        .isThrownBy(() -> builder.hash((String) null))
        .withMessage("Expected a hash, got null");
    assertThatNullPointerException()
        .isThrownBy(() -> builder.retry(null))
        .withMessage("Expected a retry policy, got null");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.baseUrl(null))
        .withMessage("Expected a URL such as http://127.0.0.1:8080/api-v2, got null");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.timeout(null))
        .withMessage("Expected a time limit of more than 0, got null");
  }

  @Test
  void passesOnWhatTheSupplierOfTheHashThrows() {
    IllegalStateException loggedOut = new IllegalStateException("logged out");
    TrackerClient client =
        TrackerClient.builder()
            .baseUrl("http://127.0.0.1:1")
            .hash(
                () -> {
                  throw loggedOut;
                })
            .build();
    assertThatThrownBy(client::trackerList).isSameAs(loggedOut);
    assertThat(client.async().trackerList())
        .failsWithin(Duration.ofSeconds(20))
        .withThrowableThat()
        .withCause(loggedOut);
  }

  @Test
  void refusesToBeMadeWithoutABaseUrl() {
    assertThatIllegalStateException()
        .isThrownBy(() -> TrackerClient.builder().build())
        .withMessageContaining("base URL");
  }

  @Test
  void ignoresPropertiesThatItDoesNotKnow() {
    String answer =
        "{\"new\":[{\"a\":1}],\"success\":true,\"value\":{\"id\":5,\"newer\":{\"b\":null}}}";
    try (StubServer server = StubServer.answering(StubServer.json(200, answer))) {
      assertThat(server.client().build().trackerRead(new ReadRequest()).getValue().getId())
          .isEqualTo(5);
    }
  }

  @Test
  void readsAnEnumValueThatItDoesNotKnowAsUnknown() {
    String answer = "{\"success\":true,\"states\":[{\"type\":\"warp_drive\"},{\"type\":\"door\"}]}";
    try (StubServer server = StubServer.answering(StubServer.json(200, answer))) {
      var states = server.client().build().trackerGetInputs(new GetInputsRequest()).getStates();
      assertThat(states)
          .extracting(s -> s.getType())
          .containsExactly(InputType.UNKNOWN, InputType.DOOR);
    }
  }

  @Test
  void throwsAnErrorWithItsNumberAndParameters() {
    String answer =
        "{\"success\":false,\"status\":{\"code\":7,\"description\":\"Invalid parameters\"},"
            + "\"errors\":[{\"parameter\":\"tracker_id\",\"error\":\"must be at least 1\"}]}";
    try (StubServer server = StubServer.answering(StubServer.json(400, answer))) {
      TrackerException failure = failureOf(server.client().hash(HASH).build());
      assertThat(failure.code()).contains(ErrorCode.INVALID_PARAMETERS);
      assertThat(failure.is(ErrorCode.INVALID_PARAMETERS)).isTrue();
      assertThat(failure.number()).isEqualTo(7);
      assertThat(failure.httpStatus()).isEqualTo(400);
      assertThat(failure.action()).isEqualTo("tracker/read");
      assertThat(failure.errors()).extracting(e -> e.getParameter()).containsExactly("tracker_id");
      assertThat(failure)
          .hasMessage(
              "tracker/read: error 7, Invalid parameters (HTTP 400); tracker_id must be at least"
                  + " 1");
    }
  }

  @Test
  void throwsAnErrorWithWhatKeepsACloneFromBeingDeleted() {
    String answer =
        "{\"success\":false,\"status\":{\"code\":203,\"description\":\"In use\"},"
            + "\"rules\":[10,11],\"vehicles\":[3]}";
    try (StubServer server = StubServer.answering(StubServer.json(400, answer))) {
      TrackerException failure = failureOf(server.client().build());
      assertThat(failure.rules()).containsExactly(10, 11);
      assertThat(failure.vehicles()).containsExactly(3);
      assertThat(failure).hasMessageContaining("rules [10, 11]; vehicles [3]");
    }
  }

  @Test
  void keepsANumberThatTheCatalogueDoesNotHave() {
    try (StubServer server = StubServer.answering(StubServer.error(400, 9999))) {
      TrackerException failure = failureOf(server.client().build());
      assertThat(failure.number()).isEqualTo(9999);
      assertThat(failure.code()).isEmpty();
      assertThat(failure.errors()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"status\":{\"code\":208,\"description\":null}}",
        "{\"status\":{\"code\":\"208\",\"description\":\"x\"},\"success\":false}",
        "{\"status\":{\"code\":208,\"description\":{\"en\":\"x\"}},\"errors\":[null]}",
        "{\"status\":{\"code\":208},\"errors\":[null],\"rules\":[null],\"vehicles\":null}",
        "{\"status\":{\"code\":208},\"errors\":\"many\"}",
        "{\"status\":{\"code\":208},\"errors\":{\"label\":\"too long\"},\"rules\":[{\"id\":1}]}"
      })
  void knowsTheErrorWhateverItsDetailsLookLike(String answer) {
    try (StubServer server = StubServer.answering(StubServer.json(403, answer))) {
      TrackerException failure = failureOf(server.client().build());
      assertThat(failure.code()).contains(ErrorCode.DEVICE_BLOCKED);
      assertThat(failure.errors()).isEmpty();
      assertThat(failure.rules()).isEmpty();
      assertThat(failure.vehicles()).isEmpty();
    }
  }

  @Test
  void keepsAMessageToOneLineWithoutTheHash() {
    for (StubServer.Answer answer :
        List.of(
            StubServer.json(
                400, "{\"status\":{\"code\":7,\"description\":\"no\\n" + HASH + "\\u001b[1m\"}}"),
            StubServer.json(502, "<pre>\r\n\u0000hash: " + HASH + "\u001b[1m"))) {
      try (StubServer server = StubServer.answering(answer)) {
        assertThat(failureOf(server.client().hash(HASH).build()))
            .message()
            .doesNotContain(HASH)
            .contains("***")
            .doesNotContainPattern("\\p{Cntrl}");
      }
    }
  }

  @Test
  void doesNotFollowARedirectButSaysWhereItLeads() {
    StubServer.Answer elsewhere = StubServer.json(301, "", "Location", "https://host/api-v2");
    try (StubServer server = StubServer.answering(elsewhere)) {
      assertThat(failureOf(server.client().build()))
          .isInstanceOf(NoAnswerException.class)
          .hasMessageContaining("got HTTP 301 to https://host/api-v2");
    }
  }

  @Test
  void takesARefusalWithStatus200ForTheErrorThatItIs() {
    try (StubServer server = StubServer.answering(StubServer.error(200, 208))) {
      assertThat(failureOf(server.client().build()).code()).contains(ErrorCode.DEVICE_BLOCKED);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html>Bad gateway</html>",
        "",
        "[]",
        "null",
        "{\"success\":true",
        "{}",
        "42",
        "{\"success\":\"yes\"}",
        "{\"success\":true}}",
        "{\"status\":{\"code\":0}}",
        "{\"status\":{\"code\":99999999999}}",
        "\u001f\u008b\b"
      })
  void explainsAnAnswerThatIsNotOfTheContractsForm(String body) {
    for (int status : List.of(200, 502)) {
      try (StubServer server = StubServer.answering(StubServer.json(status, body))) {
        assertThatExceptionOfType(NoAnswerException.class)
            .isThrownBy(() -> server.client().build().trackerRead(new ReadRequest()))
            .withMessageContaining("tracker/read: expected an answer of the contract's form")
            .withMessageContaining("HTTP " + status)
            .satisfies(failure -> assertThat(failure.httpStatus()).isEqualTo(status))
            .satisfies(failure -> assertThat(failure.code()).isEmpty());
      }
    }
  }

  @Test
  void saysWhichPropertyHasAnotherTypeThanTheContractSays() {
    String answer = "{\"success\":true,\"value\":{\"id\":\"none\"}}";
    try (StubServer server = StubServer.answering(StubServer.json(200, answer))) {
      assertThatExceptionOfType(NoAnswerException.class)
          .isThrownBy(() -> server.client().build().trackerRead(new ReadRequest()))
          .withMessageContaining("\"none\"");
    }
  }

  @Test
  void showsTheLineOfTheCallerInASynchronousFailure() {
    try (StubServer server = StubServer.answering(StubServer.error(403, 208))) {
      assertThat(failureOf(server.client().build()).getStackTrace())
          .anySatisfy(line -> assertThat(line.getClassName()).isEqualTo(getClass().getName()));
    }
  }

  @Test
  void failsAnAsynchronousCallWithTheSameException() {
    try (StubServer server = StubServer.answering(StubServer.error(403, 208))) {
      CompletableFuture<?> answer =
          server.client().build().async().trackerRead(new ReadRequest().trackerId(1));
      ExecutionException failure =
          catchThrowableOfType(ExecutionException.class, () -> answer.get(20, TimeUnit.SECONDS));
      assertThat(failure.getCause())
          .isInstanceOfSatisfying(
              TrackerException.class,
              cause -> assertThat(cause.code()).contains(ErrorCode.DEVICE_BLOCKED));
    }
  }

  @Test
  void runsManyAsynchronousCallsAtOnce() {
    CountDownLatch allThere = new CountDownLatch(8);
    StubServer.Answer whenAllAreThere =
        exchange -> {
          allThere.countDown();
          try {
            allThere.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          StubServer.success().to(exchange);
        };
    try (StubServer server = StubServer.doing(whenAllAreThere)) {
      AsyncTrackerCalls async = server.client().build().async();
      List<CompletableFuture<?>> answers =
          java.util.stream.Stream.generate(() -> async.trackerDelete(new DeleteRequest()))
              .limit(8)
              .<CompletableFuture<?>>map(answer -> answer)
              .toList();
      CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();
      assertThat(server.requests).hasSize(8);
    }
  }

  @Test
  void abandonsTheRequestOfACancelledCall() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch hungUp = new CountDownLatch(1);
    try (RawServer server =
        new RawServer(
            (socket, out) -> {
              asked.countDown();
              while (socket.getInputStream().read() >= 0) {
                // Reads the body and then waits for the client to hang up.
              }
              hungUp.countDown();
            })) {
      CompletableFuture<?> answer =
          server.client().build().async().trackerRead(new ReadRequest().trackerId(1));
      assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
      answer.cancel(true);
      assertThat(hungUp.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void abandonsTheRequestWhenTheCallerEndsTheFutureInAnotherWay() throws Exception {
    CountDownLatch hungUp = new CountDownLatch(1);
    try (RawServer server =
        new RawServer(
            (socket, out) -> {
              socket.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
              hungUp.countDown();
            })) {
      server
          .client()
          .build()
          .async()
          .trackerRead(new ReadRequest())
          .completeOnTimeout(null, 50, TimeUnit.MILLISECONDS);
      assertThat(hungUp.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void stopsWaitingWhenTheThreadIsInterrupted() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    try (RawServer server =
        new RawServer(
            (socket, out) -> {
              asked.countDown();
              socket.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
            })) {
      TrackerClient client = server.client().build();
      CompletableFuture<Throwable> outcome = new CompletableFuture<>();
      Thread caller =
          new Thread(
              () -> {
                try {
                  client.trackerRead(new ReadRequest());
                } catch (NoAnswerException e) {
                  outcome.complete(Thread.currentThread().isInterrupted() ? e : null);
                }
              });
      caller.start();
      assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
      caller.interrupt();
      assertThat(outcome.get(20, TimeUnit.SECONDS)).hasMessageContaining("interrupted");
    }
  }

  private static TrackerException failureOf(TrackerClient client) {
    return catchThrowableOfType(
        TrackerException.class, () -> client.trackerRead(new ReadRequest().trackerId(1)));
  }
}
