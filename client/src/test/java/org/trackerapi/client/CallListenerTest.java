package org.trackerapi.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.trackerapi.client.model.Command;
import org.trackerapi.client.model.DeleteRequest;
import org.trackerapi.client.model.RegisterRequest;
import org.trackerapi.client.model.SendCommandRequest;
import org.trackerapi.client.model.SpecialSettings;

class CallListenerTest {
  private static final String HASH = "a6aa75587e5c59c32d347da438505fc3";

  @Test
  void hearsWhatWasCalledAndHowItEnded() {
    CallEvent event = eventOf(StubServer.success(), new DeleteRequest().trackerId(7).hash(HASH));
    assertThat(event.action()).isEqualTo("tracker/delete");
    assertThat(event.uri()).hasPath("/api-v2/tracker/delete");
    assertThat(event.attempt()).isEqualTo(1);
    assertThat(event.request()).isEqualTo("{\"hash\":\"***\",\"tracker_id\":7}");
    assertThat(event.httpStatus()).isEqualTo(200);
    assertThat(event.duration()).isPositive();
    assertThat(event.failure()).isEmpty();
  }

  @Test
  void neverSeesTheHash() {
    CallEvent event = eventOf(StubServer.error(400, 4), new DeleteRequest().hash(HASH));
    assertThat(event.toString()).doesNotContain(HASH);
    assertThat(event.failure().orElseThrow()).hasMessageNotContaining(HASH);
  }

  @Test
  void neverSeesPasswordsAndActivationCodes() {
    List<CallEvent> events = new CopyOnWriteArrayList<>();
    try (StubServer server = StubServer.answering(StubServer.error(400, 7))) {
      TrackerClient client = server.client().listener(events::add).build();
      refused(
          () ->
              client.trackerRegister(
                  new RegisterRequest().apnPassword("hush").activationCode("4711")));
      refused(
          () ->
              client.trackerSendCommand(
                  new SendCommandRequest()
                      .command(
                          new Command().specialSettings(new SpecialSettings().password("hush")))));
    }
    assertThat(events)
        .hasSize(2)
        .allSatisfy(event -> assertThat(event.request()).doesNotContain("hush", "4711"))
        .allSatisfy(event -> assertThat(event.request()).contains("***"));
  }

  @Test
  void doesNotChangeTheOutcomeWhenItFails() {
    try (StubServer server = StubServer.answering(StubServer.success())) {
      TrackerClient client =
          server
              .client()
              .listener(
                  event -> {
                    throw new IllegalStateException("broken listener");
                  })
              .build();
      assertThatCode(() -> client.trackerDelete(new DeleteRequest())).doesNotThrowAnyException();
    }
  }

  @Test
  void endsTheCallWithItsErrorInsteadOfLettingTheCallerWait() {
    try (StubServer server = StubServer.answering(StubServer.success())) {
      TrackerClient client =
          server
              .client()
              .listener(
                  event -> {
                    throw new AssertionError("in a listener");
                  })
              .build();
      assertThatThrownBy(() -> client.trackerDelete(new DeleteRequest()))
          .hasRootCauseMessage("in a listener");
    }
  }

  @Test
  void aRequestDoesNotShowItsSecretsAsText() {
    assertThat(new DeleteRequest().hash(HASH).trackerId(7))
        .hasToString("DeleteRequest{hash=***, tracker_id=7}");
    assertThat(
            new SendCommandRequest()
                .command(new Command().specialSettings(new SpecialSettings().password("hush"))))
        .asString()
        .contains("password=***")
        .doesNotContain("hush");
  }

  private static CallEvent eventOf(StubServer.Answer answer, DeleteRequest request) {
    List<CallEvent> events = new CopyOnWriteArrayList<>();
    try (StubServer server = StubServer.answering(answer)) {
      TrackerClient client = server.client().listener(events::add).build();
      refused(() -> client.trackerDelete(request));
    }
    assertThat(events).hasSize(1);
    return events.get(0);
  }

  private static void refused(Runnable call) {
    try {
      call.run();
    } catch (TrackerException e) {
      assertThat(e.number()).isPositive();
    }
  }
}
