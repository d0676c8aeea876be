package org.trackerapi.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What one hash does leaves the others alone. */
class SessionTest {
  private static final String HASH = "a6aa75587e5c59c32d347da438505fc3";
  private static TrackerMock mock;

  @BeforeAll
  static void start() {
    mock = TrackerMock.builder().isolate(50).start();
  }

  @AfterAll
  static void stop() {
    mock.close();
  }

  private static HttpResponse<String> list(String hash) {
    return Http.get(mock.baseUrl() + "/tracker/list?hash=" + hash);
  }

  private static HttpResponse<String> control(String method, String path, String body) {
    return Http.send(method, mock.rootUrl() + "/__admin/tracker" + path, body);
  }

  @Test
  void errorsAreForTheCallsOfOneHash() {
    TrackerSession mine = mock.session();
    TrackerSession other = mock.session();
    mine.failNext("list", 1);
    control("POST", "/fail?hash=" + mine.hash(), "{\"action\":\"list\",\"error\":15}");

    assertThat(list(other.hash()).statusCode()).isEqualTo(200);
    assertThat(list(mine.hash()).statusCode()).isEqualTo(500);
    other.reset();
    assertThat(list(mine.hash()).statusCode()).isEqualTo(429);
    assertThat(list(mine.hash()).statusCode()).isEqualTo(200);
  }

  @Test
  void aNetworkIsThatOfOneHash() {
    TrackerSession mine = mock.session();
    mine.network("offline");

    assertThatThrownBy(() -> list(mine.hash())).isInstanceOf(UncheckedIOException.class);
    assertThat(list(HASH).statusCode()).isEqualTo(200);
    assertThat(control("GET", "/network?hash=" + mine.hash(), null).body()).contains("offline");
    assertThat(control("GET", "/network", null).body()).contains("perfect");
    control("DELETE", "/network?hash=" + mine.hash(), null);
    assertThat(list(mine.hash()).statusCode()).isEqualTo(200);
  }

  @Test
  void aWorldWithItsClockAndSnapshotsIsThatOfOneHash() {
    TrackerSession mine = mock.session();
    TrackerSession other = mock.session();
    mine.clock().advance(Duration.ofDays(400));
    control("POST", "/snapshot?hash=" + mine.hash(), "{\"name\":\"mine\"}");
    mine.world().fleet().corrupt(mine.world().fleet().tracker(300250).orElseThrow());

    assertThat(other.clock().instant())
        .isBefore(mine.clock().instant().minus(Duration.ofDays(300)));
    assertThat(list(other.hash()).body()).contains("300250");
    assertThat(list(mine.hash()).body()).doesNotContain("300250");
    assertThat(control("POST", "/restore?hash=" + other.hash(), "{\"name\":\"mine\"}").statusCode())
        .isEqualTo(404);
    control("POST", "/restore?hash=" + mine.hash(), "{\"name\":\"mine\"}");
    assertThat(list(mine.hash()).body()).contains("300250");
  }

  @Test
  void lookingAtAHashLeavesNoWorldBehind() {
    try (TrackerMock small = TrackerMock.builder().isolate(1).start()) {
      TrackerSession mine = small.session();
      mine.world().fleet().corrupt(mine.world().fleet().tracker(300250).orElseThrow());
      for (String path : new String[] {"/clock", "/world", "/snapshot", "/fail", "/network"}) {
        String url = small.rootUrl() + "/__admin/tracker" + path + "?hash=" + HASH;
        assertThat(Http.get(url).statusCode()).isEqualTo(200);
      }

      assertThat(mine.world().fleet().tracker(300250).orElseThrow().corrupted()).isTrue();
    }
  }

  @Test
  void aHashIsFoundWhereverTheContractAllowsIt() {
    TrackerSession mine = mock.session();
    mine.failNext("list", "1", 5);
    String url = mock.baseUrl() + "/tracker/list";
    String encoded = "%" + Integer.toHexString(mine.hash().charAt(0)) + mine.hash().substring(1);

    assertThat(list(encoded).statusCode()).isEqualTo(500);
    assertThat(
            Http.postJson(url, "{\"x\":{\"hash\":1},\"hash\":\"" + mine.hash() + "\"}")
                .statusCode())
        .isEqualTo(500);
    assertThat(
            Http.send(
                    "POST",
                    url,
                    "a=b&hash=" + encoded,
                    "Content-Type",
                    "application/x-www-form-urlencoded")
                .statusCode())
        .isEqualTo(500);
    assertThat(Http.get(url, "Authorization", "NVX " + mine.hash()).statusCode()).isEqualTo(500);
    assertThat(list(mine.hash().toUpperCase(java.util.Locale.ROOT)).statusCode()).isEqualTo(500);
    assertThat(list(mine.hash()).statusCode()).isEqualTo(200);
  }

  @Test
  void refusesWhatIsNoHashAndWorldsThatAreShared() {
    assertThatThrownBy(() -> mock.session("short")).hasMessageContaining("32 hexadecimal digits");
    try (TrackerMock shared = TrackerMock.start()) {
      assertThatThrownBy(shared::session).hasMessageContaining("builder().isolate");
    }
    try (TrackerMock examples = TrackerMock.builder().examplesOnly().start()) {
      assertThatThrownBy(() -> examples.failNext("list", "1"))
          .isInstanceOf(IllegalStateException.class);
    }
  }
}
