package org.trackerapi.mock;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class TrackerMockExamplesTest extends DocumentedExamples {
  private static TrackerMock mock;

  @BeforeAll
  static void start() {
    mock = TrackerMock.builder().examplesOnly().start();
  }

  @AfterAll
  static void stop() {
    mock.close();
  }

  @Override
  String baseUrl() {
    return mock.baseUrl();
  }
}
