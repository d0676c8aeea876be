package org.trackerapi.conformance.junit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.TestAbortedException;
import org.trackerapi.conformance.Options;
import org.trackerapi.conformance.Outcome;
import org.trackerapi.conformance.RuleBook;
import org.trackerapi.conformance.RuleSpec;
import org.trackerapi.conformance.Suite;
import org.trackerapi.conformance.Verdict;
import org.trackerapi.conformance.Verdicts;
import org.trackerapi.conformance.http.RestAssuredTransport;
import org.trackerapi.conformance.http.Transport;
import org.trackerapi.conformance.profile.Profile;
import org.trackerapi.conformance.profile.ProfileException;
import org.trackerapi.conformance.profile.ProfileFile;
import org.trackerapi.conformance.report.Reports;

/**
 * The rules as dynamic tests of JUnit 5, for an implementer's own build.
 *
 * <p>Extend it and override {@link #url()}, or let surefire scan this artifact and set {@code
 * tracker.url}. A rule that fails is a failed test; one that is skipped or not claimed is an
 * aborted one. Requests go out with REST Assured, so that filters and settings of the build apply.
 */
public class TrackerApiConformance {

  /** Makes the test; JUnit does. */
  public TrackerApiConformance() {}

  /** Returns the base address of the target; unless overridden, {@code tracker.url}. */
  protected String url() {
    return setting("tracker.url", "TRACKER_URL");
  }

  /**
   * Returns what is known about the target; unless overridden, {@code tracker.profile} (a file or
   * the word fixture) and {@code tracker.hash}.
   */
  protected Profile profile() {
    String name = setting("tracker.profile", "TRACKER_PROFILE");
    String hash = setting("tracker.hash", "TRACKER_HASH");
    if (name == null && hash == null) {
      throw new ProfileException(
          "Expected tracker.profile or tracker.hash: set one of the system properties, or override"
              + " profile()");
    }
    Profile profile = name == null ? Profile.ofHash(hash) : ProfileFile.read(name, System.getenv());
    return hash == null ? profile : profile.withHash(hash);
  }

  /** Returns whether rules may write; unless overridden, {@code tracker.allow-writes}. */
  protected boolean allowWrites() {
    return Boolean.parseBoolean(System.getProperty("tracker.allow-writes", "false"));
  }

  /** Returns patterns of the rules to run; unless overridden, {@code tracker.only}, or all. */
  protected List<String> only() {
    String only = setting("tracker.only", "TRACKER_ONLY");
    return only == null ? List.of() : List.of(only.split(","));
  }

  /** Returns how requests are sent; unless overridden, with REST Assured. */
  protected Transport transport(Duration timeout) {
    return new RestAssuredTransport(timeout);
  }

  private static String setting(String property, String variable) {
    String value = System.getProperty(property, System.getenv(variable));
    return value == null || value.isBlank() ? null : value.strip();
  }

  /** Returns one test for each rule, in a container for each action. */
  @TestFactory
  public Stream<DynamicNode> conformsToTheTrackerApi() {
    String url = url();
    if (url == null) {
      throw new ProfileException(
          "Expected the base address of the target: set the system property tracker.url, or"
              + " override url()");
    }
    Options options = Options.forUrl(url).only(only());
    if (allowWrites()) {
      options = options.writing();
    }
    Suite suite = new Suite(options, profile(), transport(options.timeout()), RuleBook.standard());
    suite.discover();
    List<Outcome> outcomes = new ArrayList<>();
    Map<String, List<DynamicNode>> byAction = new LinkedHashMap<>();
    List<DynamicNode> last = new ArrayList<>();
    for (RuleSpec rule : suite.rules()) {
      DynamicTest test =
          DynamicTest.dynamicTest(
              rule.id() + " " + rule.title(), () -> report(suite.judge(rule), outcomes));
      if (rule.last()) {
        last.add(test);
      } else {
        byAction.computeIfAbsent(rule.action(), key -> new ArrayList<>()).add(test);
      }
    }
    Stream<DynamicNode> containers =
        byAction.entrySet().stream()
            .map(entry -> DynamicContainer.dynamicContainer(entry.getKey(), entry.getValue()));
    Stream<DynamicNode> end =
        Stream.of(
            DynamicContainer.dynamicContainer("looking back", last),
            DynamicTest.dynamicTest("something was judged", () -> judged(suite, outcomes)));
    return Stream.concat(containers, end);
  }

  private static void report(Outcome outcome, List<Outcome> outcomes) {
    outcomes.add(outcome);
    switch (outcome.verdict()) {
      case FAILED ->
          Assertions.fail(
              outcome.rule().level()
                  + " "
                  + outcome.rule().quote()
                  + " ("
                  + outcome.rule().source()
                  + "): "
                  + outcome.reason());
      case SKIPPED, NOT_CLAIMED -> throw new TestAbortedException(outcome.reason());
      default -> {
        // Passed.
      }
    }
  }

  private void judged(Suite suite, List<Outcome> outcomes) throws java.io.IOException {
    suite.finish();
    Verdicts verdicts = suite.verdicts(List.copyOf(outcomes));
    suite.close();
    String directory = System.getProperty("tracker.report-dir");
    if (directory != null) {
      new Reports(verdicts, "junit").writeTo(java.nio.file.Path.of(directory));
    }
    Assertions.assertTrue(
        verdicts.count(Verdict.PASSED) + verdicts.count(Verdict.FAILED) > 0,
        "all rules were skipped, which is no pass: give a profile with more roles");
  }
}
