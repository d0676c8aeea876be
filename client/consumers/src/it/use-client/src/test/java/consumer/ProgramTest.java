package consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.trackerapi.client.TrackerClient;
import org.trackerapi.mock.TrackerMock;

class ProgramTest {
  @Test
  void callsTheSimulator() {
    try (TrackerMock mock = TrackerMock.start()) {
      Program program = new Program(mock.baseUrl());
      assertEquals("Object 1", program.label(123456));
      assertFalse(program.isBlocked(265489));
      mock.failNext("get_fuel", "DEVICE_BLOCKED");
      assertTrue(program.isBlocked(265489));
    }
  }

  @Test
  void programAndClientAreModules() {
    assertEquals("consumer", Program.class.getModule().getName());
    assertEquals("org.trackerapi.client", TrackerClient.class.getModule().getName());
  }
}
