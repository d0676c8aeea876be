package org.trackerapi.server;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.trackerapi.stubs.Condition;
import org.trackerapi.stubs.Dispatcher;
import org.trackerapi.stubs.NeutralResponse;

/**
 * Answers what Jetty refuses on its own - a request that is no HTTP, headers without end - with the
 * errors of the contract instead of a page.
 */
final class ContractErrors extends ErrorHandler {
  private static final int URI_TOO_LONG = 414;
  private static final int CONTENT_TOO_LARGE = 413;
  private static final int HEADERS_TOO_LARGE = 431;

  private static final int UNKNOWN_HTTP_VERSION = 505;

  private final Dispatcher dispatcher;

  ContractErrors(Dispatcher dispatcher) {
    this.dispatcher = dispatcher;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    NeutralResponse refusal = refusal(response.getStatus());
    response.setStatus(refusal.status());
    Front.allow(response.getHeaders());
    refusal.headers().forEach(response.getHeaders()::put);
    byte[] body = refusal.bytes();
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    response.write(true, ByteBuffer.wrap(body), callback);
    return true;
  }

  private NeutralResponse refusal(int status) {
    Condition condition = condition(status);
    return dispatcher.refuse(condition, condition.title());
  }

  private static Condition condition(int status) {
    return switch (status) {
      case CONTENT_TOO_LARGE, URI_TOO_LONG, HEADERS_TOO_LARGE -> Condition.TOO_LARGE;
      case 404 -> Condition.UNKNOWN_PATH;
      case 405, 501 -> Condition.WRONG_METHOD;
      case UNKNOWN_HTTP_VERSION -> Condition.MALFORMED_REQUEST;
      default -> status >= 500 ? Condition.UNEXPECTED : Condition.MALFORMED_REQUEST;
    };
  }
}
