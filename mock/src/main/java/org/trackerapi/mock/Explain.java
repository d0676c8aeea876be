package org.trackerapi.mock;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.trackerapi.spec.CatalogueError;
import org.trackerapi.spec.Contract;
import org.trackerapi.spec.Recipe;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Explains an error: what it means, which actions give it, how to provoke it. */
@Command(
    name = "explain",
    description = "Explains an error: its meaning, the actions that give it, how to provoke it.",
    mixinStandardHelpOptions = true)
final class Explain implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "ERROR", description = "Number or name, e.g. 208 or DEVICE_BLOCKED.")
  private String wanted;

  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:8080/api-v2",
      description = "Base URL for the curl commands. Default: ${DEFAULT-VALUE}")
  private String url;

  @Override
  public Integer call() {
    CatalogueError error =
        Contract.errors()
            .find(wanted)
            .orElseThrow(() -> new ParameterException(spec.commandLine(), unknown()));
    PrintWriter out = spec.commandLine().getOut();
    out.println(error.number() + " " + error.name() + " (HTTP " + error.httpStatus() + ")");
    out.println("Answers: " + error.example());
    out.println("Means: " + error.meaning());
    List<Recipe> recipes =
        Contract.actions().stream()
            .filter(action -> action.errors().contains(error))
            .map(action -> Recipe.of(action, error))
            .toList();
    recipes.stream()
        .collect(Collectors.groupingBy(Recipe::how, LinkedHashMap::new, Collectors.toList()))
        .values()
        .forEach(same -> explainAll(same, out));
    if (recipes.isEmpty()) {
      explainUndocumented(error, out);
    }
    return 0;
  }

  /** Explains recipes that say the same; each has a request of its own where they are a few. */
  private void explainAll(List<Recipe> same, PrintWriter out) {
    boolean each =
        same.get(0).kind() == Recipe.Kind.REQUEST && same.size() < Contract.actions().size();
    if (each) {
      same.forEach(recipe -> explain(List.of(recipe), out));
    } else {
      explain(same, out);
    }
  }

  private void explain(List<Recipe> same, PrintWriter out) {
    Recipe recipe = same.get(0);
    out.println();
    out.println(
        same.size() == Contract.actions().size()
            ? "All actions, for example:"
            : same.stream()
                .map(each -> "tracker/" + each.action().name())
                .collect(Collectors.joining(", ")));
    out.println(
        "  " + recipe.how() + (recipe.user().equals("master") ? "" : " As " + recipe.user() + "."));
    out.println("  " + provoking(recipe));
  }

  private void explainUndocumented(CatalogueError error, PrintWriter out) {
    out.println();
    out.println("No action documents it.");
    Recipe recipe = Recipe.of(Contract.action("read").orElseThrow(), error);
    out.println("  " + recipe.how());
    if (error.equals(LogIn.refusal())) {
      out.println("  curl -s '" + url + "/user/auth' -d 'login=demo&password=wrong'");
    } else if (recipe.kind() == Recipe.Kind.TRANSPORT) {
      out.println("  " + provoking(recipe));
    }
  }

  private String provoking(Recipe recipe) {
    return switch (recipe.kind()) {
      case REQUEST -> Curl.of(url, recipe.action(), recipe.request());
      case TRANSPORT -> Curl.of(url, recipe);
      case BURST -> "tracker-mock --rate-limit " + Contract.limit("requests-per-second");
      case PLATFORM ->
          Curl.of(url, recipe.action())
              + " -H '"
              + ForcedErrors.HEADER
              + ": "
              + recipe.error().name()
              + "'";
    };
  }

  private String unknown() {
    return "Expected the name or number of an error, got "
        + wanted
        + "; the numbers are "
        + Contract.errors().all().stream()
            .map(error -> Integer.toString(error.number()))
            .collect(Collectors.joining(", "));
  }
}
