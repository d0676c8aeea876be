package org.trackerapi.mock;

import com.github.tomakehurst.wiremock.http.Fault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.Map;
import wiremock.jakarta.servlet.http.HttpServletResponse;
import wiremock.org.eclipse.jetty.io.EndPoint;
import wiremock.org.eclipse.jetty.io.EofException;
import wiremock.org.eclipse.jetty.server.Request;

/** Writes answers to Jetty: whole, streaming when they are long, or broken. */
final class Sender {
  /** How much of an answer is held back, to give it a length and to remember it whole. */
  private static final int HEAD = 32 * 1024;

  /** How much of an answer that is longer than that is remembered. */
  private static final int BEGINNING = 4 * 1024;

  private Sender() {}

  /**
   * Writes an answer.
   *
   * @param fault what breaks it; null when nothing does
   * @return the body, or the beginning of a long one
   */
  static byte[] send(
      Request jetty,
      HttpServletResponse response,
      RawRequest raw,
      Answer answer,
      Network.Fault fault)
      throws IOException {
    if (fault == Network.Fault.RESET || fault == Network.Fault.EMPTY) {
      close(jetty, fault == Network.Fault.RESET);
      return new byte[0];
    }
    response.setStatus(answer.status());
    answer.headers().forEach(response::setHeader);
    Cors.answering(raw.firstHeader("Origin")).forEach(response::setHeader);
    if (raw.problem() != null) {
      response.setHeader("Connection", "close");
    }
    return fault == null ? whole(response, answer) : truncated(jetty, response, answer);
  }

  /** Returns WireMock's name for a fault. */
  static Fault known(Network.Fault fault) {
    return fault == null
        ? null
        : Map.of(
                Network.Fault.RESET, Fault.CONNECTION_RESET_BY_PEER,
                Network.Fault.EMPTY, Fault.EMPTY_RESPONSE,
                Network.Fault.TRUNCATED, Fault.MALFORMED_RESPONSE_CHUNK)
            .get(fault);
  }

  private static byte[] whole(HttpServletResponse response, Answer answer) throws IOException {
    Head head = new Head(response.getOutputStream());
    answer.content().writeTo(head);
    if (!head.passing) {
      response.setContentLength(head.count);
      response.getOutputStream().write(head.bytes, 0, head.count);
    }
    return Arrays.copyOf(head.bytes, head.passing ? BEGINNING : head.count);
  }

  private static byte[] truncated(Request jetty, HttpServletResponse response, Answer answer)
      throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    answer.content().writeTo(all);
    response.setContentLength(Math.max(all.size(), 1));
    byte[] half = Arrays.copyOf(all.toByteArray(), all.size() / 2);
    response.getOutputStream().write(half);
    response.flushBuffer();
    close(jetty, false);
    return half;
  }

  private static void close(Request jetty, boolean reset) throws IOException {
    EndPoint connection = jetty.getHttpChannel().getEndPoint();
    if (reset && connection.getTransport() instanceof SocketChannel channel) {
      // Closing with nothing left to linger for sends RST instead of FIN.
      channel.socket().setSoLinger(true, 0);
    }
    connection.close();
    jetty.getHttpChannel().abort(new EofException("A fault was asked for"));
  }

  /** Holds the beginning of a body back; passes everything on once the body is longer. */
  private static final class Head extends OutputStream {
    private static final int FIRST = 1024;

    private final OutputStream out;
    private byte[] bytes = new byte[FIRST];
    private int count;
    private boolean passing;

    Head(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] more, int offset, int length) throws IOException {
      if (!passing && count + length > HEAD) {
        passing = true;
        out.write(bytes, 0, count);
      }
      if (passing) {
        out.write(more, offset, length);
      } else {
        if (count + length > bytes.length) {
          bytes = Arrays.copyOf(bytes, Math.max(count + length, 2 * bytes.length));
        }
        System.arraycopy(more, offset, bytes, count, length);
        count += length;
      }
    }
  }
}
