package org.trackerapi.mock;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import wiremock.jakarta.servlet.ServletException;
import wiremock.jakarta.servlet.http.HttpServletRequest;
import wiremock.jakarta.servlet.http.HttpServletResponse;
import wiremock.org.eclipse.jetty.http.HttpFields;
import wiremock.org.eclipse.jetty.server.Request;
import wiremock.org.eclipse.jetty.server.handler.ErrorHandler;

/** Says in the contract's shape what Jetty says in HTML with class names. */
final class ContractErrorPages extends ErrorHandler {
  private static final int NOT_FOUND = 404;
  private static final int SERVER_ERROR = 500;

  private final ErrorHandler notFound;

  /**
   * Makes error pages.
   *
   * @param notFound makes the page of status 404; null when this one is to make it too
   */
  ContractErrorPages(ErrorHandler notFound) {
    this.notFound = notFound;
  }

  @Override
  public void handle(
      String target, Request jetty, HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    if (response.getStatus() == NOT_FOUND && notFound != null) {
      notFound.handle(target, jetty, request, response);
      return;
    }
    Answer answer = page(response.getStatus(), response.getStatus() >= SERVER_ERROR);
    jetty.setHandled(true);
    response.setStatus(answer.status());
    answer.headers().forEach(response::setHeader);
    Cors.answering(request.getHeader("Origin")).forEach(response::setHeader);
    answer.content().writeTo(response.getOutputStream());
  }

  @Override
  public ByteBuffer badMessageError(int status, String reason, HttpFields.Mutable fields) {
    Answer answer = page(status, false);
    answer.headers().forEach(fields::put);
    Cors.always().forEach(fields::put);
    try {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      answer.content().writeTo(body);
      return ByteBuffer.wrap(body.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns what the contract has for a status of Jetty's.
   *
   * @param ours whether it is the simulator's fault
   */
  static Answer page(int status, boolean ours) {
    return switch (status) {
      case 412, 413, 414, 431 -> Answer.framework("too-large");
      case NOT_FOUND -> Answer.framework("unknown-path");
      default -> Answer.framework(ours ? "unexpected" : "malformed-request");
    };
  }
}
