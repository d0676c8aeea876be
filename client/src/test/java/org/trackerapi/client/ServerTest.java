package org.trackerapi.client;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.trackerapi.behaviour.World;
import org.trackerapi.behaviour.WorldClock;
import org.trackerapi.behaviour.fleet.FleetFile;
import org.trackerapi.server.ServerOptions;
import org.trackerapi.server.TrackerServer;

class ServerTest extends EveryAction {
  private World world;
  private TrackerServer server;

  @BeforeAll
  void start() {
    world = new World(FleetFile.fixture(), WorldClock.realTime());
    server = TrackerServer.start(world, ServerOptions.onFreePort());
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Override
  String url() {
    return server.url();
  }

  @Override
  void reset() {
    world.reset();
  }
}
