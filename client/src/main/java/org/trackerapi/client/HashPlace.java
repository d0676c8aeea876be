package org.trackerapi.client;

/** Where a request carries the hash. */
public enum HashPlace {
  /** As the parameter {@code hash} of the body, as the source documentation does. */
  BODY,
  /** As the header {@code Authorization: NVX <hash>}, which keeps it out of logged bodies. */
  HEADER
}
