package org.trackerapi.mock;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.trackerapi.spec.Action;
import org.trackerapi.spec.CatalogueError;

/** Answers errors because somebody asked for them: in the request itself, or by a queue. */
final class ForcedErrors {
  /** The header that asks for an error. */
  static final String HEADER = "X-Mock-Error";

  /** The query parameter that asks for an error. */
  static final String QUERY = "__error";

  private static final int LONGEST_QUEUE = 1000;

  private final List<Queued> queue = new ArrayList<>();
  // Read on every request, so that an empty queue costs no lock.
  private volatile boolean anyQueued;

  /**
   * Calls of an action that are to fail.
   *
   * @param hash the caller, in lower case; null for all
   * @param action null for any action that documents the error
   * @param error the error
   * @param times how many calls are left, from 1
   */
  record Queued(String hash, Action action, CatalogueError error, int times) {
    private boolean concerns(String caller, Action called) {
      return (hash == null || hash.equalsIgnoreCase(caller))
          && (action == null
              ? called.errors().contains(error)
              : action.name().equals(called.name()));
    }

    private Queued once() {
      return new Queued(hash, action, error, times - 1);
    }
  }

  /** Returns the answer that was asked for, or null when none was. */
  Answer answer(Action action, RawRequest request) {
    String byHeader = request.firstHeader(HEADER);
    if (byHeader != null) {
      return named(action, HEADER, byHeader.strip());
    }
    String query = request.query();
    String byQuery = query != null && query.contains(QUERY) ? Pairs.first(query, QUERY) : null;
    if (byQuery != null) {
      return named(action, QUERY, byQuery.strip());
    }
    return anyQueued ? next(action, Hashes.of(request)) : null;
  }

  private static Answer named(Action action, String parameter, String nameOrNumber) {
    return action
        .error(nameOrNumber)
        .map(Answer::error)
        .orElseGet(() -> refusal(action, parameter, nameOrNumber));
  }

  /** Refuses an error that the action does not document. */
  private static Answer refusal(Action action, String parameter, String nameOrNumber) {
    CatalogueError refused = Answer.frameworkError("invalid-parameters");
    ObjectNode body = refused.example().deepCopy();
    body.putArray("errors")
        .addObject()
        .put("parameter", parameter)
        .put("error", documented(action) + ", but was \"" + Shown.of(nameOrNumber) + "\"");
    return Answer.json(refused.httpStatus(), body);
  }

  /** Says in a sentence which errors an action documents. */
  static String documented(Action action) {
    return "must be the name or number of an error that "
        + action.path().substring(1)
        + " documents: "
        + action.errors().stream()
            .map(error -> error.number() + " " + error.name())
            .collect(Collectors.joining(", "));
  }

  /**
   * Lets the next calls fail, after those that are queued already.
   *
   * @throws IllegalArgumentException if too many are queued
   */
  synchronized void add(Queued queued) {
    if (queue.size() >= LONGEST_QUEUE) {
      throw new IllegalArgumentException(
          "Expected at most " + LONGEST_QUEUE + " entries in the queue; clear it first");
    }
    queue.add(queued);
    anyQueued = true;
  }

  /** Returns what is queued, first in line first. */
  synchronized List<Queued> queued() {
    return List.copyOf(queue);
  }

  /** Forgets what is queued for a hash, or everything when it is null. */
  synchronized void clear(String hash) {
    queue.removeIf(queued -> hash == null || hash.equalsIgnoreCase(queued.hash()));
    anyQueued = !queue.isEmpty();
  }

  private synchronized Answer next(Action action, String hash) {
    for (int i = 0; i < queue.size(); i++) {
      Queued queued = queue.get(i);
      if (queued.concerns(hash, action)) {
        if (queued.times() == 1) {
          queue.remove(i);
        } else {
          queue.set(i, queued.once());
        }
        anyQueued = !queue.isEmpty();
        return Answer.error(queued.error());
      }
    }
    return null;
  }
}
