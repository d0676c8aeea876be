package org.trackerapi.mock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.github.tomakehurst.wiremock.extension.Extension;
import com.github.tomakehurst.wiremock.extension.ExtensionFactory;
import com.github.tomakehurst.wiremock.extension.MappingsLoaderExtension;
import com.github.tomakehurst.wiremock.extension.WireMockServices;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import com.github.tomakehurst.wiremock.stubbing.StubMappings;
import java.util.List;
import java.util.function.Consumer;

/** Adds to WireMock what serves the tracker actions; the parts are its private matter. */
final class TrackerExtension implements ExtensionFactory {
  private final ExampleMappings examples;
  private final Consumer<UserStubs> userStubs;

  /**
   * Makes the factory.
   *
   * @param examples the mappings to load; null when the simulation answers
   * @param userStubs is told who knows the stubs of users
   */
  TrackerExtension(ExampleMappings examples, Consumer<UserStubs> userStubs) {
    this.examples = examples;
    this.userStubs = userStubs;
  }

  @Override
  public List<Extension> create(WireMockServices services) {
    UserStubs stubs = new UserStubs(services.getAdmin());
    userStubs.accept(stubs);
    return examples == null ? List.of(stubs) : List.of(stubs, new Loader(examples));
  }

  /** Loads the mappings at the start, and again when WireMock is reset to its defaults. */
  private static final class Loader implements MappingsLoaderExtension {
    private final ExampleMappings mappings;

    Loader(ExampleMappings mappings) {
      this.mappings = mappings;
    }

    @Override
    public String getName() {
      return "tracker-examples";
    }

    @Override
    public void loadMappingsInto(StubMappings stubMappings) {
      for (ArrayNode file : mappings.byFile().values()) {
        for (JsonNode mapping : file) {
          stubMappings.addMapping(StubMapping.buildFrom(mapping.toString()));
        }
      }
    }
  }
}
