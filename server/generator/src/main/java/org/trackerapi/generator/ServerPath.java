package org.trackerapi.generator;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.servers.Server;
import java.util.Map;

/** Finds the path of a document's first server. */
final class ServerPath {
  private ServerPath() {}

  /** Returns the path without a slash at its end; empty where the server is the root. */
  static String of(OpenAPI document) {
    if (document.getServers() == null || document.getServers().isEmpty()) {
      return "";
    }
    Server server = document.getServers().get(0);
    String url = server.getUrl() == null ? "" : server.getUrl();
    if (server.getVariables() != null) {
      for (Map.Entry<String, io.swagger.v3.oas.models.servers.ServerVariable> entry :
          server.getVariables().entrySet()) {
        String value = entry.getValue().getDefault();
        url = url.replace("{" + entry.getKey() + "}", value == null ? "" : value);
      }
    }
    int scheme = url.indexOf("://");
    int start = scheme < 0 ? 0 : url.indexOf('/', scheme + 3);
    String path = start < 0 ? "" : url.substring(start);
    path = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return path.isEmpty() || path.startsWith("/") ? path : "/" + path;
  }
}
