package org.trackerapi.server;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.NanoTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs a line for every request: who, what, outcome, time. Hashes are never in it. */
final class AccessLog implements RequestLog {
  private static final Logger LOG = LoggerFactory.getLogger("org.trackerapi.access");
  private static final Pattern HASH = Pattern.compile("[0-9a-fA-F]{32}");
  private static final Pattern UNPRINTABLE = Pattern.compile("[^\\x21-\\x7E]");
  private static final String HIDDEN = "***";
  private static final int LONGEST = 500;

  @Override
  public void log(Request request, Response response) {
    if (LOG.isInfoEnabled()) {
      LOG.info(
          "{} {} {} {} {} ms",
          Request.getRemoteAddr(request),
          printable(request.getMethod()),
          target(request.getHttpURI()),
          response.getStatus(),
          elapsed(request));
    }
  }

  private static String elapsed(Request request) {
    long micros = TimeUnit.NANOSECONDS.toMicros(NanoTime.since(request.getBeginNanoTime()));
    return micros / 1000 + "." + micros % 1000 / 100;
  }

  private static String target(HttpURI uri) {
    String path = uri == null ? null : uri.getPath();
    String query = uri == null ? null : uri.getQuery();
    return redact(path == null ? "-" : query == null ? path : path + "?" + query);
  }

  /** Hides hashes in a path with its query, and whatever could break a line. */
  static String redact(String target) {
    int mark = target.indexOf('?');
    String shown =
        mark < 0
            ? target
            : target.substring(0, mark + 1)
                + Stream.of(target.substring(mark + 1).split("&", -1))
                    .map(AccessLog::redactParameter)
                    .collect(Collectors.joining("&"));
    String safe = printable(HASH.matcher(shown).replaceAll(HIDDEN));
    return safe.length() > LONGEST ? safe.substring(0, LONGEST) + "..." : safe;
  }

  private static String redactParameter(String parameter) {
    int equals = parameter.indexOf('=');
    return equals >= 0 && isSecret(parameter.substring(0, equals))
        ? parameter.substring(0, equals + 1) + HIDDEN
        : parameter;
  }

  private static boolean isSecret(String name) {
    try {
      String decoded = URLDecoder.decode(name, StandardCharsets.UTF_8);
      return decoded.equals("hash") || decoded.contains("password");
    } catch (IllegalArgumentException e) {
      return true;
    }
  }

  private static String printable(String text) {
    return UNPRINTABLE.matcher(text).replaceAll("?");
  }
}
