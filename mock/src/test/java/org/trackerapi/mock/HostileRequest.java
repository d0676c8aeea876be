package org.trackerapi.mock;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * A request that no well-meaning client sends.
 *
 * @param name what is wrong with it
 * @param bytes what goes over the wire; the connection is closed after the answer
 */
record HostileRequest(String name, byte[] bytes) {
  static final String PATH = "/api-v2/tracker/read";
  private static final String JSON =
      "{\"hash\":\"a6aa75587e5c59c32d347da438505fc3\",\"tracker_id\":123456}";
  private static final String FORM = "hash=a6aa75587e5c59c32d347da438505fc3&tracker_id=123456";
  private static final String FORM_TYPE = "Content-Type: application/x-www-form-urlencoded\r\n";
  private static final String JSON_TYPE = "Content-Type: application/json\r\n";
  private static final String CLOSE = "Host: a\r\nConnection: close\r\n";
  private static final int LONG = 300_000;

  private static final Map<String, String> TYPES =
      Map.of(
          "unknown charset", "application/json; charset=klingon",
          "empty charset", "application/json; charset=\"\"",
          "charset that is no name", "application/json; charset=%",
          "two charsets", "application/json; charset=utf-8; charset=nothing",
          "type that is none", ";;;/",
          "no type", "",
          "multipart without boundary", "multipart/form-data",
          "multipart", "multipart/form-data; boundary=x");

  private static final Map<String, String> FORMS =
      Map.of(
          "stray percent", FORM + "&x=%",
          "percent and no digits", FORM + "&x=%zz",
          "escapes that are no UTF-8", FORM + "&x=%ff%fe",
          "names without values", "&&=&" + FORM + "&a&=b");

  private static final Map<String, String> BODIES =
      Map.of(
          "deep array",
          "[".repeat(100_000),
          "deep object",
          "{\"a\":".repeat(5_000),
          "endless number",
          JSON.replace("123456", "9".repeat(10_000)),
          "control character",
          "{\"hash\":\"\u0000\"}",
          "two values",
          JSON + JSON,
          "nothing",
          "",
          "byte order mark",
          "\ufeff" + JSON);

  private static final Map<String, String> CHUNKS =
      Map.of(
          "chunk without a size", "zz\r\n{}\r\n0\r\n\r\n",
          "chunk that ends early", "ff\r\n{}",
          "chunk of negative size", "-1\r\n{}\r\n",
          "endless chunk", "ffffffffffff\r\n{}",
          "trailer", "2\r\n{}\r\n0\r\nX: y\r\n\r\n");

  private static final Map<String, String> HEADERS =
      Map.ofEntries(
          Map.entry("length that is no number", "Content-Length: x\r\n"),
          Map.entry("negative length", "Content-Length: -3\r\n"),
          Map.entry("two lengths", "Content-Length: 3\r\nContent-Length: 5\r\n"),
          Map.entry("endless length", "Content-Length: 99999999999\r\n"),
          Map.entry("length and chunks", "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n"),
          Map.entry("unknown transfer coding", "Transfer-Encoding: foo\r\n"),
          Map.entry("unknown expectation", "Expect: 200-ok\r\nContent-Length: 0\r\n"),
          Map.entry("two hosts", "Host: b\r\n"),
          Map.entry("blank before the colon", "X : y\r\n"),
          Map.entry("folded header", "X: y\r\n z\r\n"),
          Map.entry("control character in a header", "X: a\u0000b\r\n"),
          Map.entry("endless header", "X: " + "a".repeat(LONG) + "\r\n"),
          Map.entry("upgrade to HTTP/2", "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n"),
          Map.entry("coding that does not fit", "Content-Encoding: gzip\r\nContent-Length: 0\r\n"));

