package org.trackerapi.conformance.honest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** What is wrong with a server, deliberately. Without any, it is honest. */
public final class Faults {
  final Set<String> ignoredConstraints = new HashSet<>();
  final Set<String> unnamed = new HashSet<>();
  final Set<String> unchecked = new HashSet<>();
  final Map<String, Integer> recoded = new HashMap<>();
  final Map<Integer, Integer> statuses = new HashMap<>();
  final Set<String> named = new HashSet<>();
  final List<BodyFault> bodies = new ArrayList<>();
  final List<WireFault> wires = new ArrayList<>();
  final List<RequestFault> requests = new ArrayList<>();

  record BodyFault(Predicate<String> actions, BiConsumer<Request, ObjectNode> change) {}

  record WireFault(Predicate<String> actions, UnaryOperator<Wire> change) {}

  record RequestFault(Predicate<String> actions, java.util.function.Consumer<Request> change) {}

  /** An answer on its way out. */
  public record Wire(Request request, int status, String contentType, String body) {
    /** Returns this answer with another status. */
    public Wire status(int other) {
      return new Wire(request, other, contentType, body);
    }

    /** Returns this answer with another content type. */
    public Wire contentType(String other) {
      return new Wire(request, status, other, body);
    }

    /** Returns this answer with another body. */
    public Wire body(String other) {
      return new Wire(request, status, contentType, other);
    }
  }

  /** Does not enforce a constraint: {@code list/labels/maxItems}. */
  public Faults ignores(String constraint) {
    ignoredConstraints.add(constraint);
    return this;
  }

  /** Does not name a parameter in errors: {@code list/labels}. */
  public Faults doesNotName(String parameter) {
    unnamed.add(parameter);
    return this;
  }

  /** Does not make a check: {@code get_fuel/208}. */
  public Faults doesNotCheck(String check) {
    unchecked.add(check);
    return this;
  }

  /** Answers another code. */
  public Faults recodes(String check, int other) {
    recoded.put(check, other);
    return this;
  }

  /** Answers another HTTP status with a code. */
  public Faults status(int code, int other) {
    statuses.put(code, other);
    return this;
  }

  /** Behaves in a way that the server knows by name. */
  public Faults has(String name) {
    named.add(name);
    return this;
  }

  /** Changes the successes of an action. */
  public Faults body(String action, BiConsumer<Request, ObjectNode> change) {
    bodies.add(new BodyFault(action::equals, change));
    return this;
  }

  /** Changes the successes of all actions. */
  public Faults bodies(BiConsumer<Request, ObjectNode> change) {
    bodies.add(new BodyFault(any -> true, change));
    return this;
  }

  /** Changes the bytes of an action's answers. */
  public Faults wire(String action, UnaryOperator<Wire> change) {
    wires.add(new WireFault(action::equals, change));
    return this;
  }

  /** Changes the bytes of all answers. */
  public Faults wires(UnaryOperator<Wire> change) {
    wires.add(new WireFault(any -> true, change));
    return this;
  }

  /** Changes the requests of an action before they are read. */
  public Faults request(String action, java.util.function.Consumer<Request> change) {
    requests.add(new RequestFault(action::equals, change));
    return this;
  }

  /** Changes all requests before they are read. */
  public Faults requests(java.util.function.Consumer<Request> change) {
    requests.add(new RequestFault(any -> true, change));
    return this;
  }

  /** Refuses some requests of an action. */
  public Faults refuses(String action, Predicate<Request> some, int code) {
    return request(
        action,
        request -> {
          if (some.test(request)) {
            throw new Refusal(code, null);
          }
        });
  }

  /** Refuses some requests of all actions. */
  public Faults refusesAll(Predicate<Request> some, int code) {
    return requests(
        request -> {
          if (some.test(request)) {
            throw new Refusal(code, null);
          }
        });
  }

  boolean has(String name, boolean ignored) {
    return named.contains(name);
  }
}
