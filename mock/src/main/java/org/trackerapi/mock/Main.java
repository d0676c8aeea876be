package org.trackerapi.mock;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.trackerapi.behaviour.WorldClock;
import org.trackerapi.spec.Contract;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** Parses the command line and starts the simulator. */
@Command(
    name = "tracker-mock",
    description = "Simulates the tracker API on this machine.",
    versionProvider = Main.Version.class,
    subcommands = Explain.class,
    customSynopsis = {"tracker-mock [OPTIONS]", "       tracker-mock explain [--url=URL] ERROR"},
    commandListHeading = "%nCommands%n",
    footer = {"", "Exit codes: 0 stopped, 2 wrong option or file, or port in use."},
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    sortOptions = false)
public final class Main implements Callable<Integer> {
  private static final int WRONG_USAGE = 2;

  @Spec private CommandSpec spec;

  @ArgGroup(validate = false, order = 1, heading = "%nServer%n")
  private final ServerOptions server = new ServerOptions();

  @ArgGroup(validate = false, order = 2, heading = "%nWorld%n")
  private final WorldOptions world = new WorldOptions();

  @ArgGroup(validate = false, order = 3, heading = "%nNetwork%n")
  private final NetworkOptions network = new NetworkOptions();

  @ArgGroup(validate = false, order = 4, heading = "%nWithout the simulation%n")
  private final ExampleOptions examples = new ExampleOptions();

  private Main() {}

  // The build makes the archive of class data from the classes that such a run has loaded.
  @Option(names = "--exit-when-ready", hidden = true)
  private boolean exitWhenReady;

  /** How the server listens and what it says. */
  private static final class ServerOptions {
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

    @Option(
        names = "--root-dir",
        paramLabel = "DIR",
        description =
            "Folder with mappings and __files of your own for WireMock; they win over the"
                + " simulation.")
    private Path rootDirectory;

    @Option(
        names = "--journal",
        paramLabel = "N",
        defaultValue = "1000",
        description = "How many requests WireMock's journal remembers. Default: ${DEFAULT-VALUE}")
    private int journal;

    @Option(
        names = "--quiet",
        description = "Print one line when ready, and problems; nothing else.")
    private boolean quiet;
  }

  /** What is simulated. */
  private static final class WorldOptions {
    @Option(
        names = "--fleet",
        paramLabel = "FILE",
        description =
            "YAML or JSON file that describes the fleet; read again when it changes. Default: the"
                + " fixture fleet of the contract")
    private Path fleet;

    @Option(
        names = "--generate",
        paramLabel = "N",
        defaultValue = "0",
        description = "Generate N more trackers, up to 25000.")
    private int generate;

    @Option(
        names = "--seed",
        paramLabel = "S",
        description = "Seed of all that looks random. Default: that of the fleet")
    private Long seed;

    @Option(
        names = "--clock",
        paramLabel = "CLOCK",
        defaultValue = "real",
        description =
            "real, an instant such as 2026-11-02T12:47:13Z to stand still at, or x60 to run sixty"
                + " times as fast. Default: ${DEFAULT-VALUE}")
    private String clock;

    @Option(
        names = "--isolate",
        description =
            "Give each hash a world of its own; any 32 hexadecimal digits are then a master's"
                + " hash.")
    private boolean isolate;

    @Option(
        names = "--max-worlds",
        paramLabel = "N",
        defaultValue = "1000",
        description =
            "Worlds at most; the one unused for longest makes room. Default: ${DEFAULT-VALUE}")
    private int maxWorlds;
  }

  /** What happens between client and platform. */
  private static final class NetworkOptions {
    @Option(
        names = "--profile",
        paramLabel = "NAME",
        defaultValue = Network.PERFECT,
        description = "perfect, slow, flaky or offline. Default: ${DEFAULT-VALUE}")
    private String profile;

    @Option(
        names = "--delay",
        paramLabel = "[ACTION=]MS[+JITTER]",
        description =
            "Delay answers, by up to JITTER ms more: --delay 200 --delay get_fuel=500+300")
    private List<String> delays = List.of();

    @Option(
        names = "--fault",
        paramLabel = "[ACTION=]KIND[@PERCENT]",
        description =
            "Break answers: reset, truncated or empty: --fault empty@5 --fault list=truncated")
    private List<String> faults = List.of();

    @Option(
        names = "--rate-limit",
        paramLabel = "N",
        defaultValue = "0",
        description =
            "Refuse more than N requests in a second with error 15; 0 refuses none. Default:"
                + " ${DEFAULT-VALUE}")
    private int rateLimit;
  }

  /** The first form of the simulator. */
  private static final class ExampleOptions {
    @Option(
        names = "--examples",
        description = "Answer the contract's documented examples; remember nothing.")
    private boolean only;

