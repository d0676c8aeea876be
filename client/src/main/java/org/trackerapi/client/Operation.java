package org.trackerapi.client;

/**
 * What the transport knows of an action.
 *
 * @param path the path below the base URL, e.g. {@code /tracker/read}
 * @param safe whether the action changes nothing, so that it may be repeated
 * @param answer the class of the answer
 */
record Operation<A>(String path, boolean safe, Class<A> answer) {
  /** Returns the name for people, e.g. {@code tracker/read}. */
  String action() {
    return path.substring(1);
  }
}
