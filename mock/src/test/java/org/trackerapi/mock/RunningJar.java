package org.trackerapi.mock;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The runnable jar in a process of its own. */
final class RunningJar implements AutoCloseable {
  private static final String READY = "tracker-mock is ready: ";

  private final Process process;
  private final BufferedReader output;
  private final String baseUrl;

  private RunningJar(Process process, BufferedReader output, String baseUrl) {
    this.process = process;
    this.output = output;
    this.baseUrl = baseUrl;
  }

  /** What a command that ended has said. */
  record Outcome(int exitCode, String output, String errors) {}

  static RunningJar start(String... options) throws IOException {
    return start(command(onAnyPort(options)));
  }

  /** Starts the launcher; the Java that runs the tests has made its archive of classes. */
  static RunningJar launch(String javaOptions, String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("mock.jar")).resolveSibling("tracker-mock").toString());
    command.addAll(onAnyPort(options));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("JAVA_OPTS", javaOptions);
    return start(builder);
  }

  private static List<String> onAnyPort(String... options) {
    List<String> arguments = new ArrayList<>(List.of("--port", "0"));
    arguments.addAll(List.of(options));
    return arguments;
  }

  private static RunningJar start(ProcessBuilder builder) throws IOException {
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = output.readLine();
    while (line != null && !line.startsWith(READY)) {
      line = output.readLine();
    }
    if (line == null) {
      throw new IOException("The jar ended before it was ready");
    }
    return new RunningJar(process, output, line.substring(READY.length()));
  }

  static Outcome run(String... arguments) throws IOException, InterruptedException {
    Process process = command(List.of(arguments)).start();
    process.getOutputStream().close();
    String output = text(process.getInputStream());
    String errors = text(process.getErrorStream());
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("Still running: " + String.join(" ", arguments));
    }
    return new Outcome(process.exitValue(), output, errors);
  }

  private static String text(java.io.InputStream in) throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }

  private static ProcessBuilder command(List<String> arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                System.getProperty("mock.jar")));
    command.addAll(arguments);
    return new ProcessBuilder(command);
  }

  String baseUrl() {
    return baseUrl;
  }

  /** Returns the next line on standard output. */
  String nextLine() throws IOException {
    return output.readLine();
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    process.onExit().join();
    output.close();
  }
}
