package org.trackerapi.conformance;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.trackerapi.conformance.profile.Profile;
import org.trackerapi.conformance.profile.ProfileException;
import org.trackerapi.conformance.profile.ProfileFile;
import org.trackerapi.conformance.report.Reports;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of the suite. */
@Command(
    name = "tracker-conformance",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    sortOptions = false,
    description = "Judges an implementation of the tracker API by the rules of its documentation.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all claimed rules that could be judged hold",
      "1:some rule does not hold, or nothing could be judged",
      "2:wrong usage",
      "3:the target does not answer, or refuses the hash"
    },
    footer = {
      "",
      "Example:",
      "  tracker-conformance --url http://127.0.0.1:8080/api-v2 --profile fixture --allow-writes",
      "",
      "The run only reads unless --allow-writes is given."
    })
public final class Main implements Callable<Integer> {
  private static final int FAILED = 1;
  private static final int USAGE = 2;
  private static final int UNREACHABLE = 3;
  private static final long QUIET_MILLIS = 3000;

  @Spec private CommandSpec spec;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Base address, e.g. http://127.0.0.1:8080/api-v2. Or TRACKER_URL.")
  private String url;

  @Option(
      names = "--hash",
      paramLabel = "HASH",
      description = "Session hash or API key; better in TRACKER_HASH than here.")
  private String hash;

  @Option(
      names = "--profile",
      paramLabel = "FILE",
      description = "Profile of the target, a fleet file, or the word fixture.")
  private String profileName;

  @Option(
      names = "--allow-writes",
      description = "Run rules that change something, and take the changes back.")
  private boolean allowWrites;

  @Option(
      names = "--i-may-test-this-host",
      description = "Needed for every host but this machine: the rules send wrong requests too.")
  private boolean mayTest;

  @Option(
      names = "--only",
      paramLabel = "RULES",
      split = ",",
      description = "Rules or actions to run, e.g. get_fuel,get_state/208,*/named.")
  private List<String> only = List.of();

