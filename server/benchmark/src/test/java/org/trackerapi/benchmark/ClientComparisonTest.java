package org.trackerapi.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.trackerapi.client.model.TrackerListResponse;
import org.trackerapi.client.model.TrackerResponse;

/** The comparison measures what it says: both sides get the same answer. */
class ClientComparisonTest {
  private static final ObjectMapper JSON = new ObjectMapper().findAndRegisterModules();

  @Test
  void bothReadTheSameTracker() throws Exception {
    try (ClientComparison comparison = new ClientComparison(0)) {
      assertThat(comparison.client())
          .isEqualTo(JSON.readValue(comparison.bare(), TrackerResponse.class))
          .extracting(answer -> ((TrackerResponse) answer).getValue())
          .isNotNull();
    }
  }

  @Test
  void bothGetTheSameList() throws Exception {
    try (ClientComparison comparison = new ClientComparison(2_500)) {
      assertThat(comparison.client())
          .isEqualTo(JSON.readValue(comparison.bare(), TrackerListResponse.class));
      assertThat(((TrackerListResponse) comparison.client()).getList()).hasSize(2_500);
    }
  }
}
