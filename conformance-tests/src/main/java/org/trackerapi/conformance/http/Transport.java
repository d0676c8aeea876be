package org.trackerapi.conformance.http;

import java.io.IOException;

/** Carries requests to the target. Implementations are used from several threads at once. */
public interface Transport extends AutoCloseable {

  /**
   * Sends the request and reads the whole answer. Redirects are answers and are not followed.
   *
   * @throws IOException with a sentence for people when no whole HTTP answer comes in time
   */
  WireAnswer send(WireRequest request) throws IOException;

  @Override
  default void close() {}
}
