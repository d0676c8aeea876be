package org.trackerapi.client;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * One attempt at a call, for logging and measuring.
 *
 * @param action the action, e.g. {@code tracker/read}
 * @param uri where it was sent
 * @param attempt 1 for the first attempt
 * @param request the request as JSON, with hash, passwords and activation codes replaced by {@code
 *     ***}
 * @param httpStatus the HTTP status of the answer, 0 when none came
 * @param duration from sending to the end of the answer (for a stream, to its beginning)
 * @param failure why the attempt has no result, empty when it has
 */
public record CallEvent(
    String action,
    URI uri,
    int attempt,
    String request,
    int httpStatus,
    Duration duration,
    Optional<TrackerException> failure) {}
