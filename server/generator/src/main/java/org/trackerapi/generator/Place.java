package org.trackerapi.generator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Where in the document the generator is, for refusals. */
final class Place {
  private final String file;
  private final Deque<String> parts = new ArrayDeque<>();
  private String deepest = "document";

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
    deepest = String.join(", ", parts);
  }

  /** Comes back from the last part. */
  void leave() {
    parts.removeLast();
  }

  /**
   * Returns work that is done later as if it was done here.
   *
   * @param work the work
   * @return the same work, which goes to this place first
   */
  Runnable here(Runnable work) {
    List<String> here = List.copyOf(parts);
    return () -> {
      List<String> there = List.copyOf(parts);
      parts.clear();
      parts.addAll(here);
      work.run();
      parts.clear();
      parts.addAll(there);
    };
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

  /**
   * Refuses the document for a failure of the generator itself, at the last part that was entered.
   *
   * @param cause the failure
   * @return the refusal, to be thrown
   */
  Refusal refuse(RuntimeException cause) {
    return new Refusal(
        file,
        deepest,
        "this part is not understood (" + cause + "); simplify it and report the document");
  }

  @Override
  public String toString() {
    return file + ": " + String.join(", ", parts);
  }
}
