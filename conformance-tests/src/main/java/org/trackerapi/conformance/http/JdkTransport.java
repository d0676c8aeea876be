package org.trackerapi.conformance.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends with the client of the JDK: the fast way, and what the command line uses. */
public final class JdkTransport implements Transport {
  /** An answer larger than this is a failure: 25,000 trackers take about 15 MB. */
  static final int MOST_BYTES = 128 * 1024 * 1024;

  private final Duration timeout;
  private final HttpClient client;

  /**
   * Makes a transport.
   *
   * @param timeout how long one whole answer may take
   */
  public JdkTransport(Duration timeout) {
    this.timeout = timeout;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout)
            .build();
  }

  @Override
  public WireAnswer send(WireRequest request) throws IOException {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(request.uri())
            .method(
                request.method(),
                request.body().length == 0
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(request.body()));
    request.headers().forEach(header -> builder.header(header.getKey(), header.getValue()));
    long start = System.nanoTime();
    CompletableFuture<HttpResponse<byte[]>> future =
        client.sendAsync(builder.build(), info -> new Limited());
    try {
      HttpResponse<byte[]> answer = future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return new WireAnswer(
          answer.statusCode(),
          answer.headers().firstValue("Content-Type").orElse(""),
          answer.body(),
          TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    } catch (TimeoutException e) {
      future.cancel(true);
      throw new IOException(
          "no whole answer within " + timeout.toMillis() + " ms, see --timeout", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      future.cancel(true);
      throw new InterruptedIOException("the run was interrupted");
    } catch (ExecutionException e) {
      throw new IOException(Sentences.of(e.getCause(), request.uri()), e);
    }
  }

  /** Collects a body up to a limit, so that an endless answer cannot fill the memory. */
  private static final class Limited implements HttpResponse.BodySubscriber<byte[]> {
    private final HttpResponse.BodySubscriber<byte[]> inner = BodySubscribers.ofByteArray();
    private final CompletableFuture<byte[]> tooLarge = new CompletableFuture<>();
    private Flow.Subscription subscription;
    private long seen;

    @Override
    public CompletionStage<byte[]> getBody() {
      return inner.getBody().toCompletableFuture().applyToEither(tooLarge, bytes -> bytes);
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
      inner.onSubscribe(given);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
      for (ByteBuffer buffer : buffers) {
        seen += buffer.remaining();
      }
      if (seen > MOST_BYTES) {
        subscription.cancel();
        tooLarge.completeExceptionally(
            new IOException("the answer is larger than " + MOST_BYTES + " bytes"));
      } else {
        inner.onNext(new ArrayList<>(buffers));
      }
    }

    @Override
    public void onError(Throwable throwable) {
      inner.onError(throwable);
    }

    @Override
    public void onComplete() {
      inner.onComplete();
    }
  }

  /** Turns exceptions of the network into sentences for people. */
  static final class Sentences {
    private Sentences() {}

    static String of(Throwable cause, java.net.URI uri) {
      String where = uri.getScheme() + "://" + uri.getAuthority();
      if (cause instanceof ConnectException) {
        return "nothing accepts connections at " + where;
      }
      if (cause instanceof java.net.UnknownHostException
          || cause instanceof java.nio.channels.UnresolvedAddressException) {
        return "the host of " + where + " is not known";
      }
      String message = cause.getMessage();
      if (message == null || message.isBlank()) {
        message = cause.getClass().getSimpleName();
      }
      return "the connection to " + where + " broke: " + message;
    }
  }
}
