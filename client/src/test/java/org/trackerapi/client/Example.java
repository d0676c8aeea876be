package org.trackerapi.client;

import java.util.stream.Stream;
import org.trackerapi.client.model.ReadRequest;
import org.trackerapi.client.model.Tracker;

/** The example of the README. */
final class Example {
  private Example() {}

  static String run(String url) {
    StringBuilder out = new StringBuilder();
    // README: begin
    TrackerClient client =
        TrackerClient.builder()
            .baseUrl(url) // e.g. http://127.0.0.1:8080/api-v2, the simulator
            .hash("a6aa75587e5c59c32d347da438505fc3")
            .build();

    Tracker tracker = client.trackerRead(new ReadRequest().trackerId(123456)).getValue();
    out.append(tracker.getLabel()).append('\n');

    try (Stream<Tracker> all = client.trackerListStream(null)) { // one by one, in bounded memory
      all.filter(each -> each.getSource().getBlocked()).forEach(each -> out.append(each.getId()));
    }

    try {
      client.trackerRead(new ReadRequest().trackerId(111333));
    } catch (NoAnswerException e) {
      out.append("no usable answer: ").append(e.getMessage());
    } catch (TrackerException e) {
      if (e.is(ErrorCode.NOT_FOUND_IN_DATABASE)) {
        out.append("no such tracker");
      }
    }
    // README: end
    return out.toString();
  }
}
