package org.trackerapi.behaviour.fleet;

import java.util.List;

/**
 * A road that vehicles drive along, again and again.
 *
 * @param name the name in a fleet file
 * @param maxSpeed the highest speed in km/h
 * @param points at least two points in driving order; a route whose last point is its first one is
 *     driven round and round, any other there and back
 */
public record Route(String name, double maxSpeed, List<Point> points) {}
