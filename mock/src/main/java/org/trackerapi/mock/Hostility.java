package org.trackerapi.mock;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** Recognizes requests on which WireMock itself fails before it has asked a stub. */
final class Hostility {
  private static final Pattern CHARSET =
      Pattern.compile("charset\\s*=\\s*\"?([^\";\\s]*)", Pattern.CASE_INSENSITIVE);
  private static final Pattern BOUNDARY =
      Pattern.compile("boundary\\s*=\\s*[^;\\s]+", Pattern.CASE_INSENSITIVE);

  private static final int LARGEST = 64 * 1024 * 1024;

  private Hostility() {}

  /** Returns whether WireMock can read the request. */
  static boolean harmless(RawRequest request) {
    String type = request.firstHeader("Content-Type");
    return request.problem() == null
        && (type == null || readable(type, request))
        && (request.query() == null || wellEscaped(request.query()))
        && (!gzipped(request) || unzips(request.body()));
  }

  private static boolean readable(String type, RawRequest request) {
    String lower = type.toLowerCase(Locale.ROOT);
    return knownCharset(type)
        && (!lower.strip().startsWith("multipart/") || BOUNDARY.matcher(type).find())
        && (!lower.contains("application/x-www-form-urlencoded") || wellEscaped(request));
  }

  /** Returns whether a content type has no charset, or one that this machine has. */
  static boolean knownCharset(String type) {
    Matcher charset = CHARSET.matcher(type);
    try {
      return !type.toLowerCase(Locale.ROOT).contains("charset")
          || (charset.find() && Charset.isSupported(charset.group(1)));
    } catch (IllegalCharsetNameException e) {
      return false;
    }
  }

  private static boolean wellEscaped(RawRequest request) {
    try {
      String body =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(request.body())).toString();
      return wellEscaped(body);
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** Returns whether every percent sign begins an escape, and the escapes are UTF-8. */
  static boolean wellEscaped(String text) {
    if (text.indexOf('%') < 0) {
      return true;
    }
    byte[] bytes = new byte[text.length()];
    int count = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) != '%') {
        bytes[count++] = 'x';
      } else if (escapeAt(text, i)) {
        bytes[count++] = (byte) Integer.parseInt(text.substring(i + 1, i + 3), 16);
        i += 2;
      } else {
        return false;
      }
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, count));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** Returns whether a percent sign and two hexadecimal digits stand at a place. */
  static boolean escapeAt(String text, int place) {
    return place + 2 < text.length()
        && text.charAt(place) == '%'
        && Character.digit(text.charAt(place + 1), 16) >= 0
        && Character.digit(text.charAt(place + 2), 16) >= 0;
  }

  /** Returns whether WireMock takes the body for a gzipped one: it is declared or looks so. */
  private static boolean gzipped(RawRequest request) {
    byte[] body = request.body();
    boolean looksSo = body.length > 1 && (body[0] & 0xff) == 0x1f && (body[1] & 0xff) == 0x8b;
    return looksSo
        || request.header("Content-Encoding").stream()
            .anyMatch(coding -> coding.toLowerCase(Locale.ROOT).contains("gzip"));
  }

  private static boolean unzips(byte[] body) {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return in.readNBytes(LARGEST + 1).length <= LARGEST;
    } catch (IOException e) {
      return false;
    }
  }
}
