package org.trackerapi.behaviour.fleet;

import java.util.List;

/** Thrown when a fleet file cannot be read or is wrong. Its message is one line for people. */
public final class FleetFileException extends Exception {
  private static final long serialVersionUID = 1L;

  /** All that is wrong, in the order of the file. */
  private final transient List<String> problems;

  FleetFileException(List<String> problems) {
    super(message(problems));
    this.problems = List.copyOf(problems);
  }

  private static String message(List<String> problems) {
    int more = problems.size() - 1;
    return problems.get(0) + (more == 0 ? "" : " (and " + more + " more)");
  }

  /** Returns everything that is wrong, each in one line, in the order of the file; at least one. */
  public List<String> problems() {
    return problems;
  }
}
