package org.trackerapi.mock;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Keeps the network of all callers, and networks of single hashes, which differ from it. */
final class Networks {
  private static final int MOST = 1000;

  private final long seed;
  private final Network shared;
  private final Map<String, Network> byHash = new LinkedHashMap<>(16, 0.75f, true);
  // Read on every request, so that the usual case needs no hash.
  private volatile boolean any;

  /**
   * Prepares the network of all callers.
   *
   * @see Network#Network
   */
  Networks(long seed, Network.Settings settings) {
    this.seed = seed;
    this.shared = new Network(seed, settings);
  }

  /** Returns the network that a request takes. */
  Network of(RawRequest request) {
    return any ? of(Hashes.of(request)) : shared;
  }

  /** Returns the network of a hash, that of all when it is null or has none of its own. */
  synchronized Network of(String hash) {
    Network own = hash == null ? null : byHash.get(hash.toLowerCase(Locale.ROOT));
    return own == null ? shared : own;
  }

  /** Replaces the settings of a hash, which has its own from now on, or of all when it is null. */
  synchronized void set(String hash, Network.Settings settings) {
    if (hash == null) {
      shared.set(settings);
      return;
    }
    byHash
        .computeIfAbsent(hash.toLowerCase(Locale.ROOT), h -> new Network(seed, settings))
        .set(settings);
    if (byHash.size() > MOST) {
      byHash.remove(byHash.keySet().iterator().next());
    }
    any = true;
  }

  /** Takes the own network of a hash away; returns all to the first settings when it is null. */
  synchronized void reset(String hash) {
    if (hash == null) {
      byHash.clear();
      shared.reset();
    } else {
      byHash.remove(hash.toLowerCase(Locale.ROOT));
    }
    any = !byHash.isEmpty();
  }
}
