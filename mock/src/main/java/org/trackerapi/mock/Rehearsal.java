package org.trackerapi.mock;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.trackerapi.spec.Action;
import org.trackerapi.spec.Contract;

/** Calls every action once, so that the classes that answers take have been loaded. */
final class Rehearsal {
  private Rehearsal() {}

  static void of(TrackerMock mock) {
    for (Action action : Contract.actions()) {
      String path = URI.create(mock.baseUrl()).getPath() + action.path();
      String body = action.requestExamples().iterator().next().get("value").toString();
      call(mock, path, body);
    }
    mock.reset();
  }

  private static void call(TrackerMock mock, String path, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String head =
        "POST "
            + path
            + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: application/json\r\n"
            + "Content-Length: "
            + bytes.length
            + "\r\n\r\n";
    try (Socket socket = new Socket("127.0.0.1", mock.port());
        InputStream in = socket.getInputStream()) {
      socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().write(bytes);
      in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
