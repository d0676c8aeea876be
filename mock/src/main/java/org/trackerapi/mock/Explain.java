package org.trackerapi.mock;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.trackerapi.spec.Action;
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
    for (Action action : Contract.actions()) {
      if (action.errors().contains(error)) {
        explain(Recipe.of(action, error), out);
      }
    }
    if (Contract.actions().stream().noneMatch(action -> action.errors().contains(error))) {
      explain(Recipe.of(Contract.action("read").orElseThrow(), error), out);
    }
    return 0;
  }

  private void explain(Recipe recipe, PrintWriter out) {
    out.println();
    out.println("tracker/" + recipe.action().name());
    out.println(
        "  " + recipe.how() + (recipe.user().equals("master") ? "" : " As " + recipe.user() + "."));
    out.println("  " + provoking(recipe));
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
