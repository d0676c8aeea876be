package org.trackerapi.conformance.mutants;

import java.util.List;
import java.util.function.Consumer;
import org.trackerapi.conformance.honest.Faults;

/**
 * A deliberately wrong server.
 *
 * @param name what it is called, unique
 * @param kind shape, value, error, state, validation, rights, transport or telemetry
 * @param says what is wrong with it
 * @param rules the rules that must each report it
 * @param with further rules to run, whose answers the former look back on
 * @param wrong what makes the honest server wrong
 */
record Mutant(
    String name,
    String kind,
    String says,
    List<String> rules,
    List<String> with,
    Consumer<Faults> wrong) {

  Faults faults() {
    Faults faults = new Faults();
    wrong.accept(faults);
    return faults;
  }
}
