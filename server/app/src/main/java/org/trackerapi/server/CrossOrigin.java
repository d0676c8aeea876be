package org.trackerapi.server;

import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Lets pages of any origin call and read every answer, errors too, and answers their preflights.
 */
final class CrossOrigin extends Handler.Wrapper {
  private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
  private static final String REQUEST_METHOD = "Access-Control-Request-Method";
  private static final String REQUEST_HEADERS = "Access-Control-Request-Headers";
  private static final String A_DAY = "86400";

  CrossOrigin(Handler handler) {
    super(handler);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    allow(response.getHeaders());
    if (isPreflight(request)) {
      answer(request, response.getHeaders());
      response.setStatus(204);
      callback.succeeded();
      return true;
    }
    return super.handle(request, response, callback);
  }

  /** Allows pages of any origin to read an answer. */
  static void allow(HttpFields.Mutable headers) {
    headers.put(ALLOW_ORIGIN, "*");
  }

  private static boolean isPreflight(Request request) {
    return request.getMethod().equals("OPTIONS")
        && request.getHeaders().contains(HttpHeader.ORIGIN)
        && request.getHeaders().contains(REQUEST_METHOD);
  }

  private static void answer(Request request, HttpFields.Mutable headers) {
    headers.put("Access-Control-Allow-Methods", "GET, POST");
    headers.put("Access-Control-Max-Age", A_DAY);
    headers.put(HttpHeader.VARY, REQUEST_HEADERS);
    Optional.ofNullable(request.getHeaders().getField(REQUEST_HEADERS))
        .map(HttpField::getValue)
        .ifPresent(wanted -> headers.put("Access-Control-Allow-Headers", wanted));
  }
}
