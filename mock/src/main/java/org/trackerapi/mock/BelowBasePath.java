package org.trackerapi.mock;

import java.util.List;
import org.trackerapi.stubs.Condition;
import org.trackerapi.stubs.NeutralRequest;
import org.trackerapi.stubs.Refused;

/** A raw request as the dispatcher wants it. A HEAD is served as the GET that it stands for. */
record BelowBasePath(RawRequest raw, String path) implements NeutralRequest {
  @Override
  public String method() {
    return raw.method().equals("HEAD") ? "GET" : raw.method();
  }

  @Override
  public String rawQuery() {
    return raw.query();
  }

  @Override
  public List<String> header(String name) {
    return raw.header(name);
  }

  @Override
  public byte[] body() {
    if (raw.problem() == RawRequest.Problem.TOO_LARGE) {
      throw new Refused(Condition.TOO_LARGE, "The body is too large.");
    }
    if (raw.problem() != null) {
      throw new Refused(Condition.MALFORMED_REQUEST, "The body could not be read.");
    }
    return raw.body();
  }
}