  private static final Map<String, String> LINES =
      Map.ofEntries(
          Map.entry("stray percent in the query", "GET " + PATH + "?" + FORM + "&x=% HTTP/1.1"),
          Map.entry("no UTF-8 in the query", "GET " + PATH + "?" + FORM + "&x=%ff HTTP/1.1"),
          Map.entry("stray percent in the path", "GET /api-v2/tracker/re%zzad HTTP/1.1"),
          Map.entry("escape in the path", "GET /api-v2/tracker/%72ead?" + FORM + " HTTP/1.1"),
          Map.entry("two slashes", "GET /api-v2//tracker/read HTTP/1.1"),
          Map.entry("path parameter", "GET /api-v2/tracker/read;a=b HTTP/1.1"),
          Map.entry("climbing path", "GET /api-v2/../../etc/passwd HTTP/1.1"),
          Map.entry("control character in the path", "GET /api-v2/tracker/read\u0000 HTTP/1.1"),
          Map.entry("endless query", "GET " + PATH + "?x=" + "a".repeat(LONG) + " HTTP/1.1"),
          Map.entry("strange method", "BREW " + PATH + " HTTP/1.1"),
          Map.entry("small method", "get " + PATH + " HTTP/1.1"),
          Map.entry("method that is none", "G@T " + PATH + " HTTP/1.1"),
          Map.entry("trace", "TRACE " + PATH + " HTTP/1.1"),
          Map.entry("no path", "OPTIONS * HTTP/1.1"),
          Map.entry("HTTP/0.9", "GET " + PATH),
          Map.entry("HTTP/2", "PRI * HTTP/2.0"),
          Map.entry("no HTTP", "GARBAGE"),
          Map.entry("TLS", "\u0016\u0003\u0001\u0002\u0000\u0001"));

  private static HostileRequest raw(String name, String request) {
    return new HostileRequest(name, request.getBytes(StandardCharsets.UTF_8));
  }

  private static HostileRequest post(String name, String headers, byte[] body) {
    try {
      return new HostileRequest(name, Wire.post(PATH, headers, body));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HostileRequest post(String name, String headers, String body) {
    return post(name, headers, body.getBytes(StandardCharsets.UTF_8));
  }

  static List<HostileRequest> all() {
    List<HostileRequest> all = new ArrayList<>();
    TYPES.forEach((name, type) -> all.add(post(name, "Content-Type: " + type + "\r\n", JSON)));
    FORMS.forEach((name, form) -> all.add(post(name, FORM_TYPE, form)));
    BODIES.forEach((name, body) -> all.add(post(name, JSON_TYPE, body)));
    for (String coding : List.of("gzip", "deflate", "br", "identity", "x")) {
      all.add(post("plain " + coding, "Content-Encoding: " + coding + "\r\n", JSON));
    }
    all.add(post("gzip", JSON_TYPE + "Content-Encoding: gzip\r\n", gzipped()));
    all.add(post("beginning of gzip", "", new byte[] {0x1f, (byte) 0x8b, 8}));
    all.add(post("form that is no UTF-8", FORM_TYPE, new byte[] {'a', '=', -1}));
    all.add(post("JSON that is no UTF-8", JSON_TYPE, new byte[] {'"', -1, '"'}));
    all.add(post("UTF-16", JSON_TYPE, JSON.getBytes(StandardCharsets.UTF_16)));
    all.add(post("too large", JSON_TYPE, new byte[1_048_577]));
    String post = "POST " + PATH + " HTTP/1.1\r\n" + CLOSE;
    CHUNKS.forEach(
        (name, chunks) ->
            all.add(raw(name, post + JSON_TYPE + "Transfer-Encoding: chunked\r\n\r\n" + chunks)));
    HEADERS.forEach((name, header) -> all.add(raw(name, post + header + "\r\n")));
    LINES.forEach((name, line) -> all.add(raw(name, line + "\r\n" + CLOSE + "\r\n")));
    all.add(raw("no host", "GET " + PATH + " HTTP/1.1\r\n\r\n"));
    return all;
  }

  private static byte[] gzipped() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(JSON.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
