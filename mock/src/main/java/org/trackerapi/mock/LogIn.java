package org.trackerapi.mock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
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
  private static final Set<String> METHODS = Set.of("POST", "GET", "HEAD");
  private static final ObjectMapper JSON = new ObjectMapper();

  private LogIn() {}

  static boolean isCalled(String path) {
    return PATHS.contains(path);
  }

  /** Answers the hash of the user with this login and password. */
  static Answer answer(RawRequest request, Worlds worlds) {
    if (!METHODS.contains(request.method())) {
      return marked(Answer.framework("wrong-method"));
    }
    if (request.problem() != null) {
      return marked(Answer.framework(request.problem().condition()));
    }
    ObjectNode parameters = JsonNodeFactory.instance.objectNode();
    if (request.query() != null) {
      Pairs.all(request.query()).forEach(parameters::put);
    }
    String body = request.text().strip();
    try {
      if (body.startsWith("{")) {
        parameters.setAll((ObjectNode) JSON.readTree(body));
      } else {
        Pairs.all(body).forEach(parameters::put);
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
      JsonNode value = parameters.path(name);
      if (!value.isTextual() || value.asText().isEmpty()) {
        errors.addObject().put("parameter", name).put("error", "must be a text that is not empty");
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
    return Answer.error(refusal());
  }

  /** Returns the error that a wrong login is answered with. */
  static CatalogueError refusal() {
    return Contract.errors().byName("WRONG_LOGIN_OR_PASSWORD").orElseThrow();
  }

  private static Answer marked(Answer answer) {
    return answer.with(Simulation.OUTSIDE_CONTRACT, "user/auth");
  }
}
