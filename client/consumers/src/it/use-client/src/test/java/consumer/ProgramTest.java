package consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.trackerapi.client.ErrorCode;
import org.trackerapi.client.TrackerClient;
import org.trackerapi.client.TrackerException;
import org.trackerapi.client.model.GetFuelRequest;
import org.trackerapi.client.model.ReadRequest;
import org.trackerapi.mock.TrackerMock;

class ProgramTest {
  @Test
  void callsTheSimulator() {
    try (TrackerMock mock = TrackerMock.start()) {
      TrackerClient client =
          TrackerClient.builder()
              .baseUrl(mock.baseUrl())
              .hash("a6aa75587e5c59c32d347da438505fc3")
              .build();
      ReadRequest read = new ReadRequest().trackerId(123456);
      assertEquals("Object 1", client.trackerRead(read).getValue().getLabel());

      mock.failNext("get_fuel", "DEVICE_BLOCKED");
      GetFuelRequest fuel = new GetFuelRequest().trackerId(265489);
      TrackerException blocked =
          assertThrows(TrackerException.class, () -> client.trackerGetFuel(fuel));
      assertTrue(blocked.is(ErrorCode.DEVICE_BLOCKED));
    }
  }
}
