/**
 * A client of the tracker API: start at {@link org.trackerapi.client.TrackerClient#builder()}.
 *
 * <p>Calls, models and error codes are generated from the contract; credentials, time limits,
 * retries, errors and streaming are written by hand.
 */
package org.trackerapi.client;
