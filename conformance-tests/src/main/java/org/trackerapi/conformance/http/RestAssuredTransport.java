package org.trackerapi.conformance.http;

import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.config.HttpClientConfig;
import io.restassured.config.RedirectConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.http.Method;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Sends with REST Assured, so that an implementer's own specification (filters, logging, proxy,
 * trust store, further headers) applies to every request of the rules.
 *
 * <p>Costs some milliseconds of computing per request; {@link JdkTransport} costs a tenth of that.
 */
public final class RestAssuredTransport implements Transport {
  private final Supplier<RequestSpecification> specification;
  private final RestAssuredConfig config;

  /** Makes a transport with nothing but REST Assured's own settings. */
  public RestAssuredTransport(Duration timeout) {
    this(timeout, RestAssured::given);
  }

  /**
   * Makes a transport that starts every request from an own specification.
   *
   * @param timeout how long the server may be silent
   * @param specification makes a new specification for each request
   */
  public RestAssuredTransport(Duration timeout, Supplier<RequestSpecification> specification) {
    this.specification = specification;
    int millis = (int) Math.min(Integer.MAX_VALUE, timeout.toMillis());
    this.config =
        RestAssuredConfig.config()
            .httpClient(
                HttpClientConfig.httpClientConfig()
                    .setParam("http.socket.timeout", millis)
                    .setParam("http.connection.timeout", millis))
            .redirect(RedirectConfig.redirectConfig().followRedirects(false))
            .encoderConfig(
                EncoderConfig.encoderConfig()
                    .appendDefaultContentCharsetToContentTypeIfUndefined(false));
  }

  @Override
  public WireAnswer send(WireRequest request) throws IOException {
    long start = System.nanoTime();
    RequestSpecification sending = specification.get().config(config).urlEncodingEnabled(false);
    boolean typed = false;
    for (Map.Entry<String, String> header : request.headers()) {
      if (header.getKey().equalsIgnoreCase("Content-Type")) {
        typed = true;
        // The body is already in its final form: REST Assured shall not encode it again.
        sending.config(
            config.encoderConfig(
                config
                    .getEncoderConfig()
                    .encodeContentTypeAs(
                        header.getValue().split(";")[0].strip(), ContentType.TEXT)));
        sending.contentType(header.getValue());
      } else {
        sending.header(header.getKey(), header.getValue());
      }
    }
    if (request.body().length > 0) {
      sending.body(
          typed
              ? new String(request.body(), java.nio.charset.StandardCharsets.UTF_8)
                  .getBytes(java.nio.charset.StandardCharsets.UTF_8)
              : request.body());
    }
    Response answer;
    try {
      answer = sending.request(Method.valueOf(request.method()), request.uri());
    } catch (RuntimeException e) {
      throw new IOException(JdkTransport.Sentences.of(e, request.uri()), e);
    } catch (Exception e) {
      // REST Assured throws checked exceptions of the network without declaring them.
      throw new IOException(JdkTransport.Sentences.of(e, request.uri()), e);
    }
    String type = answer.getContentType();
    return new WireAnswer(
        answer.getStatusCode(),
        type == null ? "" : type,
        answer.asByteArray(),
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
  }
}
