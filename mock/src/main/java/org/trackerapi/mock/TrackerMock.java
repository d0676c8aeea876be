package org.trackerapi.mock;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.common.FatalStartupException;
import com.github.tomakehurst.wiremock.common.Slf4jNotifier;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.net.BindException;
import java.nio.file.Path;

/**
 * A running simulator.
 *
 * <pre>{@code
 * try (TrackerMock mock = TrackerMock.start()) {
 *   client.call(mock.baseUrl() + "/tracker/list");
 * }
 * }</pre>
 */
public final class TrackerMock implements AutoCloseable {
  private final WireMockServer server;
  private final String host;
  private final String basePath;

  private TrackerMock(Builder builder) {
    host = builder.host;
    basePath = builder.basePath;
    server = new WireMockServer(builder.options());
  }

  /**
   * Starts a simulator on a free port of this machine.
   *
   * @throws StartFailure if it cannot start
   */
  public static TrackerMock start() {
    return builder().start();
  }

  /** Returns a builder that makes what {@link #start()} starts unless told otherwise. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the URL that the paths of the contract are appended to, without a final slash. */
  public String baseUrl() {
    return rootUrl() + basePath;
  }

  /** Returns the URL of the server itself, where {@code /__admin} is, without a final slash. */
  public String rootUrl() {
    boolean everywhere = host.equals("0.0.0.0") || host.equals("::");
    String name = everywhere ? "127.0.0.1" : host.contains(":") ? "[" + host + "]" : host;
    return "http://" + name + ":" + port();
  }

  /** Returns the port that the simulator listens on. */
  public int port() {
    return server.port();
  }

  /** Returns the WireMock behind the simulator, for stubs and verifications of your own. */
  public WireMockServer wireMock() {
    return server;
  }

  /** Stops the simulator and frees its port. */
  @Override
  public void close() {
    server.stop();
  }

  private TrackerMock listen(int port) {
    try {
      server.start();
      return this;
    } catch (FatalStartupException e) {
      throw new StartFailure(unable(port, e), e);
    }
  }

  private String unable(int port, Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException && String.valueOf(cause.getMessage()).contains("in use")) {
        return "Port "
            + port
            + " of "
            + host
            + " is in use; choose another one with --port, or 0 for any free one";
      }
    }
    return "Cannot listen on " + host + ":" + port + ": expected an address of this machine";
  }

  /** Collects how a simulator is to be started. */
  public static final class Builder {
    private static final int JOURNAL_ENTRIES = 1000;

    private int port;
    private String host = "127.0.0.1";
    private String basePath = "/api-v2";
    private Path rootDirectory;

    private Builder() {}

    /**
     * Sets the port to listen on.
     *
     * @param port 0 to 65535; 0, the default, picks a free one
     * @throws IllegalArgumentException if it is out of range
     */
    public Builder port(int port) {
      if (port < 0 || port > 65535) {
        throw new IllegalArgumentException("Expected a port from 0 to 65535, got " + port);
      }
      this.port = port;
      return this;
    }

    /** Sets the address to listen on; {@code 127.0.0.1} unless set. */
    public Builder host(String host) {
      this.host = host;
      return this;
    }

    /**
     * Sets the path that the paths of the contract are appended to.
     *
     * @param basePath {@code /api-v2} unless set; empty or a slash for none
     * @throws IllegalArgumentException if it does not begin with a slash, has characters that a
     *     path needs escapes for, or would hide WireMock's {@code /__admin}
     */
    public Builder basePath(String basePath) {
      if (!basePath.matches("(/[A-Za-z0-9._~-]+)*/?") || basePath.startsWith("/__admin")) {
        throw new IllegalArgumentException("Expected a path like /api-v2, got " + basePath);
      }
      this.basePath =
          basePath.endsWith("/") ? basePath.substring(0, basePath.length() - 1) : basePath;
      return this;
    }

    /**
     * Sets the folder with {@code mappings} and {@code __files} of your own; they win over the
     * simulator's. None unless set.
     */
    public Builder rootDirectory(Path rootDirectory) {
      this.rootDirectory = rootDirectory;
      return this;
    }

    /**
     * Starts the simulator.
     *
     * @throws StartFailure if the port is in use, the host is not of this machine, or a mapping in
     *     the root directory cannot be read
     */
    public TrackerMock start() {
      return new TrackerMock(this).listen(port);
    }

    private WireMockConfiguration options() {
      WireMockConfiguration options =
          WireMockConfiguration.options()
              .port(port)
              .bindAddress(host)
              .notifier(new Slf4jNotifier(false))
              .maxRequestJournalEntries(JOURNAL_ENTRIES)
              .stubRequestLoggingDisabled(true)
              .extensions(new TrackerExtension(new ExampleMappings(basePath)));
      return rootDirectory == null
          ? options.fileSource(new NoFiles())
          : options.withRootDirectory(rootDirectory.toString());
    }
  }
}
