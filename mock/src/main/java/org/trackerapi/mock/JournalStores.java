package org.trackerapi.mock;

import com.github.tomakehurst.wiremock.common.FileSource;
import com.github.tomakehurst.wiremock.store.DefaultStores;
import com.github.tomakehurst.wiremock.store.RequestJournalStore;

/** WireMock's stores, but for the journal. */
final class JournalStores extends DefaultStores {
  private final Journal journal;

  JournalStores(FileSource files, Journal journal) {
    super(files);
    this.journal = journal;
  }

  @Override
  public RequestJournalStore getRequestJournalStore() {
    return journal;
  }
}
