package org.trackerapi.generator;

import java.util.ArrayDeque;
import java.util.Deque;

/** Where in the document the generator is, for refusals. */
final class Place {
  private final String file;
  private final Deque<String> parts = new ArrayDeque<>();

  /**
   * Starts at the root of a document.
   *
   * @param file the document's file name
   */
  Place(String file) {
    this.file = file;
  }

  /**
   * Goes deeper.
   *
   * @param part the operation, schema, property or parameter
   */
  void enter(String part) {
    parts.addLast(part);
  }

  /** Comes back from the last part. */
  void leave() {
    parts.removeLast();
  }

  /**
   * Refuses the document here.
   *
   * @param problem what cannot be generated, and the remedy after a semicolon
   * @return the refusal, to be thrown
   */
  Refusal refuse(String problem) {
    String place = parts.isEmpty() ? "document" : String.join(", ", parts);
    return new Refusal(file, place, problem);
  }

  @Override
  public String toString() {
    return file + ": " + String.join(", ", parts);
  }
}
