package org.trackerapi.mock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.trackerapi.behaviour.fleet.FleetDescription;
import org.trackerapi.behaviour.fleet.FleetFile;
import org.trackerapi.behaviour.fleet.FleetFileException;
import org.trackerapi.behaviour.fleet.FleetGenerator;
import org.trackerapi.behaviour.fleet.User;
import org.trackerapi.spec.Fixtures;

/**
 * What worlds start with.
 *
 * @param description the fleet, with the trackers that were generated
 * @param document the fleet file; the conformance suite takes it for a profile
 */
record FleetSource(FleetDescription description, JsonNode document) {

  /**
   * Says where a fleet comes from.
   *
   * @param file a fleet file; null for the fixture of the contract
   * @param generated how many trackers are generated besides, from 0
   * @param seed the seed of the world; null for that of the file
   */
  record Recipe(Path file, int generated, Long seed) {

    /**
     * Reads the file and generates trackers.
     *
     * @throws FleetFileException if the file cannot be read or is wrong
     */
    FleetSource read() throws FleetFileException {
      FleetDescription description = file == null ? FleetFile.fixture() : FleetFile.load(file);
      if (seed != null) {
        description = description.withSeed(seed);
      }
      if (generated > 0) {
        description = FleetGenerator.generate(description, generated, description.seed());
      }
      return new FleetSource(description, document());
    }

    private JsonNode document() {
      try {
        return file == null ? Fixtures.fleet() : new YAMLMapper().readTree(file.toFile());
      } catch (IOException e) {
        throw new IllegalStateException("The fleet file changed while it was read", e);
      }
    }
  }

  /** Returns the user to try the fleet with: a master, best one that can log in. */
  static Optional<User> master(FleetDescription description) {
    return description.users().values().stream()
        .filter(user -> user.master() && !user.expired() && !user.blocked())
        .min(
            Comparator.comparing((User user) -> user.login() == null)
                .thenComparing(User::accountId)
                .thenComparing(User::name));
  }

  /** Returns the users and one more: a master with this hash, like {@link #master}. */
  Map<String, User> usersWithMaster(String hash) {
    Map<String, User> users = new LinkedHashMap<>(description.users());
    master(description).ifPresent(user -> users.put(hash, withHash(user, hash)));
    return users;
  }

  private static User withHash(User user, String hash) {
    return new User(
        user.name(),
        user.accountId(),
        true,
        hash,
        user.rights(),
        user.groups(),
        false,
        false,
        null,
        null);
  }
}
