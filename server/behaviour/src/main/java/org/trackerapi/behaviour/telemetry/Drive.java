package org.trackerapi.behaviour.telemetry;

import java.time.Instant;

/** How far a vehicle has come and how fast it is, at any instant. */
sealed interface Drive {

  /** Returns the metres driven since the epoch; negative before. */
  double metres(Instant at);

  /** Returns the phase of the journey. */
  Leg leg(Instant at);

  /**
   * A phase of a journey.
   *
   * @param movement the movement status
   * @param since when it began
   * @param ignition whether the ignition is on
   * @param ignitionSince when that began
   * @param speed ground speed in km/h
   */
  record Leg(
      Movement movement, Instant since, boolean ignition, Instant ignitionSince, double speed) {}

  private static double seconds(Instant from, Instant to) {
    return to.getEpochSecond() - from.getEpochSecond() + (to.getNano() - from.getNano()) / 1e9;
  }

  /** Stands. */
  record Standing(Movement movement, Instant since, Instant ignitionSince) implements Drive {
    @Override
    public double metres(Instant at) {
      return 0;
    }

    @Override
    public Leg leg(Instant at) {
      return new Leg(movement, since, movement == Movement.STOPPED, ignitionSince, 0);
    }
  }

  /** Never stops; the speed swings between three fifths of the highest one and the highest one. */
  record Steady(Instant epoch, double maxSpeed, double period, double offset, Instant since)
      implements Drive {
    private static final double SWING = 0.25;
    private static final long WARMING_UP_S = 81;

    private double angle(double elapsed) {
      return 2 * Math.PI * (elapsed / period + offset);
    }

    @Override
    public double metres(Instant at) {
      double elapsed = seconds(epoch, at);
      double swing = (Math.sin(angle(elapsed)) - Math.sin(angle(0))) * period / (2 * Math.PI);
      return maxSpeed / 3.6 / (1 + SWING) * (elapsed + SWING * swing);
    }

    @Override
    public Leg leg(Instant at) {
      double speed = maxSpeed * (1 + SWING * Math.cos(angle(seconds(epoch, at)))) / (1 + SWING);
      return new Leg(Movement.MOVING, since, true, since.minusSeconds(WARMING_UP_S), speed);
    }
  }

  /**
   * Drives the same trips every day, one after the other: a trip is a number of legs with waits
   * between them, then the vehicle parks until the next trip.
   *
   * @param epoch when {@link #metres} are 0
   * @param shift seconds that the vehicle's day begins before that of UTC
   * @param firstTrip seconds from the beginning of the day to the first trip
   * @param trips the trips of a day, from 1
   * @param tripEvery seconds from the beginning of one trip to the next
   * @param legs the legs of a trip, from 1
   * @param legTime seconds of a leg
   * @param waitTime seconds between two legs
   * @param maxSpeed the highest speed in km/h
   */
  record Trips(
      Instant epoch,
      long shift,
      long firstTrip,
      int trips,
      long tripEvery,
      int legs,
      long legTime,
      long waitTime,
      double maxSpeed)
      implements Drive {
    private static final double DAY = 86_400;
    private static final double MEAN = 0.55;
    private static final double SWING = 0.45;

    @Override
    public double metres(Instant at) {
      return total(at) - total(epoch);
    }

    /** Returns metres since 1970: whole days, whole trips of today, legs of this trip. */
    private double total(Instant at) {
      double time = at.getEpochSecond() + at.getNano() / 1e9 + shift;
      double day = Math.floor(time / DAY);
      double inDay = time - day * DAY - firstTrip;
      double perTrip = legs * legMetres(legTime);
      double begun = Math.min(Math.max(Math.floor(inDay / tripEvery), 0), trips - 1.0);
      return day * trips * perTrip + begun * perTrip + tripMetres(inDay - begun * tripEvery);
    }

    private double tripMetres(double inTrip) {
      double time = Math.min(Math.max(inTrip, 0), tripTime());
      double done = Math.min(Math.floor(time / (legTime + waitTime)), legs - 1.0);
      double inLeg = Math.min(time - done * (legTime + waitTime), legTime);
      return done * legMetres(legTime) + legMetres(inLeg);
    }

    private double legMetres(double inLeg) {
      double swing = Math.sin(2 * Math.PI * inLeg / legTime) * legTime / (2 * Math.PI);
      return maxSpeed / 3.6 * (MEAN * inLeg - SWING * swing);
    }

    private long tripTime() {
      return legs * (legTime + waitTime) - waitTime;
    }

    @Override
    public Leg leg(Instant at) {
      long time = at.getEpochSecond() + shift;
      long today = Math.floorDiv(time, (long) DAY) * (long) DAY + firstTrip;
      long begun = Math.floorDiv(time - today, tripEvery);
      if (begun < 0) {
        return parked(today - (long) DAY + (trips - 1) * tripEvery);
      }
      long trip = today + Math.min(begun, trips - 1) * tripEvery;
      long inTrip = time - trip;
      if (inTrip >= tripTime()) {
        return parked(trip);
      }
      long leg = trip + inTrip / (legTime + waitTime) * (legTime + waitTime);
      long inLeg = time - leg;
      return inLeg < legTime
          ? new Leg(Movement.MOVING, instant(leg), true, instant(trip), speed(inLeg))
          : new Leg(Movement.STOPPED, instant(leg + legTime), true, instant(trip), 0);
    }

    private Leg parked(long trip) {
      Instant end = instant(trip + tripTime());
      return new Leg(Movement.PARKED, end, false, end, 0);
    }

    private double speed(long inLeg) {
      return maxSpeed * (MEAN - SWING * Math.cos(2 * Math.PI * inLeg / legTime));
    }

    private Instant instant(long time) {
      return Instant.ofEpochSecond(time - shift);
    }
  }
}
