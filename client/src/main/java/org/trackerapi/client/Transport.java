package org.trackerapi.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Turns operations and request models into HTTP requests. */
final class Transport {
  final HttpClient http;
  final Duration timeout;
  final RetryPolicy retry;
  final CallListener listener;

  private final URI baseUrl;
  private final Supplier<String> hash;
  private final HashPlace hashPlace;
  private final boolean isoDates;

  Transport(TrackerClient.Builder builder) {
    baseUrl = builder.baseUrl;
    hash = builder.hash;
    hashPlace = builder.hashPlace;
    isoDates = builder.isoDates;
    timeout = builder.timeout;
    retry = builder.retry;
    listener = builder.listener;
    http = builder.httpClient == null ? newHttpClient(builder) : builder.httpClient;
  }

  private static HttpClient newHttpClient(TrackerClient.Builder builder) {
    HttpClient.Builder http = HttpClient.newBuilder().connectTimeout(builder.connectTimeout);
    // Without TLS the JDK would ask for an upgrade to HTTP/2 in every first request.
    return "http".equalsIgnoreCase(builder.baseUrl.getScheme())
        ? http.version(HttpClient.Version.HTTP_1_1).build()
        : http.build();
  }

  /** Calls an action and reads the whole answer. */
  <A> CompletableFuture<A> call(Operation<A> operation, Object request) {
    return new Exchange<>(
            this,
            operation,
            Codec.tree(request, isoDates),
            HttpResponse.BodyHandlers.ofByteArray(),
            response -> Answers.read(operation, response, response.body()))
        .start();
  }

  /** Calls an action and hands out the body of a success unread. */
  CompletableFuture<InputStream> open(Operation<?> operation, Object request) {
    return new Exchange<Body, InputStream>(
            this,
            operation,
            Codec.tree(request, isoDates),
            info ->
                info.statusCode() == 200
                    ? BodySubscribers.mapping(
                        new TimedBody(timeout), stream -> new Body(stream, null))
                    : BodySubscribers.mapping(
                        BodySubscribers.ofByteArray(), bytes -> new Body(null, bytes)),
            response -> {
              if (response.body().stream() == null) {
                throw Answers.refusal(operation, response, response.body().bytes());
              }
              return response.body().stream();
            })
        .start();
  }

  private record Body(InputStream stream, byte[] bytes) {}

  URI uri(Operation<?> operation) {
    return URI.create(baseUrl + operation.path());
  }

  /** Returns a duration in nanoseconds; one that is too long for them is as long as they go. */
  static long nanos(Duration duration) {
    return TimeUnit.NANOSECONDS.convert(duration);
  }

  /** Returns the hash for the next attempt, or null. */
  String currentHash() {
    String current = hash.get();
    if (current != null && current.chars().anyMatch(c -> c <= ' ' || c >= 0x7f)) {
      throw new IllegalArgumentException(
          "Expected a hash of hexadecimal digits, got one with blanks or control characters");
    }
    return current;
  }

  HttpRequest request(Operation<?> operation, ObjectNode parameters, String hash) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(operation))
            .header("Content-Type", "application/json")
            .header("Accept", "application/json");
    if (hash != null && hashPlace == HashPlace.HEADER && !parameters.has(Codec.HASH)) {
      request.header("Authorization", "NVX " + hash);
    }
    byte[] body =
        Codec.bytes(hashPlace == HashPlace.BODY ? Codec.withHash(parameters, hash) : parameters);
    return request.POST(HttpRequest.BodyPublishers.ofByteArray(body)).build();
  }
}
