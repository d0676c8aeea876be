package org.trackerapi.generator;

/**
 * Refuses a document that cannot be generated from, in one sentence naming file, operation and
 * remedy.
 */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Refuses a document.
   *
   * @param file the document's file name
   * @param place the operation or schema that is at fault
   * @param problem what cannot be generated, and the remedy after a semicolon
   */
  public Refusal(String file, String place, String problem) {
    // Without a stack trace: whoever runs the CLI or Maven sees the sentence and nothing around it.
    super(file + ": " + place + ": " + problem, null, false, false);
  }
}
