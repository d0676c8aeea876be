package org.trackerapi.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.trackerapi.spec.Action;

/** Calls an action by its name, with a request in JSON. */
final class Calls {
  private Calls() {}

  static boolean isCall(Method method) {
    return method.getDeclaringClass() != Object.class && Modifier.isPublic(method.getModifiers());
  }

  /** Returns the method of an action that takes a request. */
  static Method method(Class<?> type, Action action) {
    return Arrays.stream(type.getMethods())
        .filter(method -> method.getName().equals(action.operationId()))
        .filter(method -> method.getParameterCount() == 1)
        .findFirst()
        .orElseThrow(() -> new AssertionError(type + " has no " + action.operationId()));
  }

  /** Calls an action of a client, synchronous or not, and returns what it returns. */
  static Object call(Object calls, Class<?> type, Action action, JsonNode request)
      throws IOException {
    Method method = method(type, action);
    try {
      return method.invoke(calls, Codec.JSON.treeToValue(request, method.getParameterTypes()[0]));
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new AssertionError(e.getCause());
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  /** Returns a copy without properties that are null, which a client treats as absent. */
  static JsonNode withoutNulls(JsonNode node) {
    JsonNode copy = node.deepCopy();
    removeNulls(copy);
    return copy;
  }

  private static void removeNulls(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.properties().removeIf(property -> property.getValue().isNull());
    }
    node.forEach(Calls::removeNulls);
  }
}
