package org.trackerapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JournalTest {
  private static final byte[] NOTHING = {};
  private final Journal journal = new Journal(1000);

  private void add(byte[] body) {
    RawRequest request =
        new RawRequest("POST", "/x", null, List.of(), body, null, "127.0.0.1", "127.0.0.1");
    journal.add(request, 200, Map.of(), NOTHING, null);
  }

  @Test
  void keepsFewerRequestsWhenTheyAreLarge() {
    byte[] large = new byte[1024 * 1024];
    for (int i = 0; i < 200; i++) {
      add(large);
    }
    assertThat(journal.getAllKeys()).hasSizeBetween(50, 64);

    for (int i = 0; i < 2000; i++) {
      add(NOTHING);
    }
    assertThat(journal.getAllKeys()).hasSize(1000);
  }

  @Test
  void countsWhatWasRemovedNoMore() {
    byte[] large = new byte[1024 * 1024];
    for (int i = 0; i < 200; i++) {
      add(large);
      journal.remove(journal.getAllKeys().findFirst().orElseThrow());
    }
    for (int i = 0; i < 50; i++) {
      add(large);
    }
    assertThat(journal.getAllKeys()).hasSize(50);
    journal.clear();
    assertThat(journal.getAllKeys()).isEmpty();
  }
}
