package org.trackerapi.generator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Collects the imports of one file; a second class of the same simple name is written out in full.
 */
final class Imports {
  private final String ownPackage;
  private final Map<String, String> bySimpleName = new HashMap<>();
  private final TreeSet<String> needed = new TreeSet<>();

  /**
   * Starts a file.
   *
   * @param ownPackage the file's package
   * @param declared simple names that the file declares or uses unimported
   */
  Imports(String ownPackage, String... declared) {
    this.ownPackage = ownPackage;
    for (String name : declared) {
      bySimpleName.put(name, ownPackage + "." + name);
    }
  }

  /**
   * Returns how the file writes a class.
   *
   * @param qualified the qualified name
   * @return the simple name, or the qualified one where the simple one means another class
   */
  String use(String qualified) {
    int dot = qualified.lastIndexOf('.');
    String simple = qualified.substring(dot + 1);
    String holder = bySimpleName.putIfAbsent(simple, qualified);
    if (holder != null && !holder.equals(qualified)) {
      return qualified;
    }
    String from = qualified.substring(0, dot);
    if (!from.equals("java.lang") && !from.equals(ownPackage)) {
      needed.add(qualified);
    }
    return simple;
  }

  /**
   * Returns the import lines' class names.
   *
   * @return the qualified names, sorted
   */
  List<String> lines() {
    return new ArrayList<>(needed);
  }
}
