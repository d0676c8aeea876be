package org.trackerapi.conformance.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.trackerapi.conformance.http.WireRequest;
import org.trackerapi.conformance.profile.Profile;

/** Takes hashes out of everything that is shown, and writes requests as curl lines. */
final class Redactor {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final Map<String, String> variables = new LinkedHashMap<>();

  Redactor(Profile profile) {
    if (profile.hash() != null && !profile.hash().isEmpty()) {
      variables.put(profile.hash(), "TRACKER_HASH");
    }
    profile
        .users()
        .forEach(
            (user, hash) ->
                variables.putIfAbsent(
                    hash,
                    "TRACKER_HASH_" + user.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_")));
  }

  /** Returns the text with every hash replaced by the name of a variable. */
  String clean(String text) {
    String result = text;
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      if (!variable.getKey().isEmpty()) {
        result = result.replace(variable.getKey(), "$" + variable.getValue());
        String encoded = URLEncoder.encode(variable.getKey(), StandardCharsets.UTF_8);
        result = result.replace(encoded, "$" + variable.getValue());
      }
    }
    return result;
  }

  /** Returns a line for a shell that sends the request again; hashes come from variables. */
  String curl(WireRequest request) {
    StringBuilder line = new StringBuilder("curl -sS -g");
    line.append(" -X ").append(request.method());
    line.append(' ').append(quoted(request.uri().toString()));
    request
        .headers()
        .forEach(
            header ->
                line.append(" -H ").append(quoted(header.getKey() + ": " + header.getValue())));
    if (request.body().length > 0) {
      line.append(" --data-raw ")
          .append(quoted(new String(request.body(), StandardCharsets.UTF_8)));
    }
    return line.toString();
  }

  private String quoted(String text) {
    String safe = "'" + text.replace("'", "'\\''") + "'";
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      safe = safe.replace(variable.getKey(), "'\"$" + variable.getValue() + "\"'");
    }
    return safe;
  }

  static ObjectMapper json() {
    return JSON;
  }
}
