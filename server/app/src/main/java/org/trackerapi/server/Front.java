package org.trackerapi.server;

import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Lets pages of any origin call and read every answer, errors too, and answers their preflights.
 */
final class Front extends Handler.Wrapper {
  private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
  private static final String REQUEST_METHOD = "Access-Control-Request-Method";
  private static final String REQUEST_HEADERS = "Access-Control-Request-Headers";
  private static final String A_DAY = "86400";
  private static final String JETTYS_JSON = "application/json;charset=utf-8";
  private static final HttpField JSON =
      new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "application/json; charset=utf-8");

  Front(Handler handler) {
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
    return super.handle(request, new Spelling(request, response), callback);
  }

  /**
   * Writes the blank in the content type that Jetty leaves out: a client is known that compares the
   * whole header.
   */
  private static final class Spelling extends Response.Wrapper {
    private final HttpFields.Mutable headers;

    Spelling(Request request, Response response) {
      super(request, response);
      headers =
          new HttpFields.Mutable.Wrapper(response.getHeaders()) {
            @Override
            public HttpField onAddField(HttpField field) {
              return spelled(field);
            }

            @Override
            public HttpField onReplaceField(HttpField oldField, HttpField newField) {
              return spelled(newField);
            }
          };
    }

    private static HttpField spelled(HttpField field) {
      return field != null
              && field.getHeader() == HttpHeader.CONTENT_TYPE
              && JETTYS_JSON.equalsIgnoreCase(field.getValue())
          ? JSON
          : field;
    }

    @Override
    public HttpFields.Mutable getHeaders() {
      return headers;
    }
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
