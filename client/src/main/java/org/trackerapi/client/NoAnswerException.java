package org.trackerapi.client;

/**
 * Tells that no usable answer came: no connection, none in time, one that broke off, or one that is
 * not of the contract's form.
 *
 * <p>Whether a write was carried out is not known then; read before writing again.
 */
public final class NoAnswerException extends TrackerException {
  private static final long serialVersionUID = 1L;

  NoAnswerException(String action, int httpStatus, String message, Throwable cause) {
    super(action, httpStatus, message, cause);
  }
}
