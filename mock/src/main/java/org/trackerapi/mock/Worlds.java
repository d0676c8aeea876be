package org.trackerapi.mock;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.trackerapi.behaviour.World;
import org.trackerapi.behaviour.WorldClock;
import org.trackerapi.stubs.Dispatcher;

/**
 * Keeps the simulated platform: one world for all callers, or one for each hash.
 *
 * <p>When isolated, a hash that is well formed and that no user has is a master of a world of its
 * own, so that a test can have as many worlds as it likes. The world that was not used for longest
 * makes room for a new one; worlds of large fleets are fewer, so that they fit into the memory.
 */
final class Worlds {
  /** What a tracker takes at most when all are listed: its record, its view, its bytes. */
  private static final int BYTES_PER_TRACKER = 2 * 1024;

  private final boolean isolated;
  private final int wantedWorlds;
  private final WorldClock firstClock;
  private final Map<String, Inhabited> byHash = new LinkedHashMap<>(16, 0.75f, true);
  private volatile FleetSource source;
  private volatile Inhabited shared;

  /**
   * Makes the world.
   *
   * @param clock what the clock of each world shows at first
   * @param isolated whether each hash has its own world
   * @param limit how many worlds there are at most when isolated, from 1
   */
  Worlds(FleetSource source, WorldClock clock, boolean isolated, int limit) {
    this.source = source;
    this.firstClock = clock.copy();
    this.isolated = isolated;
    this.wantedWorlds = limit;
    this.shared = new Inhabited(new World(source.description(), clock), Map.of());
  }

  /** A world and what serves it. */
  private static final class Inhabited {
    private static final int SNAPSHOTS = 100;

    private final World world;
    private final Dispatcher dispatcher;
    private final Map<String, World.Snapshot> snapshots = new LinkedHashMap<>();

    Inhabited(World world, Map<String, World.Snapshot> snapshots) {
      this.world = world;
      this.snapshots.putAll(snapshots);
      this.dispatcher = world.dispatcher().build();
    }

    synchronized void snapshot(String name) {
      snapshots.remove(name);
      snapshots.put(name, world.snapshot());
      if (snapshots.size() > SNAPSHOTS) {
        snapshots.remove(snapshots.keySet().iterator().next());
      }
    }

    synchronized boolean restore(String name) {
      World.Snapshot snapshot = snapshots.get(name);
      if (snapshot != null) {
        world.restore(snapshot);
      }
      return snapshot != null;
    }

    synchronized Map<String, World.Snapshot> snapshots() {
      return new LinkedHashMap<>(snapshots);
    }
  }

  /** Returns whether each hash has its own world. */
  boolean isolated() {
    return isolated;
  }

  /** Returns how many worlds fit into half of the memory, and as many as are wanted at most. */
  private static int limit(int wanted, FleetSource source) {
    long bytes = (long) BYTES_PER_TRACKER * (source.description().trackers().size() + 10);
    return (int) Math.max(1, Math.min(wanted, Runtime.getRuntime().maxMemory() / 2 / bytes));
  }

  /** Answers a request as the platform does. */
  Answer answer(RawRequest request, String path) {
    return Answer.of(of(request).dispatcher.dispatch(new BelowBasePath(request, path)));
  }

  private Inhabited of(RawRequest request) {
    return isolated ? inhabited(Hashes.of(request)) : shared;
  }

  private Inhabited inhabited(String hash) {
    if (!isolated || hash == null || !Hashes.wellFormed(hash)) {
      return shared;
    }
    String key = hash.toLowerCase(Locale.ROOT);
    synchronized (byHash) {
      Inhabited known = byHash.get(key);
      if (known == null) {
        known = fork(key);
        byHash.put(key, known);
        if (byHash.size() > limit(wantedWorlds, source)) {
          byHash.remove(byHash.keySet().iterator().next());
        }
      }
      return known;
    }
  }

  /** Returns a world like the shared one, with its snapshots. */
  private Inhabited fork(String hash) {
    Inhabited origin = shared;
    WorldClock clock = origin.world.clock().copy();
    World world =
        source.description().users().containsKey(hash)
            ? origin.world.fork(clock)
            : origin.world.fork(clock, source.usersWithMaster(hash));
    return new Inhabited(world, origin.snapshots());
  }

  /** Returns what serves a hash; looking at one that has not been used leaves no world behind. */
  private Inhabited seen(String hash) {
    if (!isolated || hash == null) {
      return shared;
    }
    String key = hash.toLowerCase(Locale.ROOT);
    synchronized (byHash) {
      Inhabited known = byHash.get(key);
      return known == null ? fork(key) : known;
    }
  }

  /** Does something to the world of a hash, or to all of them when it is null. */
  void each(String hash, Consumer<World> change) {
    all(hash).forEach(inhabited -> change.accept(inhabited.world));
  }

  private Collection<Inhabited> all(String hash) {
    if (hash != null) {
      return List.of(inhabited(hash));
    }
    synchronized (byHash) {
      return Stream.concat(Stream.of(shared), byHash.values().stream()).toList();
    }
  }

  /** Undoes every change, of all worlds when the hash is null; clocks show what they did first. */
  void reset(String hash) {
    if (hash == null) {
      synchronized (byHash) {
        byHash.clear();
      }
    }
    each(
        hash,
        world -> {
          world.clock().setLike(firstClock);
          world.reset();
        });
  }

  /** Replaces the fleet of all worlds. */
  void replace(FleetSource changed) {
    synchronized (byHash) {
      byHash.clear();
      source = changed;
      World world = new World(changed.description(), shared.world.clock());
      shared = new Inhabited(world, Map.of());
    }
  }

  /** Returns what the worlds start with. */
  FleetSource source() {
    return source;
  }

  /** Returns the world of a hash to look at, the shared one when it is null. */
  World look(String hash) {
    return seen(hash).world;
  }

  /** Returns the world of a hash, the shared one when it is null. */
  World world(String hash) {
    return inhabited(hash).world;
  }

  void snapshot(String hash, String name) {
    all(hash).forEach(inhabited -> inhabited.snapshot(name));
  }

  /** Returns to a snapshot, and returns whether there was one of this name. */
  boolean restore(String hash, String name) {
    return all(hash).stream()
        .map(inhabited -> inhabited.restore(name))
        .reduce(false, (a, b) -> a || b);
  }

  List<String> snapshots(String hash) {
    return List.copyOf(seen(hash).snapshots().keySet());
  }
}
