package org.trackerapi.behaviour.fleet;

/**
 * A place on Earth, WGS 84.
 *
 * @param lat latitude in degrees, -90 to 90
 * @param lng longitude in degrees, -180 to 180
 */
public record Point(double lat, double lng) {}
