package org.trackerapi.mock;

import com.github.tomakehurst.wiremock.core.Admin;
import com.github.tomakehurst.wiremock.extension.StubLifecycleListener;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import java.util.List;
import java.util.Map;

/** Knows the stubs that users have added, which win over the simulation. */
final class UserStubs implements StubLifecycleListener {
  private final Admin admin;
  // Null when it has to be asked for again.
  private volatile List<StubMapping> stubs;

  UserStubs(Admin admin) {
    this.admin = admin;
  }

  @Override
  public String getName() {
    return "tracker-user-stubs";
  }

  /** Returns whether a stub would answer a request. */
  boolean answer(RawRequest request) {
    List<StubMapping> known = known();
    if (known.isEmpty()) {
      return false;
    }
    Request readable = JournalRequest.of(request);
    return known.stream()
        .anyMatch(
            stub ->
                stub.getRequest().match(readable, Map.of()).isExactMatch() && scenarioAllows(stub));
  }

  private List<StubMapping> known() {
    List<StubMapping> known = stubs;
    if (known == null) {
      known = List.copyOf(admin.listAllStubMappings().getMappings());
      stubs = known;
    }
    return known;
  }

  private boolean scenarioAllows(StubMapping stub) {
    return stub.isIndependentOfScenarioState()
        || admin.getAllScenarios().getScenarios().stream()
            .filter(scenario -> scenario.getName().equals(stub.getScenarioName()))
            .map(Scenario::getState)
            .anyMatch(state -> state.equals(stub.getRequiredScenarioState()));
  }

  @Override
  public void afterStubCreated(StubMapping stub) {
    stubs = null;
  }

  @Override
  public void afterStubEdited(StubMapping oldStub, StubMapping newStub) {
    stubs = null;
  }

  @Override
  public void afterStubRemoved(StubMapping stub) {
    stubs = null;
  }

  @Override
  public void afterStubsReset() {
    stubs = null;
  }
}
