package org.trackerapi.mock;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.trackerapi.spec.Contract;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Parses the command line and starts the simulator. */
@Command(
    name = "tracker-mock",
    description = "Simulates the tracker API on this machine.",
    versionProvider = Main.Version.class,
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class Main implements Callable<Integer> {
  private static final int WRONG_USAGE = 2;

  @Spec private CommandSpec spec;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "Port to listen on; 0 picks a free one. Default: ${DEFAULT-VALUE}")
  private int port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description =
          "Address to listen on; 0.0.0.0 lets other machines in. Default: ${DEFAULT-VALUE}")
  private String host;

  @Option(
      names = "--base-path",
      paramLabel = "PATH",
      defaultValue = "/api-v2",
      description = "Path that the actions are below. Default: ${DEFAULT-VALUE}")
  private String basePath;

  @Option(names = "--quiet", description = "Print one line when ready, and errors; nothing else.")
  private boolean quiet;

  @Option(
      names = "--export-mappings",
      paramLabel = "DIR",
      description = "Write the documented examples as plain WireMock mappings, and exit.")
  private Path exportTo;

  private Main() {}

  /**
   * Runs the command.
   *
   * @param args see {@code --help}; exit code 2 and one line on wrong ones
   */
  public static void main(String[] args) {
    int code = commandLine().execute(args);
    if (code != 0) {
      System.exit(code);
    }
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setParameterExceptionHandler((e, args) -> refused(e.getCommandLine(), e.getMessage()))
        .setExecutionExceptionHandler(Main::failed);
  }

  @Override
  public Integer call() throws IOException {
    TrackerMock.Builder builder = builder();
    if (exportTo != null) {
      return export();
    }
    TrackerMock mock = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(mock::close, "stop"));
    out().println("tracker-mock is ready: " + mock.baseUrl());
    if (!quiet) {
      out().println("Try: " + Curl.of(mock.baseUrl(), Contract.action("read").orElseThrow()));
    }
    return 0;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private TrackerMock.Builder builder() {
    try {
      return TrackerMock.builder().port(port).host(host).basePath(basePath);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }

  private int export() throws IOException {
    String path = basePath.replaceFirst("/$", "");
    try {
      int count = new ExampleMappings(path).export(exportTo);
      if (!quiet) {
        out()
            .println(
                "Wrote " + count + " mappings; serve them with WireMock's --root-dir " + exportTo);
      }
      return 0;
    } catch (IOException e) {
      throw new StartFailure(
          "Expected a folder that can be written for --export-mappings, got " + exportTo, e);
    }
  }

  private static int failed(
      Exception failure, CommandLine commandLine, CommandLine.ParseResult parsed) throws Exception {
    if (failure instanceof StartFailure) {
      return refused(commandLine, failure.getMessage());
    }
    throw failure;
  }

  private static int refused(CommandLine commandLine, String message) {
    commandLine.getErr().println("tracker-mock: " + message + " (--help lists the options)");
    return WRONG_USAGE;
  }

  /** Says which version of the contract the simulator serves. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {
        "tracker-mock, contract " + Contract.tree().at("/info/version").asText()
      };
    }
  }
}
