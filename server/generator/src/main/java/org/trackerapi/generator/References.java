package org.trackerapi.generator;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Follows references to components other than schemas. */
final class References {
  private final Components components;
  private final Place place;

  References(OpenAPI document, Place place) {
    this.components =
        document.getComponents() == null ? new Components() : document.getComponents();
    this.place = place;
  }

  Parameter follow(Parameter given) {
    return follow(given, Parameter::get$ref, components.getParameters(), "parameter");
  }

  RequestBody follow(RequestBody given) {
    return follow(given, RequestBody::get$ref, components.getRequestBodies(), "request body");
  }

  ApiResponse follow(ApiResponse given) {
    return follow(given, ApiResponse::get$ref, components.getResponses(), "response");
  }

  Header follow(Header given) {
    return follow(given, Header::get$ref, components.getHeaders(), "header");
  }

  private <T> T follow(T given, Function<T, String> reference, Map<String, T> known, String what) {
    T at = given;
    Set<String> seen = new HashSet<>();
    while (reference.apply(at) != null) {
      String ref = reference.apply(at);
      T next = known == null ? null : known.get(ref.substring(ref.lastIndexOf('/') + 1));
      if (next == null || !ref.startsWith("#/components/") || !seen.add(ref)) {
        throw place.refuse("the reference " + ref + " leads nowhere; add the " + what);
      }
      at = next;
    }
    return at;
  }
}
