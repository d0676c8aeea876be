package org.trackerapi.server;

import org.trackerapi.behaviour.RateLimit;
import org.trackerapi.spec.Contract;

/**
 * How to serve a world.
 *
 * @param host the address to listen on
 * @param port the port to listen on; 0 picks a free one
 * @param basePath the path below which the actions are; empty for the root, otherwise with a slash
 *     in front and none behind
 * @param maxBody the largest body taken, in bytes
 * @param rateLimit the limit of requests; null for none
 * @param accessLog whether to log a line for every request
 */
public record ServerOptions(
    String host, int port, String basePath, long maxBody, RateLimit rateLimit, boolean accessLog) {

  /** Where the platform of the contract has its actions. */
  public static final String DEFAULT_BASE_PATH = "/api-v2";

  /** Returns usual options on a free port, without access log. */
  public static ServerOptions onFreePort() {
    return new ServerOptions(
        "127.0.0.1", 0, DEFAULT_BASE_PATH, Contract.limit("request-bytes"), null, false);
  }
}
