package org.trackerapi.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class MainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(args);
  }

  private void assertRefused(String expected, String... args) {
    assertThat(run(args)).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("tracker-server: ")
        .contains(expected)
        .endsWith(" (see --help)" + System.lineSeparator())
        .doesNotContain("\tat ", "Exception");
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--port 70000|Expected a --port from 0 to 65535, got 70000",
        "--port many|Invalid value for option '--port'",
        "--base-path api|Expected a --base-path such as /api-v2, got api",
        "--base-path /a/../b|Expected a --base-path such as /api-v2, got /a/../b",
        "--generate 25001|Expected a number of trackers from 0 to 25000, got 25001",
        "--generate -1|Expected a number of trackers from 0 to 25000, got -1",
        "--clock yesterday|--clock: Expected real, an ISO instant",
        "--rate-limit 0|Expected a --rate-limit of at least 1, got 0",
        "--max-body 0|Expected a --max-body of at least 1, got 0",
        "--fleet no_such.yaml|Expected a fleet file, but no_such.yaml does not exist",
        "--fleet|Missing required parameter for option '--fleet'",
        "--colour red|Unknown options: '--colour', 'red'",
        "--host no.such.host.invalid|Expected --host to be an address of this machine",
        "--seed x|Invalid value for option '--seed'"
      })
  void aWrongOptionIsRefusedInOneLine(String args, String expected) {
    assertRefused(expected, args.split(" "));
  }

  @Test
  void aPortInUseIsRefusedInOneLine() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      assertRefused(
          "Port " + taken.getLocalPort() + " of 127.0.0.1 cannot be used",
          "--port",
          Integer.toString(taken.getLocalPort()));
    }
  }

  @Test
  void aWrongFleetFileIsRefusedWithItsLine(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("fleet.yaml"), "format: 1\ncolour: red\n");
    assertRefused(
        "fleet.yaml, line 1: the key accounts is missing; add it (and ",
        "--fleet",
        file.toString());
  }

  @Test
  void helpNamesEveryOption() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString())
        .contains(
            "--port",
            "--host",
            "--base-path",
            "--fleet",
            "--generate",
            "--seed",
            "--clock",
            "--rate-limit",
            "--max-body",
            "--quiet");
  }

  @Test
  void theVersionIsThatOfTheContract() {
    assertThat(run("--version")).isZero();
    assertThat(out.toString().strip()).matches("tracker-server \\d+\\.\\d+\\.\\d+");
  }
}
