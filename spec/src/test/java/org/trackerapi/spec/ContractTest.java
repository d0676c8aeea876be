package org.trackerapi.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds the classes that read the contract against names that are right, odd or wrong. */
class ContractTest {
  @Test
  void anActionIsFoundByItsNameAloneAndAnErrorByNameOrNumber() {
    Action fuel = Contract.action("get_fuel").orElseThrow();
    assertThat(fuel.operationId()).isEqualTo("trackerGetFuel");
    for (String called : List.of("DEVICE_BLOCKED", "device_blocked", "208")) {
      assertThat(fuel.error(called)).map(CatalogueError::httpStatus).contains(403);
      assertThat(Contract.errors().find(called)).isPresent();
    }
    assertThat(Contract.errors().byNumber(208))
        .isEqualTo(Contract.errors().byName("DEVICE_BLOCKED"));
  }

  @Test
  void whatTheContractDoesNotHaveIsEmpty() {
    for (String name : List.of("", "/tracker/read", "READ", "no_such_action")) {
      assertThat(Contract.action(name)).as(name).isEmpty();
    }
    Action list = Contract.action("list").orElseThrow();
    for (String error : List.of("", "0208", " 208", "DEVICE_BLOCKED", "NO_SUCH_ERROR")) {
      assertThat(list.error(error)).as(error).isEmpty();
    }
    assertThat(Contract.errors().byName("device_blocked")).isEmpty();
    assertThat(Contract.errors().byNumber(10)).isEmpty();
    assertThat(Fixtures.hashOf("nobody")).isEmpty();
    assertThat(Fixtures.trackers("no_such_role")).isEmpty();
  }

  @Test
  void anUnknownLimitIsRefusedWithTheNamesThatThereAre() {
    assertThatThrownBy(() -> Contract.limit("ids"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("ids-per-batch", "got ids");
  }

  @Test
  void aRecipeForAnErrorThatTheActionCannotAnswerIsRefused() {
    Action list = Contract.action("list").orElseThrow();
    assertThatThrownBy(() -> Recipe.of(list, Contract.errors().byNumber(256).orElseThrow()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Expected an error that list documents, got LOCATION_ALREADY_ACTUAL");
    Recipe wrongPath = Recipe.of(list, Contract.errors().byNumber(111).orElseThrow());
    assertThat(wrongPath.kind()).isEqualTo(Recipe.Kind.TRANSPORT);
  }

  @Test
  void whatOneCallerDoesToARequestOrListReachesNoOther() {
    Action read = Contract.action("read").orElseThrow();
    CatalogueError missing = Contract.errors().byNumber(201).orElseThrow();
    Recipe.of(read, missing).request().removeAll();
    assertThat(Recipe.of(read, missing).request().get("tracker_id").intValue()).isEqualTo(111333);
    assertThatThrownBy(() -> Contract.actions().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> Contract.errors().all().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> read.errors().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
