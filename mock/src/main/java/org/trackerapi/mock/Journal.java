package org.trackerapi.mock;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.LoggedResponse;
import com.github.tomakehurst.wiremock.store.RequestJournalStore;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Remembers the last requests, for WireMock's admin API and verifications.
 *
 * <p>WireMock's own store counts and searches all its entries on every request. This one only drops
 * the oldest, and makes WireMock's events of what the simulation has answered when somebody asks
 * for them.
 */
final class Journal implements RequestJournalStore {
  private static final long ENTRY_BYTES = 500;
  private static final long VERSION_4 = 0x4000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;
  private static final StubMapping SIMULATION = simulation();

  /** What the entries may take together; a few large ones would take all the memory. */
  private static final long MOST_BYTES = 64L * 1024 * 1024;

  private final int limit;
  private final Map<UUID, Entry> entries = new LinkedHashMap<>();
  private long bytes;
  private final AtomicLong numbers = new AtomicLong(System.nanoTime() & 0xffff_ffffL);

  /**
   * Makes a journal.
   *
   * @param limit how many requests it remembers, from 0
   */
  Journal(int limit) {
    this.limit = limit;
  }

  /** An entry: what WireMock has served, or what makes an event of what the simulation has. */
  private interface Entry {
    UUID id();

    ServeEvent event();

    /** Returns about how many bytes of memory it takes. */
    long bytes();
  }

  private record Served(ServeEvent event) implements Entry {
    @Override
    public UUID id() {
      return event.getId();
    }

    @Override
    public long bytes() {
      byte[] request = event.getRequest().getBody();
      byte[] response = event.getResponse() == null ? null : event.getResponse().getBody();
      return ENTRY_BYTES
          + (request == null ? 0 : request.length)
          + (response == null ? 0 : response.length);
    }
  }

  /**
   * What the simulation has answered.
   *
   * @param time milliseconds since 1970
   * @param body the body, or the beginning of a long one
   */
  private record Simulated(
      UUID id,
      long time,
      RawRequest request,
      int status,
      Map<String, String> headers,
      byte[] body,
      Fault fault)
      implements Entry {
    @Override
    public long bytes() {
      long size = ENTRY_BYTES + request.body().length + body.length + request.target().length();
      for (String field : request.fields()) {
        size += field.length();
      }
      return size;
    }

    @Override
    public ServeEvent event() {
      LoggedRequest logged = LoggedRequest.createFrom(JournalRequest.of(request));
      // The journal makes the event later than the request came; WireMock takes the time of making.
      logged.getLoggedDate().setTime(time);
      List<HttpHeader> fields = new ArrayList<>();
      headers.forEach((name, value) -> fields.add(new HttpHeader(name, value)));
      LoggedResponse response =
          new LoggedResponse(
              status,
              new HttpHeaders(fields),
              Base64.getEncoder().encodeToString(body),
              fault,
              null);
      return new ServeEvent(
          id,
          logged,
          SIMULATION,
          ResponseDefinitionBuilder.responseDefinition().withStatus(status).build(),
          response,
          true,
          null,
          null);
    }
  }

  /** Adds what the simulation has answered. */
  void add(RawRequest request, int status, Map<String, String> headers, byte[] body, Fault fault) {
    if (limit > 0) {
      UUID id = new UUID(VERSION_4, VARIANT | numbers.getAndIncrement());
      add(new Simulated(id, System.currentTimeMillis(), request, status, headers, body, fault));
    }
  }

  private synchronized void add(Entry entry) {
    entries.put(entry.id(), entry);
    bytes += entry.bytes();
    while (entries.size() > limit || (bytes > MOST_BYTES && entries.size() > 1)) {
      removeLast();
    }
  }

  @Override
  public void add(ServeEvent event) {
    if (limit > 0) {
      add(new Served(event));
    }
  }

  @Override
  public synchronized void put(UUID id, ServeEvent event) {
    Entry changed = new Served(event);
    Entry old = entries.replace(id, changed);
    if (old != null) {
      bytes += changed.bytes() - old.bytes();
    }
  }

  @Override
  public Stream<ServeEvent> getAll() {
    return newestFirst().stream().map(Entry::event);
  }

  @Override
  public Stream<UUID> getAllKeys() {
    return newestFirst().stream().map(Entry::id);
  }

  @Override
  public Optional<ServeEvent> get(UUID id) {
    return Optional.ofNullable(entry(id)).map(Entry::event);
  }

  private synchronized Entry entry(UUID id) {
    return entries.get(id);
  }

  private synchronized List<Entry> newestFirst() {
    List<Entry> copy = new ArrayList<>(entries.values());
    Collections.reverse(copy);
    return copy;
  }

  @Override
  public synchronized void removeLast() {
    Iterator<Entry> oldest = entries.values().iterator();
    if (oldest.hasNext()) {
      bytes -= oldest.next().bytes();
      oldest.remove();
    }
  }

  @Override
  public synchronized void remove(UUID id) {
    Entry removed = entries.remove(id);
    bytes -= removed == null ? 0 : removed.bytes();
  }

  @Override
  public synchronized void clear() {
    entries.clear();
    bytes = 0;
  }

  private static StubMapping simulation() {
    StubMapping mapping = WireMock.any(WireMock.anyUrl()).withName("tracker simulation").build();
    mapping.setId(UUID.nameUUIDFromBytes(mapping.getName().getBytes(StandardCharsets.UTF_8)));
    return mapping;
  }
}
