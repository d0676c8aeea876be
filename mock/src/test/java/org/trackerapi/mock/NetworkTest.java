package org.trackerapi.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class NetworkTest {
  private static TrackerMock mock;

  @BeforeAll
  static void start() {
    mock = TrackerMock.start();
  }

  @AfterAll
  static void stop() {
    mock.close();
  }

  @AfterEach
  void mend() {
    mock.reset();
  }

  private static HttpResponse<String> read(String... headers) {
    return Http.get(
        mock.baseUrl() + "/tracker/read?tracker_id=123456&hash=a6aa75587e5c59c32d347da438505fc3",
        headers);
  }

  private static void set(String settings) {
    HttpResponse<String> response =
        Http.postJson(mock.rootUrl() + "/__admin/tracker/network", settings);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
  }

  @Test
  void breaksAnswers() {
    for (String fault : List.of("reset", "empty", "truncated")) {
      set("{\"rules\":[{\"action\":\"read\",\"faults\":[\"" + fault + "\"]}]}");

      assertThatThrownBy(NetworkTest::read).as(fault).isInstanceOf(UncheckedIOException.class);
      assertThat(Http.get(mock.baseUrl() + "/tracker/list").statusCode()).isEqualTo(400);
    }
  }

  @Test
  void breaksAnswersOverHttp2() {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(mock.baseUrl() + "/tracker/read"))
            .timeout(Duration.ofSeconds(20))
            .build();
    for (String fault : List.of("reset", "empty", "truncated")) {
      set("{\"rules\":[]}");
      assertThat(client.sendAsync(request, BodyHandlers.ofString()).join().statusCode())
          .isEqualTo(400);
      set("{\"rules\":[{\"faults\":[\"" + fault + "\"]}]}");

      assertThatThrownBy(() -> client.send(request, BodyHandlers.ofString()))
          .as(fault)
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(HttpTimeoutException.class);
    }
  }

  @Test
  void sendsHeadersAndHalfOfATruncatedBody() throws IOException {
    set("{\"rules\":[{\"faults\":[\"truncated\"]}]}");

    String received =
        Wire.send(
            mock.port(),
            "GET /api-v2/tracker/read HTTP/1.1\r\nHost: a\r\nOrigin: http://p\r\n\r\n");

    assertThat(received).contains("Access-Control-Allow-Origin: http://p", "{\"success\":false");
    int length = Integer.parseInt(received.replaceAll("(?s).*Content-Length: (\\d+).*", "$1"));
    assertThat(received.length() - received.indexOf("\r\n\r\n") - 4).isEqualTo(length / 2);
  }

  @Test
  void delaysAnswersWithoutHoldingOthersUp() {
    set("{\"rules\":[{\"action\":\"read\",\"delay_ms\":400}]}");
    List<Thread> callers = new ArrayList<>();
    List<Integer> statuses = java.util.Collections.synchronizedList(new ArrayList<>());
    long start = System.nanoTime();
    for (int i = 0; i < 60; i++) {
      Thread caller = new Thread(() -> statuses.add(read().statusCode()));
      caller.start();
      callers.add(caller);
    }
    callers.forEach(NetworkTest::join);

    assertThat(statuses).hasSize(60).containsOnly(200);
    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(400_000_000L);
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void limitsTheRateOfRequests() {
    set("{\"rate_limit\":1}");

    HttpResponse<String> refused = read();
    while (refused.statusCode() == 200) {
      refused = read("Origin", "http://page.test");
    }

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(Http.json(refused).at("/status/code").asInt()).isEqualTo(15);
    assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(refused.headers().firstValue("Access-Control-Allow-Origin"))
        .hasValue("http://page.test");
  }

  @Test
  void drawsTheSameFaultsFromTheSameSeed() {
    List<Network.Plan> first = plans(7);

    assertThat(plans(7)).isEqualTo(first);
    assertThat(plans(8)).isNotEqualTo(first);
    assertThat(first)
        .extracting(Network.Plan::delay)
        .allMatch(delay -> delay >= 50 && delay <= 450);
    assertThat(first.stream().filter(plan -> plan.fault() != null).count()).isBetween(100L, 200L);
  }

  private static List<Network.Plan> plans(long seed) {
    Network network = new Network(seed, Network.PROFILES.get("flaky"));
    List<Network.Plan> plans = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      plans.add(network.plan("read"));
    }
    return plans;
  }

  @Test
  void hasNamedProfiles() {
    mock.network("offline");
    assertThatThrownBy(NetworkTest::read).isInstanceOf(UncheckedIOException.class);
    mock.network("perfect");
    assertThat(read().statusCode()).isEqualTo(200);
    assertThatThrownBy(() -> mock.network("fast")).hasMessageContaining("Expected a profile of");
  }

  @Test
  void honoursTheDelayOfWireMocksGlobalSettings() {
    mock.wireMock().setGlobalFixedDelay(300);
    long start = System.nanoTime();

    read();

    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(300_000_000L);
    mock.wireMock().setGlobalFixedDelay(0);
  }
}
