package org.trackerapi.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A server below HTTP: it may break off, fall silent or say nothing. */
final class RawServer implements AutoCloseable {
  /** What a server does with a connection after the request's headers. */
  interface Script {
    void play(Socket socket, OutputStream out) throws IOException, InterruptedException;
  }

  final AtomicInteger connections = new AtomicInteger();

  /** Opens when the test is over; a script may wait for it. */
  final CountDownLatch over = new CountDownLatch(1);

  private final ServerSocket socket;

  RawServer(Script script) throws IOException {
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(() -> accept(script));
    thread.setDaemon(true);
    thread.start();
  }

  private void accept(Script script) {
    while (!socket.isClosed()) {
      try (Socket connection = socket.accept()) {
        connections.incrementAndGet();
        readHeaders(connection.getInputStream());
        script.play(connection, connection.getOutputStream());
      } catch (IOException e) {
        // The client hung up, or the test is over; both are part of the game.
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private static void readHeaders(InputStream in) throws IOException {
    StringBuilder seen = new StringBuilder();
    while (seen.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        return;
      }
      seen.append((char) next);
    }
  }

  static void send(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  TrackerClient.Builder client() {
    return TrackerClient.builder()
        .baseUrl("http://127.0.0.1:" + socket.getLocalPort() + "/api-v2")
        .retry(RetryPolicy.NONE);
  }

  @Override
  public void close() throws IOException {
    over.countDown();
    socket.close();
  }
}
