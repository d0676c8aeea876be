package org.trackerapi.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.Javalin;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A Javalin server that does the least: it parses the JSON and writes bytes that it has. */
final class BareServer {
  private static final ObjectMapper JSON = new ObjectMapper();

  private BareServer() {}

  /**
   * Serves files.
   *
   * @param args the folder: a POST to /name is answered with the bytes of the file name
   */
  public static void main(String[] args) throws IOException {
    Map<String, byte[]> answers = new HashMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(args[0]))) {
      for (Path file : files) {
        answers.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    Javalin server =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.jetty.host = "127.0.0.1";
              config.jetty.port = 0;
              answers.forEach(
                  (name, bytes) ->
                      config.routes.post(
                          "/" + name,
                          ctx -> {
                            JSON.readTree(ctx.bodyAsBytes());
                            ctx.contentType("application/json; charset=utf-8").result(bytes);
                          }));
            });
    server.start();
    System.out.println("serving at http://127.0.0.1:" + server.port() + " now");
  }
}
