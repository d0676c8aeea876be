package org.trackerapi.generator;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Walks JSON pointers through the model of a document. */
final class Pointers {
  private Pointers() {}

  /**
   * Takes one step.
   *
   * @param at a part of the document, may be {@code null}
   * @param name the name of a property, a key or a position
   * @return what stands there; {@code null} for nothing
   */
  static Object step(Object at, String name) {
    if (at instanceof Map<?, ?> map) {
      return map.get(name);
    }
    if (at instanceof List<?> list) {
      int position = name.matches("[0-9]{1,6}") ? Integer.parseInt(name) : list.size();
      return position < list.size() ? list.get(position) : null;
    }
    return at == null || name.isEmpty() ? null : property(at, name);
  }

  private static Object property(Object bean, String name) {
    String getter = "get" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    try {
      return bean.getClass().getMethod(getter).invoke(bean);
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }
}
