package org.trackerapi.conformance.honest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A request as the server reads it; faults may change it. */
public final class Request {
  /** The HTTP method. */
  public String method;

  /** The path below the base, without a slash at the end. */
  public String path;

  /** Whether the path had a slash at the end. */
  public boolean slash;

  /** The action, empty when there is none. */
  public String action;

  /** json, form or query. */
  public String form;

  /** All parameters: those of the body, and those of the query that the body lacks. */
  public ObjectNode parameters;

  /** Those of the body alone. */
  public ObjectNode body;

  /** Those of the query alone. */
  public ObjectNode query;

  /** The header Content-Type, or an empty text. */
  public String contentType;

  /** The hash found in body, query or header; null when there is none. */
  public String hash;

  /** The header Authorization, or an empty text. */
  public String authorization;

  /** Whether dates are to be written in ISO 8601. */
  public boolean iso;

  /** The header NVX-ISO-DateTime, or an empty text. */
  public String isoHeader;

  /** How many bytes the body had. */
  public int bytes;

  /** The user who asks, once known. */
  public JsonNode user;

  /** The account of the user, once known. */
  public JsonNode account;

  JsonNode get(String name) {
    return parameters.path(name);
  }

  int integer(String name) {
    return parameters.path(name).asInt(0);
  }
}
