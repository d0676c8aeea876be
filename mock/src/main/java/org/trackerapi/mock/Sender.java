package org.trackerapi.mock;

import com.github.tomakehurst.wiremock.http.Fault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
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
   * @param remember takes the body, or the beginning of a long one, before the caller gets the
   *     answer: who has it may ask for it in the journal
   */
  static void send(
      Request jetty,
      HttpServletResponse response,
      RawRequest raw,
      Answer answer,
      Network.Fault fault,
      Consumer<byte[]> remember)
      throws IOException {
    if (fault == Network.Fault.RESET || fault == Network.Fault.EMPTY) {
      remember.accept(new byte[0]);
      close(jetty, fault == Network.Fault.RESET);
      return;
    }
    response.setStatus(answer.status());
    answer.headers().forEach(response::setHeader);
    Cors.answering(raw.firstHeader("Origin")).forEach(response::setHeader);
    if (raw.problem() != null) {
      response.setHeader("Connection", "close");
    }
    if (fault == null) {
      whole(response, answer, remember);
    } else {
      truncated(jetty, response, answer, remember);
    }
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

  private static void whole(HttpServletResponse response, Answer answer, Consumer<byte[]> remember)
      throws IOException {
    Head head = new Head(response.getOutputStream(), remember);
    answer.content().writeTo(head);
    if (!head.passing) {
      remember.accept(Arrays.copyOf(head.bytes, head.count));
      response.setContentLength(head.count);
      response.getOutputStream().write(head.bytes, 0, head.count);
    }
  }

  private static void truncated(
      Request jetty, HttpServletResponse response, Answer answer, Consumer<byte[]> remember)
      throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    answer.content().writeTo(all);
    response.setContentLength(Math.max(all.size(), 1));
    byte[] half = Arrays.copyOf(all.toByteArray(), all.size() / 2);
    remember.accept(half);
    response.getOutputStream().write(half);
    response.flushBuffer();
    close(jetty, false);
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
    private final Consumer<byte[]> remember;
    private byte[] bytes = new byte[FIRST];
    private int count;
    private boolean passing;

    Head(OutputStream out, Consumer<byte[]> remember) {
      this.out = out;
      this.remember = remember;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    private byte[] beginning(byte[] more, int offset, int length) {
      byte[] beginning = Arrays.copyOf(bytes, Math.min(count, BEGINNING));
      int missing = Math.min(BEGINNING - beginning.length, length);
      byte[] all = Arrays.copyOf(beginning, beginning.length + missing);
      System.arraycopy(more, offset, all, beginning.length, missing);
      return all;
    }

    @Override
    public void write(byte[] more, int offset, int length) throws IOException {
      if (!passing && count + length > HEAD) {
        passing = true;
        remember.accept(beginning(more, offset, length));
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
