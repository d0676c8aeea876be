package org.trackerapi.benchmark;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.trackerapi.behaviour.World;
import org.trackerapi.behaviour.WorldClock;
import org.trackerapi.behaviour.fleet.FleetFile;
import org.trackerapi.behaviour.fleet.FleetGenerator;
import org.trackerapi.spec.Fixtures;
import org.trackerapi.stubs.Dispatcher;
import org.trackerapi.stubs.NeutralRequest;
import org.trackerapi.stubs.NeutralResponse;

/**
 * Measures what {@code get_states} costs beside writing its answer alone, in time of one thread.
 */
public final class StatesCost {
  private static final int GENERATED = 2_500;
  private static final int FIRST = 2_000_001;
  private static final int ROUNDS = 300;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private StatesCost() {}

  /** Prints a table. */
  public static void main(String[] args) throws IOException {
    World world =
        new World(
            FleetGenerator.generate(FleetFile.fixture(), GENERATED, 1),
            WorldClock.frozen(Instant.parse("2026-11-02T12:47:13Z")));
    Dispatcher dispatcher = world.dispatcher().build();
    PrintStream out = System.out;
    out.println("| ids | whole call ms | writing alone ms | ratio |");
    out.println("|---|---|---|---|");
    for (int ids : new int[] {1, 200, 2_000}) {
      NeutralRequest request = request(ids);
      NeutralResponse answer = dispatcher.dispatch(request);
      double whole =
          millis(() -> dispatcher.dispatch(request).writeTo(OutputStream.nullOutputStream()));
      double writing = millis(() -> answer.writeTo(OutputStream.nullOutputStream()));
      out.printf("| %,d | %.4f | %.4f | %.1f |%n", ids, whole, writing, whole / writing);
    }
  }

  private static NeutralRequest request(int ids) {
    String trackers =
        IntStream.range(FIRST, FIRST + ids)
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(","));
    return NeutralRequest.postJson(
        "/tracker/get_states",
        "{\"hash\":\""
            + Fixtures.hashOf("master").orElseThrow()
            + "\",\"list_blocked\":true,\"trackers\":["
            + trackers
            + "]}");
  }

  /** Something that is measured. */
  private interface Work {
    void run() throws IOException;
  }

  /** Returns the median of the second half of the rounds. */
  private static double millis(Work work) throws IOException {
    long[] times = new long[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      long start = THREADS.getCurrentThreadCpuTime();
      work.run();
      times[i] = THREADS.getCurrentThreadCpuTime() - start;
    }
    return java.util.Arrays.stream(times, ROUNDS / 2, ROUNDS).sorted().toArray()[ROUNDS / 4] / 1e6;
  }
}
