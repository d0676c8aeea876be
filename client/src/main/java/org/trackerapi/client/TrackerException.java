package org.trackerapi.client;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.trackerapi.client.model.ErrorResponse;
import org.trackerapi.client.model.ParameterError;

/**
 * Tells why a call has no result.
 *
 * <p>This class itself is an error of the API, with its number; {@link NoAnswerException} is the
 * case that no usable answer came. The message is one line and never contains the hash.
 */
public class TrackerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final String HASH = "(?<![0-9A-Za-z])[0-9a-fA-F]{32}(?![0-9A-Za-z])";

  private final String action;
  private final int httpStatus;
  private final int number;
  private final transient ErrorResponse answer;

  TrackerException(String action, int httpStatus, ErrorResponse answer) {
    super(forLogs(describe(action, httpStatus, answer)));
    this.action = action;
    this.httpStatus = httpStatus;
    this.number = answer.getStatus().getCode();
    this.answer = answer;
  }

  TrackerException(String action, int httpStatus, String message, Throwable cause) {
    super(forLogs(action + ": " + message), cause);
    this.action = action;
    this.httpStatus = httpStatus;
    this.number = 0;
    this.answer = new ErrorResponse();
  }

  /** Returns one line without what looks like a hash, though the server may have repeated one. */
  private static String forLogs(String text) {
    return text.replaceAll("[\\s\\p{Cntrl}]+", " ").replaceAll(HASH, "***");
  }

  private static String describe(String action, int httpStatus, ErrorResponse answer) {
    StringBuilder text = new StringBuilder(action).append(": error ");
    text.append(answer.getStatus().getCode()).append(", ");
    text.append(answer.getStatus().getDescription()).append(" (HTTP ").append(httpStatus);
    text.append(')');
    orEmpty(answer.getErrors())
        .forEach(e -> text.append("; ").append(e.getParameter()).append(' ').append(e.getError()));
    if (!orEmpty(answer.getRules()).isEmpty()) {
      text.append("; rules ").append(answer.getRules());
    }
    if (!orEmpty(answer.getVehicles()).isEmpty()) {
      text.append("; vehicles ").append(answer.getVehicles());
    }
    return text.toString();
  }

  /** Returns the action that was called, e.g. {@code tracker/read}. */
  public String action() {
    return action;
  }

  /** Returns the HTTP status of the answer, 0 when none came. */
  public int httpStatus() {
    return httpStatus;
  }

  /** Returns the error's number, also one that the catalogue does not have; 0 without an answer. */
  public int number() {
    return number;
  }

  /** Returns the error, empty when the catalogue of this version does not have its number. */
  public Optional<ErrorCode> code() {
    return ErrorCode.of(number);
  }

  /** Returns whether this is the error. */
  public boolean is(ErrorCode code) {
    return number == code.number();
  }

  /** Returns the parameters that violate a constraint, with the reason; never null. */
  public List<ParameterError> errors() {
    return orEmpty(answer == null ? null : answer.getErrors());
  }

  /** Returns the IDs of rules that keep a clone from being deleted; never null. */
  public List<Integer> rules() {
    return orEmpty(answer == null ? null : answer.getRules());
  }

  /** Returns the IDs of vehicles that keep a clone from being deleted; never null. */
  public List<Integer> vehicles() {
    return orEmpty(answer == null ? null : answer.getVehicles());
  }

  private static <T> List<T> orEmpty(List<T> list) {
    return list == null ? List.of() : list.stream().filter(Objects::nonNull).toList();
  }
}
