package org.trackerapi.conformance.http;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * One HTTP request as it goes over the wire.
 *
 * @param method e.g. {@code POST}
 * @param uri the full address
 * @param headers names and values, in order
 * @param body the bytes; empty when there is none
 */
public record WireRequest(
    String method, URI uri, List<Map.Entry<String, String>> headers, byte[] body) {}
