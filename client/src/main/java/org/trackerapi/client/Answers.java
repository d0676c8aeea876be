package org.trackerapi.client;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.trackerapi.client.model.ErrorResponse;
import org.trackerapi.client.model.ErrorStatus;

/** Tells results, errors of the API and unusable answers apart. */
final class Answers {
  private static final int EXCERPT = 120;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int UNAVAILABLE = 503;

  private Answers() {}

  /** Returns the result in an answer, or throws what it says instead. */
  static <A> A read(Operation<A> operation, HttpResponse<?> response, byte[] body) {
    try {
      if (response.statusCode() / 100 == 2 && succeeded(body)) {
        return Codec.JSON
            .readerFor(operation.answer())
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .readValue(body);
      }
    } catch (JsonProcessingException e) {
      throw unusable(operation, response, body, e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw unusable(operation, response, body, e.getMessage(), e);
    }
    throw refusal(operation, response, body);
  }

  /** Looks for {@code success}, which comes first as a rule, without reading the rest. */
  private static boolean succeeded(byte[] body) throws IOException {
    try (JsonParser parser = Codec.JSON.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean success = "success".equals(parser.currentName());
        parser.nextToken();
        if (success) {
          return parser.currentToken() == JsonToken.VALUE_TRUE;
        }
        parser.skipChildren();
      }
      return false;
    }
  }

  /** Returns the error in an answer that is no success. */
  static TrackerException refusal(Operation<?> operation, HttpResponse<?> response, byte[] body) {
    try {
      return refusal(operation, response.statusCode(), Codec.JSON.readTree(body))
          .orElseGet(() -> unusable(operation, response, body, "no error number", null));
    } catch (IOException e) {
      return unusable(operation, response, body, "no JSON", e);
    }
  }

  /** Returns the error that an answer has the number of; details of another form are left out. */
  static Optional<TrackerException> refusal(
      Operation<?> operation, int httpStatus, JsonNode answer) {
    JsonNode status = answer.path("status");
    long number = status.path("code").asLong();
    if (number == 0 || number != (int) number) {
      return Optional.empty();
    }
    ErrorResponse error;
    try {
      error = Codec.JSON.treeToValue(answer, ErrorResponse.class);
    } catch (JsonProcessingException e) {
      ErrorStatus known = new ErrorStatus().code((int) number);
      error = new ErrorResponse().status(known.description(status.path("description").asText()));
    }
    return Optional.of(new TrackerException(operation.action(), httpStatus, error));
  }

  private static NoAnswerException unusable(
      Operation<?> operation, HttpResponse<?> response, byte[] body, String why, Throwable cause) {
    String text = new String(body, 0, Math.min(body.length, EXCERPT), StandardCharsets.UTF_8);
    String message =
        "expected an answer of the contract's form, got HTTP %d%s, %s%s, %d bytes (%s): %s"
            .formatted(
                response.statusCode(),
                header(response, "Location", " to ", ""),
                header(response, "Content-Type", "", "no content type"),
                header(response, "Content-Encoding", ", ", ""),
                body.length,
                why,
                text.strip());
    return new NoAnswerException(operation.action(), response.statusCode(), message, cause);
  }

  private static String header(
      HttpResponse<?> response, String name, String before, String otherwise) {
    return response.headers().firstValue(name).map(before::concat).orElse(otherwise);
  }

  /** Explains why there is no answer at all. */
  static NoAnswerException missing(Operation<?> operation, Transport transport, Throwable failure) {
    String where = transport.uri(operation).getAuthority();
    return new NoAnswerException(
        operation.action(), 0, why(where, transport.timeout, failure), failure);
  }

  private static String why(String where, Duration timeout, Throwable failure) {
    if (failure instanceof HttpConnectTimeoutException) {
      return "no connection to " + where + " in time";
    }
    if (isTimeout(failure)) {
      return "no whole answer from " + where + " within " + seconds(timeout);
    }
    if (failure instanceof ConnectException) {
      return failure.getCause() instanceof UnresolvedAddressException
          ? "no host has the name in " + where
          : "nothing answers at " + where + " (connection refused)";
    }
    if (failure instanceof CancellationException) {
      return "the call was cancelled";
    }
    return "the connection to " + where + " broke off (" + text(failure) + ")";
  }

  /** Explains why an answer that is read bit by bit ends too early. */
  static NoAnswerException brokenOff(Operation<?> operation, int read, IOException failure) {
    String reason =
        failure instanceof JsonProcessingException json ? json.getOriginalMessage() : text(failure);
    return new NoAnswerException(
        operation.action(),
        200,
        "the answer broke off after " + read + " items (" + reason + ")",
        failure);
  }

  private static String text(Throwable failure) {
    return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
  }

  static String seconds(Duration duration) {
    return duration.toMillis() / 1000.0 + " s";
  }

  private static boolean isTimeout(Throwable failure) {
    return failure instanceof TimeoutException || failure instanceof HttpTimeoutException;
  }

  /** Returns whether the same call may well succeed a little later. */
  static boolean isPassing(TrackerException failure) {
    return failure.httpStatus() == TOO_MANY_REQUESTS
        || failure.httpStatus() == UNAVAILABLE
        || failure.is(ErrorCode.TOO_MANY_REQUESTS)
        || (failure.httpStatus() == 0
            && (!isTimeout(failure.getCause())
                || failure.getCause() instanceof HttpConnectTimeoutException));
  }

  /** Returns how long the server asks to wait, 0 when it does not say. */
  static Duration retryAfter(HttpResponse<?> response) {
    String wait =
        response == null ? "" : response.headers().firstValue("Retry-After").orElse("").strip();
    if (wait.matches("[0-9]{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(wait));
    }
    try {
      Instant until = DateTimeFormatter.RFC_1123_DATE_TIME.parse(wait, Instant::from);
      return Duration.between(Instant.now(), until);
    } catch (DateTimeParseException e) {
      return Duration.ZERO;
    }
  }
}
