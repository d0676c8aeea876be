package org.trackerapi.behaviour;

import com.fasterxml.jackson.databind.JsonNode;
import org.trackerapi.stubs.codec.Codec;
import org.trackerapi.stubs.codec.Path;
import org.trackerapi.stubs.codec.Reading;
import org.trackerapi.stubs.codec.ReadingOptions;

/** Reads pieces of a fleet file that are objects of the contract. */
final class FromJson {
  private FromJson() {}

  /**
   * Reads an object of the contract.
   *
   * @throws IllegalArgumentException if it is none
   */
  static <T> T read(Codec<T> codec, JsonNode json) {
    Reading in = new Reading(ReadingOptions.STRICT);
    T value = codec.read(json, Path.BODY, in);
    if (in.count() > 0) {
      throw new IllegalArgumentException(
          "Expected an object of the contract, got " + json + ": " + in.violations());
    }
    return value;
  }
}
