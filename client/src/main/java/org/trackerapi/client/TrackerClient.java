package org.trackerapi.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.trackerapi.client.model.ListRequest;
import org.trackerapi.client.model.Tracker;

/**
 * Calls the tracker API: one method per action, synchronous here and asynchronous in {@link
 * #async()}.
 *
 * <p>A client is immutable and safe for use by many threads; make one and keep it. Properties that
 * it does not know are ignored, enum values that it does not know become {@code UNKNOWN}.
 */
public final class TrackerClient extends TrackerCalls {
  private final Transport transport;
  private final AsyncTrackerCalls async = new Async();

  private TrackerClient(Builder builder) {
    this.transport = new Transport(builder);
  }

  /** Starts a client; {@link Builder#baseUrl} is required. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the same actions as asynchronous calls, over the same connections. */
  public AsyncTrackerCalls async() {
    return async;
  }

  /**
   * Lists trackers one by one, without ever holding the whole answer: {@code POST /tracker/list}.
   *
   * <p>The request is sent, and repeated as {@link Builder#retry} says, before this method returns;
   * the trackers are read from the connection as the stream is consumed. Close the stream, best in
   * a try-with-resources statement; reading it to its end closes it as well. While it is consumed,
   * the time limit holds for every wait for more data.
   *
   * @param request the filter; null for all trackers
   * @return the trackers in the order of the answer; the stream throws a {@link NoAnswerException}
   *     when the answer breaks off
   * @throws TrackerException if the API refuses the call or no usable answer comes
   */
  public Stream<Tracker> trackerListStream(ListRequest request) {
    Operation<?> operation = Operations.TRACKER_LIST;
    return ListStream.open(operation, await(operation, transport.open(operation, request)));
  }

  @Override
  <A> A call(Operation<A> operation, Object request) {
    return await(operation, transport.call(operation, request));
  }

  private static <A> A await(Operation<?> operation, CompletableFuture<A> answer) {
    try {
      return answer.get();
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new NoAnswerException(operation.action(), 0, "interrupted while waiting", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TrackerException failure) {
        // The caller's line helps; the stack of the HTTP thread that it was made on does not.
        failure.fillInStackTrace();
        throw failure;
      }
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure; // of the caller's own, e.g. of the supplier of the hash
      }
      throw new IllegalStateException(operation.action() + ": " + e.getCause(), e.getCause());
    }
  }

  private final class Async extends AsyncTrackerCalls {
    @Override
    <A> CompletableFuture<A> call(Operation<A> operation, Object request) {
      return transport.call(operation, request);
    }
  }

  /** Collects what a client needs to know. */
  public static final class Builder {
    URI baseUrl;
    Supplier<String> hash = () -> null;
    HashPlace hashPlace = HashPlace.BODY;
    boolean isoDates;
    Duration connectTimeout = Duration.ofSeconds(10);
    Duration timeout = Duration.ofSeconds(30);
    RetryPolicy retry = RetryPolicy.DEFAULT;
    CallListener listener;
    HttpClient httpClient;

    private Builder() {}

    /**
     * Sets the URL that the paths of the contract are below.
     *
     * @param url e.g. {@code http://127.0.0.1:8080/api-v2}, with or without a slash at the end, but
     *     without user, query and fragment
     * @return this
     * @throws IllegalArgumentException if this is no such URL
     */
    public Builder baseUrl(String url) {
      URI uri;
      try {
        uri = URI.create(url == null ? "" : url.replaceFirst("/+$", ""));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(expectedUrl(url), e);
      }
      if (uri.getUserInfo() != null) {
        throw new IllegalArgumentException("Expected a URL without a user, got one; use hash(…)");
      }
      if (!isHttp(uri) || uri.getQuery() != null || uri.getFragment() != null) {
        throw new IllegalArgumentException(expectedUrl(url));
      }
      this.baseUrl = uri;
      return this;
    }

    private static boolean isHttp(URI uri) {
      return uri.getHost() != null
          && uri.getPort() <= 0xffff
          && ("http".equalsIgnoreCase(uri.getScheme())
              || "https".equalsIgnoreCase(uri.getScheme()));
    }

    private static String expectedUrl(String url) {
      return "Expected a URL such as http://127.0.0.1:8080/api-v2, got " + url;
    }

    /**
     * Sets the session hash or API key that goes with every request that has none of its own.
     *
     * @param hash 32 hexadecimal digits
     * @return this
     */
    public Builder hash(String hash) {
      present(hash, "hash");
      return hash(() -> hash);
    }

    /**
     * Sets where the hash comes from; asked anew for every attempt, so that a session can be
     * renewed.
     *
     * @param hash returns 32 hexadecimal digits, or null for none
     * @return this
     */
    public Builder hash(Supplier<String> hash) {
      this.hash = present(hash, "supplier of a hash");
      return this;
    }

    /**
     * Sets where a request carries the hash.
     *
     * @param place {@link HashPlace#BODY} unless set
     * @return this
     */
    public Builder sendHashIn(HashPlace place) {
      this.hashPlace = present(place, "place for the hash");
      return this;
    }

    /**
     * Asks for dates in ISO 8601 with offset, in all calls that do not say otherwise.
     *
     * @param isoDates false unless set: {@code yyyy-MM-dd HH:mm:ss} in the user's time zone
     * @return this
     */
    public Builder isoDates(boolean isoDates) {
      this.isoDates = isoDates;
      return this;
    }

    /**
     * Limits the time for making a connection.
     *
     * @param limit more than 0; 10 seconds unless set; not used with {@link #httpClient}
     * @return this
     */
    public Builder connectTimeout(Duration limit) {
      this.connectTimeout = positive(limit);
      return this;
    }

    /**
     * Limits the time of an attempt, from sending to the end of the answer.
     *
     * @param limit more than 0; 30 seconds unless set
     * @return this
     */
    public Builder timeout(Duration limit) {
      this.timeout = positive(limit);
      return this;
    }

    private static Duration positive(Duration limit) {
      if (limit == null || limit.isNegative() || limit.isZero()) {
        throw new IllegalArgumentException("Expected a time limit of more than 0, got " + limit);
      }
      return limit;
    }

    /**
     * Says how often reads are tried.
     *
     * @param policy {@link RetryPolicy#DEFAULT} unless set
     * @return this
     */
    public Builder retry(RetryPolicy policy) {
      this.retry = present(policy, "retry policy");
      return this;
    }

    /**
     * Registers a listener, e.g. for logging. Events carry no secrets.
     *
     * @param listener hears of every attempt
     * @return this
     */
    public Builder listener(CallListener listener) {
      this.listener = present(listener, "listener");
      return this;
    }

    /**
     * Uses an HTTP client of the caller's, with its proxy, TLS settings and executor.
     *
     * @param client the client
     * @return this
     */
    public Builder httpClient(HttpClient client) {
      this.httpClient = present(client, "HTTP client");
      return this;
    }

    private static <T> T present(T value, String name) {
      return Objects.requireNonNull(value, () -> "Expected a " + name + ", got null");
    }

    /**
     * Makes the client. Nothing is sent yet.
     *
     * @return a client
     * @throws IllegalStateException if there is no base URL
     */
    public TrackerClient build() {
      if (baseUrl == null) {
        throw new IllegalStateException(
            "Expected a base URL, got none; call baseUrl(\"http://host/api-v2\")");
      }
      return new TrackerClient(this);
    }
  }
}
