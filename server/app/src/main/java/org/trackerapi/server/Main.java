package org.trackerapi.server;

import io.javalin.util.JavalinBindException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.trackerapi.behaviour.RateLimit;
import org.trackerapi.behaviour.World;
import org.trackerapi.behaviour.WorldClock;
import org.trackerapi.behaviour.fleet.FleetDescription;
import org.trackerapi.behaviour.fleet.FleetFile;
import org.trackerapi.behaviour.fleet.FleetFileException;
import org.trackerapi.behaviour.fleet.FleetGenerator;
import org.trackerapi.spec.Contract;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line of the reference server. */
@Command(
    name = "tracker-server",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    sortOptions = false,
    usageHelpWidth = 100,
    description = "Serves the 27 tracker actions over a fleet in memory.",
    footer = {
      "",
      "Exit codes: 0 stopped, 2 wrong option, port in use, or fleet file wrong or not readable.",
      "GET /health says whether it is up, GET /openapi.yaml has the contract."
    })
public final class Main implements Callable<Integer> {
  private static final int WRONG_USAGE = 2;

  @Spec private CommandSpec spec;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8081",
      description = "Port to listen on; 0 picks a free one. Default: ${DEFAULT-VALUE}")
  private int port;

  @Option(
      names = "--host",
      paramLabel = "HOST",
      defaultValue = "127.0.0.1",
      description = "Address to listen on; 0.0.0.0 for all. Default: ${DEFAULT-VALUE}")
  private String host;

  @Option(
      names = "--base-path",
      paramLabel = "PATH",
      defaultValue = ServerOptions.DEFAULT_BASE_PATH,
      description = "Path below which the actions are; / for none. Default: ${DEFAULT-VALUE}")
  private String basePath;

  @Option(
      names = "--fleet",
      paramLabel = "FILE",
      description = "Fleet to serve, YAML or JSON. Default: the fixture fleet of the contract")
  private Path fleet;

  @Option(
      names = "--generate",
      paramLabel = "N",
      defaultValue = "0",
      description = "Add N generated trackers, 0 to 25000, to the first account")
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
          "real, an ISO instant to stand still at, or x60 to run sixty times as fast."
              + " Default: ${DEFAULT-VALUE}")
  private String clock;

  @Option(
      names = "--rate-limit",
      paramLabel = "PER_SECOND",
      description = "Requests per second and hash before error 15. Default: no limit")
  private Integer rateLimit;

  @Option(
      names = "--max-body",
      paramLabel = "BYTES",
      description = "Largest body before error 9. Default: x-limits of the contract, 1 MiB")
  private Long maxBody;

  @Option(names = "--quiet", description = "Log nothing but failures")
  private boolean quiet;

  /** Runs until the process is stopped. */
  public static void main(String[] args) {
    int code = commandLine().execute(args);
    if (code != 0) {
      System.exit(code);
    }
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setParameterExceptionHandler((e, args) -> refuse(e.getCommandLine(), e.getMessage()))
        .setExecutionExceptionHandler((e, line, result) -> refuse(line, sentence(e)));
  }

  /** Prints one line and says how to get help. */
  private static int refuse(CommandLine line, String problem) {
    line.getErr().println("tracker-server: " + problem.replaceAll("\\s+", " ") + " (see --help)");
    return WRONG_USAGE;
  }

  private static String sentence(Exception e) {
    return e instanceof Refusal || e instanceof FleetFileException
        ? e.getMessage()
        : "The server could not start: " + e.getMessage();
  }

  /** Thrown for an option that cannot be served; its message is one line. */
  private static final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    Refusal(String message) {
      super(message, null, false, false);
    }
  }

  @Override
  public Integer call() throws Exception {
    ServerOptions options = options();
    World world = new World(description(), clock());
    TrackerServer server = start(world, options);
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "shutdown"));
    announce(server, world);
    new CountDownLatch(1).await();
    return 0;
  }

  private ServerOptions options() throws Refusal {
    require(port >= 0 && port <= 65_535, "--port from 0 to 65535", port);
    require(
        basePath.matches("/|(/(?!\\.\\.?(/|$))[A-Za-z0-9._~-]+)*/?"),
        "--base-path such as /api-v2",
        basePath);
    require(rateLimit == null || rateLimit > 0, "--rate-limit of at least 1", rateLimit);
    require(maxBody == null || maxBody > 0, "--max-body of at least 1", maxBody);
    return new ServerOptions(
        address(),
        port,
        basePath.endsWith("/") ? basePath.substring(0, basePath.length() - 1) : basePath,
        maxBody == null ? Contract.limit("request-bytes") : maxBody,
        rateLimit == null ? null : RateLimit.of(rateLimit),
        !quiet);
  }

  private String address() throws Refusal {
    try {
      InetAddress.getByName(host);
      return host;
    } catch (UnknownHostException e) {
      throw new Refusal("Expected --host to be an address of this machine, got " + host);
    }
  }

  private static void require(boolean fine, String expected, Object got) throws Refusal {
    if (!fine) {
      throw new Refusal("Expected a " + expected + ", got " + got);
    }
  }

  private WorldClock clock() throws Refusal {
    try {
      return WorldClock.parse(clock);
    } catch (IllegalArgumentException e) {
      throw new Refusal("--clock: " + e.getMessage());
    }
  }

  private FleetDescription description() throws Refusal, FleetFileException {
    FleetDescription described = fleet == null ? FleetFile.fixture() : FleetFile.load(fleet);
    FleetDescription seeded = seed == null ? described : described.withSeed(seed);
    try {
      return FleetGenerator.generate(seeded, generate, seeded.seed());
    } catch (IllegalArgumentException e) {
      throw new Refusal("--generate: " + e.getMessage());
    }
  }

  private static TrackerServer start(World world, ServerOptions options) throws Refusal {
    try {
      return TrackerServer.start(world, options);
    } catch (JavalinBindException e) {
      throw new Refusal(
          "Port "
              + options.port()
              + " of "
              + options.host()
              + " cannot be used, because it is taken, not allowed or of another machine;"
              + " choose another with --port or --host");
    }
  }

  private void announce(TrackerServer server, World world) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "Tracker API %s: %d trackers at %s - stop with Ctrl+C%n",
        Version.number(), world.fleet().allTrackers().size(), server.url());
    out.flush();
  }

  /** Knows the version of the contract. */
  static final class Version implements CommandLine.IVersionProvider {
    static String number() {
      return Contract.tree().at("/info/version").asText();
    }

    @Override
    public String[] getVersion() {
      return new String[] {"tracker-server " + number()};
    }
  }
}
