/** A client of the tracker API, on the JDK and Jackson. */
module org.trackerapi.client {
  requires transitive com.fasterxml.jackson.annotation;
  requires com.fasterxml.jackson.core;
  requires com.fasterxml.jackson.databind;
  requires com.fasterxml.jackson.datatype.jsr310;
  requires transitive java.net.http;

  exports org.trackerapi.client;
  exports org.trackerapi.client.model;

  // Jackson reads and writes the private fields of the models.
  opens org.trackerapi.client.model to
      com.fasterxml.jackson.databind;
}
