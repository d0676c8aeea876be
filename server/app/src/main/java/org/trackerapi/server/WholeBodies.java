package org.trackerapi.server;

import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Waits for whole bodies before a request gets a thread, so that clients who send slowly keep
 * nobody waiting. A body that stays away for the idle timeout of its connection ends there.
 */
final class WholeBodies extends EagerContentHandler {
  private static final int USUAL_OVERHEAD = -1;

  /**
   * Waits for bodies.
   *
   * @param longest the bytes that are waited for; the rest of a longer body is read by who wants it
   */
  WholeBodies(long longest) {
    super(new RetainedContentLoaderFactory(longest, USUAL_OVERHEAD, false));
  }

  @Override
  protected boolean onConditionsMet(Request request, Response response, Callback callback)
      throws Exception {
    return super.onConditionsMet(new Impatient(request), response, callback);
  }

  /** Makes a timeout the end of the body; the handler would wait on, for ever. */
  private static final class Impatient extends Request.Wrapper {
    Impatient(Request request) {
      super(request);
    }

    @Override
    public Content.Chunk read() {
      Content.Chunk chunk = super.read();
      return Content.Chunk.isFailure(chunk) ? Content.Chunk.from(chunk.getFailure(), true) : chunk;
    }
  }
}
