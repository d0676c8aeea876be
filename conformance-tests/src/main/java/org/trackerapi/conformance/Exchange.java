package org.trackerapi.conformance;

import org.trackerapi.conformance.http.WireAnswer;
import org.trackerapi.conformance.http.WireRequest;

/**
 * A request and what came back.
 *
 * @param action the action that was meant
 * @param request what was sent
 * @param answer what came, or null when nothing did
 * @param failure why nothing came, or null
 */
public record Exchange(String action, WireRequest request, WireAnswer answer, String failure) {}
