package org.trackerapi.mock;

import com.github.tomakehurst.wiremock.common.BinaryFile;
import com.github.tomakehurst.wiremock.common.FileSource;
import com.github.tomakehurst.wiremock.common.TextFile;
import java.io.File;
import java.net.URI;
import java.util.List;

/** The root directory of a simulator that was given none: nothing is read, nothing is written. */
final class NoFiles implements FileSource {
  private static final String PATH = "no-root-dir";

  @Override
  public BinaryFile getBinaryFileNamed(String name) {
    throw refusal();
  }

  @Override
  public TextFile getTextFileNamed(String name) {
    throw refusal();
  }

  @Override
  public void createIfNecessary() {
    // There is nothing to create.
  }

  @Override
  public FileSource child(String subDirectoryName) {
    return this;
  }

  @Override
  public String getPath() {
    return PATH;
  }

  @Override
  public URI getUri() {
    return new File(PATH).toURI();
  }

  @Override
  public List<TextFile> listFilesRecursively() {
    return List.of();
  }

  @Override
  public void writeTextFile(String name, String contents) {
    throw refusal();
  }

  @Override
  public void writeBinaryFile(String name, byte[] contents) {
    throw refusal();
  }

  @Override
  public boolean exists() {
    return false;
  }

  @Override
  public void deleteFile(String name) {
    throw refusal();
  }

  private static UnsupportedOperationException refusal() {
    return new UnsupportedOperationException(
        "Expected a root directory for files, got none; start the simulator with --root-dir");
  }
}
