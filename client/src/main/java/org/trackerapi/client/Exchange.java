package org.trackerapi.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** One call: its attempts, their time limit, and the pauses between them. */
final class Exchange<B, A> {
  /** After a timer: the code of callers may block, and would hold up others on a shared thread. */
  private static final Executor OWN_THREAD =
      task -> {
        Thread thread = new Thread(task, "tracker-client");
        thread.setDaemon(true);
        thread.start();
      };

  private final Transport transport;
  private final Operation<?> operation;
  private final ObjectNode parameters;
  private final BodyHandler<B> handler;
  private final Function<HttpResponse<B>, A> reader;
  private final CompletableFuture<A> result = new CompletableFuture<>();
  private volatile CompletableFuture<?> sent;

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
    attempt(1);
    // However the call ends, for example cancelled by its caller, nobody waits for an answer then.
    result.whenComplete((answer, failure) -> abandon());
    return result;
  }

  private void abandon() {
    if (sent != null) {
      sent.cancel(true);
    }
  }

  /** Sends the request; whatever goes wrong ends the call, because somebody may wait for it. */
  private void attempt(int number) {
    try {
      send(number);
    } catch (Throwable e) {
      result.completeExceptionally(e);
    }
  }

  private void send(int number) {
    long start = System.nanoTime();
    CompletableFuture<HttpResponse<B>> response =
        transport.http.sendAsync(
            transport.request(operation, parameters, transport.currentHash()), handler);
    sent = response;
    if (result.isDone()) {
      abandon();
    }
    // The JDK's own limit of a request ends with the headers; this one includes the body.
    response
        .copy()
        .orTimeout(Transport.nanos(transport.timeout), TimeUnit.NANOSECONDS)
        .whenComplete(
            (answer, failure) -> {
              if (failure instanceof TimeoutException) {
                response.cancel(true);
              }
              Executor executor = failure instanceof TimeoutException ? OWN_THREAD : Runnable::run;
              executor.execute(() -> finish(number, start, answer, failure));
            });
  }

  private void finish(int number, long start, HttpResponse<B> response, Throwable failure) {
    try {
      settle(number, start, response, failure);
    } catch (Throwable e) {
      result.completeExceptionally(e);
    }
  }

  private void settle(int number, long start, HttpResponse<B> response, Throwable failure) {
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
    CompletableFuture.delayedExecutor(Transport.nanos(pause), TimeUnit.NANOSECONDS, OWN_THREAD)
        .execute(
            () -> {
              if (!result.isDone()) {
                attempt(number + 1);
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
