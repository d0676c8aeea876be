package org.trackerapi.conformance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a method that takes a {@link Run} as a rule: what we do, and what must happen. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Rule {

  /** Returns the address of the rule: the action, a slash, a number or words. */
  String id();

  /** Returns the sentence of the source, or of the contract, that the rule holds a target to. */
  String quote();

  /** Returns where that sentence stands, e.g. {@code tracker#get_fuel, Errors}. */
  String source();

  /** Returns how binding it is. */
  Level level() default Level.MUST;

  /** Returns the roles, users and parts of a profile without which the rule is skipped. */
  String[] needs() default {};

  /** Returns whether the rule may change something on the target. */
  boolean writes() default false;

  /** Returns whether the rule looks back on the whole run, and so is run last. */
  boolean last() default false;
}
