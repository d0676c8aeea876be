package org.trackerapi.benchmark;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/** Sends one request again and again over connections that stay open, and measures. */
final class LoadClient {
  private LoadClient() {}

  /**
   * What was measured.
   *
   * @param perSecond requests per second
   * @param megabytesPerSecond bytes of answers per second, in millions
   * @param p99Millis the time that 99 of 100 requests stay below, in ms
   */
  record Result(double perSecond, double megabytesPerSecond, double p99Millis) {}

  /**
   * Posts a body as JSON.
   *
   * @param url where to
   * @param body what to send
   * @param connections how many connections send at once
   * @param millis for how long
   */
  static Result post(String url, String body, int connections, long millis)
      throws InterruptedException, ExecutionException {
    URI target = URI.create(url);
    byte[] request = request(target, body);
    ExecutorService threads = Executors.newFixedThreadPool(connections);
    try {
      long end = System.nanoTime() + millis * 1_000_000;
      List<Callable<Sender>> senders = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        senders.add(() -> new Sender().send(target, request, end));
      }
      long start = System.nanoTime();
      List<Sender> done = new ArrayList<>();
      for (Future<Sender> future : threads.invokeAll(senders)) {
        done.add(future.get());
      }
      return result(done, (System.nanoTime() - start) / 1e9);
    } finally {
      threads.shutdownNow();
    }
  }

  private static Result result(List<Sender> senders, double seconds) {
    long[] times =
        senders.stream().flatMapToLong(s -> Arrays.stream(s.times, 0, s.count)).sorted().toArray();
    long bytes = senders.stream().mapToLong(sender -> sender.bytes).sum();
    long p99 = times[Math.min(times.length - 1, (int) (times.length * 0.99))];
    return new Result(LongStream.of(times).count() / seconds, bytes / seconds / 1e6, p99 / 1e6);
  }

  private static byte[] request(URI target, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String head =
        "POST "
            + target.getRawPath()
            + " HTTP/1.1\r\nHost: "
            + target.getAuthority()
            + "\r\nContent-Type: application/json\r\nContent-Length: "
            + bytes.length
            + "\r\n\r\n";
    return (head + body).getBytes(StandardCharsets.UTF_8);
  }

  /** One connection. */
  private static final class Sender {
    private final byte[] buffer = new byte[65_536];
    private long[] times = new long[1_024];
    private int count;
    private long bytes;

    Sender send(URI target, byte[] request, long end) throws IOException {
      try (Socket socket = new Socket(target.getHost(), target.getPort());
          InputStream in = new BufferedInputStream(socket.getInputStream(), 65_536)) {
        socket.setTcpNoDelay(true);
        do {
          long start = System.nanoTime();
          socket.getOutputStream().write(request);
          bytes += read(in);
          note(System.nanoTime() - start);
        } while (System.nanoTime() < end);
      }
      return this;
    }

    private void note(long nanos) {
      if (count == times.length) {
        times = Arrays.copyOf(times, 2 * count);
      }
      times[count++] = nanos;
    }

    private long read(InputStream in) throws IOException {
      String status = line(in);
      if (!status.startsWith("HTTP/1.1 200")) {
        throw new IOException("Expected an answer 200, got " + status);
      }
      long length = -1;
      for (String line = line(in); !line.isEmpty(); line = line(in)) {
        String lower = line.toLowerCase(Locale.ROOT);
        if (lower.startsWith("content-length:")) {
          length = Long.parseLong(lower.substring(15).strip());
        }
      }
      return length >= 0 ? skip(in, length) : chunks(in);
    }

    private long chunks(InputStream in) throws IOException {
      long sum = 0;
      while (true) {
        long size = Long.parseLong(line(in).strip(), 16);
        skip(in, size);
        line(in);
        if (size == 0) {
          return sum;
        }
        sum += size;
      }
    }

    private long skip(InputStream in, long length) throws IOException {
      for (long left = length; left > 0; ) {
        int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (read < 0) {
          throw new IOException("Expected " + left + " more bytes, got the end");
        }
        left -= read;
      }
      return length;
    }

    private static String line(InputStream in) throws IOException {
      StringBuilder line = new StringBuilder();
      for (int c = in.read(); c != '\n'; c = in.read()) {
        if (c < 0) {
          throw new IOException("Expected an answer, got the end of the connection");
        }
        if (c != '\r') {
          line.append((char) c);
        }
      }
      return line.toString();
    }
  }
}
