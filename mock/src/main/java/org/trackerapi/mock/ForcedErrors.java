package org.trackerapi.mock;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
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

  private final List<Queued> queue = new ArrayList<>();
  // Read on every request, so that an empty queue costs no lock.
  private volatile boolean anyQueued;

  /**
   * Calls of an action that are to fail.
   *
   * @param action null for any action that documents the error
   * @param error the error
   * @param times how many calls are left, from 1
   */
  record Queued(Action action, CatalogueError error, int times) {
    private boolean concerns(Action called) {
      return action == null ? called.errors().contains(error) : action.name().equals(called.name());
    }
  }

  /** Returns the answer that was asked for, or null when none was. */
  Answer answer(Action action, RawRequest request) {
    String byHeader = request.firstHeader(HEADER);
    if (byHeader != null) {
      return named(action, HEADER, byHeader.strip());
    }
    String byQuery = query(request.query());
    if (byQuery != null) {
      return named(action, QUERY, byQuery.strip());
    }
    return anyQueued ? next(action) : null;
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
        .put("error", documented(action) + ", but was \"" + nameOrNumber + "\"");
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

  private static String query(String query) {
    if (query == null || !query.contains(QUERY)) {
      return null;
    }
    for (String pair : query.split("&")) {
      if (pair.startsWith(QUERY + "=")) {
        return decoded(pair.substring(QUERY.length() + 1));
      }
    }
    return null;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  /** Lets the next calls fail, after those that are queued already. */
  synchronized void add(Queued queued) {
    queue.add(queued);
    anyQueued = true;
  }

  /** Returns what is queued, first in line first. */
  synchronized List<Queued> queued() {
    return List.copyOf(queue);
  }

  /** Forgets what is queued. */
  synchronized void clear() {
    queue.clear();
    anyQueued = false;
  }

  private synchronized Answer next(Action action) {
    for (Iterator<Queued> i = queue.iterator(); i.hasNext(); ) {
      Queued queued = i.next();
      if (queued.concerns(action)) {
        if (queued.times() == 1) {
          i.remove();
        } else {
          queue.set(
              queue.indexOf(queued),
              new Queued(queued.action(), queued.error(), queued.times() - 1));
        }
        anyQueued = !queue.isEmpty();
        return Answer.error(queued.error());
      }
    }
    return null;
  }
}
