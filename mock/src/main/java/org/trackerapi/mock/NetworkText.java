package org.trackerapi.mock;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads delays and faults as command lines have them. */
final class NetworkText {
  private static final Pattern DELAY =
      Pattern.compile("(?:([a-z_/]+)=)?(\\d{1,6})(?:\\+(\\d{1,6}))?");
  private static final Pattern FAULT = Pattern.compile("(?:([a-z_/]+)=)?([a-z]+)(?:@(\\d{1,3}))?");

  private NetworkText() {}

  /**
   * Reads {@code [ACTION=]MS[+JITTER]} and returns the action's rule with this delay.
   *
   * @throws IllegalArgumentException if it is something else, or there is no such action
   */
  static Network.Rule delay(String text, Network.Settings settings) {
    Matcher parts = DELAY.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "Expected [ACTION=]MS[+JITTER] as --delay, such as 200 or get_fuel=500+300, got " + text);
    }
    Network.Rule rule = rule(parts.group(1), settings);
    int jitter = parts.group(3) == null ? 0 : Integer.parseInt(parts.group(3));
    return new Network.Rule(
        rule.action(), Integer.parseInt(parts.group(2)), jitter, rule.faults(), rule.percent());
  }

  /**
   * Reads {@code [ACTION=]KIND[@PERCENT]} and returns the action's rule with this fault.
   *
   * @throws IllegalArgumentException if it is something else, or there is no such action or fault
   */
  static Network.Rule fault(String text, Network.Settings settings) {
    Matcher parts = FAULT.matcher(text);
    int percent =
        parts.matches() && parts.group(3) != null ? Integer.parseInt(parts.group(3)) : 100;
    if (!parts.matches() || percent > 100) {
      throw new IllegalArgumentException(
          "Expected [ACTION=]KIND[@PERCENT] as --fault, such as empty@5 or list=truncated, got "
              + text);
    }
    Network.Rule rule = rule(parts.group(1), settings);
    List<Network.Fault> faults = new ArrayList<>(rule.faults());
    faults.add(NetworkJson.fault(parts.group(2)));
    return new Network.Rule(
        rule.action(), rule.delay(), rule.jitter(), List.copyOf(faults), percent);
  }

  private static Network.Rule rule(String action, Network.Settings settings) {
    NetworkJson.requireAction(action);
    return settings.rules().stream()
        .filter(rule -> Objects.equals(rule.action(), action))
        .findFirst()
        .orElse(new Network.Rule(action, 0, 0, List.of(), 0));
  }
}
