package org.trackerapi.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.trackerapi.conformance.http.JdkTransport;
import org.trackerapi.conformance.http.Transport;
import org.trackerapi.conformance.profile.Profile;
import org.trackerapi.conformance.rules.Guard;
import org.trackerapi.spec.Action;
import org.trackerapi.spec.Contract;

/**
 * Judges one target: finds out what is there, runs the rules, clears up.
 *
 * <p>Rules that only read run first and side by side; rules that write run after them, one at a
 * time.
 */
public final class Suite implements AutoCloseable {
  /** After so many requests without an answer in a row the target counts as gone. */
  private static final int GONE = 12;

  private final Options options;
  private final Profile profile;
  private final Transport transport;
  private final List<RuleSpec> rules;
  private final AtomicInteger silence = new AtomicInteger();
  private final Instant started = Instant.now();
  private final List<String> notes = Collections.synchronizedList(new ArrayList<>());
  private World world;
  private Map<Integer, JsonNode> seen;
  private boolean reading = true;

  /** Makes a suite that sends with the client of the JDK. */
  public Suite(Options options, Profile profile) {
    this(options, profile, new JdkTransport(options.timeout()), RuleBook.standard());
  }

  /**
   * Makes a suite.
   *
   * @param transport how requests are sent; closed with the suite
   * @param book the rules to choose from
   */
  public Suite(Options options, Profile profile, Transport transport, RuleBook book) {
    this.options = options;
    this.profile = profile;
    this.transport = transport;
    this.rules = book.select(options.only(), options.level());
    notes.addAll(ProfileNotes.of(profile));
  }

  /** Returns the rules that the options select. */
  public List<RuleSpec> rules() {
    return rules;
  }

  /**
   * Asks the target who it is and what it has. Must come first.
   *
   * @throws Unreachable when it does not answer at all, or refuses the hash
   */
  public void discover() {
    Target target = new Target(transport, options);
    world = new World(options, profile, target, Discovery.nothing());
    Answer list = knock("list");
    Answer models = knock("list_models");
    if (list == null && models == null) {
      throw new Unreachable(
          "Expected a tracker API at " + options.url() + ", but " + notes.get(notes.size() - 1));
    }
    if ((list == null || isStranger(list)) && (models == null || isStranger(models))) {
      throw new Unreachable(
          "Expected "
              + options.url()
              + " to accept the hash, but it answered: "
              + (list == null ? models : list).summary()
              + "; give a valid one with --hash, TRACKER_HASH or the profile");
    }
    if (list == null || !list.json().path("success").isBoolean()) {
      notes.add(
          "tracker/list did not answer like a tracker API ("
              + (list == null ? "no answer" : list.summary())
              + "); check the base address if everything fails");
    }
    notes.removeIf(note -> note.startsWith("tracker/list gave no"));
    if (list != null) {
      world = new World(options, profile, target, Discovery.of(new Run(world, "discovery"), list));
      seen = Guard.look(new Run(world, "discovery"));
    }
  }

  private Answer knock(String action) {
    try {
      return new Run(world, "knock").call(action).outsideTheContract().send();
    } catch (Violation e) {
      notes.add(e.actual());
      return null;
    }
  }

  private static boolean isStranger(Answer answer) {
    int code = answer.code();
    return !answer.isSuccess() && (code == 3 || code == 4 || code == 11 || code == 275);
  }

  /**
   * Runs all selected rules.
   *
   * @param progress told of every outcome as it comes, from several threads
   */
  public Verdicts run(Consumer<Outcome> progress) {
    Map<RuleSpec, Outcome> outcomes = Collections.synchronizedMap(new HashMap<>());
    List<RuleSpec> order = new ArrayList<>(rules);
    Collections.shuffle(order, new Random(options.seed()));
    Consumer<RuleSpec> judge =
        rule -> {
          Outcome outcome = judge(rule);
          outcomes.put(rule, outcome);
          progress.accept(outcome);
        };
    parallel(order.stream().filter(rule -> !rule.writes() && !rule.last()).toList(), judge);
    order.stream().filter(rule -> rule.writes() && !rule.last()).forEach(judge);
    finish();
    order.stream().filter(RuleSpec::last).forEach(judge);
    return verdicts(rules.stream().map(outcomes::get).toList());
  }

  /** Looks at the fleet once more before anything may change it. */
  private void endReading() {
    Map<Integer, JsonNode> before = seen;
    seen = Guard.look(new Run(world, "reading"));
    if (before == null || seen == null) {
      return;
    }
    try {
      Guard.unchanged(before, seen, Set.of());
      world.changedByReading("");
    } catch (Violation e) {
      world.changedByReading(e.getMessage());
    }
  }

  /** Returns how the run is made. */
  public Options options() {
    return options;
  }

