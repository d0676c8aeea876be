package org.trackerapi.conformance.honest;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Ends an action with an error. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int code;
  private final transient ObjectNode more;

  Refusal(int code, ObjectNode more) {
    super(Integer.toString(code), null, false, false);
    this.code = code;
    this.more = more;
  }

  int code() {
    return code;
  }

  /** Returns further fields of the answer, or null. */
  ObjectNode more() {
    return more;
  }
}
