package org.trackerapi.mock;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import wiremock.org.eclipse.jetty.http.BadMessageException;
import wiremock.org.eclipse.jetty.http.HttpField;
import wiremock.org.eclipse.jetty.http.HttpURI;
import wiremock.org.eclipse.jetty.server.Request;

/** Reads requests from Jetty, whatever is wrong with them. */
final class RawRequests {
  private static final byte[] NOTHING = {};
  private static final int ADMIN_FACTOR = 64;

  private final int limit;

  /**
   * Prepares reading.
   *
   * @param limit the largest body of a tracker request, in bytes
   */
  RawRequests(int limit) {
    this.limit = limit;
  }

  RawRequest read(Request jetty) {
    HttpURI uri = jetty.getHttpURI();
    List<String> fields = new ArrayList<>(2 * jetty.getHttpFields().size());
    for (HttpField field : jetty.getHttpFields()) {
      String value = field.getValue() == null ? "" : field.getValue();
      fields.add(field.getName());
      fields.add(value);
    }
    byte[] body = NOTHING;
    RawRequest.Problem problem = null;
    String path = uri.getPath() == null ? "" : uri.getPath();
    int most = path.startsWith("/__admin") ? limit * ADMIN_FACTOR : limit;
    try {
      body = read(jetty.getInputStream(), most);
      if (body.length > most) {
        body = NOTHING;
        problem = RawRequest.Problem.TOO_LARGE;
      }
    } catch (IOException | BadMessageException e) {
      body = NOTHING;
      problem = RawRequest.Problem.MALFORMED;
    }
    String authority = uri.getAuthority() == null ? "127.0.0.1" : uri.getAuthority();
    return new RawRequest(
        jetty.getMethod(),
        path,
        uri.getQuery(),
        fields,
        body,
        problem,
        authority.matches("[A-Za-z0-9._:\\[\\]-]+") ? authority : "127.0.0.1",
        jetty.getRemoteAddr());
  }

  private static byte[] read(InputStream in, int limit) throws IOException {
    return in.readNBytes(limit + 1);
  }
}
