package org.trackerapi.behaviour.fleet;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A way to register devices.
 *
 * @param id the plugin ID, from 1
 * @param title a title for people
 * @param exclusion whether {@code models} says which models it does not support
 * @param models patterns for whole model codes; with none all models are supported
 * @param optional the parameters that it takes beside those that it requires
 * @param requires the parameters that a registration needs
 * @param requiresOnReplace the parameters that a replacement needs
 */
public record RegistrationPlugin(
    int id,
    String title,
    boolean exclusion,
    List<Pattern> models,
    Set<String> optional,
    Set<String> requires,
    Set<String> requiresOnReplace) {

  /** Returns whether devices of this model can be registered with the plugin. */
  public boolean supports(String modelCode) {
    boolean listed = models.stream().anyMatch(pattern -> pattern.matcher(modelCode).matches());
    return models.isEmpty() || listed != exclusion;
  }

  /** Returns whether the plugin takes a parameter; it ignores all others. */
  public boolean takes(String parameter) {
    return optional.contains(parameter)
        || requires.contains(parameter)
        || requiresOnReplace.contains(parameter);
  }

  /** Returns whether the plugin is for devices with a bundled SIM card. */
  public boolean bundledSim() {
    return requires.contains("iccid");
  }
}
