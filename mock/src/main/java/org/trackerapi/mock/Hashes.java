package org.trackerapi.mock;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.regex.Pattern;

/** Finds the hash of a request where the contract looks for it: body, query, header. */
final class Hashes {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern WELL_FORMED = Pattern.compile("[0-9a-fA-F]{32}");
  private static final String SCHEME = "NVX ";

  private Hashes() {}

  /** Returns the hash, or null when there is none. */
  static String of(RawRequest request) {
    String text = request.text().strip();
    String inBody = text.startsWith("{") ? inJson(text) : Pairs.first(text, "hash");
    if (inBody != null) {
      return inBody;
    }
    String inQuery = Pairs.first(request.query(), "hash");
    String header = request.firstHeader("Authorization");
    if (inQuery != null || header == null || !header.startsWith(SCHEME)) {
      return inQuery;
    }
    return header.substring(SCHEME.length());
  }

  private static String inJson(String text) {
    try (JsonParser parser = JSON.createParser(text)) {
      String hash = null;
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean named = parser.currentName().equals("hash");
        parser.nextToken();
        hash = named ? parser.getText() : hash;
        parser.skipChildren();
      }
      return hash;
    } catch (IOException e) {
      return null;
    }
  }

  /** Returns whether a text can be a hash. */
  static boolean wellFormed(String text) {
    return WELL_FORMED.matcher(text).matches();
  }
}
