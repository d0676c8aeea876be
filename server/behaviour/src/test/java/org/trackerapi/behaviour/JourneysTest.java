package org.trackerapi.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.trackerapi.spec.Contract;

/** What one action changes, others show. */
class JourneysTest {
  private static final String REGISTER =
      "{'label': 'Courier', 'group_id': 167, 'model': 'qlgv55lite', 'plugin_id': 37,"
          + " 'device_id': '123451234512346', 'phone': '79123122312',"
          + " 'activation_code': '123123123', 'apn_name': 'a', 'apn_user': '', 'apn_password': ''}";
  private final Driver driver = Driver.fixture();

  private JsonNode ok(String action, String parameters) {
    Driver.Answer answer = driver.call(action, parameters);
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    return answer.body();
  }

  private void assertRefused(String error, String action, String parameters) {
    assertRefused("master", error, action, parameters);
  }

  private void assertRefused(String user, String error, String action, String parameters) {
    Driver.Answer answer = driver.callAs(user, action, parameters);
    assertThat(answer.code())
        .as("%s", answer.body())
        .isEqualTo(Contract.errors().byName(error).orElseThrow().number());
  }

  private List<Integer> listed(String user, String parameters) {
    List<Integer> ids = new ArrayList<>();
    driver
        .callAs(user, "list", parameters)
        .body()
        .get("list")
        .forEach(tracker -> ids.add(tracker.get("id").intValue()));
    return ids;
  }

  @Test
  void aRegisteredTrackerIsListedAndHasNeverConnected() {
    JsonNode registered = ok("register", REGISTER).get("value");
    int id = registered.get("id").intValue();
    assertThat(listed("master", "{'labels': ['Courier']}")).contains(id);
    assertThat(listed("group_167_only", "{}")).contains(id);
    JsonNode state = ok("get_state", "{'tracker_id': " + id + "}").get("state");
    assertThat(state.get("connection_status").asText()).isEqualTo("just_registered");
    assertThat(state.get("source_id")).isEqualTo(registered.at("/source/id"));
    assertThat(state.get("last_update").isNull()).isTrue();
    assertThat(ok("get_last_gps_point", "{'tracker_id': " + id + "}").get("value").isNull())
        .isTrue();
    assertThat(ok("get_readings", "{'tracker_id': " + id + "}").get("inputs")).isEmpty();
    ok("register_retry", "{'tracker_id': " + id + "}");
    assertRefused("WRONG_DEVICE_STATUS", "replace_retry", "{'tracker_id': " + id + "}");
    assertRefused(
        "WRONG_ACTIVATION_CODE",
        "register",
        REGISTER.replace("2346", "2347").replace("2312", "2313"));
  }

  @Test
  void aRenamedOutputIsShownByBothActionsAndOnClones() {
    ok(
        "output/update",
        "{'tracker_id': 300101, 'tracker_output': {'number': 2, 'title': 'Ho ho'}}");
    for (int id : List.of(300100, 300101)) {
      assertThat(ok("get_outputs", "{'tracker_id': " + id + "}").at("/result/1/title").asText())
          .isEqualTo("Ho ho");
    }
    assertThat(
            ok("batch_get_outputs", "{'trackers': [300100]}").at("/result/300100/1/title").asText())
        .isEqualTo("Ho ho");
    assertRefused(
        "INVALID_PARAMETERS",
        "output/update",
        "{'tracker_id': 265489, 'tracker_output': {'number': 3, 'title': 'X'}}");
  }

  @Test
  void newTagsTakeThePlaceOfTheOldOnes() {
    ok("tags/set", "{'tracker_id': 265489, 'tag_bindings': [{'tag_id': 6, 'ordinal': 5}]}");
    assertThat(ok("read", "{'tracker_id': 265489}").at("/value/tag_bindings"))
        .isEqualTo(Driver.object("{'x': [{'tag_id': 6, 'ordinal': 5}]}").get("x"));
    ok("tags/set", "{'tracker_id': 265489, 'tag_bindings': []}");
    assertThat(ok("list", "{'labels': ['Delivery']}").at("/list/0/tag_bindings")).isEmpty();
    assertRefused(
        "INVALID_PARAMETERS",
        "tags/set",
        "{'tracker_id': 265489, 'tag_bindings': [{'tag_id': 7001, 'ordinal': 1}]}");
  }

