package org.trackerapi.generator;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The component schemas of a document, their Java names and the references to them. */
final class Components {
  private static final String REF = "#/components/schemas/";

  private final OpenAPI document;
  private final Place place;
  private final Map<String, Schema<?>> components = new LinkedHashMap<>();
  private final Map<String, String> javaNames = new HashMap<>();
  private final Map<String, List<String>> children = new LinkedHashMap<>();
  private final Map<String, String> inner = new HashMap<>();
  private final Names.Scope names = new Names.Scope();

  Components(OpenAPI document, Place place) {
    this.document = document;
    this.place = place;
    if (document.getComponents() != null && document.getComponents().getSchemas() != null) {
      document.getComponents().getSchemas().forEach((name, schema) -> components.put(name, schema));
    }
    components.keySet().forEach(name -> javaNames.put(name, names.unique(Names.model(name))));
    // Of a copy: a reference into the document makes another component.
    for (Map.Entry<String, Schema<?>> entry : List.copyOf(components.entrySet())) {
      for (Schema<?> part : Keywords.parts(entry.getValue().getAllOf())) {
        String parent = refName(part);
        if (parent != null) {
          children.computeIfAbsent(parent, key -> new ArrayList<>()).add(entry.getKey());
        }
      }
    }
  }

  /** Returns the names of all components, also of those that got theirs by a reference. */
  List<String> names() {
    return List.copyOf(components.keySet());
  }

  /** Returns the Java name of a component. */
  String javaName(String component) {
    return javaNames.get(component);
  }

  /** Says whether a component has this Java name. */
  boolean hasJavaName(String javaName) {
    return javaNames.containsValue(javaName);
  }

  /** Returns a Java name that no other model has. */
  String unique(String javaName) {
    return names.unique(javaName);
  }

  /** Returns a reference to a component. */
  static Schema<?> reference(String component) {
    return new Schema<>().$ref(REF + component);
  }

  /** Returns the name of the component that a discriminator's mapping means by a text. */
  static String meant(String target) {
    return target.startsWith(REF) ? target.substring(REF.length()) : target;
  }

  /** Says whether a component has a discriminator and others extend it by allOf. */
  boolean isFamily(String component, Schema<?> schema) {
    return component != null
        && schema.getDiscriminator() != null
        && children.containsKey(component);
  }

  /** Returns the components that extend one by allOf and are not families themselves. */
  List<String> members(String family) {
    List<String> members = new ArrayList<>();
    collectMembers(family, members);
    return members;
  }

  /** Says whether null is a value. */
  boolean nullable(Schema<?> schema) {
    return nullable(schema, new HashSet<>());
  }

  private boolean nullable(Schema<?> schema, Set<String> seen) {
    if (schema == null) {
      return false;
    }
    String ref = refName(schema);
    if (ref != null) {
      return seen.add(ref) && nullable(components.get(ref), seen);
    }
    if (Boolean.TRUE.equals(schema.getNullable())
        || schema.getTypes() != null && schema.getTypes().contains("null")) {
      return true;
    }
    if (schema.getEnum() != null && schema.getEnum().contains(null)) {
      return true;
    }
    List<Schema<?>> all = Keywords.parts(schema.getAllOf());
    if (all.size() == 1 && schema.getNullable() == null && nullable(all.get(0), seen)) {
      return true;
    }
    for (Schema<?> part : Keywords.alternatives(schema)) {
      if (Keywords.isNullOnly(part) || nullable(part, seen)) {
        return true;
      }
    }
    return false;
  }

  /** Returns the name of the component that a schema refers to; {@code null} if it does not. */
  String refName(Schema<?> schema) {
    String ref = schema == null ? null : schema.get$ref();
    if (ref == null) {
      return null;
    }
    String name = ref.startsWith(REF) ? unescaped(ref.substring(REF.length())) : null;
    return components.containsKey(name) || !ref.startsWith("#/") ? nameOr(name, ref) : inner(ref);
  }

  private String nameOr(String name, String ref) {
    if (name == null) {
      throw place.refuse(
          "the reference "
              + ref
              + " is not to a component schema; move the schema to components/schemas");
    }
    return name;
  }

  private static String unescaped(String segment) {
    String text = URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    return text.replace("~1", "/").replace("~0", "~");
  }

  /**
   * Makes a component of a schema that stands somewhere inside the document, so that it has a name.
   */
  private String inner(String ref) {
    return inner.computeIfAbsent(
        ref,
        key -> {
          String[] segments = key.substring(2).split("/");
          Object found = document;
          for (String segment : segments) {
            found = Pointers.step(found, unescaped(segment));
          }
          if (!(found instanceof Schema<?> schema)) {
            throw place.refuse(
                "the reference " + key + " leads nowhere; add the schema or correct the reference");
          }
          String name = unescaped(segments[segments.length - 1]);
          while (components.containsKey(name)) {
            name += "_";
          }
          components.put(name, schema);
          javaNames.put(name, names.unique(Names.model(name)));
          return name;
        });
  }

  /** Returns the component of this name, or refuses the reference to it. */
  Schema<?> known(String name) {
    Schema<?> schema = components.get(name);
    if (schema == null) {
      throw place.refuse(
          "the reference to #/components/schemas/"
              + name
              + " leads nowhere; add the schema or correct the reference");
    }
    return schema;
  }

  /** Follows references to the schema itself. */
  Schema<?> follow(Schema<?> schema) {
    Schema<?> at = schema;
    Set<String> seen = new HashSet<>();
    for (String ref = refName(at); ref != null; ref = refName(at)) {
      if (!seen.add(ref)) {
        throw place.refuse("schema " + ref + " refers to itself; give it a type");
      }
      at = known(ref);
    }
    return at;
  }

  /** Returns the name of a component; {@code null} for a schema that stands inside another. */
  String nameOf(Schema<?> schema) {
    for (Map.Entry<String, Schema<?>> entry : components.entrySet()) {
      if (entry.getValue() == schema) {
        return entry.getKey();
      }
    }
    return null;
  }

  private void collectMembers(String parent, List<String> members) {
    for (String child : children.getOrDefault(parent, List.of())) {
      if (!members.contains(child)) {
        if (!isFamily(child, components.get(child))) {
          members.add(child);
        }
        collectMembers(child, members);
      }
    }
  }
}
