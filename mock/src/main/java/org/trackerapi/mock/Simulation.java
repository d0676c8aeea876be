package org.trackerapi.mock;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.trackerapi.spec.Action;
import org.trackerapi.spec.Contract;

/** Decides what a tracker request is answered: by force, by the network, or by the platform. */
final class Simulation {
  /** The header of answers to requests that the contract does not have. */
  static final String OUTSIDE_CONTRACT = "X-Mock-Outside-Contract";

  private static final Set<String> METHODS = Set.of("POST", "GET", "HEAD");
  private static final Map<String, Action> ACTIONS = actions();

  private final Worlds worlds;
  private final ForcedErrors forced;
  private final Networks networks;

  Simulation(Worlds worlds, ForcedErrors forced, Networks networks) {
    this.worlds = worlds;
    this.forced = forced;
    this.networks = networks;
  }

  /**
   * What happens to a request.
   *
   * @param answer the answer
   * @param plan what happens to the answer on its way
   * @param action the action that was called; null when the path is none
   */
  record Reply(Answer answer, Network.Plan plan, Action action) {}

  /**
   * Answers a request.
   *
   * @param path the path below the base path
   */
  Reply reply(RawRequest request, String path) {
    if (request.method().equals("OPTIONS")) {
      return new Reply(Cors.preflight(request), new Network.Plan(0, null), null);
    }
    Action action = ACTIONS.get(path);
    Network network = networks.of(request);
    Network.Plan plan = network.plan(action == null ? null : action.name());
    Answer answer =
        network.admits()
            ? answer(request, path, action)
            : Answer.framework("too-many-requests").with("Retry-After", "1");
    return new Reply(answer, plan, action);
  }

  private Answer answer(RawRequest request, String path, Action action) {
    boolean called = action != null && METHODS.contains(request.method());
    Answer asked = called ? forced.answer(action, request) : null;
    if (asked != null) {
      return asked;
    }
    return LogIn.isCalled(path) ? LogIn.answer(request, worlds) : worlds.answer(request, path);
  }

  private static Map<String, Action> actions() {
    Map<String, Action> actions = new HashMap<>();
    for (Action action : Contract.actions()) {
      actions.put(action.path(), action);
      actions.put(action.path() + "/", action);
    }
    return Map.copyOf(actions);
  }
}
