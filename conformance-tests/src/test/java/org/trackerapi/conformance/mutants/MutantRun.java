package org.trackerapi.conformance.mutants;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.trackerapi.conformance.Options;
import org.trackerapi.conformance.Outcome;
import org.trackerapi.conformance.RuleBook;
import org.trackerapi.conformance.Suite;
import org.trackerapi.conformance.Verdict;
import org.trackerapi.conformance.Verdicts;
import org.trackerapi.conformance.honest.Faults;
import org.trackerapi.conformance.honest.HonestServer;
import org.trackerapi.conformance.http.JdkTransport;
import org.trackerapi.conformance.profile.Profile;
import org.trackerapi.conformance.profile.ProfileFile;
import org.trackerapi.spec.Fixtures;

/** Runs rules against servers with faults. */
public final class MutantRun {
  private static final JdkTransport TRANSPORT = new JdkTransport(Duration.ofSeconds(20));
  private static final Profile FIXTURE = ProfileFile.read("fixture", Map.of());

  private MutantRun() {}

  /** Returns how the rules end on the fixture fleet. */
  public static Verdicts of(Faults faults, List<String> rules) {
    return of(Fixtures.fleet(), FIXTURE, faults, rules, 1);
  }

  /** Returns how the rules end on a fleet. */
  public static Verdicts of(
      JsonNode fleet, Profile profile, Faults faults, List<String> rules, int parallel) {
    try (HonestServer server = new HonestServer(fleet, faults)) {
      Options options =
          Options.forUrl(server.url())
              .writing()
              .only(rules)
              .parallel(parallel)
              .timeout(Duration.ofSeconds(20));
      try (Suite suite = new Suite(options, profile, TRANSPORT, RuleBook.standard())) {
        suite.discover();
        return suite.run(outcome -> {});
      }
    }
  }

  /** Returns the rules that must report a mutant and do not. */
  static Set<String> silent(Mutant mutant) {
    List<String> rules = new ArrayList<>(mutant.rules());
    rules.addAll(mutant.with());
    Profile profile = FIXTURE;
    if (mutant.rules().contains("general/15")) {
      profile = limited(profile);
    }
    Verdicts verdicts = of(Fixtures.fleet(), profile, mutant.faults(), rules, 1);
    Set<String> silent = new TreeSet<>(mutant.rules());
    for (Outcome outcome : verdicts.with(Verdict.FAILED)) {
      silent.remove(outcome.rule().id());
    }
    return silent;
  }

  static Profile limited(Profile profile) {
    String text =
        ProfileFile.write(profile)
            .replace("ids_per_batch: 500", "ids_per_batch: 500\n  requests_per_second: 1");
    return ProfileFile.parse(text, "limited", Map.of());
  }
}
