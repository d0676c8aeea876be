package org.trackerapi.generator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The models that are generated, by their Java names. */
final class Models {
  private final Type.Packages packages;
  private final Map<String, Type.ObjectModel> objects = new TreeMap<>();
  private final Map<String, Type.EnumModel> enums = new TreeMap<>();
  private final Map<String, Type.UnionModel> unions = new TreeMap<>();

  Models(Type.Packages packages) {
    this.packages = packages;
  }

  Map<String, Type.ObjectModel> objects() {
    return objects;
  }

  Map<String, Type.EnumModel> enums() {
    return enums;
  }

  Map<String, Type.UnionModel> unions() {
    return unions;
  }

  void add(Type.ObjectModel model) {
    objects.put(model.name, model);
  }

  void add(Type.EnumModel model) {
    enums.put(model.name, model);
  }

  void add(Type.UnionModel model) {
    unions.put(model.name, model);
  }

  /** Returns the model of a record. */
  Type.ObjectModel object(Type.Named type) {
    return objects.get(type.name());
  }

  boolean has(String javaName) {
    return objects.containsKey(javaName)
        || enums.containsKey(javaName)
        || unions.containsKey(javaName);
  }

  /** Returns the unions that a model is an alternative of, to be added to. */
  List<String> interfacesOf(Type.Named named) {
    return switch (named.kind()) {
      case OBJECT -> objects.get(named.name()).interfaces;
      case ENUM -> enums.get(named.name()).interfaces;
      case UNION -> unions.get(named.name()).interfaces;
    };
  }

  /** Properties that all variants of a union have, as the interface can promise them. */
  List<Type.Prop> shared(Type.UnionModel union) {
    List<Type.Prop> shared = null;
    for (Type.Variant variant : union.variants) {
      if (!(variant.type() instanceof Type.Named named) || named.kind() != Type.Named.Kind.OBJECT) {
        return List.of();
      }
      List<Type.Prop> mine = objects.get(named.name()).properties;
      if (shared == null) {
        shared = new ArrayList<>(mine);
      } else {
        shared.removeIf(
            property -> mine.stream().noneMatch(other -> sameAccessor(property, other)));
      }
    }
    return shared == null ? Collections.emptyList() : shared;
  }

  private boolean sameAccessor(Type.Prop a, Type.Prop b) {
    Imports imports = new Imports("none");
    return a.json().equals(b.json())
        && a.java().equals(b.java())
        && a.component(packages, imports).equals(b.component(packages, imports));
  }
}
