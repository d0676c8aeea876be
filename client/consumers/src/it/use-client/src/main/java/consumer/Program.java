package consumer;

import org.trackerapi.client.ErrorCode;
import org.trackerapi.client.TrackerClient;
import org.trackerapi.client.TrackerException;
import org.trackerapi.client.model.GetFuelRequest;
import org.trackerapi.client.model.ReadRequest;

/** A program on the module path. */
final class Program {
  private final TrackerClient client;

  Program(String url) {
    client = TrackerClient.builder().baseUrl(url).hash("a6aa75587e5c59c32d347da438505fc3").build();
  }

  String label(int id) {
    return client.trackerRead(new ReadRequest().trackerId(id)).getValue().getLabel();
  }

  boolean isBlocked(int id) {
    try {
      return !client.trackerGetFuel(new GetFuelRequest().trackerId(id)).getSuccess();
    } catch (TrackerException e) {
      return e.is(ErrorCode.DEVICE_BLOCKED);
    }
  }

  public static void main(String[] arguments) {
    System.out.print(new Program(arguments[0]).label(123456));
  }
}
