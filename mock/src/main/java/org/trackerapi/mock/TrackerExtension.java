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

/** Adds to WireMock what serves the tracker actions; the parts are its private matter. */
final class TrackerExtension implements ExtensionFactory {
  private final ExampleMappings mappings;

  TrackerExtension(ExampleMappings mappings) {
    this.mappings = mappings;
  }

  @Override
  public List<Extension> create(WireMockServices services) {
    return List.of(new Loader(mappings));
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
