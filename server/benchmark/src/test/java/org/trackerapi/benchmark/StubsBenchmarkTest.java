package org.trackerapi.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The benchmark measures what it says: both sides write the same number of bytes, and it is a
 * success.
 */
class StubsBenchmarkTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"read", "get_states of 2000 ids", "list by 1024 labels", "list of 25000 trackers"})
  void comparesEqualWork(String call) throws IOException {
    StubsBenchmark benchmark = new StubsBenchmark();
    benchmark.call = call;
    benchmark.prepare();
    // Plain Jackson also counts the two properties of the request.
    long parsed = 2;
    assertThat(benchmark.plainJackson() - parsed).isEqualTo(benchmark.stubs());
  }
}
