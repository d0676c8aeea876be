package org.trackerapi.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.trackerapi.server.Main;
import org.trackerapi.spec.Fixtures;

/**
 * Starts the reference server and a bare Javalin handler that writes the same bytes, asks both for
 * the same in turn, and prints how they compare.
 */
public final class LoadComparison {
  private static final String HASH = Fixtures.hashOf("master").orElseThrow();
  private static final Pattern READY = Pattern.compile("at (http://[^ ]+) ");
  private static final int CONNECTIONS = 8;
  private static final int WARM_UP_ROUNDS = 3;
  private static final int ROUNDS = 5;
  private static final PrintStream OUT = System.out;

  private LoadComparison() {}

  /**
   * One thing to ask for.
   *
   * @param name a name for the table
   * @param action the action
   * @param body the parameters
   * @param fleet how many trackers the server has generated
   */
  private record Question(String name, String action, String body, int fleet) {}

  /**
   * Measures all, or only what is named.
   *
   * @param args parts of names of questions; none means all. The system property {@code millis}
   *     says how long a round takes, 2,000 by default
   */
  public static void main(String[] args) throws Exception {
    long millis = Long.getLong("millis", 2_000);
    OUT.printf(
        "%d processors, Java %s, %d connections, median of %d rounds of %d ms after %d of"
            + " warming up%n%n",
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("java.version"),
        CONNECTIONS,
        ROUNDS,
        millis,
        WARM_UP_ROUNDS);
    OUT.println("| question | server req/s | MB/s | p99 ms | bare req/s | MB/s | p99 ms | ratio |");
    OUT.println("|---|---|---|---|---|---|---|---|");
    for (int fleet : List.of(100, 2_500, 25_000)) {
      List<Question> wanted =
          questions(fleet).stream()
              .filter(q -> args.length == 0 || List.of(args).stream().anyMatch(q.name()::contains))
              .toList();
      if (!wanted.isEmpty()) {
        compare(fleet, wanted, millis);
      }
    }
  }

  private static List<Question> questions(int fleet) {
    List<Question> questions = new ArrayList<>();
    if (fleet == 100) {
      questions.add(question("read", "read", "\"tracker_id\":123456", fleet));
      questions.add(question("get_state", "get_state", "\"tracker_id\":1234567", fleet));
    }
    questions.add(question("list of " + fleet, "list", "\"iso_datetime\":false", fleet));
    if (fleet == 2_500) {
      for (int ids : List.of(1, 200, 2_000)) {
        String list =
            IntStream.range(2_000_001, 2_000_001 + ids)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(","));
        questions.add(
            question(
                "get_states of " + ids,
                "get_states",
                "\"list_blocked\":true,\"trackers\":[" + list + "]",
                fleet));
      }
    }
    return questions;
  }

  private static Question question(String name, String action, String parameters, int fleet) {
    return new Question(name, action, "{\"hash\":\"" + HASH + "\"," + parameters + "}", fleet);
  }

  private static void compare(int fleet, List<Question> questions, long millis) throws Exception {
    Path folder = Files.createTempDirectory("answers");
    Process server =
        start(
            Main.class,
            "--port",
            "0",
            "--quiet",
            "--generate",
            Integer.toString(fleet),
            "--seed",
            "1",
            "--clock",
            "2026-11-02T12:47:13Z");
    Process bare = null;
    try {
      String serverUrl = url(server);
      Map<Question, String> names = new LinkedHashMap<>();
      for (Question question : questions) {
        String name = question.name().replace(' ', '_');
        names.put(question, name);
        Files.write(folder.resolve(name), answer(serverUrl, question));
      }
      bare = start(BareServer.class, folder.toString());
      String bareUrl = url(bare);
      for (Question question : questions) {
        compare(
            question,
            serverUrl + "/tracker/" + question.action(),
            bareUrl + "/" + names.get(question),
            millis);
      }
    } finally {
      server.destroy();
      if (bare != null) {
        bare.destroy();
      }
    }
  }

  private static byte[] answer(String url, Question question)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> response =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(url + "/tracker/" + question.action()))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(question.body()))
                    .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    if (!new ObjectMapper().readTree(response.body()).path("success").asBoolean()) {
      throw new IOException(
          "Expected an answer to "
              + question.name()
              + ", got "
              + new String(response.body(), StandardCharsets.UTF_8));
    }
    return response.body();
  }

  private static void compare(Question question, String serverUrl, String bareUrl, long millis)
      throws InterruptedException, ExecutionException {
    List<LoadClient.Result> ours = new ArrayList<>();
    List<LoadClient.Result> bare = new ArrayList<>();
    for (int round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++) {
      LoadClient.Result server = LoadClient.post(serverUrl, question.body(), CONNECTIONS, millis);
      LoadClient.Result other = LoadClient.post(bareUrl, question.body(), CONNECTIONS, millis);
      if (round >= WARM_UP_ROUNDS) {
        ours.add(server);
        bare.add(other);
      }
    }
    LoadClient.Result a = median(ours);
    LoadClient.Result b = median(bare);
    OUT.printf(
        "| %s | %,.0f | %,.1f | %.1f | %,.0f | %,.1f | %.1f | %.2f |%n",
        question.name(),
        a.perSecond(),
        a.megabytesPerSecond(),
        a.p99Millis(),
        b.perSecond(),
        b.megabytesPerSecond(),
        b.p99Millis(),
        a.perSecond() / b.perSecond());
  }

  private static LoadClient.Result median(List<LoadClient.Result> results) {
    return results.stream()
        .sorted((x, y) -> Double.compare(x.perSecond(), y.perSecond()))
        .toList()
        .get(results.size() / 2);
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

  private static String url(Process process) throws IOException {
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      Matcher ready = READY.matcher(line);
      if (ready.find()) {
        return ready.group(1);
      }
    }
    throw new IOException("Expected the address of a started server, got the end of its output");
  }
}
