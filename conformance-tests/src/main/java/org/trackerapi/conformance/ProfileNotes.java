package org.trackerapi.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.trackerapi.conformance.profile.Patterns;
import org.trackerapi.conformance.profile.Profile;
import org.trackerapi.conformance.profile.Role;
import org.trackerapi.spec.Contract;

/** Finds names in a profile that nothing knows, so that a slip of the pen is seen. */
final class ProfileNotes {
  /** Users that a fleet has and no rule asks as. */
  private static final String UNUSED_USER = "master|api_key|only_[a-z_]+";

  private ProfileNotes() {}

  /** Returns a sentence for each name that means nothing. */
  static List<String> of(Profile profile) {
    List<String> notes = new ArrayList<>();
    Set<String> users = users();
    for (String role : new TreeSet<>(profile.trackers().keySet())) {
      if (Role.called(role).isEmpty()) {
        notes.add("the profile's trackers." + role + " is no role that a rule needs; it is unused");
      }
    }
    for (String user : new TreeSet<>(profile.users().keySet())) {
      if (!users.contains(user) && !user.matches(UNUSED_USER)) {
        notes.add(
            "the profile's users."
                + user
                + " is no user that a rule asks as; it is unused; rules ask as "
                + String.join(", ", users));
      }
    }
    for (String error : new TreeSet<>(profile.provoke().keySet())) {
      if (!isDocumented(error)) {
        notes.add("the profile's provoke." + error + " is no documented error; it is unused");
      }
    }
    patterns(profile.claims(), "claims", notes);
    patterns(profile.notClaimed(), "not_claimed", notes);
    return notes;
  }

  /** Returns those of the patterns that mean no rule. */
  static List<String> meaningless(List<String> patterns) {
    return patterns.stream()
        .filter(
            pattern ->
                RuleBook.standard().all().stream()
                    .noneMatch(rule -> Patterns.matches(pattern, rule.id())))
        .toList();
  }

  private static void patterns(List<String> patterns, String key, List<String> notes) {
    meaningless(patterns)
        .forEach(
            pattern ->
                notes.add("the profile's " + key + " has " + pattern + ", which means no rule"));
  }

  private static Set<String> users() {
    return RuleBook.standard().all().stream()
        .flatMap(rule -> rule.needs().stream())
        .filter(need -> need.startsWith("user:"))
        .map(need -> need.substring("user:".length()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean isDocumented(String error) {
    return Contract.actions().stream()
        .anyMatch(
            action ->
                action.errors().stream()
                    .anyMatch(one -> error.equals(action.name() + "/" + one.number())));
  }
}
