package org.trackerapi.mock;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.parallel.ExecutionMode;

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
 * <p>To start it otherwise, register it with {@link #of} and {@code @RegisterExtension}: in a
 * static field for one simulator of the class and its nested classes, in any other field for one of
 * each test.
 *
 * <p>Classes can run in parallel, each with its own simulator. When the tests of a class do, each
 * one that takes a {@link TrackerMock} as parameter gets its own; {@link #mock} is then shared and
 * not reset. A test can also take a {@link TrackerSession}, a world of its own in a simulator that
 * isolates hashes, which costs less.
 *
 * <p>Needs {@code junit-jupiter-api} on the class path.
 */
public final class TrackerMockExtension
    implements BeforeAllCallback,
        BeforeEachCallback,
        AfterEachCallback,
        AfterAllCallback,
        ParameterResolver {
  private static final String FOR_ONE_TEST = "for one test";
  private static final String OWN = "own";

  private final TrackerMock.Builder builder;
  private final Namespace namespace = Namespace.create(this);
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
   * @throws IllegalStateException before the tests have begun and after they have ended
   */
  public synchronized TrackerMock mock() {
    if (mock == null) {
      throw new IllegalStateException(
          "Expected a simulator whose tests run; register the extension with @ExtendWith or"
              + " @RegisterExtension, and ask for it in a test or in what runs before one");
    }
    return mock;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    enter();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    if (!runs()) {
      enter();
      context.getStore(namespace).put(FOR_ONE_TEST, true);
    } else if (!inParallel(context)) {
      mock().reset();
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    TrackerMock own = context.getStore(namespace).remove(OWN, TrackerMock.class);
    if (own != null) {
      own.close();
    }
    if (context.getStore(namespace).remove(FOR_ONE_TEST) != null) {
      leave();
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    leave();
  }

  private synchronized boolean runs() {
    return users > 0;
  }

  /** Nested classes share the simulator of the class around them. */
  private synchronized void enter() {
    if (users == 0) {
      mock = builder.startWithItsOwnClock();
    }
    users++;
  }

  private synchronized void leave() {
    if (--users == 0) {
      mock.close();
      mock = null;
    }
  }

  private static boolean inParallel(ExtensionContext context) {
    return context.getTestMethod().isPresent()
        && context.getExecutionMode() == ExecutionMode.CONCURRENT;
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == TrackerMock.class || type == TrackerSession.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    try {
      return parameter.getParameter().getType() == TrackerSession.class
          ? mock().session()
          : mockOf(context);
    } catch (IllegalStateException e) {
      throw new ParameterResolutionException(e.getMessage(), e);
    }
  }

  private TrackerMock mockOf(ExtensionContext context) {
    ExtensionContext.Store store = context.getStore(namespace);
    boolean shared = !inParallel(context) || store.get(FOR_ONE_TEST) != null;
    return shared
        ? mock()
        : store.getOrComputeIfAbsent(OWN, key -> builder.startWithItsOwnClock(), TrackerMock.class);
  }
}
