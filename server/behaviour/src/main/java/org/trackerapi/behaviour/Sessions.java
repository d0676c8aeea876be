package org.trackerapi.behaviour;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.trackerapi.behaviour.fleet.Fleet;
import org.trackerapi.behaviour.fleet.User;
import org.trackerapi.stubs.Authentication;
import org.trackerapi.stubs.Authenticator;
import org.trackerapi.stubs.Authorizer;
import org.trackerapi.stubs.Condition;
import org.trackerapi.stubs.Credentials;
import org.trackerapi.stubs.ErrorRenderer;
import org.trackerapi.stubs.Failure;
import org.trackerapi.stubs.NeutralResponse;
import org.trackerapi.stubs.Operation;
import org.trackerapi.stubs.api.AccessDenied;
import org.trackerapi.stubs.api.ApiError;

/** Knows users by their hashes, and what they may do. */
final class Sessions implements Authenticator, Authorizer {
  private static final String IN_BODY_OR_QUERY = "HashInQuery";
  private static final String IN_HEADER = "NvxAuthorization";
  private static final String HEADER_PREFIX = "NVX ";
  private static final Pattern HASH = Pattern.compile("[0-9a-fA-F]{32}");
  private static final String BLOCKED = "The user is blocked.";

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
    return user.blocked()
        ? new Authentication.Denied(Condition.FORBIDDEN, BLOCKED)
        : Authentication.granted(new Caller(user, fleet.account(user.accountId())));
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

  /**
   * Returns a renderer that tells a blocked user from one who lacks a right: the generated
   * conditions know one kind of forbidden, the catalogue has two.
   */
  static ErrorRenderer telling(ErrorRenderer renderer) {
    return new ErrorRenderer() {
      @Override
      public NeutralResponse render(Failure failure) {
        return failure.condition() == Condition.FORBIDDEN && BLOCKED.equals(failure.detail())
            ? renderer.render(new AccessDenied())
            : renderer.render(failure);
      }

      @Override
      public NeutralResponse render(ApiError error) {
        return renderer.render(error);
      }
    };
  }
}
