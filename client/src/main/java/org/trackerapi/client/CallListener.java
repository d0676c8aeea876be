package org.trackerapi.client;

/** Hears of every attempt at a call; see {@link TrackerClient.Builder#listener}. */
@FunctionalInterface
public interface CallListener {
  /**
   * Hears of an attempt that has ended.
   *
   * <p>Runs on the thread that received the answer, so it must be quick. An exception that it
   * throws is dropped.
   *
   * @param event the attempt, without secrets
   */
  void called(CallEvent event);
}