    @Option(
        names = "--export-mappings",
        paramLabel = "DIR",
        description = "Write the documented examples as plain WireMock mappings, and exit.")
    private Path exportTo;
  }

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
        .setParameterExceptionHandler((e, args) -> refused(e.getCommandLine(), sentence(e)))
        .setExecutionExceptionHandler(Main::failed);
  }

  @Override
  public Integer call() throws IOException {
    TrackerMock.Builder builder = builder();
    if (examples.exportTo != null) {
      return export();
    }
    TrackerMock mock = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(mock::close, "stop"));
    PrintWriter out = spec.commandLine().getOut();
    out.println("tracker-mock is ready: " + mock.baseUrl());
    if (!server.quiet) {
      Greeting.print(mock, out, examples.only);
    }
    out.flush();
    if (exitWhenReady) {
      Rehearsal.of(mock);
      mock.close();
    }
    return 0;
  }

  private TrackerMock.Builder builder() {
    try {
      TrackerMock.Builder builder =
          TrackerMock.builder()
              .port(server.port)
              .host(server.host)
              .basePath(server.basePath)
              .journal(server.journal)
              .generate(world.generate)
              .clock(WorldClock.parse(world.clock))
              .network(settings());
      if (server.rootDirectory != null) {
        builder.rootDirectory(server.rootDirectory);
      }
      if (!server.quiet) {
        builder.log(new PrintStream(System.out, true));
      }
      return addWorld(builder);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }

  private TrackerMock.Builder addWorld(TrackerMock.Builder builder) {
    if (examples.only && simulates()) {
      throw new IllegalArgumentException(
          "Expected --examples without options of world and network, which only the simulation"
              + " has");
    }
    if (world.fleet != null) {
      builder.fleet(world.fleet);
    }
    if (world.seed != null) {
      builder.seed(world.seed);
    }
    if (world.isolate) {
      builder.isolate(world.maxWorlds);
    }
    if (examples.only) {
      builder.examplesOnly();
    }
    return builder;
  }

  private boolean simulates() {
    return world.fleet != null
        || world.generate > 0
        || world.seed != null
        || world.isolate
        || !world.clock.equals("real")
        || !settings().equals(Network.PROFILES.get(Network.PERFECT));
  }

  private Network.Settings settings() {
    Network.Settings settings = NetworkJson.profile(network.profile);
    for (String delay : network.delays) {
      settings = settings.with(NetworkText.delay(delay, settings));
    }
    for (String fault : network.faults) {
      settings = settings.with(NetworkText.fault(fault, settings));
    }
    if (network.rateLimit < 0) {
      throw new IllegalArgumentException(
          "Expected a number of requests from 0 as --rate-limit, got " + network.rateLimit);
    }
    return settings.withRateLimit(network.rateLimit);
  }

  private int export() {
    String path = server.basePath.replaceFirst("/$", "");
    try {
      int count = new ExampleMappings(path).export(examples.exportTo);
      if (!server.quiet) {
        spec.commandLine()
            .getOut()
            .println(
                "Wrote "
                    + count
                    + " mappings; serve them with WireMock's --root-dir "
                    + examples.exportTo);
      }
      return 0;
    } catch (IOException e) {
      throw new StartFailure(
          "Expected a folder that can be written for --export-mappings, got " + examples.exportTo,
          e);
    }
  }

  private static int failed(
      Exception failure, CommandLine commandLine, CommandLine.ParseResult parsed) throws Exception {
    if (failure instanceof StartFailure) {
      return refused(commandLine, failure.getMessage());
    }
    throw failure;
  }

  /** Says what was expected and what came where the parser only says that it is wrong. */
  private static String sentence(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched) {
      List<String> near = unmatched.getSuggestions();
      return "Expected an option or a command, got "
          + unmatched.getUnmatched().get(0)
          + (near.isEmpty() ? "" : "; the nearest is " + near.get(0));
    }
    if (e instanceof MissingParameterException missing && !missing.getMissing().isEmpty()) {
      ArgSpec first = missing.getMissing().get(0);
      return "Expected "
          + (first instanceof OptionSpec o ? o.longestName() + " " : "")
          + first.paramLabel()
          + ", got nothing";
    }
    return e.getArgSpec() instanceof OptionSpec option
            && e.getValue() != null
            && option.type() != boolean.class
        ? "Expected a whole number as " + option.longestName() + ", got " + e.getValue()
        : e.getMessage();
  }

  private static int refused(CommandLine commandLine, String message) {
    String line = message.replaceAll("\\s+", " ");
    commandLine.getErr().println("tracker-mock: " + line + " (--help lists the options)");
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
