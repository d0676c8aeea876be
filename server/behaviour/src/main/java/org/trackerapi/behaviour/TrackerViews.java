package org.trackerapi.behaviour;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.trackerapi.behaviour.fleet.TrackerRecord;
import org.trackerapi.stubs.AnswerWriter;
import org.trackerapi.stubs.ApiResult;
import org.trackerapi.stubs.NeutralResponse;
import org.trackerapi.stubs.Operation;
import org.trackerapi.stubs.api.TrackerListResult;
import org.trackerapi.stubs.codec.Codec;
import org.trackerapi.stubs.codec.Json;
import org.trackerapi.stubs.codec.TrackerCodec;
import org.trackerapi.stubs.codec.TrackerListResponseCodec;
import org.trackerapi.stubs.model.Tracker;
import org.trackerapi.stubs.model.TrackerListResponse;

/**
 * Keeps what lists show of each tracker, as an object and as JSON: a list of a whole account would
 * spend most of its time making both anew. A tracker's record is immutable, so a view holds as long
 * as the record is the same one.
 */
final class TrackerViews implements AnswerWriter {
  private static final String JSON = "application/json; charset=utf-8";
  private static final int PIECE = 32_768;
  private static final byte[] EMPTY =
      written(TrackerListResponseCodec.INSTANCE, new TrackerListResponse(List.of()));

  private final ConcurrentMap<Integer, View> views = new ConcurrentHashMap<>();
  private final ConcurrentMap<Integer, Listing> listings = new ConcurrentHashMap<>();

  /** What a whole account looks like while it does not change. */
  private static final class Listing {
    private final List<TrackerRecord> records;
    private final List<Tracker> trackers;
    private volatile byte[] json;

    Listing(List<TrackerRecord> records, List<Tracker> trackers) {
      this.records = records;
      this.trackers = trackers;
    }
  }

  /** What a record looks like. */
  private static final class View {
    private final TrackerRecord record;
    private final Tracker tracker;
    private volatile byte[] json;

    View(TrackerRecord record) {
      this.record = record;
      this.tracker = Trackers.withTags(record);
    }

    byte[] json() {
      byte[] known = json;
      if (known == null) {
        known = written(TrackerCodec.INSTANCE, tracker);
        json = known;
      }
      return known;
    }
  }

  /** Returns a tracker with its tags. */
  Tracker show(TrackerRecord tracker) {
    View view = views.get(tracker.id());
    if (view == null || view.record != tracker) {
      view = new View(tracker);
      views.put(tracker.id(), view);
    }
    return view.tracker;
  }

  /**
   * Returns the trackers of a whole account with their tags.
   *
   * @param accountId the account
   * @param records its trackers
   */
  List<Tracker> showAll(int accountId, List<TrackerRecord> records) {
    Listing listing = listings.get(accountId);
    if (listing == null || listing.records != records) {
      // Stream.toList() would be copied on its way to the writer, List.copyOf() is not.
      listing = new Listing(records, List.copyOf(records.stream().map(this::show).toList()));
      listings.put(accountId, listing);
    }
    return listing.trackers;
  }

  @Override
  public NeutralResponse write(Operation operation, ApiResult result) {
    return result instanceof TrackerListResult.Ok list
        ? new NeutralResponse(
            list.status(), Map.of("Content-Type", JSON), out -> answer(list.body().list(), out))
        : null;
  }

  private void answer(List<Tracker> trackers, OutputStream out) throws IOException {
    for (Listing listing : listings.values()) {
      if (listing.trackers == trackers) {
        writeInPieces(json(listing), out);
        return;
      }
    }
    write(trackers, out);
  }

  /** A socket copies all that it is given, however little of it it can send at once. */
  private static void writeInPieces(byte[] bytes, OutputStream out) throws IOException {
    for (int from = 0; from < bytes.length; from += PIECE) {
      out.write(bytes, from, Math.min(PIECE, bytes.length - from));
    }
  }

  private byte[] json(Listing listing) throws IOException {
    byte[] known = listing.json;
    if (known == null) {
      ByteArrayOutputStream out = new ByteArrayOutputStream(400 * listing.trackers.size() + 64);
      write(listing.trackers, out);
      known = out.toByteArray();
      listing.json = known;
    }
    return known;
  }

  /** Writes the answer without trackers, and the trackers before its last two brackets. */
  private void write(List<Tracker> trackers, OutputStream target) throws IOException {
    OutputStream out = new BufferedOutputStream(target, PIECE);
    out.write(EMPTY, 0, EMPTY.length - 2);
    boolean first = true;
    for (Tracker tracker : trackers) {
      if (!first) {
        out.write(',');
      }
      first = false;
      out.write(json(tracker));
    }
    out.write(EMPTY, EMPTY.length - 2, 2);
    out.flush();
  }

  private byte[] json(Tracker tracker) {
    View view = views.get(tracker.id());
    return view != null && view.tracker == tracker
        ? view.json()
        : written(TrackerCodec.INSTANCE, tracker);
  }

  private static <T> byte[] written(Codec<T> codec, T value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    try (JsonGenerator json = Json.generator(out)) {
      codec.write(value, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
