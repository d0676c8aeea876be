/** Knows the client; Jackson comes along with it. */
module consumer {
  requires org.trackerapi.client;
}
