package org.trackerapi.conformance.rules;

import static org.trackerapi.conformance.Level.SHOULD;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.trackerapi.conformance.Answer;
import org.trackerapi.conformance.Rule;
import org.trackerapi.conformance.Run;
import org.trackerapi.conformance.Skip;
import org.trackerapi.conformance.profile.Role;

/** Rules about which commands go with which device, and what a command may be. */
public final class CommandRules {
  private static final String SETTINGS = "set_special_settings_command";

  @Rule(
      id = "send_command/every-lock",
      needs = {"writes", "lock"},
      writes = true,
      quote =
          "jointech_lock_password: electronic_lock_command, set_special_settings_command;"
              + " hhd_lock_password: electronic_lock_command, set_special_settings_command;"
              + " vg_lock_password: electronic_lock_command, set_special_settings_command",
      source = "tracker#send_command")
  void sendCommandSealsEveryKindOfLock(Run run) {
    for (int id : run.offers(Role.LOCK)) {
      command(run, id, unseal()).ok();
    }
  }

  @Rule(
      id = "send_command/214-other-control",
      needs = {"writes", "any"},
      writes = true,
      quote = "any other special control: set_special_settings_command",
      source = "tracker#send_command")
  void sendCommandRefusesALockCommandForAnotherSpecialControl(Run run) {
    boolean asked = false;
    for (int id : run.offers(Role.ANY)) {
      String control = run.model(id).path("special_control").asText("none");
      if (!control.equals("none") && !control.endsWith("lock_password")) {
        command(run, id, unseal()).refusedWith(400, 214);
        asked = true;
      }
    }
    if (!asked) {
      throw new Skip("any", "needs a tracker whose special control is none of a lock");
    }
  }

  @Rule(
      id = "send_command/settings-type",
      level = SHOULD,
      needs = {"writes", "registration.lock"},
      writes = true,
      quote = "any other type must be one of the model's special_settings",
      source = "contract, decision D-146")
  void sendCommandRefusesSettingsThatTheModelDoesNotHave(Run run) {
    int id = run.freshLock();
    ObjectNode command = Requests.JSON.createObjectNode().put("name", SETTINGS);
    command.putObject("special_settings").put("type", "conformance_no_such_settings");
    command(run, id, command).refusedWith(400, 7);
  }

  @Rule(
      id = "send_command/further-properties",
      level = SHOULD,
      needs = {"writes", "registration.lock"},
      writes = true,
      quote = "Parameters depend on the command.",
      source = "tracker#send_command, command types; contract, Command")
  void sendCommandTakesFurtherPropertiesOfACommand(Run run) {
    command(run, run.freshLock(), unseal().put("comment", "from the run")).ok();
  }

  @Rule(
      id = "raw_command/send/any-text",
      level = SHOULD,
      needs = {"writes", "registration.device"},
      writes = true,
      quote = "command - string. Text or hexadecimal representation of the command.",
      source = "tracker#raw_command_send, Parameters")
  void rawCommandSendTakesLongTextsInAnyScript(Run run) {
    int id = run.own();
    for (String text : List.of("A".repeat(500), "AT+NAME=Ñandú 日本\r\n", " ")) {
      run.call("raw_command/send", id).with("command", text).send().ok();
    }
  }

  @Rule(
      id = "raw_command/send/clone",
      level = SHOULD,
      needs = {"writes", "clone"},
      writes = true,
      quote = "Do all actions that take tracker_id answer 201 and 208? Yes",
      source = "contract, decision D-173")
  void rawCommandSendTakesAClone(Run run) {
    Answer answer =
        run.call("raw_command/send", run.offered(Role.CLONE)).with("command", "AT").send();
    answer.expect(answer.code() != 219, "a clone not to be refused with 219", answer.summary());
  }

  private static ObjectNode unseal() {
    return Requests.JSON
        .createObjectNode()
        .put("name", "electronic_lock_command")
        .put("command_code", "unseal");
  }

  private static Answer command(Run run, int id, JsonNode command) {
    return run.call("send_command", id).with("command", command).send();
  }
}
