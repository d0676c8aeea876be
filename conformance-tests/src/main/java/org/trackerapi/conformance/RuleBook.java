package org.trackerapi.conformance;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.trackerapi.conformance.profile.Patterns;
import org.trackerapi.conformance.rules.CommandRules;
import org.trackerapi.conformance.rules.ConstraintRules;
import org.trackerapi.conformance.rules.ControlRules;
import org.trackerapi.conformance.rules.FormRules;
import org.trackerapi.conformance.rules.GeneralRules;
import org.trackerapi.conformance.rules.IdentityRules;
import org.trackerapi.conformance.rules.InventoryRules;
import org.trackerapi.conformance.rules.KnownRules;
import org.trackerapi.conformance.rules.LookupRules;
import org.trackerapi.conformance.rules.RegistrationRules;
import org.trackerapi.conformance.rules.SensorRules;
import org.trackerapi.conformance.rules.SettingsRules;
import org.trackerapi.conformance.rules.StateRules;
import org.trackerapi.conformance.rules.TelemetryRules;
import org.trackerapi.conformance.rules.TransportRules;
import org.trackerapi.spec.Action;
import org.trackerapi.spec.Contract;

/** All rules, by action in the order of the source document. */
public final class RuleBook {
  /** The action of rules that are about no action in particular. */
  public static final String GENERAL = "general";

  private static final RuleBook STANDARD = new RuleBook(collect());

  private final List<RuleSpec> rules;

  private RuleBook(List<RuleSpec> rules) {
    this.rules = List.copyOf(rules);
  }

  /** Returns the rules of this artifact. */
  public static RuleBook standard() {
    return STANDARD;
  }

  /** Returns all rules. */
  public List<RuleSpec> all() {
    return rules;
  }

  /** Returns the rule with this id. */
  public Optional<RuleSpec> find(String id) {
    return rules.stream().filter(rule -> rule.id().equals(id)).findFirst();
  }

  /** Returns the rules that the patterns mean, all when there are none, down to a level. */
  public List<RuleSpec> select(List<String> patterns, Level level) {
    return rules.stream()
        .filter(rule -> patterns.isEmpty() || Patterns.any(patterns, rule.id()))
        .filter(rule -> rule.level().compareTo(level) <= 0)
        .toList();
  }

  /** Returns the action that a rule id begins with, or {@link #GENERAL}. */
  public static String actionOf(String id) {
    return Contract.actions().stream()
        .map(Action::name)
        .filter(name -> id.startsWith(name + "/"))
        .max(Comparator.comparingInt(String::length))
        .orElse(GENERAL);
  }

  private static List<RuleSpec> collect() {
    List<RuleSpec> rules = new ArrayList<>();
    for (Object holder :
        List.of(
            new GeneralRules(),
            new InventoryRules(),
            new SettingsRules(),
            new TelemetryRules(),
            new ControlRules(),
            new RegistrationRules(),
            new IdentityRules(),
            new CommandRules())) {
      rules.addAll(annotated(holder));
    }
    rules.addAll(FormRules.all());
    rules.addAll(TransportRules.all());
    rules.addAll(LookupRules.all());
    rules.addAll(StateRules.all());
    rules.addAll(SensorRules.all());
    rules.addAll(KnownRules.all());
    rules.addAll(ConstraintRules.all());
    Set<String> ids = new HashSet<>();
    for (RuleSpec rule : rules) {
      if (!ids.add(rule.id())) {
        throw new IllegalStateException("Two rules have the id " + rule.id());
      }
    }
    List<String> order = new ArrayList<>(List.of(GENERAL));
    Contract.actions().forEach(action -> order.add(action.name()));
    rules.sort(
        Comparator.comparingInt((RuleSpec rule) -> order.indexOf(rule.action()))
            .thenComparing(RuleSpec::id));
    return rules;
  }

  private static List<RuleSpec> annotated(Object holder) {
    return Arrays.stream(holder.getClass().getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(Rule.class))
        .map(method -> spec(holder, method))
        .toList();
  }

  private static RuleSpec spec(Object holder, Method method) {
    Rule rule = method.getAnnotation(Rule.class);
    method.setAccessible(true);
    String tail = rule.id().substring(rule.id().lastIndexOf('/') + 1);
    return new RuleSpec(
        rule.id(),
        actionOf(rule.id()),
        words(method.getName()),
        rule.quote(),
        rule.source(),
        rule.level(),
        List.of(rule.needs()),
        rule.writes(),
        rule.last(),
        tail.matches("[0-9]+") ? List.of("error:" + tail) : List.of(),
        run -> invoke(holder, method, run));
  }

  private static String words(String methodName) {
    return methodName.replaceAll("([A-Z]|(?<![0-9])[0-9])", " $1").toLowerCase().strip();
  }

  private static void invoke(Object holder, Method method, Run run) {
    try {
      method.invoke(holder, run);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException exception) {
        throw exception;
      }
      throw new IllegalStateException(e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
