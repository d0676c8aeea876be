package org.trackerapi.mock;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.common.FatalStartupException;
import com.github.tomakehurst.wiremock.common.FileSource;
import com.github.tomakehurst.wiremock.common.SingleRootFileSource;
import com.github.tomakehurst.wiremock.common.Slf4jNotifier;
import com.github.tomakehurst.wiremock.core.Admin;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.standalone.MappingFileException;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.trackerapi.behaviour.World;
import org.trackerapi.behaviour.WorldClock;
import org.trackerapi.behaviour.fleet.FleetFileException;
import org.trackerapi.spec.Contract;

/**
 * A running simulator.
 *
 * <pre>{@code
 * try (TrackerMock mock = TrackerMock.start()) {
 *   mock.failNext("get_fuel", "DEVICE_BLOCKED");
 *   client.call(mock.baseUrl() + "/tracker/get_fuel");
 * }
 * }</pre>
 *
 * <p>Safe for use by many threads.
 */
public final class TrackerMock implements AutoCloseable {
  private static final int LONGEST_HEADERS = 256 * 1024;
  // A slow caller holds a thread, WireMock's 25 would soon be taken.
  private static final int THREADS = 200;
  private static final long IDLE_MILLIS = 30_000;

  private final String host;
  private final String basePath;
  private final Worlds worlds;
  private final ForcedErrors forced = new ForcedErrors();
  private final Networks networks;
  private final Journal journal;
  private final RequestLog log;
  private final FleetWatch watch;
  private final ScheduledThreadPoolExecutor scheduler = scheduler();
  private final Scratch scratch;
  private final WireMockServer server;
  private UserStubs userStubs;

  private TrackerMock(Builder builder, WorldClock clock) {
    host = builder.host;
    basePath = builder.basePath;
    worlds = builder.worlds(clock);
    networks = new Networks(builder.networkSeed(), builder.network());
    journal = new Journal(builder.journalEntries);
    log = builder.log == null ? null : new RequestLog(builder.log);
    watch = builder.watch(worlds, scheduler);
    scratch = builder.rootDirectory == null ? Scratch.make() : null;
    server = new WireMockServer(options(builder));
  }

  private static ScheduledThreadPoolExecutor scheduler() {
    ScheduledThreadPoolExecutor scheduler =
        // One reads fleet files, which takes a while, the other one sends what was delayed.
        new ScheduledThreadPoolExecutor(
            2,
            task -> {
              Thread thread = new Thread(task, "tracker-mock-delays");
              thread.setDaemon(true);
              return thread;
            });
    scheduler.setRemoveOnCancelPolicy(true);
    return scheduler;
  }

  private WireMockConfiguration options(Builder builder) {
    FileSource files = new SingleRootFileSource(root(builder).toString());
    // As stock WireMock does when it starts; its admin API lists what is in them.
    files.child("mappings").createIfNecessary();
    files.child("__files").createIfNecessary();
    ExampleMappings examples = builder.examples ? new ExampleMappings(basePath) : null;
    return WireMockConfiguration.options()
        .port(builder.port)
        .bindAddress(host)
        // Jetty takes the upgrade to HTTP/2 of a streamed POST, as Spring sends it, and then hangs
        // up.
        .http2PlainDisabled(true)
        .notifier(new Slf4jNotifier(false))
        .stubRequestLoggingDisabled(true)
        .jettyHeaderRequestSize(LONGEST_HEADERS)
        .containerThreads(THREADS)
        .jettyIdleTimeout(IDLE_MILLIS)
        .fileSource(files)
        .withStores(new JournalStores(files, journal))
        .extensions(new TrackerExtension(examples, stubs -> userStubs = stubs))
        .httpServerFactory(new GatedServer(this::gate));
  }

  private Path root(Builder builder) {
    return scratch == null ? builder.rootDirectory : scratch.folder();
  }