  @Test
  void aChangedPhoneIsReadAndTheOldOneIsFree() {
    ok("change_phone", "{'tracker_id': 265489, 'phone': '6156680000'}");
    assertThat(ok("read", "{'tracker_id': 265489}").at("/value/source/phone").asText())
        .isEqualTo("6156680000");
    ok("change_phone", "{'tracker_id': 123456, 'phone': '71234567890'}");
    assertRefused(
        "PHONE_ALREADY_IN_USE", "change_phone", "{'tracker_id': 123456, 'phone': '6156680000'}");
  }

  @Test
  void aReplacementKeepsTheTrackerAndItsLastPosition() {
    JsonNode before = ok("get_state", "{'tracker_id': 1234567}").get("state");
    JsonNode tracker =
        ok(
                "replace",
                "{'tracker_id': 1234567, 'plugin_id': 44, 'model': 'atrack_ak11',"
                    + " 'device_id': '860000000000123', 'phone': '79161234545'}")
            .get("value");
    assertThat(tracker.get("id").intValue()).isEqualTo(1234567);
    assertThat(tracker.get("label").asText()).isEqualTo("Truck 45");
    assertThat(tracker.at("/source/phone").asText())
        .as("its own SIM card")
        .isEqualTo("79161234545");
    assertThat(ok("read", "{'tracker_id': 1234567}").at("/value/tag_bindings")).hasSize(2);
    JsonNode after = ok("get_state", "{'tracker_id': 1234567}").get("state");
    assertThat(after.get("connection_status").asText()).isEqualTo("just_replaced");
    assertThat(after.get("source_id")).isNotEqualTo(before.get("source_id"));
    assertThat(after.at("/gps/location")).isEqualTo(before.at("/gps/location"));
    assertThat(after.get("last_update")).isEqualTo(before.get("last_update"));
    assertThat(after.at("/gps/updated")).isEqualTo(before.at("/gps/updated"));
    driver.world.clock().advance(Duration.ofDays(1));
    assertThat(ok("get_state", "{'tracker_id': 1234567}").get("state")).isEqualTo(after);
    ok("replace_retry", "{'tracker_id': 1234567, 'apn_name': 'b'}");
    assertRefused(
        "WRONG_DEVICE_STATUS",
        "replace_quick",
        "{'tracker_id': 1234567, 'imei': '35645587458999'}");
    ok("register", REGISTER.replace("123451234512346", "356307042441021"));
  }

  @Test
  void aParkedTrackerHasStoodSinceBeforeItsDeviceWasReplaced() {
    JsonNode before = ok("get_state", "{'tracker_id': 300330}").get("state");
    JsonNode point = ok("get_last_gps_point", "{'tracker_id': 300330}").get("value");
    ok(
        "replace",
        "{'tracker_id': 300330, 'plugin_id': 44, 'model': 'pt10',"
            + " 'device_id': '860000000000124', 'phone': '79161234546'}");
    JsonNode after = ok("get_state", "{'tracker_id': 300330}").get("state");
    for (String key : List.of("gps", "movement_status", "movement_status_update", "last_update")) {
      boolean cells = key.equals("gps");
      assertThat(cells ? after.at("/gps/location") : after.get(key))
          .as(key)
          .isEqualTo(cells ? before.at("/gps/location") : before.get(key));
    }
    assertThat(after.at("/gps/gsm_lbs")).isEqualTo(before.at("/gps/gsm_lbs"));
    assertThat(ok("get_last_gps_point", "{'tracker_id': 300330}").get("value")).isEqualTo(point);
  }

  @Test
  void aPluginIgnoresParametersThatItDoesNotTake() {
    JsonNode app =
        ok(
                "register",
                "{'label': 'App', 'group_id': 0, 'model': 'mobile_unknown_xgps', 'plugin_id': 35,"
                    + " 'phone': '79161234577', 'iccid': '8934071100000099999'}")
            .get("value");
    assertThat(app.at("/source/phone").isNull()).isTrue();
    JsonNode bundled =
        ok(
                "register",
                "{'label': 'Bundle', 'group_id': 0, 'model': 'telfmb920', 'plugin_id': 1,"
                    + " 'device_id': '356307042440999', 'iccid': '8934071100000000019',"
                    + " 'phone': '79161234577', 'activation_code': '111222333'}")
            .get("value");
    assertThat(bundled.at("/source/phone").isNull()).isTrue();
  }

