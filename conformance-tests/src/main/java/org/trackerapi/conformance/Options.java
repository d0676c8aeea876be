package org.trackerapi.conformance;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * How a run is made.
 *
 * @param url the base address that paths like {@code /tracker/read} are added to, without a slash
 *     at the end
 * @param level the least binding level that is run
 * @param only patterns of rules to run; empty means all
 * @param allowWrites whether rules may change something
 * @param parallel how many rules that only read run at once, from 1
 * @param rate most requests per second, 0 for no limit
 * @param seed orders the rules and chooses samples
 * @param timeout how long one answer may take
 */
public record Options(
    URI url,
    Level level,
    List<String> only,
    boolean allowWrites,
    int parallel,
    int rate,
    long seed,
    Duration timeout) {

  /** Returns the options that nobody has to give: everything that reads, two rules at once. */
  public static Options forUrl(String url) {
    return new Options(
        URI.create(url.replaceAll("/+$", "")),
        Level.SHOULD,
        List.of(),
        false,
        2,
        0,
        1,
        Duration.ofSeconds(10));
  }

  /** Returns these options with rules that write. */
  public Options writing() {
    return new Options(url, level, only, true, parallel, rate, seed, timeout);
  }

  /** Returns these options for some rules. */
  public Options only(List<String> patterns) {
    return new Options(
        url, level, List.copyOf(patterns), allowWrites, parallel, rate, seed, timeout);
  }

  /** Returns these options with another order of the rules. */
  public Options seed(long other) {
    return new Options(url, level, only, allowWrites, parallel, rate, other, timeout);
  }

  /** Returns these options with another number of rules at once. */
  public Options parallel(int other) {
    return new Options(url, level, only, allowWrites, other, rate, seed, timeout);
  }

  /** Returns these options with another time limit. */
  public Options timeout(Duration other) {
    return new Options(url, level, only, allowWrites, parallel, rate, seed, other);
  }
}
