package org.trackerapi.generator;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads security schemes, and which of them an operation asks for. */
final class SecuritySchemes {
  private final OpenAPI document;
  private final Contract contract;
  private final Place place;

  SecuritySchemes(OpenAPI document, Contract contract, Place place) {
    this.document = document;
    this.contract = contract;
    this.place = place;
  }

  /** Reads the schemes of the document into the contract. */
  void read() {
    if (document.getComponents() == null || document.getComponents().getSecuritySchemes() == null) {
      return;
    }
    Names.Scope scope = new Names.Scope();
    scope.unique("OF");
    document
        .getComponents()
        .getSecuritySchemes()
        .forEach(
            (name, scheme) -> {
              place.enter("security scheme " + name);
              try {
                contract.schemes.put(
                    name, scheme(name, scheme, scope.unique(Names.constant(name))));
              } finally {
                place.leave();
              }
            });
  }

  private Contract.Scheme scheme(String name, SecurityScheme scheme, String constant) {
    Object also =
        scheme.getExtensions() == null ? null : scheme.getExtensions().get("x-also-in-body");
    String property = also == null ? null : String.valueOf(also);
    if (scheme.getType() == null) {
      throw place.refuse(
          "the security scheme has no type; add apiKey, http, oauth2 or openIdConnect");
    }
    return switch (scheme.getType()) {
      case APIKEY -> {
        if (scheme.getIn() == null || scheme.getName() == null) {
          throw place.refuse("the API key says not where it travels; add in and name");
        }
        yield new Contract.Scheme(
            name, constant, scheme.getIn().name(), scheme.getName(), property);
      }
      case HTTP -> {
        String kind = scheme.getScheme() == null ? "" : scheme.getScheme().toLowerCase(Locale.ROOT);
        yield new Contract.Scheme(
            name,
            constant,
            kind.equals("basic") ? "BASIC" : kind.equals("bearer") ? "BEARER" : "HTTP",
            null,
            property);
      }
      case OAUTH2, OPENIDCONNECT -> new Contract.Scheme(name, constant, "BEARER", null, property);
      case MUTUALTLS ->
          throw place.refuse(
              "mutualTLS is agreed below HTTP; let the server in front check it and remove the"
                  + " scheme");
    };
  }

  /** Reads what an operation asks for. */
  void readRequirements(Contract.Operation out, Operation operation) {
    List<SecurityRequirement> requirements =
        operation.getSecurity() != null ? operation.getSecurity() : document.getSecurity();
    if (requirements == null) {
      return;
    }
    for (SecurityRequirement requirement : requirements) {
      requirement
          .keySet()
          .forEach(
              name -> {
                if (!contract.schemes.containsKey(name)) {
                  throw place.refuse(
                      "the security scheme "
                          + name
                          + " is not defined; add it to components/securitySchemes");
                }
              });
      out.security.add(new LinkedHashMap<>(requirement));
    }
    if (out.security.stream().allMatch(Map::isEmpty)) {
      // "No credentials" as the only alternative is no requirement.
      out.security.clear();
    }
  }
}
