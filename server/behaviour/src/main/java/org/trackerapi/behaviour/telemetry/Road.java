package org.trackerapi.behaviour.telemetry;

import java.util.List;
import org.trackerapi.behaviour.fleet.Point;
import org.trackerapi.behaviour.fleet.Route;

/** A route with its lengths measured, so that a distance gives a place. */
public final class Road {
  private static final double EARTH_RADIUS_M = 6_371_000;

  private final double maxSpeed;
  private final double[] lat;
  private final double[] lng;
  private final double[] metres;
  private final boolean ring;

  private Road(Route route) {
    List<Point> points = route.points();
    maxSpeed = route.maxSpeed();
    ring = points.get(0).equals(points.get(points.size() - 1));
    lat = points.stream().mapToDouble(Point::lat).toArray();
    lng = points.stream().mapToDouble(Point::lng).toArray();
    metres = new double[lat.length];
    for (int i = 1; i < lat.length; i++) {
      lng[i] = lng[i - 1] + shorterWay(lng[i] - lng[i - 1]);
      metres[i] = metres[i - 1] + distance(points.get(i - 1), points.get(i));
    }
  }

  /**
   * Measures a route.
   *
   * @throws IllegalArgumentException if all its points are the same
   */
  public static Road of(Route route) {
    Road road = new Road(route);
    if (!(road.length() > 0)) {
      throw new IllegalArgumentException("a route needs two different points");
    }
    return road;
  }

  /** Returns the highest speed in km/h. */
  public double maxSpeed() {
    return maxSpeed;
  }

  /** Returns the metres from the first point to the last one. */
  public double length() {
    return metres[metres.length - 1];
  }

  /** Returns the point at the beginning. */
  public Point first() {
    return new Point(lat[0], lng[0]);
  }

  /**
   * Returns the place after some distance.
   *
   * @param driven metres from the first point, of any size and sign: a ring is driven round and
   *     round, any other route there and back
   */
  public Place at(double driven) {
    double lap = ring ? length() : 2 * length();
    double along = driven - Math.floor(driven / lap) * lap;
    boolean back = along > length();
    return on(back ? lap - along : along, back);
  }

  private Place on(double along, boolean back) {
    int segment = segment(along);
    double share = (along - metres[segment]) / (metres[segment + 1] - metres[segment]);
    Point point =
        new Point(
            degrees(lat[segment], lat[segment + 1], share),
            shorterWay(degrees(lng[segment], lng[segment + 1], share)));
    int from = back ? segment + 1 : segment;
    int to = back ? segment : segment + 1;
    return new Place(point, bearing(lat[from], lng[from], lat[to], lng[to]));
  }

  /** Returns the last segment that is not empty and begins at or before the distance. */
  private int segment(double along) {
    int low = 0;
    int high = metres.length - 2;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (metres[middle] <= along) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    while (metres[low + 1] == metres[low]) {
      low--;
    }
    return low;
  }

  /** Takes full turns off: a road may cross the meridian where 180 degrees east and west meet. */
  private static double shorterWay(double degrees) {
    return degrees - 360 * Math.rint(degrees / 360);
  }

  /** Interpolates, to a millionth of a degree: a tenth of a metre. */
  private static double degrees(double from, double to, double share) {
    return Math.round((from + (to - from) * share) * 1e6) / 1e6;
  }

  /** Returns the metres between two points on the sphere. */
  public static double distance(Point a, Point b) {
    double sinLat = Math.sin(Math.toRadians(b.lat() - a.lat()) / 2);
    double sinLng = Math.sin(Math.toRadians(b.lng() - a.lng()) / 2);
    double h =
        sinLat * sinLat
            + Math.cos(Math.toRadians(a.lat()))
                * Math.cos(Math.toRadians(b.lat()))
                * sinLng
                * sinLng;
    return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(h)));
  }

  private static int bearing(double lat1, double lng1, double lat2, double lng2) {
    double a = Math.toRadians(lat1);
    double b = Math.toRadians(lat2);
    double dl = Math.toRadians(lng2 - lng1);
    double y = Math.sin(dl) * Math.cos(b);
    double x = Math.cos(a) * Math.sin(b) - Math.sin(a) * Math.cos(b) * Math.cos(dl);
    return Math.floorMod(Math.round(Math.toDegrees(Math.atan2(y, x))), 360);
  }

  /**
   * A place on a road.
   *
   * @param point where it is
   * @param heading the driving direction in degrees from north, 0 to 359
   */
  public record Place(Point point, int heading) {}
}
