package org.trackerapi.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A body as a stream that holds one portion at a time, and whose every wait for the next one is
 * limited; the JDK's own stream would wait for ever.
 */
final class TimedBody extends InputStream implements BodySubscriber<InputStream> {
  private static final List<ByteBuffer> END = List.of();

  private final Duration limit;
  private final BlockingQueue<List<ByteBuffer>> portions = new LinkedBlockingQueue<>();
  private final Deque<ByteBuffer> current = new ArrayDeque<>();
  private volatile Flow.Subscription subscription;
  private volatile Throwable failure;
  private volatile boolean closed;
  private boolean ended;

  TimedBody(Duration limit) {
    this.limit = limit;
  }

  @Override
  public CompletionStage<InputStream> getBody() {
    return CompletableFuture.completedStage(this);
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    this.subscription = subscription;
    if (closed) {
      subscription.cancel();
    } else {
      subscription.request(1);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> portion) {
    if (portion.isEmpty()) {
      subscription.request(1);
    } else {
      portions.add(portion);
    }
  }

  @Override
  public void onError(Throwable failure) {
    this.failure = failure;
    portions.add(END);
  }

  @Override
  public void onComplete() {
    portions.add(END);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    ByteBuffer buffer = next();
    if (buffer == null) {
      return -1;
    }
    int count = Math.min(length, buffer.remaining());
    buffer.get(into, offset, count);
    return count;
  }

  /** Returns a buffer with bytes in it, or null at the end. */
  private ByteBuffer next() throws IOException {
    while (!ended) {
      while (!current.isEmpty() && !current.peek().hasRemaining()) {
        current.remove();
        if (current.isEmpty()) {
          subscription.request(1);
        }
      }
      if (!current.isEmpty()) {
        return current.peek();
      }
      take();
    }
    return null;
  }

  private void take() throws IOException {
    List<ByteBuffer> portion;
    try {
      portion = portions.poll(Transport.nanos(limit), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close();
      throw new IOException("interrupted while waiting for data", e);
    }
    if (portion == null) {
      close();
      throw new HttpTimeoutException("no data for " + Answers.seconds(limit));
    }
    if (closed) {
      throw new IOException("the stream is closed");
    }
    if (!portion.isEmpty()) {
      current.addAll(portion);
      return;
    }
    ended = true;
    if (failure != null) {
      throw new IOException(failure.getMessage(), failure);
    }
  }

  /** Abandons the body; wakes whoever waits for more of it. */
  @Override
  public void close() {
    closed = true;
    portions.add(END);
    if (subscription != null) {
      subscription.cancel();
    }
  }
}