  private Gate gate() {
    Control control = new Control(worlds, forced, networks);
    Simulation simulation = worlds == null ? null : new Simulation(worlds, forced, networks);
    return new Gate(
        new Gate.Parts() {
          @Override
          public String belowBasePath(String path) {
            // Without a base path the simulator's own pages are beside the actions.
            boolean own = basePath.isEmpty() && Control.isOwn(path);
            return !own
                    && path.startsWith(basePath)
                    && (path.length() == basePath.length() || path.charAt(basePath.length()) == '/')
                ? path.substring(basePath.length())
                : null;
          }

          @Override
          public Simulation simulation() {
            return simulation;
          }

          @Override
          public Control control() {
            return control;
          }

          @Override
          public Journal journal() {
            return journal;
          }

          @Override
          public UserStubs userStubs() {
            return userStubs;
          }

          @Override
          public Admin admin() {
            return server;
          }

          @Override
          public RequestLog log() {
            return log;
          }

          @Override
          public ScheduledExecutorService scheduler() {
            return scheduler;
          }
        },
        new RawRequests(Contract.limit("request-bytes")));
  }

  /**
   * Starts a simulator on a free port of this machine.
   *
   * @throws StartFailure if it cannot start
   */
  public static TrackerMock start() {
    return builder().start();
  }

  /** Returns a builder that makes what {@link #start()} starts unless told otherwise. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the URL that the paths of the contract are appended to, without a final slash. */
  public String baseUrl() {
    return rootUrl() + basePath;
  }

  /** Returns the URL of the server itself, where {@code /__admin} is, without a final slash. */
  public String rootUrl() {
    boolean everywhere = host.equals("0.0.0.0") || host.equals("::");
    String name = everywhere ? "127.0.0.1" : host.contains(":") ? "[" + host + "]" : host;
    return "http://" + name + ":" + port();
  }

  /** Returns the port that the simulator listens on. */
  public int port() {
    return server.port();
  }

  /** Returns the WireMock behind the simulator, for stubs and verifications of your own. */
  public WireMockServer wireMock() {
    return server;
  }

  /**
   * Lets the next call of an action fail.
   *
   * @param action the action's name, e.g. {@code get_fuel}; null for any action that documents the
   *     error
   * @param error the error's name or number, e.g. {@code DEVICE_BLOCKED} or {@code 208}
   * @throws IllegalArgumentException if there is no such action, or it does not document the error
   * @throws IllegalStateException if only documented examples are answered
   */
  public void failNext(String action, String error) {
    failNext(action, error, 1);
  }

  /**
   * Lets the next call of an action fail.
   *
   * @param number the error's number, e.g. 208
   * @see #failNext(String, String)
   */
  public void failNext(String action, int number) {
    failNext(action, Integer.toString(number), 1);
  }

  /**
   * Lets the next calls of an action fail, after those that are to fail already.
   *
   * @param times how many calls, from 1
   * @throws IllegalArgumentException if there is no such action, it does not document the error, or
   *     {@code times} is below 1
   * @see #failNext(String, String)
   */
  public void failNext(String action, String error, int times) {
    everybody().failNext(action, error, times);
  }

  /**
   * Returns the clock of the simulated world, to freeze, advance or speed it up.
   *
   * @throws IllegalStateException if only documented examples are answered
   */
  public WorldClock clock() {
    return world().clock();
  }

  /**
   * Returns the simulated world, with its fleet and clock. When hashes are isolated, it is the one
   * that new worlds are copies of.
   *
   * @throws IllegalStateException if only documented examples are answered
   */
  public World world() {
    return everybody().world();
  }

  /**
   * Returns what concerns the calls of a hash only.
   *
   * @param hash 32 hexadecimal digits
   * @throws IllegalArgumentException if it is something else
   */
  public TrackerSession session(String hash) {
    if (!Hashes.wellFormed(hash)) {
      throw new IllegalArgumentException("Expected a hash of 32 hexadecimal digits, got " + hash);
    }
    return new TrackerSession(hash, worlds, forced, networks);
  }

  /**
   * Returns the session of a hash that nobody has used yet, a master's in a world of its own.
   *
   * @throws IllegalStateException if the simulator does not isolate hashes
   */
  public TrackerSession session() {
    if (worlds == null || !worlds.isolated()) {
      throw new IllegalStateException(
          "Expected a simulator that isolates hashes; start it with builder().isolate(100)");
    }
    return session(UUID.randomUUID().toString().replace("-", ""));
  }

