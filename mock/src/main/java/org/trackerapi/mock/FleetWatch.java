package org.trackerapi.mock;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.trackerapi.behaviour.fleet.FleetFileException;

/** Reads the fleet file again when it has changed; a wrong one leaves the world as it is. */
final class FleetWatch {
  private static final long EVERY_MILLIS = 200;
  private static final int PROBLEMS = 10;
  private static final Version GONE = new Version(null, 0, null);

  private final Path file;
  private final FleetSource.Recipe recipe;
  private final Worlds worlds;
  private final ScheduledExecutorService scheduler;
  private final PrintStream messages;
  private Version seen;
  private Version last;

  /** What tells one version of a file from another. */
  private record Version(FileTime time, long size, Object key) {}

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
      last = seen;
      scheduler.scheduleWithFixedDelay(
          this::look, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** Reads a version that has stayed for a while: editors empty or remove a file to save it. */
  private void look() {
    Version now = version();
    boolean settled = now.equals(last);
    last = now;
    if (settled && !now.equals(seen)) {
      seen = now;
      if (now == GONE) {
        messages.println("Fleet file " + file + ": is gone; the world stays as it was");
      } else {
        read();
      }
    }
  }

  private void read() {
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
      List<String> problems = e.problems();
      problems.stream().limit(PROBLEMS).forEach(problem -> messages.println("  " + problem));
      if (problems.size() > PROBLEMS) {
        messages.println("  and " + (problems.size() - PROBLEMS) + " more");
      }
    } catch (RuntimeException e) {
      messages.println("Fleet file " + file + ": the world stays as it was: " + e.getMessage());
    }
  }

  private Version version() {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return new Version(now.lastModifiedTime(), now.size(), now.fileKey());
    } catch (IOException e) {
      return GONE;
    }
  }
}
