package org.trackerapi.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.trackerapi.mock.Main;
import org.trackerapi.spec.Action;
import org.trackerapi.spec.Contract;
import wiremock.Run;

/**
 * Starts the simulator, and stock WireMock with a static stub that answers {@code read} with the
 * same example, asks both for the same in turn, and prints how they compare.
 */
public final class MockComparison {
  private static final Action READ = Contract.action("read").orElseThrow();
  private static final String BODY =
      READ.requestExamples().iterator().next().get("value").toString();
  private static final Pattern READY = Pattern.compile("ready: (http://\\S+)");
  private static final Pattern PORT = Pattern.compile("port:\\s+(\\d+)");
  private static final int CONNECTIONS = 8;
  private static final int ROUNDS = 5;
  private static final PrintStream OUT = System.out;

  private MockComparison() {}

  /** A server that is measured, and what came of it. */
  private record Measured(String name, String url, List<LoadClient.Result> results) {
    LoadClient.Result median() {
      return results.stream()
          .sorted((x, y) -> Double.compare(x.perSecond(), y.perSecond()))
          .toList()
          .get(results.size() / 2);
    }
  }

  /**
   * Measures.
   *
   * @param args none. The system property {@code millis} says how long a round takes, 2,000 by
   *     default
   */
  public static void main(String[] args) throws Exception {
    long millis = Long.getLong("millis", 2_000);
    OUT.printf(
        "%d processors, Java %s, %d connections, median of %d rounds of %d ms after two rounds of"
            + " warming up%n%n",
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("java.version"),
        CONNECTIONS,
        ROUNDS,
        millis);
    Path root = Files.createTempDirectory("stock");
    Files.createDirectories(root.resolve("mappings"));
    Files.writeString(root.resolve("mappings/read.json"), stub());
    List<Process> processes = new ArrayList<>();
    try {
      List<Measured> all = start(root, processes);
      for (int round = -2; round < ROUNDS; round++) {
        for (Measured measured : all) {
          LoadClient.Result result = LoadClient.post(measured.url(), BODY, CONNECTIONS, millis);
          if (round >= 0) {
            measured.results().add(result);
          }
        }
      }
      print(all);
    } finally {
      processes.forEach(Process::destroy);
    }
  }

  private static List<Measured> start(Path root, List<Process> processes) throws IOException {
    Process simulator = start(Main.class, "--port", "0", "--quiet");
    processes.add(simulator);
    String path = "/api-v2" + READ.path();
    List<Measured> all = new ArrayList<>();
    all.add(new Measured("simulator", find(simulator, READY) + READ.path(), new ArrayList<>()));
    String[] options = {"--port", "0", "--disable-banner", "--root-dir", root.toString()};
    Process journal = start(Run.class, with(options, "--max-request-journal-entries", "1000"));
    processes.add(journal);
    all.add(
        new Measured(
            "stock WireMock, journal of 1,000",
            "http://127.0.0.1:" + find(journal, PORT) + path,
            new ArrayList<>()));
    Process none = start(Run.class, with(options, "--no-request-journal"));
    processes.add(none);
    all.add(
        new Measured(
            "stock WireMock, no journal",
            "http://127.0.0.1:" + find(none, PORT) + path,
            new ArrayList<>()));
    return all;
  }

  private static void print(List<Measured> all) {
    double simulator = all.get(0).median().perSecond();
    OUT.println("| read | req/s | p99 ms | simulator's req/s to these |");
    OUT.println("|---|---|---|---|");
    for (Measured measured : all) {
      LoadClient.Result result = measured.median();
      OUT.printf(
          "| %s | %,.0f | %.1f | %.2f |%n",
          measured.name(), result.perSecond(), result.p99Millis(), simulator / result.perSecond());
    }
  }

  private static String stub() {
    return "{\"request\":{\"method\":\"POST\",\"urlPath\":\"/api-v2"
        + READ.path()
        + "\"},\"response\":{\"status\":200,"
        + "\"headers\":{\"Content-Type\":\"application/json; charset=utf-8\"},\"jsonBody\":"
        + READ.answerExamples().iterator().next().get("value")
        + "}}";
  }

  private static String[] with(String[] options, String... more) {
    List<String> all = new ArrayList<>(List.of(options));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private static Process start(Class<?> main, String... args) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(List.of(args));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static String find(Process process, Pattern wanted) throws IOException {
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      Matcher found = wanted.matcher(line);
      if (found.find()) {
        return found.group(1);
      }
    }
    throw new IOException("Expected the address of a started server, got the end of its output");
  }
}