  @Option(
      names = "--level",
      paramLabel = "LEVEL",
      defaultValue = "should",
      description = "must runs the binding rules only, should all. Default: ${DEFAULT-VALUE}.")
  private String level;

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description = "An earlier report.json: only rules that did not fail in it can fail the run.")
  private Path baseline;

  @Option(
      names = "--report-dir",
      paramLabel = "DIR",
      description = "Where to write report.json, report.html, JUnit XML and badge.json.")
  private Path reportDir;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "0",
      description = "Most requests per second; 0 is no limit. Default: ${DEFAULT-VALUE}.")
  private int rate;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      defaultValue = "2",
      description = "Rules that read at once, 1 to 32. Default: ${DEFAULT-VALUE}.")
  private int parallel;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Orders the rules and chooses samples. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description = "How long one answer may take, 1 to 600. Default: ${DEFAULT-VALUE}.")
  private int timeout;

  @Option(
      names = "--init-profile",
      paramLabel = "FILE",
      description = "Find out what is there, write a profile and stop; - is standard output.")
  private String initProfile;

  @Option(names = "--list-rules", description = "List the rules and stop.")
  private boolean listRules;

  @Option(names = "--explain", paramLabel = "RULE", description = "Explain a rule and stop.")
  private String explain;

  @Option(names = "--quiet", description = "Print failures and the last lines only.")
  private boolean quiet;

  private final Map<String, String> environment;

  /** Makes the command with the environment of the process. */
  public Main() {
    this(System.getenv());
  }

  Main(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Runs the command and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(
        run(
            arguments,
            System.getenv(),
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8)));
  }

  /** Runs the command and returns its exit code. */
  static int run(
      String[] arguments, Map<String, String> environment, PrintWriter out, PrintWriter err) {
    CommandLine line = new CommandLine(new Main(environment)).setOut(out).setErr(err);
    line.setExpandAtFiles(false);
    line.setParameterExceptionHandler(
        (exception, given) -> {
          exception
              .getCommandLine()
              .getErr()
              .println(
                  "tracker-conformance: " + exception.getMessage() + "; --help lists the options");
          return USAGE;
        });
    line.setExecutionExceptionHandler(
        (exception, command, result) -> {
          command.getErr().println("tracker-conformance: " + exception.getMessage());
          return exception instanceof Suite.Unreachable ? UNREACHABLE : USAGE;
        });
    return line.execute(arguments);
  }

  @Override
  public Integer call() throws IOException {
    Level least = level();
    if (explain != null) {
      return explain();
    }
    if (listRules) {
      checkOnly(only, least);
      RuleBook.standard()
          .select(only, least)
          .forEach(
              rule ->
                  out()
                      .printf(
                          "%-52s %-6s %-6s %s%n",
                          rule.id(), rule.level(), rule.writes() ? "writes" : "", rule.title()));
      return 0;
    }
    Options options = options(least);
    Profile profile = profile();
    Baseline before = baseline == null ? null : before();
    checkReportDir();
    checkOnly(options.only(), least);
    try (Suite suite = new Suite(options, profile)) {
      suite.discover();
      if (initProfile != null) {
        return initProfile(suite);
      }
      return judge(suite, before);
    }
  }

  private int judge(Suite suite, Baseline before) throws IOException {
    if (!quiet) {
      out()
          .println(
              "Judging "
                  + suite.options().url()
                  + " by "
                  + suite.rules().size()
                  + (suite.rules().size() == 1 ? " rule, " : " rules, ")
                  + (allowWrites ? "reading and writing" : "reading only")
                  + ", seed "
                  + seed);
    }
    AtomicInteger done = new AtomicInteger();
    AtomicInteger failed = new AtomicInteger();
    AtomicLong told = new AtomicLong(System.currentTimeMillis());
    Verdicts verdicts =
        suite.run(
            outcome -> {
              int count = done.incrementAndGet();
              if (outcome.verdict() == Verdict.FAILED) {
                failed.incrementAndGet();
              }
              long now = System.currentTimeMillis();
              long last = told.get();
              if (!quiet && now - last > QUIET_MILLIS && told.compareAndSet(last, now)) {
                err()
                    .printf(
                        Locale.ROOT,
                        "  %d of %d rules, %d failed%n",
                        count,
                        suite.rules().size(),
                        failed.get());
              }
            });
    Reports reports = new Reports(verdicts, Version.text());
    if (reportDir != null) {
      reports.writeTo(reportDir);
    }
    reports.console().forEach(out()::println);
    if (reportDir != null && !quiet) {
      out().println("Report: " + reportDir.resolve("report.html"));
    }
    return exitCode(verdicts, before);
  }

  private int exitCode(Verdicts verdicts, Baseline before) {
    if (before == null || verdicts.count(Verdict.PASSED) == 0) {
      return verdicts.holds() ? 0 : FAILED;
    }
    Baseline.Comparison comparison = before.with(verdicts);
    out().println(comparison.line());
    return comparison.worse().isEmpty() ? 0 : FAILED;
  }

  private int initProfile(Suite suite) throws IOException {
    String text =
        "# A profile for tracker-conformance, found by reading. Add what it cannot see: further\n"
            + "# users, tags, registration, and which trackers rules may change (writable).\n"
            + ProfileFile.write(suite.discoveredProfile());
    if (initProfile.equals("-")) {
      out().print(text);
      out().flush();
      return 0;
    }
    Path file = Path.of(initProfile);
    if (Files.exists(file)) {
      throw usage("Expected a new file for --init-profile, but " + file + " is there already");
    }
    try {
      Files.writeString(file, text, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw usage("Expected a file that can be written for --init-profile, got " + file);
    }
    out().println("Wrote " + file);
    return 0;
  }

  private int explain() {
    RuleSpec rule =
        RuleBook.standard()
            .find(explain)
            .orElseThrow(
                () -> usage("Expected a rule id for --explain, got " + explain + similar(explain)));
    PrintWriter out = out();
    out.println(rule.id() + " (" + rule.level() + ")");
    out.println("  What    " + rule.title());
    out.println("  Why     " + rule.quote());
    out.println("  Where   " + rule.source());
    out.println(
        "  Needs   " + (rule.needs().isEmpty() ? "nothing" : String.join(", ", rule.needs())));
    out.println(
        "  Writes  "
            + (rule.writes()
                ? "yes, only with --allow-writes; what it changes it takes back where it can"
                : "no"));
    out.println("  Run it  tracker-conformance --url URL --hash HASH --only " + rule.id());
    return 0;
  }

  private static String similar(String wanted) {
    List<String> like =
        RuleBook.standard().all().stream()
            .map(RuleSpec::id)
            .filter(id -> id.startsWith(wanted) || id.endsWith("/" + wanted))
            .limit(8)
            .toList();
    return like.isEmpty() ? "; --list-rules lists them" : "; perhaps " + String.join(", ", like);
  }

  private Profile profile() {
    String given = hash != null ? hash : environment.get("TRACKER_HASH");
    try {
      Profile profile =
          profileName == null ? Profile.ofHash(given) : ProfileFile.read(profileName, environment);
      // A hash beside a profile is meant; one that only lies in the environment fills a gap.
      if (hash != null || profile.hash() == null) {
        profile = profile.withHash(given);
      }
      if (profile.hash() == null || profile.hash().isBlank()) {
        throw usage(
            "Expected a hash: give --hash, TRACKER_HASH, or --profile with one (the word fixture"
                + " stands for the fleet of the contract)");
      }
      return profile;
    } catch (ProfileException e) {
      throw usage(e.getMessage());
    }
  }

  private Options options(Level least) {
    String address = url != null ? url : environment.get("TRACKER_URL");
    if (address == null || address.isBlank()) {
      throw usage("Expected the base address of the target: give --url or TRACKER_URL");
    }
    URI uri;
    try {
      uri = URI.create(address.strip());
    } catch (IllegalArgumentException e) {
      throw usage(
          "Expected an address like http://127.0.0.1:8080/api-v2 for --url, got " + address);
    }
    boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!http || uri.getHost() == null) {
      throw usage(
          "Expected an address like http://127.0.0.1:8080/api-v2 for --url, got " + address);
    }
    if (uri.getQuery() != null || uri.getFragment() != null || uri.getUserInfo() != null) {
      throw usage(
          "Expected an address without query, fragment and user for --url, got one with;"
              + " credentials go to --hash");
    }
    within("--rate", rate, 0, 100_000);
    within("--parallel", parallel, 1, 32);
    within("--timeout", timeout, 1, 600);
    if (!mayTest && !isThisMachine(uri.getHost())) {
      throw usage(
          "Expected --i-may-test-this-host for "
              + uri.getHost()
              + ", which is not this machine: the rules send wrong requests too, make sure that you"
              + " may");
    }
    return new Options(
        URI.create(uri.toString().replaceAll("/+$", "")),
        least,
        only.stream().map(String::strip).filter(pattern -> !pattern.isEmpty()).toList(),
        allowWrites,
        parallel,
        rate,
        seed,
        Duration.ofSeconds(timeout));
  }

  private static boolean isThisMachine(String host) {
    if (host.equalsIgnoreCase("localhost")) {
      return true;
    }
    boolean literal = host.startsWith("[") || host.matches("[0-9.]+");
    try {
      return literal && InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private Level level() {
    try {
      return Level.valueOf(level.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw usage("Expected must or should for --level, got " + level);
    }
  }

  private void within(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw usage("Expected " + least + " to " + most + " for " + option + ", got " + value);
    }
  }

  private void checkOnly(List<String> patterns, Level least) {
    List<String> wrong = ProfileNotes.meaningless(patterns);
    if (!wrong.isEmpty()) {
      throw usage(
          "Expected rules for --only, got "
              + String.join(",", wrong)
              + ", which means none"
              + similar(wrong.get(0)));
    }
    if (RuleBook.standard().select(patterns, least).isEmpty()) {
      throw usage("Expected some MUST rule for --only and --level must, got SHOULD rules only");
    }
  }

  private void checkReportDir() {
    if (reportDir == null) {
      return;
    }
    try {
      Files.createDirectories(reportDir);
    } catch (IOException e) {
      throw usage("Expected a directory that can be written for --report-dir, got " + reportDir);
    }
    if (!Files.isWritable(reportDir)) {
      throw usage("Expected a directory that can be written for --report-dir, got " + reportDir);
    }
  }

  private Baseline before() {
    try {
      return Baseline.read(baseline);
    } catch (IllegalArgumentException e) {
      throw usage("Expected a report.json of this suite for --baseline, got " + baseline);
    } catch (IOException e) {
      throw usage("Expected a report.json that can be read for --baseline, got " + baseline);
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }

  /** Tells the version of the artifact. */
  static final class Version implements CommandLine.IVersionProvider {
    static String text() {
      String version = Main.class.getPackage().getImplementationVersion();
      return version == null ? "development" : version;
    }

    @Override
    public String[] getVersion() {
      return new String[] {"tracker-conformance " + text()};
    }
  }
}