  private TrackerSession everybody() {
    return new TrackerSession(null, worlds, forced, networks);
  }

  /**
   * Undoes every change: fleet, clock, errors that are to come, network. Stubs and the journal of
   * WireMock stay.
   */
  public void reset() {
    everybody().reset();
  }

  /**
   * Simulates a network: {@code perfect}, {@code slow}, {@code flaky} or {@code offline}.
   *
   * @throws IllegalArgumentException if there is no such profile
   * @throws IllegalStateException if only documented examples are answered
   */
  public void network(String profile) {
    everybody().network(profile);
  }

  /** Stops the simulator and frees its port. */
  @Override
  public void close() {
    server.stop();
    release();
  }

  private void release() {
    scheduler.shutdownNow();
    if (log != null) {
      log.close();
    }
    if (scratch != null) {
      scratch.close();
    }
  }

  private TrackerMock listen(int port) {
    try {
      server.start();
      watch.start();
      return this;
    } catch (FatalStartupException e) {
      release();
      throw new StartFailure(unable(port, e), e);
    }
  }

  private String unable(int port, Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException && String.valueOf(cause.getMessage()).contains("in use")) {
        return "Port "
            + port
            + " of "
            + host
            + " is in use; choose another one with --port, or 0 for any free one";
      }
    }
    return "Cannot listen on " + host + ":" + port + ": expected an address of this machine";
  }

  /** Collects how a simulator is to be started. */
  public static final class Builder {
    private static final int JOURNAL_ENTRIES = 1000;
    private static final int WORLDS = 1000;

    private int port;
    private String host = "127.0.0.1";
    private String basePath = "/api-v2";
    private Path rootDirectory;
    private boolean examples;
    private Path fleet;
    private int generated;
    private Long seed;
    private WorldClock clock = WorldClock.realTime();
    private boolean isolated;
    private int worldLimit = WORLDS;
    private int journalEntries = JOURNAL_ENTRIES;
    private Network.Settings network = Network.PROFILES.get(Network.PERFECT);
    private PrintStream log;
    private PrintStream messages = System.err;

    private Builder() {}

    /**
     * Sets the port to listen on.
     *
     * @param port 0 to 65535; 0, the default, picks a free one
     * @throws IllegalArgumentException if it is out of range
     */
    public Builder port(int port) {
      if (port < 0 || port > 65535) {
        throw new IllegalArgumentException("Expected a port from 0 to 65535, got " + port);
      }
      this.port = port;
      return this;
    }

    /** Sets the address to listen on; {@code 127.0.0.1} unless set. */
    public Builder host(String host) {
      this.host = host;
      return this;
    }

    /**
     * Sets the path that the paths of the contract are appended to.
     *
     * @param basePath {@code /api-v2} unless set; empty or a slash for none
     * @throws IllegalArgumentException if it does not begin with a slash, has characters that a
     *     path needs escapes for, or would hide WireMock's {@code /__admin}
     */
    public Builder basePath(String basePath) {
      if (!basePath.matches("(/[A-Za-z0-9._~-]+)*/?") || basePath.startsWith("/__admin")) {
        throw new IllegalArgumentException("Expected a path like /api-v2, got " + basePath);
      }
      this.basePath =
          basePath.endsWith("/") ? basePath.substring(0, basePath.length() - 1) : basePath;
      return this;
    }

    /**
     * Sets the folder with {@code mappings} and {@code __files} of your own; they win over the
     * simulation. None unless set.
     *
     * @throws IllegalArgumentException if there is no such folder
     */
    public Builder rootDirectory(Path rootDirectory) {
      if (!Files.isDirectory(rootDirectory)) {
        throw new IllegalArgumentException("Expected a folder, got " + rootDirectory);
      }
      this.rootDirectory = rootDirectory;
      return this;
    }

    /** Answers documented examples only: nothing is remembered, nothing moves. */
    public Builder examplesOnly() {
      this.examples = true;
      return this;
    }

    /**
     * Sets the file that describes the fleet; the fixture of the contract unless set. While the
     * simulator runs, a change of the file resets the world to it.
     */
    public Builder fleet(Path file) {
      this.fleet = file;
      return this;
    }

    /**
     * Generates trackers, besides those of the fleet; none unless set.
     *
     * @param number 0 to the contract's limit of devices in an account, 25,000
     * @throws IllegalArgumentException if it is out of range
     */
    public Builder generate(int number) {
      int limit = Contract.limit("devices-per-account");
      if (number < 0 || number > limit) {
        throw new IllegalArgumentException(
            "Expected a number of trackers from 0 to " + limit + ", got " + number);
      }
      this.generated = number;
      return this;
    }

    /** Sets the seed of all that looks random; that of the fleet unless set. */
    public Builder seed(long seed) {
      this.seed = seed;
      return this;
    }

    /** Sets the clock of the world; the real time unless set. */
    public Builder clock(WorldClock clock) {
      this.clock = clock;
      return this;
    }

    /**
     * Gives each hash a world of its own. A well-formed hash that no user has is a master's.
     *
     * @param worlds how many worlds there are at most, from 1; a new one takes the place of the one
     *     that was not used for longest
     * @throws IllegalArgumentException if it is below 1
     */
    public Builder isolate(int worlds) {
      if (worlds < 1) {
        throw new IllegalArgumentException("Expected a number of worlds from 1, got " + worlds);
      }
      this.isolated = true;
      this.worldLimit = worlds;
      return this;
    }

    /**
     * Sets how many requests the journal remembers; 1,000 unless set.
     *
     * @param entries from 0
     * @throws IllegalArgumentException if it is negative
     */
    public Builder journal(int entries) {
      if (entries < 0) {
        throw new IllegalArgumentException("Expected a number of requests from 0, got " + entries);
      }
      this.journalEntries = entries;
      return this;
    }

    /**
     * Simulates a network from the start: {@code perfect}, {@code slow}, {@code flaky} or {@code
     * offline}.
     *
     * @throws IllegalArgumentException if there is no such profile
     */
    public Builder network(String profile) {
      return network(NetworkJson.profile(profile));
    }

    Builder network(Network.Settings settings) {
      this.network = settings;
      return this;
    }

    /** Prints a line for each request; nothing is printed unless set. */
    public Builder log(PrintStream out) {
      this.log = out;
      return this;
    }

    Builder messages(PrintStream out) {
      this.messages = out;
      return this;
    }

    /**
     * Starts the simulator.
     *
     * @throws StartFailure if the port is in use, the host is not of this machine, or the fleet
     *     file or a mapping in the root directory is wrong
     */
    public TrackerMock start() {
      return start(clock);
    }

    /** Starts a simulator whose clock no other one has. */
    TrackerMock startWithItsOwnClock() {
      return start(clock.copy());
    }

    private TrackerMock start(WorldClock itsClock) {
      try {
        return new TrackerMock(this, itsClock).listen(port);
      } catch (MappingFileException e) {
        throw new StartFailure(
            "Expected mappings that WireMock can read in "
                + rootDirectory
                + ", got: "
                + String.valueOf(e.getMessage()).replaceAll("\\s+", " "),
            e);
      }
    }

    private FleetSource.Recipe recipe() {
      return new FleetSource.Recipe(fleet, generated, seed);
    }

    private Worlds worlds(WorldClock itsClock) {
      try {
        return examples ? null : new Worlds(recipe().read(), itsClock, isolated, worldLimit);
      } catch (FleetFileException | IllegalArgumentException e) {
        throw new StartFailure(e.getMessage(), e);
      }
    }

    private FleetWatch watch(Worlds worlds, ScheduledExecutorService scheduler) {
      return new FleetWatch(fleet, recipe(), worlds, scheduler, messages);
    }

    private long networkSeed() {
      return seed == null ? 0 : seed;
    }

    private Network.Settings network() {
      return network;
    }
  }
}