  @Test
  void anMeidIsTheSameInSmallLetters() {
    String meid = "a10000009296f2";
    assertRefused(
        "DEVICE_ID_ALREADY_IN_USE",
        "register",
        "{'label': 'Lock', 'group_id': 0, 'model': 'vg_lock_01', 'plugin_id': 44, 'device_id': '"
            + meid
            + "', 'phone': '34600000099'}");
    assertRefused(
        "DEVICE_ALREADY_CONNECTED_RETRY", "register_retry", "{'device_id': '" + meid + "'}");
  }

  @Test
  void aMobileAppIsNotReplaced() {
    Driver.Answer answer =
        driver.call("replace_quick", "{'tracker_id': 300340, 'imei': '35645587458999'}");
    assertThat(answer.body().at("/errors/0/parameter").asText()).isEqualTo("tracker_id");
  }

  @Test
  void aCorruptedTrackerIsGoneAndItsDeviceFree() {
    JsonNode source = ok("read", "{'tracker_id': 300250}").at("/value/source");
    ok("corrupt", "{'tracker_id': 300250}");
    assertRefused("DEVICE_ALREADY_CORRUPTED", "corrupt", "{'tracker_id': 300250}");
    for (String action : List.of("read", "get_state", "get_fuel", "get_outputs", "delete")) {
      assertRefused("NOT_FOUND_IN_DATABASE", action, "{'tracker_id': 300250}");
    }
    assertRefused("ENTITY_NOT_FOUND", "replace_retry", "{'tracker_id': 300250}");
    assertRefused(
        "LIST_CONTAINS_NONEXISTENT_ENTITIES", "batch_get_inputs", "{'trackers': [300250]}");
    assertThat(listed("master", "{}")).doesNotContain(300250);
    assertThat(
            ok("get_states", "{'trackers': [300250, 265489], 'allow_not_exist': true}")
                .get("not_exist"))
        .isEqualTo(Driver.object("{'x': [300250]}").get("x"));
    ok(
        "register",
        REGISTER
            .replace("123451234512346", source.get("device_id").asText())
            .replace("79123122312", source.get("phone").asText()));
  }

  @Test
  void aDeletedCloneIsGoneAndItsOriginalStays() {
    ok("delete", "{'tracker_id': 300101}");
    assertRefused("NOT_FOUND_IN_DATABASE", "read", "{'tracker_id': 300101}");
    ok("read", "{'tracker_id': 300100}");
    assertRefused("LIST_CONTAINS_NONEXISTENT_ENTITIES", "get_states", "{'trackers': [300101]}");
    Driver.Answer used = driver.call("delete", "{'tracker_id': 300104}");
    assertThat(used.body().get("rules")).hasSize(2);
    assertThat(used.body().get("vehicles")).hasSize(1);
  }

  @Test
  void statesAreSortedOnceEachAndUnknownIdsComeFirst() {
    JsonNode states =
        ok(
            "get_states",
            "{'trackers': [1234567, 1234567, 888999, 111333, 300240, 400001],"
                + " 'allow_not_exist': true, 'list_blocked': true}");
    assertThat(states.get("states")).hasSize(1);
    assertThat(states.get("blocked").toString()).isEqualTo("[888999]");
    assertThat(states.get("not_exist").toString()).isEqualTo("[111333,300240,400001]");
    String all = "{'trackers': [888999, 300240, 111333]";
    assertRefused("LIST_CONTAINS_NONEXISTENT_ENTITIES", "get_states", all + "}");
    assertRefused("NOT_FOUND_IN_DATABASE", "get_states", "{'trackers': [888999, 300240]}");
    assertRefused("DEVICE_BLOCKED", "get_states", all + ", 'allow_not_exist': true}");
    assertThat(ok("get_states", "{}").has("blocked")).isFalse();
    assertThat(ok("get_states", "{}").get("states").has("888999")).isFalse();
    assertThat(ok("get_states", "{'trackers': []}").get("states")).isEmpty();
  }

