package org.trackerapi.generator;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Drives a generated dispatcher by its public face. The dispatcher is the fixture's own ({@code
 * Server.dispatcher()}), or one whose operations refuse every call with the typed request as the
 * reason.
 */
final class Served {
  private final ClassLoader classes;
  private final Object dispatcher;

  Served(ClassLoader classes) {
    this.classes = classes;
    this.dispatcher = dispatcher();
  }

  /** What came back. */
  record Answer(int status, Map<String, String> headers, String body) {}

  private Object dispatcher() {
    try {
      return classes.loadClass("org.example.Server").getMethod("dispatcher").invoke(null);
    } catch (ClassNotFoundException e) {
      return echo();
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private Object echo() {
    try {
      Class<?> type = classes.loadClass("org.example.Dispatcher");
      for (Method method : type.getMethods()) {
        if (method.getName().equals("builder")) {
          List<Object> apis = new ArrayList<>();
          for (Class<?> api : method.getParameterTypes()) {
            apis.add(
                Proxy.newProxyInstance(
                    classes, new Class<?>[] {api}, (proxy, called, args) -> refuse(args[0])));
          }
          Object builder = method.invoke(null, apis.toArray());
          Class<?> authenticator = classes.loadClass("org.example.Authenticator");
          Object granted =
              classes
                  .loadClass("org.example.Authentication")
                  .getMethod("granted", Object.class)
                  .invoke(null, "somebody");
          builder
              .getClass()
              .getMethod("authenticator", authenticator)
              .invoke(
                  builder,
                  Proxy.newProxyInstance(
                      classes, new Class<?>[] {authenticator}, (proxy, called, args) -> granted));
          Class<?> renderer = classes.loadClass("org.example.ErrorRenderer");
          Object problems =
              classes.loadClass("org.example.ProblemRenderer").getConstructor().newInstance();
          builder.getClass().getMethod("errors", renderer).invoke(builder, problems);
          return builder.getClass().getMethod("build").invoke(builder);
        }
      }
      throw new AssertionError("the dispatcher has no builder");
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private Object refuse(Object request) throws Throwable {
    Class<?> condition = classes.loadClass("org.example.Condition");
    Object reached = condition.getField("TOO_MANY_REQUESTS").get(null);
    throw (Throwable)
        classes
            .loadClass("org.example.Refused")
            .getConstructor(condition, String.class)
            .newInstance(reached, String.valueOf(request));
  }

  /** Sends a request. */
  Answer send(String method, String target, Map<String, String> headers, byte[] body) {
    try {
      Object request =
          classes
              .loadClass("org.example.NeutralRequest")
              .getMethod("of", String.class, String.class, Map.class, byte[].class)
              .invoke(null, method, target, headers, body);
      Object response =
          dispatcher
              .getClass()
              .getMethod("dispatch", classes.loadClass("org.example.NeutralRequest"))
              .invoke(dispatcher, request);
      @SuppressWarnings("unchecked")
      Map<String, String> answered = (Map<String, String>) get(response, "headers");
      String text = new String((byte[]) get(response, "bytes"), StandardCharsets.UTF_8);
      return new Answer((int) get(response, "status"), answered, text);
    } catch (InvocationTargetException e) {
      throw new AssertionError(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static Object get(Object target, String method) throws ReflectiveOperationException {
    Method found = target.getClass().getMethod(method);
    return found.invoke(target);
  }
}
