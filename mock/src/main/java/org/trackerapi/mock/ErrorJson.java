package org.trackerapi.mock;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.trackerapi.spec.Action;
import org.trackerapi.spec.CatalogueError;
import org.trackerapi.spec.Contract;
import org.trackerapi.spec.Recipe;

/** Writes the error catalogue: what an error means, which action gives it, how to provoke it. */
final class ErrorJson {
  private ErrorJson() {}

  /**
   * Returns an entry.
   *
   * @param only the name of the only action to list; null for all
   */
  static ObjectNode write(CatalogueError error, String only) {
    ObjectNode entry = JsonNodeFactory.instance.objectNode();
    entry.put("name", error.name()).put("number", error.number());
    entry.put("status", error.httpStatus()).put("wording", error.wording());
    entry.put("meaning", error.meaning());
    ArrayNode actions = entry.putArray("actions");
    for (Action action : Contract.actions()) {
      if (action.errors().contains(error) && (only == null || only.equals(action.name()))) {
        Recipe recipe = Recipe.of(action, error);
        ObjectNode shown = actions.addObject().put("action", action.name());
        shown.put("how", recipe.how()).put("kind", Control.lower(recipe.kind()));
        shown.put("as", recipe.user());
        if (recipe.kind() == Recipe.Kind.REQUEST) {
          shown.set("request", recipe.request());
        }
      }
    }
    return entry;
  }
}