  @Test
  void anAccountAtItsLimitTakesOneMoreAfterOneIsCorrupted() {
    String quick = "{'label': 'X', 'group_id': 0, 'imei': '35645587458999'}";
    assertRefused("full", "DEVICE_LIMIT_EXCEEDED", "register_quick", quick);
    assertThat(listed("full", "{}")).containsExactly(500001, 500002);
  }

  @Test
  void aSubUserSeesOnlyItsGroupsAndOthersSeeOnlyTheirAccount() {
    assertThat(listed("group_167_only", "{}")).containsExactly(265489, 300280, 999119);
    assertRefused("group_167_only", "NOT_FOUND_IN_DATABASE", "read", "{'tracker_id': 123456}");
    assertRefused("group_167_only", "ENTITY_NOT_FOUND", "register", REGISTER.replace("167", "168"));
    assertRefused("other_account", "NOT_FOUND_IN_DATABASE", "read", "{'tracker_id': 123456}");
    assertRefused("other_account", "ENTITY_NOT_FOUND", "register", REGISTER);
    assertThat(listed("api_key", "{}")).isEqualTo(listed("master", "{}"));
  }

  @Test
  void rightsAreCheckedBeforeParametersAndParametersBeforeTheTracker() {
    assertRefused("viewer", "OPERATION_NOT_PERMITTED", "corrupt", "{}");
    assertRefused("blocked_user", "ACCESS_DENIED", "corrupt", "{}");
    assertRefused("expired", "SESSION_NOT_FOUND", "corrupt", "{}");
    assertRefused(
        "INVALID_PARAMETERS",
        "raw_command/send",
        "{'tracker_id': 111333, 'command': 'A', 'type': 'hex'}");
    assertRefused("DEVICE_BLOCKED", "raw_command/send", "{'tracker_id': 888999, 'command': 'A'}");
  }

  @Test
  void aReplacementLooksAtParametersThenAtTheTrackerAndLastAtTheBundle() {
    String quick = "{'tracker_id': %d, 'imei': '%s'}";
    String app = "35000000000007";
    String nobodys = "35000000000000";
    assertRefused("INVALID_PARAMETERS", "replace_quick", String.format(quick, 111333, app));
    assertRefused("ENTITY_NOT_FOUND", "replace_quick", String.format(quick, 111333, nobodys));
    assertRefused("DEVICE_BLOCKED", "replace_quick", String.format(quick, 888999, nobodys));
    assertRefused("NOT_ALLOWED_FOR_CLONES", "replace_quick", String.format(quick, 300101, nobodys));
    assertRefused("WRONG_DEVICE_STATUS", "replace_quick", String.format(quick, 300250, nobodys));
    assertRefused("NOT_FOUND_IN_DATABASE", "replace_quick", String.format(quick, 265489, nobodys));
  }

  @Test
  void aListShowsEachChangeAtOnce() {
    String tags = "{'tracker_id': %d, 'tag_bindings': [{'tag_id': 3, 'ordinal': %d}]}";
    for (int ordinal = 1; ordinal <= 5; ordinal++) {
      ok("tags/set", String.format(tags, 265489, ordinal));
      for (String filter : List.of("{}", "{'labels': ['Delivery']}")) {
        JsonNode van =
            java.util.stream.StreamSupport.stream(
                    ok("list", filter).get("list").spliterator(), false)
                .filter(tracker -> tracker.get("id").intValue() == 265489)
                .findFirst()
                .orElseThrow();
        assertThat(van.at("/tag_bindings/0/ordinal").intValue()).isEqualTo(ordinal);
        assertThat(van).isEqualTo(ok("read", "{'tracker_id': 265489}").get("value"));
      }
    }
  }

  @Test
  void labelsAreFilteredByAnyPartWithCase() {
    assertThat(listed("master", "{'labels': ['truck 45', 'ñ']}")).isEmpty();
    assertThat(listed("master", "{'labels': ['Truck 4', 'Ñandú', 'nobody']}"))
        .containsExactly(300310, 1234567);
  }

