package org.trackerapi.behaviour.telemetry;

/** Numbers that look random and follow from their names alone. */
final class Chance {
  private final long seed;

  Chance(long seed, int trackerId) {
    this.seed = mix(seed * 0x9E3779B97F4A7C15L + trackerId);
  }

  /** Returns a number of this tracker from 0 (inclusive) to 1 (exclusive). */
  double unit(String what) {
    return (mix(seed ^ what.hashCode()) >>> 11) * 0x1p-53;
  }

  /** Returns a number of this tracker within bounds. */
  double between(double low, double high, String what) {
    return low + (high - low) * unit(what);
  }

  /** Returns a whole number of this tracker within bounds, both inclusive. */
  int whole(int low, int high, String what) {
    return low + (int) (unit(what) * (high - low + 1));
  }

  /** The finalizer of SplitMix64. */
  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
