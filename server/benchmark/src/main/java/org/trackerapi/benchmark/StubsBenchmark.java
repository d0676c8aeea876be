package org.trackerapi.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.trackerapi.stubs.ApiResult;
import org.trackerapi.stubs.Authentication;
import org.trackerapi.stubs.Dispatcher;
import org.trackerapi.stubs.NeutralRequest;
import org.trackerapi.stubs.NeutralResponse;
import org.trackerapi.stubs.api.ControlApi;
import org.trackerapi.stubs.api.InventoryApi;
import org.trackerapi.stubs.api.RegistrationApi;
import org.trackerapi.stubs.api.SettingsApi;
import org.trackerapi.stubs.api.TelemetryApi;
import org.trackerapi.stubs.api.TrackerGetStatesResult;
import org.trackerapi.stubs.api.TrackerListResult;
import org.trackerapi.stubs.api.TrackerReadResult;
import org.trackerapi.stubs.model.StatesResponse;
import org.trackerapi.stubs.model.TagBinding;
import org.trackerapi.stubs.model.Tracker;
import org.trackerapi.stubs.model.TrackerListResponse;
import org.trackerapi.stubs.model.TrackerResponse;
import org.trackerapi.stubs.model.TrackerSource;

/**
 * The cost of the stubs alone: decode, validate, dispatch and write, beside plain Jackson that
 * parses the same request to a tree and writes the same answer from a tree, without looking at
 * either.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class StubsBenchmark {
  private static final String HASH = "a6aa75587e5c59c32d347da438505fc3";

  /** What is asked for. */
  @Param({"read", "get_states of 2000 ids", "list by 1024 labels", "list of 25000 trackers"})
  public String call;

  private final ObjectMapper jackson = new ObjectMapper();
  private Dispatcher dispatcher;
  private String action;
  private byte[] request;
  private JsonNode answer;

  /** Prepares the request, and the answer that the implementation gives without doing anything. */
  @Setup
  public void prepare() throws IOException {
    String parameters;
    ApiResult result;
    switch (call) {
      case "read" -> {
        action = "read";
        parameters = "\"tracker_id\":123456";
        result = new TrackerReadResult.Ok(new TrackerResponse(tracker(123456)));
      }
      case "get_states of 2000 ids" -> {
        action = "get_states";
        parameters = "\"trackers\":" + IntStream.range(1, 2001).boxed().toList();
        result =
            new TrackerGetStatesResult.Ok(
                new StatesResponse("2026-11-23 10:00:00", Map.of(), null, null));
      }
      case "list by 1024 labels" -> {
        action = "list";
        parameters =
            IntStream.range(0, 1024)
                .mapToObj(i -> "\"label " + i + "\"")
                .collect(Collectors.joining(",", "\"labels\":[", "]"));
        result = new TrackerListResult.Ok(new TrackerListResponse(List.of()));
      }
      default -> {
        action = "list";
        parameters = "\"iso_datetime\":false";
        List<Tracker> trackers =
            IntStream.range(1, 25_001).mapToObj(StubsBenchmark::tracker).toList();
        result = new TrackerListResult.Ok(new TrackerListResponse(trackers));
      }
    }
    request =
        ("{\"hash\":\"" + HASH + "\"," + parameters + "}")
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    dispatcher =
        Dispatcher.builder(
                answering(ControlApi.class, result),
                answering(InventoryApi.class, result),
                answering(RegistrationApi.class, result),
                answering(SettingsApi.class, result),
                answering(TelemetryApi.class, result))
            .authenticator((operation, credentials) -> Authentication.granted("master"))
            .authorizer((operation, principal) -> true)
            .build();
    answer = jackson.readTree(dispatched().bytes());
    if (!answer.path("success").asBoolean()) {
      throw new IllegalStateException("expected a success but got " + answer);
    }
  }

  private static <T> T answering(Class<T> type, ApiResult result) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> result));
  }

  private static Tracker tracker(int id) {
    TrackerSource source =
        TrackerSource.builder()
            .id(id + 1_000_000)
            .deviceId("3564558745" + (10_000 + id))
            .model("telfmb920")
            .blocked(false)
            .tariffId(345_678)
            .statusListingId(null)
            .creationDate(LocalDate.of(2023, 2, 10))
            .tariffEndDate(null)
            .phone("79161234567")
            .build();
    return Tracker.builder()
        .id(id)
        .label("Vehicle " + id)
        .clone_(false)
        .groupId(167)
        .source(source)
        .tagBindings(List.of(new TagBinding(1, 1), new TagBinding(2, 2)))
        .build();
  }

  private NeutralResponse dispatched() {
    return dispatcher.dispatch(
        NeutralRequest.of(
            "POST", "/tracker/" + action, Map.of("Content-Type", "application/json"), request));
  }

  /**
   * Decodes, validates, dispatches and writes.
   *
   * @return the bytes written
   */
  @Benchmark
  public long stubs() throws IOException {
    Counter out = new Counter();
    dispatched().writeTo(out);
    return out.bytes;
  }

  /**
   * Parses and writes the same with Jackson's trees.
   *
   * @return the bytes written and the properties parsed
   */
  @Benchmark
  public long plainJackson() throws IOException {
    Counter out = new Counter();
    JsonNode parsed = jackson.readTree(request);
    jackson.writeValue(out, answer);
    return out.bytes + parsed.size();
  }

  /** Takes bytes and only counts them, as a socket that is never slow. */
  private static final class Counter extends OutputStream {
    private long bytes;

    @Override
    public void write(int b) {
      bytes++;
    }

    @Override
    public void write(byte[] b, int off, int len) {
      bytes += len;
    }
  }
}
