package org.trackerapi.mock;

/** Shows what came in a message of one line. */
final class Shown {
  private static final int LONGEST = 100;

  private Shown() {}

  /** Returns a text without control characters, and only the beginning of a long one. */
  static String of(Object what) {
    String text = String.valueOf(what);
    String beginning = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
    return beginning.replaceAll("\\p{Cntrl}", "?");
  }
}
