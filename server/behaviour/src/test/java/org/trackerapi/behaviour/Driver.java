package org.trackerapi.behaviour;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.trackerapi.behaviour.fleet.FleetDescription;
import org.trackerapi.behaviour.fleet.FleetFile;
import org.trackerapi.spec.Action;
import org.trackerapi.spec.Contract;
import org.trackerapi.spec.Fixtures;
import org.trackerapi.stubs.Dispatcher;
import org.trackerapi.stubs.NeutralRequest;
import org.trackerapi.stubs.NeutralResponse;

/** Calls a world through its dispatcher; every answer is checked against the contract. */
final class Driver {
  static final ObjectMapper JSON = new ObjectMapper();
  static final FleetDescription FIXTURE = FleetFile.fixture();

  final World world;
  private final Dispatcher dispatcher;

  private Driver(World world) {
    this.world = world;
    this.dispatcher = world.dispatcher().checkAnswers(true).build();
  }

  /** Starts the fixture fleet, frozen at the instant of the contract's examples. */
  static Driver fixture() {
    return of(new World(FIXTURE, WorldClock.frozen(FIXTURE.exampleInstant())));
  }

  static Driver of(World world) {
    return new Driver(world);
  }

  /** What came back. */
  record Answer(int status, JsonNode body) {
    int code() {
      return body.at("/status/code").asInt(0);
    }
  }

  /** Calls an action as the master of the fixture fleet. */
  Answer call(String action, String parameters) {
    return callAs("master", action, parameters);
  }

  Answer callAs(String user, String action, String parameters) {
    ObjectNode request = object(parameters);
    Fixtures.hashOf(user).ifPresent(hash -> request.put("hash", hash));
    return send(Contract.action(action).orElseThrow(), request);
  }

  Answer send(Action action, ObjectNode request) {
    NeutralResponse response =
        dispatcher.dispatch(NeutralRequest.postJson(action.path(), request.toString()));
    Answer answer = new Answer(response.status(), read(response.bytes()));
    ContractCheck.check(action, answer.status(), answer.body());
    return answer;
  }

  /** Sends anything; the answer is not checked. */
  Answer raw(String method, String target, Map<String, String> headers, byte[] body) {
    NeutralResponse response =
        dispatcher.dispatch(NeutralRequest.of(method, target, headers, body));
    return new Answer(response.status(), read(response.bytes()));
  }

  /** Reads JSON that uses single quotes. */
  static ObjectNode object(String json) {
    try {
      return (ObjectNode) JSON.readTree(json.replace('\'', '"'));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode read(byte[] bytes) {
    try {
      return JSON.readTree(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
