package org.trackerapi.mock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The root directory of a simulator that was given none: empty at first, gone at the end. WireMock
 * needs one to record stubs.
 */
final class Scratch implements AutoCloseable {
  private final Path folder;

  private Scratch(Path folder) {
    this.folder = folder;
  }

  static Scratch make() {
    try {
      return new Scratch(Files.createTempDirectory("tracker-mock-"));
    } catch (IOException e) {
      throw new StartFailure(
          "Expected a folder for temporary files that can be written, got "
              + System.getProperty("java.io.tmpdir")
              + "; set java.io.tmpdir or give a folder with --root-dir",
          e);
    }
  }

  Path folder() {
    return folder;
  }

  /** Removes the folder with all that is in it. */
  @Override
  public void close() {
    try (Stream<Path> content = Files.walk(folder)) {
      List<Path> deepestFirst = content.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      // What is left is in the folder for temporary files, which the system clears.
      folder.toFile().deleteOnExit();
    }
  }
}
