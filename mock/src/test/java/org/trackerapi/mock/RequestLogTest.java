package org.trackerapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RequestLogTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

  @Test
  void showsActionTrackerAndOutcome() {
    try (TrackerMock mock = TrackerMock.builder().log(out).start()) {
      String hash = "hash=a6aa75587e5c59c32d347da438505fc3";
      Http.get(mock.baseUrl() + "/tracker/get_fuel?tracker_id=888999&" + hash);
      Http.postJson(mock.baseUrl() + "/tracker/read", "{\"tracker_id\": 123456}");
      Http.get(mock.baseUrl() + "/tracker/nothing");
      mock.network("offline");
      try {
        Http.get(mock.baseUrl() + "/tracker/list?" + hash);
      } catch (java.io.UncheckedIOException e) {
        assertThat(e).hasMessageNotContaining("timed out");
      }
      while (printed.toString(StandardCharsets.UTF_8).lines().count() < 4) {
        Thread.onSpinWait();
      }
    }

    assertThat(printed.toString(StandardCharsets.UTF_8).lines())
        .anyMatch(line -> line.matches(".*GET +get_fuel +888999 +403  208 DEVICE_BLOCKED .*"))
        .anyMatch(line -> line.matches(".*POST +read +123456 +400  3 WRONG_HASH .*"))
        .anyMatch(line -> line.matches(".*GET +/tracker/nothing +400  111 WRONG_HANDLER .*"))
        .anyMatch(line -> line.matches(".*GET +list +fault: reset .*"));
    assertThat(printed.toString(StandardCharsets.UTF_8)).doesNotContain("a6aa7558");
  }

  @Test
  void printsNoneOfTheControlCharactersOfARequest() {
    try (TrackerMock mock = TrackerMock.builder().log(out).start()) {
      Http.postJson(mock.baseUrl() + "/tracker/read", "{\"tracker_id\": \"\u001b[2J\"}");
      while (printed.size() == 0) {
        Thread.onSpinWait();
      }
    }

    assertThat(printed.toString(StandardCharsets.UTF_8)).doesNotContain("\u001b");
  }
}
