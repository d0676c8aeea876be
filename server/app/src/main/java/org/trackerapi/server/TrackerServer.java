package org.trackerapi.server;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trackerapi.behaviour.World;
import org.trackerapi.spec.Contract;
import org.trackerapi.stubs.Condition;
import org.trackerapi.stubs.Dispatcher;
import org.trackerapi.stubs.JavalinRoutes;
import org.trackerapi.stubs.NeutralRequest;
import org.trackerapi.stubs.NeutralResponse;

/** Serves a world over HTTP. */
public final class TrackerServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TrackerServer.class);
  private static final int LONGEST_HEADERS = 256 * 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final byte[] CONTRACT = contract();

  private final Javalin javalin;
  private final String url;

  private TrackerServer(Javalin javalin, String url) {
    this.javalin = javalin;
    this.url = url;
  }

  /**
   * Starts to serve.
   *
   * @throws io.javalin.util.JavalinBindException if the port is in use
   */
  public static TrackerServer start(World world, ServerOptions options) {
    Dispatcher dispatcher =
        (options.rateLimit() == null ? world.dispatcher() : world.dispatcher(options.rateLimit()))
            .build();
    return serve(dispatcher, options);
  }

  /**
   * Starts to serve what a dispatcher answers.
   *
   * @throws io.javalin.util.JavalinBindException if the port is in use
   */
  static TrackerServer serve(Dispatcher dispatcher, ServerOptions options) {
    Javalin javalin =
        Javalin.create(
            config -> {
              configure(config, dispatcher, options);
              routes(config, dispatcher, options);
            });
    javalin.start();
    String host = options.host().contains(":") ? "[" + options.host() + "]" : options.host();
    return new TrackerServer(javalin, "http://" + host + ":" + javalin.port() + options.basePath());
  }

  private static void configure(
      JavalinConfig config, Dispatcher dispatcher, ServerOptions options) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.router.ignoreTrailingSlashes = false;
    config.jetty.host = options.host();
    config.jetty.port = options.port();
    config.jetty.threadPool = new QueuedThreadPool();
    config.jetty.modifyHttpConfiguration(TrackerServer::readGenerously);
    config.jetty.modifyServletContextHandler(
        context -> {
          context.getServletHandler().setDecodeAmbiguousURIs(true);
          context.setErrorHandler(new ContractErrors(dispatcher));
        });
    config.jetty.modifyServer(server -> prepare(server, dispatcher, options));
  }

  private static void readGenerously(HttpConfiguration http) {
    http.setUriCompliance(UriCompliance.UNSAFE);
    http.setHttpCompliance(
        HttpCompliance.RFC9110.with("any host", HttpCompliance.Violation.MISMATCHED_AUTHORITY));
    http.setRequestHeaderSize(LONGEST_HEADERS);
    http.setSendServerVersion(false);
    http.setSendDateHeader(true);
  }

  private static void prepare(Server server, Dispatcher dispatcher, ServerOptions options) {
    server.setHandler(new Front(new GracefulHandler(new WholeBodies(options.maxBody() + 1))));
    server.setErrorHandler(new ContractErrors(dispatcher));
    server.setStopTimeout(PATIENCE.toMillis());
    if (options.accessLog()) {
      server.setRequestLog(new AccessLog());
    }
  }

  private static void routes(JavalinConfig config, Dispatcher dispatcher, ServerOptions options) {
    for (HandlerType read : List.of(HandlerType.GET, HandlerType.HEAD)) {
      config.routes.addHttpHandler(read, "/health", ctx -> json(ctx, "{\"status\":\"up\"}"));
      config.routes.addHttpHandler(
          read,
          "/openapi.yaml",
          ctx -> ctx.contentType("application/yaml; charset=utf-8").result(CONTRACT));
    }
    JavalinRoutes.register(config.routes, dispatcher, options.basePath(), options.maxBody());
    if (!options.basePath().isEmpty()) {
      for (HandlerType method : HandlerType.commonHttp()) {
        config.routes.addHttpHandler(method, "/*", ctx -> unknown(ctx, dispatcher, options));
      }
    }
    config.routes.exception(
        HttpResponseException.class, (e, ctx) -> unknown(ctx, dispatcher, options));
    config.routes.exception(Exception.class, (e, ctx) -> unexpected(e, ctx, dispatcher));
  }

  private static void json(Context ctx, String body) {
    ctx.contentType("application/json; charset=utf-8").result(body);
  }

  /** Answers what no route takes: an unknown path, or a method that Javalin does not know. */
  private static void unknown(Context ctx, Dispatcher dispatcher, ServerOptions options) {
    String path = ctx.req().getRequestURI();
    answer(
        ctx,
        path.startsWith(options.basePath() + "/")
            ? dispatcher.dispatch(
                NeutralRequest.of(
                    ctx.req().getMethod(), path.substring(options.basePath().length())))
            : dispatcher.refuse(Condition.UNKNOWN_PATH, Condition.UNKNOWN_PATH.title()));
  }

  private static void unexpected(Exception e, Context ctx, Dispatcher dispatcher) {
    LOG.error("A request failed outside the actions", e);
    answer(ctx, dispatcher.refuse(Condition.UNEXPECTED, Condition.UNEXPECTED.title()));
  }

  private static void answer(Context ctx, NeutralResponse response) {
    ctx.status(response.status())
        .contentType(response.headers().get("Content-Type"))
        .result(new String(response.bytes(), StandardCharsets.UTF_8));
  }

  private static byte[] contract() {
    try (InputStream in = Contract.openapi()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the port that the server listens on. */
  public int port() {
    return javalin.port();
  }

  /** Returns the address of the actions, without a slash at the end. */
  public String url() {
    return url;
  }

  /** Stops: takes no further requests, and gives those that run five seconds to end. */
  @Override
  public void close() {
    try {
      javalin.stop();
    } catch (JavalinException e) {
      LOG.warn("Requests that had not ended after {} s were cut off", PATIENCE.toSeconds());
    }
  }
}
