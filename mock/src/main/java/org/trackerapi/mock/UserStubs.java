package org.trackerapi.mock;

import com.github.tomakehurst.wiremock.core.Admin;
import com.github.tomakehurst.wiremock.extension.StubLifecycleListener;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Knows the stubs that users have added, which win over the simulation. */
final class UserStubs implements StubLifecycleListener {
  private final Admin admin;
  private final AtomicLong version = new AtomicLong();
  private volatile Known known = new Known(-1, List.of());

  /**
   * The stubs as they were.
   *
   * @param version the version at which they were asked for; another one asks again
   */
  private record Known(long version, List<StubMapping> stubs) {}

  UserStubs(Admin admin) {
    this.admin = admin;
  }

  @Override
  public String getName() {
    return "tracker-user-stubs";
  }

  /** Returns whether a stub would answer a request. */
  boolean answer(RawRequest request) {
    List<StubMapping> stubs = stubs();
    if (stubs.isEmpty()) {
      return false;
    }
    Request readable = JournalRequest.of(request);
    return stubs.stream()
        .anyMatch(
            stub ->
                stub.getRequest().match(readable, Map.of()).isExactMatch() && scenarioAllows(stub));
  }

  private List<StubMapping> stubs() {
    long now = version.get();
    Known current = known;
    if (current.version() != now) {
      current = new Known(now, List.copyOf(admin.listAllStubMappings().getMappings()));
      known = current;
    }
    return current.stubs();
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
    version.incrementAndGet();
  }

  @Override
  public void afterStubEdited(StubMapping oldStub, StubMapping newStub) {
    version.incrementAndGet();
  }

  @Override
  public void afterStubRemoved(StubMapping stub) {
    version.incrementAndGet();
  }

  @Override
  public void afterStubsReset() {
    version.incrementAndGet();
  }
}