  @Test
  void statesInputsAndPointsOfOneInstantAgree() {
    for (int id : List.of(1234567, 265489, 300310, 300320, 300210)) {
      String parameters = "{'tracker_id': " + id + "}";
      JsonNode state = ok("get_state", parameters).get("state");
      JsonNode point = ok("get_last_gps_point", parameters).get("value");
      assertThat(ok("get_states", "{'trackers': [" + id + "]}").at("/states/" + id))
          .isEqualTo(state);
      assertThat(ok("get_inputs", parameters).get("inputs")).isEqualTo(state.get("inputs"));
      assertThat(ok("batch_get_inputs", "{'trackers': [" + id + "]}").at("/data/" + id + "/inputs"))
          .isEqualTo(state.get("inputs"));
      assertThat(point.get("lat")).isEqualTo(state.at("/gps/location/lat"));
      assertThat(point.get("speed")).isEqualTo(state.at("/gps/speed"));
      assertThat(point.get("get_time")).isEqualTo(state.at("/gps/updated"));
    }
  }

  @Test
  void aDeviceLocatedByCellsHasAnOlderGpsPoint() {
    JsonNode state = ok("get_state", "{'tracker_id': 300330}").get("state");
    assertThat(state.at("/gps/gsm_lbs").asBoolean()).isTrue();
    assertThat(ok("get_last_gps_point", "{'tracker_id': 300330}").at("/value/get_time").asText())
        .isLessThan(state.at("/gps/updated").asText());
  }

  @Test
  void locksTakeBothCommandsAndOthersOnlyTheirSettings() {
    String lock =
        "{'tracker_id': %d, 'command': {'name': 'electronic_lock_command', 'command_code':"
            + " 'seal'}}";
    ok("send_command", String.format(lock, 300281));
    assertRefused("NOT_SUPPORTED_BY_DEVICE", "send_command", String.format(lock, 300200));
    String settings =
        "{'tracker_id': 300200, 'command': {'name': 'set_special_settings_command',"
            + " 'special_settings': {'type': '%s', 'mode': 'enable'}}}";
    ok("send_command", String.format(settings, "hbm_ql"));
    assertThat(
            driver
                .call("send_command", String.format(settings, "pwr_off_key"))
                .body()
                .at("/errors/0/parameter")
                .asText())
        .isEqualTo("command.special_settings.type");
  }

  @Test
  void modelsAreFilteredAndShownInTheirViews() {
    assertThat(ok("list_models", "{}").get("list")).hasSize(Driver.FIXTURE.models().size());
    JsonNode whole = ok("list_models", "{'codes': ['pt10', 'no_such']}").get("list");
    assertThat(whole).hasSize(1);
    assertThat(whole.get(0)).isEqualTo(Driver.FIXTURE.models().get("pt10").object());
    assertThat(
            ok("list_models", "{'codes': ['telfmb920'], 'compact_index': true}")
                .at("/list/0/inputs")
                .toString())
        .contains("analog_2", "board_voltage")
        .doesNotContain("analog_1");
  }

  @Test
  void anImperialAccountGetsConvertedValues() {
    Driver imperial =
        Driver.of(
            new World(
                Driver.FIXTURE.withTrackers(
                    Driver.FIXTURE.trackers().stream()
                        .map(
                            t ->
                                t.id() == 400001
                                    ? t.withDevice(
                                        Driver.FIXTURE.trackers().stream()
                                            .filter(van -> van.id() == 265489)
                                            .findFirst()
                                            .orElseThrow()
                                            .device())
                                    : t)
                        .filter(t -> t.id() != 265489)
                        .toList()),
                WorldClock.frozen(Driver.FIXTURE.exampleInstant())));
    JsonNode fuel =
        imperial
            .callAs("other_account", "get_fuel", "{'tracker_id': 400001}")
            .body()
            .at("/inputs/0");
    assertThat(fuel.get("value").asDouble()).isEqualTo(100);
    assertThat(fuel.get("converted_units_type").asText()).isEqualTo("imperial_gallon");
    assertThat(fuel.get("converted_value").asDouble()).isEqualTo(21.997);
  }
}
