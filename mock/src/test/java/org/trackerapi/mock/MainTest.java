package org.trackerapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MainTest {
  private final StringWriter output = new StringWriter();
  private final StringWriter errors = new StringWriter();

  @Test
  void refusesWrongUsageInOneLine() {
    assertRefused("Expected a port from 0 to 65535, got 70000", "--port", "70000");
    assertRefused("'eighty'", "--port", "eighty");
    assertRefused("--prot", "--prot", "1");
    assertRefused("Expected a path like /api-v2, got api", "--base-path", "api");
    assertRefused("Cannot listen on 203.0.113.7:0", "--host", "203.0.113.7", "--port", "0");
    assertRefused(
        "Cannot listen on no.such.host.invalid:0", "--host", "no.such.host.invalid", "--port", "0");
  }

  @Test
  void exportsMappings(@TempDir Path folder) {
    int code = run("--export-mappings", folder.resolve("new").toString());

    assertThat(code).isZero();
    assertThat(output.toString()).contains("--root-dir");
    assertThat(folder.resolve("new/mappings/tracker-raw_command-send.json")).isRegularFile();
  }

  @Test
  void refusesToExportOverAFile(@TempDir Path folder) throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    assertRefused("--export-mappings, got " + file, "--export-mappings", file.toString());
  }

  @Test
  void explainsItsOptions() {
    assertThat(run("--help")).isZero();
    assertThat(output.toString()).contains("--port", "--host", "--base-path", "--quiet");
  }

  private int run(String... arguments) {
    CommandLine commandLine = Main.commandLine();
    commandLine.setOut(new PrintWriter(output, true));
    commandLine.setErr(new PrintWriter(errors, true));
    return commandLine.execute(arguments);
  }

  private void assertRefused(String message, String... arguments) {
    errors.getBuffer().setLength(0);

    assertThat(run(arguments)).isEqualTo(2);
    assertThat(errors.toString()).contains(message).hasLineCount(1);
  }
}
