package org.trackerapi.mock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.trackerapi.behaviour.fleet.User;
import org.trackerapi.spec.CatalogueError;
import org.trackerapi.spec.Contract;

/**
 * Answers {@code user/auth}, which the contract does not have and most clients begin with.
 *
 * <p>The answer says in a header that it is outside the contract.
 */
final class LogIn {
  private static final Set<String> PATHS = Set.of("/user/auth", "/user/auth/");
  private static final ObjectMapper JSON = new ObjectMapper();

  private LogIn() {}

  static boolean isCalled(String path) {
    return PATHS.contains(path);
  }

  /** Answers the hash of the user with this login and password. */
  static Answer answer(RawRequest request, Worlds worlds) {
    ObjectNode parameters = JsonNodeFactory.instance.objectNode();
    if (request.query() != null) {
      addPairs(parameters, request.query());
    }
    String body = request.text().strip();
    try {
      if (body.startsWith("{")) {
        JsonNode read = JSON.readTree(body);
        parameters.setAll((ObjectNode) read);
      } else {
        addPairs(parameters, body);
      }
    } catch (IOException e) {
      return marked(Answer.framework("malformed-request"));
    }
    return marked(answer(parameters, worlds));
  }

  private static Answer answer(ObjectNode parameters, Worlds worlds) {
    ObjectNode refusal = Answer.frameworkError("invalid-parameters").example().deepCopy();
    var errors = refusal.putArray("errors");
    for (String name : new String[] {"login", "password"}) {
      if (parameters.path(name).asText().isEmpty()) {
        errors.addObject().put("parameter", name).put("error", "must not be empty");
      }
    }
    if (!errors.isEmpty()) {
      return Answer.json(Answer.frameworkError("invalid-parameters").httpStatus(), refusal);
    }
    for (User user : worlds.source().description().users().values()) {
      if (parameters.get("login").asText().equals(user.login())
          && parameters.get("password").asText().equals(user.password())) {
        ObjectNode granted = JsonNodeFactory.instance.objectNode();
        return Answer.json(200, granted.put("success", true).put("hash", user.hash()));
      }
    }
    CatalogueError wrong = Contract.errors().byName("WRONG_LOGIN_OR_PASSWORD").orElseThrow();
    return Answer.error(wrong);
  }

  private static Answer marked(Answer answer) {
    return answer.with(Simulation.OUTSIDE_CONTRACT, "user/auth");
  }

  private static void addPairs(ObjectNode parameters, String pairs) {
    for (String pair : pairs.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        parameters.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
      }
    }
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
