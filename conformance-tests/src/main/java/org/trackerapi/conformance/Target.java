package org.trackerapi.conformance;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.trackerapi.conformance.http.Transport;
import org.trackerapi.conformance.http.WireAnswer;
import org.trackerapi.conformance.http.WireRequest;

/** The server that is judged: sends at the allowed rate, and waits when it asks for that. */
final class Target {
  private static final int MOST_RETRIES = 8;

  private final Transport transport;
  private final String base;
  private final long nanosBetween;
  private final AtomicLong next = new AtomicLong(System.nanoTime());
  private final AtomicLong requests = new AtomicLong();

  Target(Transport transport, Options options) {
    this.transport = transport;
    this.base = options.url().toString();
    this.nanosBetween =
        options.rate() == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / Math.max(1, options.rate());
  }

  String base() {
    return base;
  }

  long requests() {
    return requests.get();
  }

  /** Sends; error 15 is not an answer to the rule but a request to come back later. */
  Exchange send(String action, WireRequest request, boolean patient) {
    for (int attempt = 1; ; attempt++) {
      pace();
      requests.incrementAndGet();
      try {
        WireAnswer answer = transport.send(request);
        if (!patient || answer.status() != 429 || attempt > MOST_RETRIES) {
          return new Exchange(action, request, answer, null);
        }
        // The limit counts per second: come back in the next one, later with every refusal.
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(250L * attempt));
      } catch (IOException e) {
        return new Exchange(action, request, null, e.getMessage());
      }
    }
  }

  private void pace() {
    if (nanosBetween == 0) {
      return;
    }
    long now = System.nanoTime();
    long turn = next.getAndUpdate(due -> Math.max(due, System.nanoTime()) + nanosBetween);
    if (turn > now) {
      LockSupport.parkNanos(turn - now);
    }
  }
}
