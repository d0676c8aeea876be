package org.trackerapi.mock;

import com.github.tomakehurst.wiremock.core.Admin;
import com.github.tomakehurst.wiremock.global.GlobalSettings;
import java.io.IOException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import wiremock.jakarta.servlet.AsyncContext;
import wiremock.jakarta.servlet.ServletException;
import wiremock.jakarta.servlet.http.HttpServletRequest;
import wiremock.jakarta.servlet.http.HttpServletResponse;
import wiremock.org.eclipse.jetty.server.Request;
import wiremock.org.eclipse.jetty.server.handler.HandlerWrapper;

/**
 * Stands in front of WireMock: answers what the simulation knows, unless a user's stub does, and
 * keeps away what WireMock cannot read.
 */
final class Gate extends HandlerWrapper {
  static final String CONTROL_PATH = "/__admin/tracker";
  private static final String ADMIN_PATH = "/__admin";

  private final Parts parts;
  private final RawRequests requests;

  /** What the gate leads to. */
  interface Parts {
    /** Returns the path below the base path, or null when the path is not below it. */
    String belowBasePath(String path);

    /** Returns the simulation, or null when WireMock's own stubs answer everything. */
    Simulation simulation();

    Control control();

    Journal journal();

    UserStubs userStubs();

    Admin admin();

    RequestLog log();

    ScheduledExecutorService scheduler();
  }

  Gate(Parts parts, RawRequests requests) {
    this.parts = parts;
    this.requests = requests;
  }

  @Override
  public void handle(
      String target, Request jetty, HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    String path = String.valueOf(jetty.getHttpURI().getPath());
    String below = parts.belowBasePath(path);
    if (below != null) {
      handleBelowBasePath(target, jetty, response, below);
    } else if (path.equals(CONTROL_PATH) || path.startsWith(CONTROL_PATH + "/")) {
      RawRequest raw = requests.read(jetty);
      send(
          jetty, response, raw, parts.control().answer(raw, path.substring(CONTROL_PATH.length())));
    } else if (path.startsWith(ADMIN_PATH) && !hasBody(jetty)) {
      super.handle(target, jetty, request, response);
    } else {
      handleElsewhere(target, jetty, response, path);
    }
  }

  private static boolean hasBody(Request jetty) {
    return jetty.getContentLength() > 0 || jetty.getHeader("Transfer-Encoding") != null;
  }

  private void handleBelowBasePath(
      String target, Request jetty, HttpServletResponse response, String below)
      throws IOException, ServletException {
    long start = System.nanoTime();
    RawRequest raw = requests.read(jetty);
    boolean harmless = Hostility.harmless(raw);
    if (parts.simulation() == null) {
      if (harmless) {
        super.handle(target, jetty, new BufferedRequest(jetty, raw.body()), response);
      } else {
        send(jetty, response, raw, malformed(raw));
      }
      log(raw, below, () -> response.getStatus() + "  example", start);
    } else if (harmless && parts.userStubs().answer(raw)) {
      Cors.answering(raw.firstHeader("Origin")).forEach(response::setHeader);
      super.handle(
          target, jetty, new BufferedRequest(jetty, raw.body()), new StubResponse(response));
      log(raw, below, () -> response.getStatus() + "  by a stub of yours", start);
    } else {
      Simulation.Reply reply = parts.simulation().reply(raw, below);
      long delay = reply.plan().delay() + settingsDelay();
      Exchange exchange = new Exchange(jetty, response, raw, below, reply, start);
      if (delay > 0) {
        later(exchange, delay);
      } else {
        exchange.send();
      }
    }
  }

  private void handleElsewhere(
      String target, Request jetty, HttpServletResponse response, String path)
      throws IOException, ServletException {
    RawRequest raw = requests.read(jetty);
    if (!Hostility.harmless(raw)) {
      send(jetty, response, raw, malformed(raw));
      return;
    }
    if (!path.startsWith("/")) {
      // OPTIONS * and CONNECT ask for no path.
      send(jetty, response, raw, Answer.framework("unknown-path"));
      return;
    }
    Answer own =
        path.startsWith(ADMIN_PATH) || parts.userStubs().answer(raw)
            ? null
            : parts.control().ownPage(raw, path);
    if (own != null) {
      send(jetty, response, raw, own);
    } else {
      super.handle(target, jetty, new BufferedRequest(jetty, raw.body()), response);
    }
  }

  private void log(RawRequest raw, String what, Supplier<String> outcome, long start) {
    if (parts.log() != null) {
      parts.log().add(raw, what, outcome, System.nanoTime() - start);
    }
  }

  private static Answer malformed(RawRequest raw) {
    RawRequest.Problem problem =
        raw.problem() == null ? RawRequest.Problem.MALFORMED : raw.problem();
    return Answer.framework(problem.condition());
  }

  /** Returns the delay that WireMock's global settings ask for. */
  private long settingsDelay() {
    GlobalSettings settings = parts.admin().getGlobalSettings().getSettings();
    long fixed = settings.getFixedDelay() == null ? 0 : settings.getFixedDelay();
    return settings.getDelayDistribution() == null
        ? fixed
        : fixed + settings.getDelayDistribution().sampleMillis();
  }

  private void later(Exchange exchange, long delay) {
    AsyncContext async = exchange.jetty().startAsync();
    async.setTimeout(0);
    exchange.jetty().setHandled(true);
    parts
        .scheduler()
        .schedule(
            () -> getServer().getThreadPool().execute(() -> complete(exchange, async)),
            delay,
            TimeUnit.MILLISECONDS);
  }

  private void complete(Exchange exchange, AsyncContext async) {
    try {
      exchange.send();
    } catch (IOException e) {
      // The caller has gone; there is nobody to tell.
      exchange.jetty().getHttpChannel().abort(e);
    } finally {
      async.complete();
    }
  }

  private void send(Request jetty, HttpServletResponse response, RawRequest raw, Answer answer)
      throws IOException {
    jetty.setHandled(true);
    Sender.send(jetty, response, raw, answer, null, sent -> {});
  }

  /** One request of the simulation on its way. */
  private final class Exchange {
    private final Request jetty;
    private final HttpServletResponse response;
    private final RawRequest raw;
    private final String below;
    private final Simulation.Reply reply;
    private final long start;

    Exchange(
        Request jetty,
        HttpServletResponse response,
        RawRequest raw,
        String below,
        Simulation.Reply reply,
        long start) {
      this.jetty = jetty;
      this.response = response;
      this.raw = raw;
      this.below = below;
      this.reply = reply;
      this.start = start;
    }

    Request jetty() {
      return jetty;
    }

    void send() throws IOException {
      jetty.setHandled(true);
      Answer answer = reply.answer();
      Network.Fault fault = reply.plan().fault();
      Sender.send(jetty, response, raw, answer, fault, this::remember);
    }

    private void remember(byte[] sent) {
      int status = reply.answer().status();
      Network.Fault fault = reply.plan().fault();
      parts.journal().add(raw, status, reply.answer().headers(), sent, Sender.known(fault));
      String what = reply.action() == null ? below : reply.action().name();
      log(raw, what, () -> RequestLog.outcome(status, sent, fault), start);
    }
  }
}
