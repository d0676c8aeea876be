package org.trackerapi.mock;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** Simulates the way between client and platform: delays, broken answers, a limit of requests. */
final class Network {
  private static final long SECOND = 1_000_000_000L;
  private static final int ALL = 100;

  /** What can happen to an answer on its way. */
  enum Fault {
    /** The connection is reset before the answer. */
    RESET,
    /** The headers and half of the body arrive, then the connection ends. */
    TRUNCATED,
    /** The connection ends without an answer. */
    EMPTY;

    String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What happens to the calls of an action.
   *
   * @param action the action's name; null for all that have no rule of their own
   * @param delay how long an answer waits, in milliseconds, from 0
   * @param jitter up to how much longer, in milliseconds, from 0
   * @param faults the faults to choose from; may be empty
   * @param percent how many calls of a hundred have a fault, 0 to 100
   */
  record Rule(String action, int delay, int jitter, List<Fault> faults, int percent) {}

  /**
   * All that is simulated.
   *
   * @param profile its name; {@code custom} when it was put together by hand
   * @param rules at most one for each action and one for all others
   * @param rateLimit the number of requests that are answered in a second; 0 for any number
   */
  record Settings(String profile, List<Rule> rules, int rateLimit) {
    Settings with(Rule rule) {
      List<Rule> others =
          rules.stream()
              .filter(r -> !Objects.equals(r.action(), rule.action()))
              .collect(Collectors.toCollection(ArrayList::new));
      others.add(rule);
      return new Settings("custom", List.copyOf(others), rateLimit);
    }

    Settings withRateLimit(int limit) {
      return new Settings(profile, rules, limit);
    }

    private Rule of(String action) {
      Rule others = null;
      for (Rule rule : rules) {
        if (rule.action() == null) {
          others = rule;
        } else if (rule.action().equals(action)) {
          return rule;
        }
      }
      return others;
    }
  }

  /** What happens to one call: a delay in milliseconds, and a fault or null. */
  record Plan(long delay, Fault fault) {}

  static final String PERFECT = "perfect";
  private static final Plan NOTHING = new Plan(0, null);

  /** The named settings. */
  static final Map<String, Settings> PROFILES =
      Map.of(
          PERFECT,
          new Settings(PERFECT, List.of(), 0),
          "slow",
          new Settings("slow", List.of(new Rule(null, 800, 700, List.of(), 0)), 0),
          "flaky",
          new Settings("flaky", List.of(new Rule(null, 50, 400, List.of(Fault.values()), 15)), 0),
          "offline",
          new Settings("offline", List.of(new Rule(null, 0, 0, List.of(Fault.RESET), ALL)), 0));

  private final long seed;
  private final AtomicLong calls = new AtomicLong();
  private final Settings first;
  private volatile Settings settings;
  private long window;
  private int inWindow;

  /**
   * Prepares a network.
   *
   * @param seed makes jitter and choice of faults the same in every run that calls in the same
   *     order
   */
  Network(long seed, Settings settings) {
    this.seed = seed;
    this.first = settings;
    this.settings = settings;
  }

  /** Returns to the settings that it began with. */
  void reset() {
    set(first);
  }

  Settings settings() {
    return settings;
  }

  /** Replaces the settings and begins the sequence of random numbers again. */
  void set(Settings changed) {
    settings = changed;
    calls.set(0);
  }

  /** Decides what happens to a call; {@code action} is null for a path that is no action. */
  Plan plan(String action) {
    Rule rule = settings.of(action);
    if (rule == null) {
      return NOTHING;
    }
    SplittableRandom random = new SplittableRandom(seed + calls.getAndIncrement());
    long delay = rule.delay() + (rule.jitter() == 0 ? 0 : random.nextInt(rule.jitter() + 1));
    boolean faulty = !rule.faults().isEmpty() && random.nextInt(ALL) < rule.percent();
    return new Plan(delay, faulty ? rule.faults().get(random.nextInt(rule.faults().size())) : null);
  }

  /** Counts a request, and returns whether it is within the limit of this second. */
  boolean admits() {
    int limit = settings.rateLimit();
    return limit == 0 || admits(limit, System.nanoTime());
  }

  private synchronized boolean admits(int limit, long now) {
    if (inWindow == 0 || now - window >= SECOND) {
      window = now;
      inWindow = 0;
    }
    return inWindow < limit && ++inWindow > 0;
  }
}
