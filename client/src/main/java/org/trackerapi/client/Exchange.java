package org.trackerapi.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** One call: its attempts, their time limit, and the pauses between them. */
final class Exchange<B, A> {
  private final Transport transport;
  private final Operation<?> operation;
  private final ObjectNode parameters;
  private final BodyHandler<B> handler;
  private final Function<HttpResponse<B>, A> reader;
  private final CompletableFuture<A> result = new CompletableFuture<>();
  private volatile CompletableFuture<HttpResponse<B>> sent;

  /**
   * Prepares a call.
   *
   * @param reader makes the result of a response, or throws a {@link TrackerException}
   */
  Exchange(
      Transport transport,
      Operation<?> operation,
      ObjectNode parameters,
      BodyHandler<B> handler,
      Function<HttpResponse<B>, A> reader) {
    this.transport = transport;
    this.operation = operation;
    this.parameters = parameters;
    this.handler = handler;
    this.reader = reader;
  }

  CompletableFuture<A> start() {
    result.whenComplete(
        (answer, failure) -> {
          if (result.isCancelled()) {
            sent.cancel(true);
          }
        });
    attempt(1);
    return result;
  }

  private void attempt(int number) {
    long start = System.nanoTime();
    String hash = transport.currentHash();
    sent = transport.http.sendAsync(transport.request(operation, parameters, hash), handler);
    if (result.isCancelled()) {
      sent.cancel(true);
    }
    // The limit of the request itself ends with the headers, so the body needs one of its own.
    sent.copy()
        .orTimeout(transport.timeout.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete(
            (response, failure) -> {
              if (failure instanceof TimeoutException) {
                sent.cancel(true);
              }
              finish(number, start, response, failure);
            });
  }

  private void finish(int number, long start, HttpResponse<B> response, Throwable failure) {
    A answer = null;
    TrackerException refusal = null;
    try {
      if (failure == null) {
        answer = reader.apply(response);
      } else {
        refusal = Answers.missing(operation, transport, unwrap(failure));
      }
    } catch (TrackerException e) {
      refusal = e;
    } catch (RuntimeException e) {
      result.completeExceptionally(e);
      return;
    }
    Duration duration = Duration.ofNanos(System.nanoTime() - start);
    tell(number, duration, response == null ? 0 : response.statusCode(), refusal);
    if (refusal == null) {
      result.complete(answer);
    } else if (mayRepeat(number, refusal)) {
      repeat(number, Answers.retryAfter(response));
    } else {
      result.completeExceptionally(refusal);
    }
  }

  private boolean mayRepeat(int number, TrackerException refusal) {
    return operation.safe()
        && number < transport.retry.attempts()
        && !result.isDone()
        && Answers.isPassing(refusal);
  }

  private void repeat(int number, Duration retryAfter) {
    Duration pause =
        transport.retry.pauseAfter(number, retryAfter, ThreadLocalRandom.current().nextDouble());
    CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS)
        .execute(
            () -> {
              try {
                if (!result.isDone()) {
                  attempt(number + 1);
                }
              } catch (RuntimeException e) {
                result.completeExceptionally(e);
              }
            });
  }

  private void tell(int number, Duration duration, int httpStatus, TrackerException refusal) {
    if (transport.listener == null) {
      return;
    }
    try {
      transport.listener.called(
          new CallEvent(
              operation.action(),
              transport.uri(operation),
              number,
              Codec.redacted(parameters),
              httpStatus,
              duration,
              Optional.ofNullable(refusal)));
    } catch (RuntimeException e) {
      // A listener that fails must not change the outcome of a call; the contract of CallListener.
    }
  }

  private static Throwable unwrap(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
