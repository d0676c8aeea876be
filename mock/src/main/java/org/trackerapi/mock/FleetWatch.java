package org.trackerapi.mock;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.trackerapi.behaviour.fleet.FleetFileException;

/** Reads the fleet file again when it has changed; a wrong one leaves the world as it is. */
final class FleetWatch {
  private static final long EVERY_MILLIS = 300;

  private final Path file;
  private final FleetSource.Recipe recipe;
  private final Worlds worlds;
  private final ScheduledExecutorService scheduler;
  private final PrintStream messages;
  private Version seen;

  /** What tells one version of a file from another. */
  private record Version(FileTime time, long size) {}

  /**
   * Prepares to watch.
   *
   * @param file null when there is nothing to watch
   */
  FleetWatch(
      Path file,
      FleetSource.Recipe recipe,
      Worlds worlds,
      ScheduledExecutorService scheduler,
      PrintStream messages) {
    this.file = file;
    this.recipe = recipe;
    this.worlds = worlds;
    this.scheduler = scheduler;
    this.messages = messages;
  }

  void start() {
    if (file != null && worlds != null) {
      seen = version();
      scheduler.scheduleWithFixedDelay(
          this::look, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void look() {
    Version now = version();
    if (now == null || now.equals(seen)) {
      return;
    }
    seen = now;
    try {
      FleetSource source = recipe.read();
      worlds.replace(source);
      messages.println(
          "Fleet file "
              + file
              + ": read again, "
              + source.description().trackers().size()
              + " trackers");
    } catch (FleetFileException e) {
      messages.println(
          "Fleet file " + file + ": the world stays as it was, because the file is wrong:");
      e.problems().forEach(problem -> messages.println("  " + problem));
    } catch (RuntimeException e) {
      messages.println("Fleet file " + file + ": the world stays as it was: " + e.getMessage());
    }
  }

  private Version version() {
    try {
      return new Version(Files.getLastModifiedTime(file), Files.size(file));
    } catch (IOException e) {
      // Editors remove a file for a moment while they save it.
      return null;
    }
  }
}
