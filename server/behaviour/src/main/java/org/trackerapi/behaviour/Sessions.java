package org.trackerapi.behaviour;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.trackerapi.behaviour.fleet.Fleet;
import org.trackerapi.behaviour.fleet.User;
import org.trackerapi.stubs.ApiFailure;
import org.trackerapi.stubs.Authentication;
import org.trackerapi.stubs.Authenticator;
import org.trackerapi.stubs.Authorizer;
import org.trackerapi.stubs.Credentials;
import org.trackerapi.stubs.Operation;
import org.trackerapi.stubs.api.AccessDenied;

/** Knows users by their hashes, and what they may do. */
final class Sessions implements Authenticator, Authorizer {
  private static final String IN_BODY_OR_QUERY = "HashInQuery";
  private static final String IN_HEADER = "NvxAuthorization";
  private static final String HEADER_PREFIX = "NVX ";
  private static final Pattern HASH = Pattern.compile("[0-9a-fA-F]{32}");

  private final Fleet fleet;

  Sessions(Fleet fleet) {
    this.fleet = fleet;
  }

  @Override
  public Authentication authenticate(Operation operation, Credentials credentials) {
    String hash = hash(credentials);
    if (hash == null || !HASH.matcher(hash).matches()) {
      return Authentication.missing();
    }
    Optional<User> found = fleet.user(hash.toLowerCase(Locale.ROOT));
    if (found.isEmpty() || found.get().expired()) {
      return Authentication.unknown();
    }
    User user = found.get();
    if (user.blocked()) {
      throw new ApiFailure(new AccessDenied());
    }
    return Authentication.granted(new Caller(user, fleet.account(user.accountId())));
  }

  private static String hash(Credentials credentials) {
    Optional<String> direct = credentials.of(IN_BODY_OR_QUERY);
    return direct.orElseGet(
        () ->
            credentials
                .of(IN_HEADER)
                .filter(header -> header.startsWith(HEADER_PREFIX))
                .map(header -> header.substring(HEADER_PREFIX.length()))
                .orElse(null));
  }

  @Override
  public boolean permits(Operation operation, Object principal) {
    User user = ((Caller) principal).user();
    return operation.requiredRights().stream().allMatch(user::has);
  }
}
