package org.trackerapi.mock;

import java.util.Locale;
import wiremock.jakarta.servlet.http.HttpServletResponse;
import wiremock.jakarta.servlet.http.HttpServletResponseWrapper;

/**
 * The response that a user's stub writes. Pages may read it already; what the stub says itself
 * about that counts instead, for no browser takes both.
 */
final class StubResponse extends HttpServletResponseWrapper {
  StubResponse(HttpServletResponse response) {
    super(response);
  }

  @Override
  public void addHeader(String name, String value) {
    if (name.toLowerCase(Locale.ROOT).startsWith("access-control-")) {
      setHeader(name, value);
    } else {
      super.addHeader(name, value);
    }
  }
}