  /** Returns a profile of what {@link #discover()} found, without hashes. */
  public Profile discoveredProfile() {
    Map<String, List<Integer>> trackers = new TreeMap<>();
    world
        .found()
        .roles()
        .forEach(
            (role, ids) -> {
              if (!role.passes()) {
                trackers.put(role.key(), ids.subList(0, Math.min(5, ids.size())));
              }
            });
    TreeSet<Integer> groups = new TreeSet<>();
    TreeSet<Integer> tags = new TreeSet<>();
    world
        .found()
        .trackers()
        .values()
        .forEach(
            tracker -> {
              groups.add(tracker.path("group_id").asInt());
              tracker.path("tag_bindings").forEach(tag -> tags.add(tag.path("tag_id").asInt()));
            });
    groups.remove(0);
    return new Profile(
        1,
        options.url().getHost(),
        "${TRACKER_HASH}",
        null,
        trackers,
        new World(options, Profile.ofHash(null), world.target(), world.found()).unknownTracker(),
        null,
        List.copyOf(groups),
        null,
        List.copyOf(tags),
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /** Takes back what outlives single rules. */
  public void finish() {
    world.undoAll(world.undos());
  }

  /** Returns what the run has to say with these outcomes. */
  public Verdicts verdicts(List<Outcome> outcomes) {
    return new Verdicts(
        options,
        profile,
        outcomes,
        world.leftovers(),
        List.copyOf(notes),
        world.target().requests(),
        world.found().trackers().size(),
        started,
        java.time.Duration.between(started, Instant.now()).toMillis());
  }

  private void parallel(List<RuleSpec> some, Consumer<RuleSpec> judge) {
    if (options.parallel() <= 1) {
      some.forEach(judge);
      return;
    }
    ExecutorService threads = Executors.newFixedThreadPool(options.parallel());
    try {
      List<Future<?>> all = new ArrayList<>();
      some.forEach(rule -> all.add(threads.submit(() -> judge.accept(rule))));
      for (Future<?> one : all) {
        one.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      threads.shutdownNow();
      throw new Unreachable("The run was interrupted");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      threads.shutdown();
    }
  }

  /** Runs one rule. */
  public Outcome judge(RuleSpec rule) {
    if (!profile.isClaimed(rule.id())) {
      return outcome(rule, Verdict.NOT_CLAIMED, "the profile does not claim it", "", 0, 0);
    }
    if (rule.writes() && !options.allowWrites()) {
      return outcome(rule, Verdict.SKIPPED, "writes: run with --allow-writes", "writes", 0, 0);
    }
    if ((rule.writes() || rule.last()) && reading) {
      reading = false;
      endReading();
    }
    Run run = new Run(world, rule.id());
    long start = System.nanoTime();
    if (silence.get() >= GONE) {
      return failure(rule, "an answer", "the target has stopped answering", null, run, start);
    }
    try {
      try {
        rule.body().check(run);
        run.keepsItsOwn();
      } finally {
        run.finish();
      }
      Map<Integer, JsonNode> before = seen;
      look(rule, run);
      if (rule.writes()) {
        Guard.unchanged(before, seen, run.touched());
      }
      silence.set(0);
      return outcome(rule, Verdict.PASSED, "", "", run.requests(), since(start));
    } catch (Skip e) {
      look(rule, run);
      return outcome(
          rule, Verdict.SKIPPED, e.getMessage(), e.missing(), run.requests(), since(start));
    } catch (Violation e) {
      Exchange shown = e.exchange() == null ? run.last() : e.exchange();
      if (e.exchange() != null && e.exchange().answer() == null) {
        silence.incrementAndGet();
      } else {
        silence.set(0);
        look(rule, run);
      }
      return failure(rule, e.expected(), e.actual(), shown, run, start);
    } catch (RuntimeException | StackOverflowError e) {
      return failure(
          rule,
          "an answer that the rule can read",
          "the rule broke on the answers: " + e,
          null,
          run,
          start);
    }
  }

  /** Looks at the fleet after a rule that may have changed it, for the next one to compare. */
  private void look(RuleSpec rule, Run run) {
    if (rule.writes() && seen != null && run.requests() > 0) {
      seen = Guard.look(run);
    }
  }

  private static long since(long start) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }

  private static Outcome failure(
      RuleSpec rule, String expected, String actual, Exchange exchange, Run run, long start) {
    return new Outcome(
        rule,
        Verdict.FAILED,
        "expected " + expected + ", got " + actual,
        "",
        expected,
        actual,
        exchange,
        run.requests(),
        since(start));
  }

  private static Outcome outcome(
      RuleSpec rule, Verdict verdict, String reason, String missing, int requests, long millis) {
    return new Outcome(rule, verdict, reason, missing, "", "", null, requests, millis);
  }

  /** Returns the actions of the contract, for reports. */
  static List<Action> actions() {
    return Contract.actions();
  }

  @Override
  public void close() {
    transport.close();
  }

  /** Says in one line why a target cannot be judged at all. */
  public static final class Unreachable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unreachable(String message) {
      super(message);
    }
  }
}
