package org.trackerapi.mock;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends bytes that no HTTP client would send. */
final class Wire {
  private Wire() {}

  /** Returns all that a server sends back until it closes the connection. */
  static String send(int port, byte[] request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(10_000);
      OutputStream out = socket.getOutputStream();
      out.write(request);
      out.flush();
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  static String send(int port, String request) throws IOException {
    return send(port, request.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Returns a POST with these headers and this body, on a connection that is closed after it. */
  static byte[] post(String path, String headers, byte[] body) throws IOException {
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    String head =
        "POST "
            + path
            + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: "
            + body.length
            + "\r\n"
            + headers
            + "\r\n";
    request.write(head.getBytes(StandardCharsets.ISO_8859_1));
    request.write(body);
    return request.toByteArray();
  }
}
