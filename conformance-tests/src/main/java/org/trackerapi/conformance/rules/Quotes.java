package org.trackerapi.conformance.rules;

/** Sentences of the source that stand under several actions. */
final class Quotes {
  static final String NOT_FOUND =
      "201 – Not found in the database - if there is no tracker with such ID belonging to"
          + " authorized user.";
  static final String BLOCKED =
      "208 – Device blocked - if tracker exists but was blocked due to tariff restrictions or some"
          + " other reason.";
  static final String CLONE =
      "219 – Not allowed for clones of the device - if specified tracker is a clone.";
  static final String NO_RIGHTS = "13 – Operation not permitted – if user has insufficient rights.";
  static final String NO_GSM =
      "214 – Requested operation or parameters are not supported by the device - if device does not"
          + " have GSM module.";
  static final String CORRUPTED =
      "Marks tracker as deleted: a corrupted tracker is no tracker of the caller any more.";
  static final String USER_TIME = "user_time - date/time. Current time in user's timezone.";
  static final String UPDATE_TIME = "update_time - date/time. Date and time when the data updated.";
  static final String ISO = "ISO 8601 with offset when `iso_datetime` is true";
  static final String BELONGS = "Tracker must belong to authorized user and not be blocked.";
  static final String REPEATED =
      "IDs of the trackers. (A map by ID has each once; only `labels` forbids duplicates.)";
  static final String PHONE_USED =
      "223 – Phone number already in use - if specified phone number already used in another"
          + " device.";
  static final String ID_USED =
      "224 – Device ID already in use - if specified device ID already registered in the system.";
  static final String MODEL =
      "220 – Unknown device model - if specified device model does not exist.";
  static final String LIMIT =
      "221 – Device limit exceeded - if device limit set for the user's dealer has been exceeded.";
  static final String PLUGIN =
      "222 – Plugin not found - if specified plugin not found or is not supported by device model.";
  static final String LEGAL =
      "225 – Not allowed for this legal type - if tariff of the new device is not compatible with"
          + " user's legal type.";
  static final String ICCID = "226 – Wrong ICCID - if specified ICCID was not found.";
  static final String CODE =
      "227 – Wrong activation code - if specified activation code not found or is already"
          + " activated.";
  static final String BUNDLE =
      "258 – Bundle not found. Plugin specific: if bundle not found for specified device ID.";
  static final String NO_BUNDLE =
      "201 – Not found in the database - if there is no bundle with such IMEI.";
  static final String GROUP = "204 – Entity not found - if specified group does not exist.";
  static final String STATUS =
      "266 – Cannot perform action for the device in current status: if the device is not activated"
          + " yet";
  static final String NO_TRACKER =
      "204 – Entity not found - if there is no tracker with such ID belonging to authorized user.";
  static final String CONNECTED =
      "242 – Device already connected - if tracker connected to the server.";
  static final String MOBILE =
      "7 – Invalid parameters - if fields violate restrictions described above or one of the models"
          + " is a mobile app.";

  private Quotes() {}
}
