package org.trackerapi.mock;

import com.github.tomakehurst.wiremock.http.Cookie;
import com.github.tomakehurst.wiremock.http.FormParameter;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.ImmutableRequest;
import com.github.tomakehurst.wiremock.http.QueryParameter;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A raw request as WireMock's patterns and journal want it; whatever came, this can be read. */
final class JournalRequest extends ImmutableRequest {
  private static final String FORM = "application/x-www-form-urlencoded";

  private final String url;
  private final Map<String, FormParameter> form;
  private final Map<String, Cookie> cookies;

  private JournalRequest(RawRequest raw, HttpHeaders headers) {
    super(
        "http://" + raw.authority() + printable(raw.target()),
        RequestMethod.fromString(raw.method()),
        "HTTP/1.1",
        raw.client(),
        headers,
        raw.body(),
        false,
        false);
    url = Hostility.wellEscaped(raw.target()) ? raw.target() : printable(raw.target());
    form = form(raw);
    cookies = cookies(raw);
  }

  static JournalRequest of(RawRequest raw) {
    List<HttpHeader> headers = new ArrayList<>();
    for (int i = 0; i < raw.fields().size(); i += 2) {
      headers.add(new HttpHeader(raw.fields().get(i), readable(raw, i)));
    }
    return new JournalRequest(raw, new HttpHeaders(headers));
  }

  /** Drops a content type that WireMock could not read the body by. */
  private static String readable(RawRequest raw, int i) {
    String value = raw.fields().get(i + 1);
    boolean contentType = raw.fields().get(i).equalsIgnoreCase("Content-Type");
    return contentType && !Hostility.knownCharset(value) ? value.replace(";", ",") : value;
  }

  @Override
  public String getUrl() {
    return url;
  }

  @Override
  public QueryParameter queryParameter(String key) {
    QueryParameter parameter = super.queryParameter(key);
    return parameter == null ? QueryParameter.absent(key) : parameter;
  }

  @Override
  public FormParameter formParameter(String key) {
    return form.getOrDefault(key, FormParameter.absent(key));
  }

  @Override
  public Map<String, FormParameter> formParameters() {
    return form;
  }

  @Override
  public Map<String, Cookie> getCookies() {
    return cookies;
  }

  private static Map<String, FormParameter> form(RawRequest raw) {
    String type = raw.firstHeader("Content-Type");
    if (type == null || !type.startsWith(FORM)) {
      return Map.of();
    }
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (String pair : raw.text().split("&")) {
      int equals = pair.indexOf('=');
      String name = Pairs.decoded(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : Pairs.decoded(pair.substring(equals + 1));
      values.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
    }
    Map<String, FormParameter> form = new LinkedHashMap<>();
    values.forEach((name, all) -> form.put(name, new FormParameter(name, all)));
    return form;
  }

  private static Map<String, Cookie> cookies(RawRequest raw) {
    Map<String, Cookie> cookies = new LinkedHashMap<>();
    for (String header : raw.header("Cookie")) {
      for (String pair : header.split(";")) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          String value = pair.substring(equals + 1).strip();
          cookies.put(pair.substring(0, equals).strip(), new Cookie(value));
        }
      }
    }
    return cookies;
  }

  /** Escapes what a URL may not hold: stray percent signs, brackets, quotes, control characters. */
  private static String printable(String target) {
    StringBuilder escaped = new StringBuilder(target.length() + 16);
    for (int i = 0; i < target.length(); i++) {
      char c = target.charAt(i);
      boolean escape = c == '%' && !Hostility.escapeAt(target, i);
      if (escape || c <= ' ' || c > '~' || "\"<>[]\\^`{|}#".indexOf(c) >= 0) {
        for (byte b : String.valueOf(c).getBytes(StandardCharsets.UTF_8)) {
          escaped.append('%').append(String.format("%02X", b & 0xff));
        }
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
