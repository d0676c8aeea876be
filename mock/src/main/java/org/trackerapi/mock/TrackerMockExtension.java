package org.trackerapi.mock;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Runs a simulator for the tests of a class, and resets it before each of them.
 *
 * <pre>{@code
 * @ExtendWith(TrackerMockExtension.class)
 * class FuelPageTest {
 *   @Test
 *   void saysThatTheDeviceIsBlocked(TrackerMock tracker) {
 *     tracker.failNext("get_fuel", "DEVICE_BLOCKED");
 *     ...
 *   }
 * }
 * }</pre>
 *
 * <p>Register it with {@link #of} in a static field to start the simulator otherwise. Needs {@code
 * junit-jupiter-api} on the class path.
 */
public final class TrackerMockExtension
    implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback, ParameterResolver {
  private final TrackerMock.Builder builder;
  private TrackerMock mock;
  private int users;

  /** Makes an extension whose simulator listens on a free port and serves the fixture fleet. */
  public TrackerMockExtension() {
    this(TrackerMock.builder());
  }

  private TrackerMockExtension(TrackerMock.Builder builder) {
    this.builder = builder;
  }

  /** Returns an extension whose simulator is started as the builder says. */
  public static TrackerMockExtension of(TrackerMock.Builder builder) {
    return new TrackerMockExtension(builder);
  }

  /**
   * Returns the simulator.
   *
   * @throws IllegalStateException before the tests of the class have begun and after they have
   *     ended
   */
  public TrackerMock mock() {
    if (mock == null) {
      throw new IllegalStateException(
          "Expected the simulator of a class whose tests run; keep the extension in a static field"
              + " with @RegisterExtension");
    }
    return mock;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    // Nested classes share the simulator of the class around them.
    if (users++ == 0) {
      mock = builder.start();
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    mock().reset();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (--users == 0) {
      mock.close();
      mock = null;
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == TrackerMock.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return mock();
  }
}
