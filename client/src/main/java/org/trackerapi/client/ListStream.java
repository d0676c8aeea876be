package org.trackerapi.client;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.trackerapi.client.model.Tracker;

/** Reads the trackers of an answer to {@code tracker/list} one by one. */
final class ListStream extends AbstractSpliterator<Tracker> {
  private static final ObjectReader TRACKER = Codec.JSON.readerFor(Tracker.class);

  private final Operation<?> operation;
  private final JsonParser parser;
  private final ObjectNode rest = Codec.JSON.createObjectNode();
  private boolean started;
  private boolean inList;
  private boolean hadList;
  private boolean ended;
  private int read;

  private ListStream(Operation<?> operation, InputStream body) throws IOException {
    super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
    this.operation = operation;
    this.parser = Codec.JSON.createParser(body);
  }

  /** Returns the trackers in a body of status 200; closing the stream abandons the connection. */
  static Stream<Tracker> open(Operation<?> operation, InputStream body) {
    try {
      ListStream list = new ListStream(operation, body);
      return StreamSupport.stream(list, false).onClose(list::close);
    } catch (IOException e) {
      throw Answers.brokenOff(operation, 0, e);
    }
  }

  @Override
  public boolean tryAdvance(Consumer<? super Tracker> action) {
    Tracker tracker;
    try {
      if (!ended && parser.isClosed()) {
        throw new IOException("the stream is closed");
      }
      tracker = ended ? null : next();
    } catch (IOException e) {
      ended = true;
      close();
      throw Answers.brokenOff(operation, read, e);
    }
    if (tracker == null) {
      return false;
    }
    read++;
    action.accept(tracker);
    return true;
  }

  private Tracker next() throws IOException {
    if (!started && parser.nextToken() != JsonToken.START_OBJECT) {
      throw new IOException("expected a JSON object");
    }
    started = true;
    while (true) {
      if (inList) {
        if (parser.nextToken() != JsonToken.END_ARRAY) {
          return tracker();
        }
        inList = false;
      } else if (parser.nextToken() == JsonToken.END_OBJECT) {
        end();
        return null;
      } else {
        readProperty();
      }
    }
  }

  private Tracker tracker() throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw new IOException("expected a tracker, got " + parser.getText());
    }
    return TRACKER.readValue(parser);
  }

  private void readProperty() throws IOException {
    String name = parser.currentName();
    JsonToken value = parser.nextToken();
    if (value == null) {
      throw new IOException("expected more, got the end");
    }
    if (value == JsonToken.START_ARRAY && "list".equals(name)) {
      inList = true;
      hadList = true;
    } else {
      rest.set(name, parser.readValueAsTree());
    }
  }

  private void end() throws IOException {
    // Only a body that is read to its end leaves a connection that can be used again.
    if (parser.nextToken() != null) {
      throw new IOException("expected the end, got more");
    }
    ended = true;
    close();
    if (!hadList || !rest.path("success").asBoolean()) {
      throw Answers.refusal(operation, 200, rest)
          .orElseThrow(() -> new IOException("expected success and a list, got " + rest));
    }
  }

  private void close() {
    try {
      parser.close();
    } catch (IOException e) {
      // The body is only abandoned here; nobody waits for it any more.
    }
  }
}
