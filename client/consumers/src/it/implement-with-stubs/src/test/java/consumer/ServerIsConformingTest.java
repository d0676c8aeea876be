package consumer;

import io.javalin.Javalin;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.trackerapi.conformance.junit.TrackerApiConformance;
import org.trackerapi.conformance.profile.Profile;

class ServerIsConformingTest extends TrackerApiConformance {
  private static Javalin server;

  @BeforeAll
  static void start() {
    server = Server.start(0);
  }

  @AfterAll
  static void stop() {
    server.stop();
  }

  @Override
  protected String url() {
    return "http://127.0.0.1:" + server.port() + "/api-v2";
  }

  @Override
  protected Profile profile() {
    return Profile.ofHash(Server.HASH);
  }

  @Override
  protected List<String> only() {
    return List.of("read", "list");
  }
}
