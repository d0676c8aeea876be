package org.trackerapi.conformance.profile;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * What the run knows about a target beforehand: who may ask, which tracker plays which role, what
 * it may change. Everything but {@code format} is optional.
 *
 * @param format 1
 * @param name what the target is called, for reports
 * @param hash the hash of the user that the rules ask as
 * @param users hashes of further users by name, e.g. {@code viewer}
 * @param trackers tracker IDs by role, see {@link Role}
 * @param unknownTrackerId an ID that no tracker has
 * @param writable IDs of trackers that rules may change for good, besides those they register;
 *     {@code ["all"]} offers every tracker of the profile
 * @param groups IDs of tracker groups of the account
 * @param restrictedGroups groups that the user {@code restricted} is confined to
 * @param tags IDs of tags of the account, at least two
 * @param registration what registering takes
 * @param provoke parameters that get an error, by {@code action/number}
 * @param known parts of the answers about single trackers that are known beforehand: by tracker ID,
 *     then by action, e.g. {@code get_fuel: {inputs: [{name: can_fuel}]}}
 * @param limits limits of the target where they differ from the contract's
 * @param claims patterns of rules that the target claims; omitted means all
 * @param notClaimed patterns of rules that the target does not claim
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Profile(
    int format,
    String name,
    String hash,
    Map<String, String> users,
    Map<String, List<Integer>> trackers,
    @JsonProperty("unknown_tracker_id") Integer unknownTrackerId,
    List<String> writable,
    List<Integer> groups,
    @JsonProperty("restricted_groups") List<Integer> restrictedGroups,
    List<Integer> tags,
    Registration registration,
    Map<String, ObjectNode> provoke,
    Map<String, Map<String, ObjectNode>> known,
    Limits limits,
    List<String> claims,
    @JsonProperty("not_claimed") List<String> notClaimed) {

  /**
   * What registering takes on the target. The run fills in label, group, device ID and phone.
   *
   * @param device parameters that register a device with phone, e.g. model and plugin_id
   * @param lock parameters that register an electronic lock
   * @param generated parameters that register a device whose ID the platform makes
   * @param withCode parameters that register with an activation code, without the code
   * @param activationCodes unused activation codes; each serves once
   * @param quickImeis IMEIs of bundles that can be registered
   * @param quickModels models of those bundles by IMEI, as far as they are known
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Registration(
      ObjectNode device,
      ObjectNode lock,
      ObjectNode generated,
      @JsonProperty("with_code") ObjectNode withCode,
      @JsonProperty("activation_codes") List<String> activationCodes,
      @JsonProperty("quick_imeis") List<String> quickImeis,
      @JsonProperty("quick_models") Map<String, String> quickModels) {}

  /**
   * Limits of the target.
   *
   * @param idsPerBatch most IDs in a batch call
   * @param requestBytes most bytes of a body
   * @param requestsPerSecond rate limit; the rule about it runs only when this is given
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Limits(
      @JsonProperty("ids_per_batch") Integer idsPerBatch,
      @JsonProperty("request_bytes") Integer requestBytes,
      @JsonProperty("requests_per_second") Integer requestsPerSecond) {}

  /** Fills in what was omitted. */
  public Profile {
    users = users == null ? Map.of() : Map.copyOf(users);
    trackers = trackers == null ? Map.of() : Map.copyOf(trackers);
    writable = writable == null ? List.of() : List.copyOf(writable);
    groups = groups == null ? List.of() : List.copyOf(groups);
    restrictedGroups = restrictedGroups == null ? List.of() : List.copyOf(restrictedGroups);
    tags = tags == null ? List.of() : List.copyOf(tags);
    provoke = provoke == null ? Map.of() : Map.copyOf(provoke);
    known = known == null ? Map.of() : Map.copyOf(known);
    claims = claims == null || claims.isEmpty() ? List.of("*") : List.copyOf(claims);
    notClaimed = notClaimed == null ? List.of() : List.copyOf(notClaimed);
    registration =
        registration == null
            ? new Registration(null, null, null, null, null, null, null)
            : registration;
    limits = limits == null ? new Limits(null, null, null) : limits;
  }

  /** Returns a profile that knows nothing but a hash. */
  public static Profile ofHash(String hash) {
    return new Profile(
        1, null, hash, null, null, null, null, null, null, null, null, null, null, null, null,
        null);
  }

  /** Returns this profile with another hash. */
  public Profile withHash(String other) {
    return new Profile(
        format,
        name,
        other,
        users,
        trackers,
        unknownTrackerId,
        writable,
        groups,
        restrictedGroups,
        tags,
        registration,
        provoke,
        known,
        limits,
        claims,
        notClaimed);
  }

  /** Returns whether the target claims a rule. */
  public boolean isClaimed(String ruleId) {
    return Patterns.any(claims, ruleId) && !Patterns.any(notClaimed, ruleId);
  }

  /** Returns whether rules may change a tracker of this profile for good. */
  public boolean isWritable(int trackerId) {
    return writable.contains("all") || writable.contains(Integer.toString(trackerId));
  }
}
