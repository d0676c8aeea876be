package org.trackerapi.conformance.http;

/**
 * One HTTP answer as it came.
 *
 * @param status the HTTP status
 * @param contentType the header of that name; empty when it is missing
 * @param body the bytes; empty when there is none
 * @param millis how long it took, in milliseconds
 */
public record WireAnswer(int status, String contentType, byte[] body, long millis) {}
