package org.trackerapi.generator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.SourceVersion;
import org.openapitools.codegen.CodegenConstants;

/** Refuses options that would be ignored, or that would make code which does not compile. */
final class Options {
  private static final List<String> FLAGS = List.of("javalinRoutes", "boundaryTests");

  private final JavaJavalinCodegen generator;
  private final Place place;

  Options(JavaJavalinCodegen generator, Place place) {
    this.generator = generator;
    this.place = place;
  }

  /** Checks all options. */
  void check() {
    ignored()
        .forEach(
            (option, given) -> {
              if (!given.isEmpty()) {
                throw place.refuse(
                    "java-javalin takes names and types from the document, the option "
                        + option
                        + " has no effect; leave it out");
              }
            });
    flags();
    packages();
  }

  private Map<String, String> ignored() {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("modelNamePrefix", generator.getModelNamePrefix());
    options.put("modelNameSuffix", generator.getModelNameSuffix());
    Map<String, Map<String, String>> mappings = new LinkedHashMap<>();
    mappings.put("typeMappings", generator.typeMapping());
    mappings.put("importMappings", generator.importMapping());
    mappings.put("schemaMappings", generator.schemaMapping());
    mappings.put("inlineSchemaNameMappings", generator.inlineSchemaNameMapping());
    mappings.put("inlineSchemaOptions", generator.inlineSchemaOption());
    mappings.put("nameMappings", generator.nameMapping());
    mappings.put("parameterNameMappings", generator.parameterNameMapping());
    mappings.put("modelNameMappings", generator.modelNameMapping());
    mappings.put("enumNameMappings", generator.enumNameMapping());
    mappings.put("operationIdNameMappings", generator.operationIdNameMapping());
    mappings.put("reservedWordsMappings", generator.reservedWordsMappings());
    mappings.forEach((option, map) -> options.put(option, String.join(",", map.keySet())));
    options.replaceAll((option, given) -> given == null ? "" : given);
    return options;
  }

  private void flags() {
    for (String flag : FLAGS) {
      Object given = generator.additionalProperties().get(flag);
      if (given != null && !List.of("true", "false").contains(given.toString())) {
        throw place.refuse("the option " + flag + " is " + given + "; use true or false");
      }
    }
  }

  private void packages() {
    Map<String, String> packages = new LinkedHashMap<>();
    packages.put(CodegenConstants.INVOKER_PACKAGE, generator.packages().invoker());
    packages.put(CodegenConstants.API_PACKAGE, generator.packages().api());
    packages.put(CodegenConstants.MODEL_PACKAGE, generator.packages().model());
    packages.put("the package of codecs", generator.packages().codec());
    Map<String, String> users = new LinkedHashMap<>();
    packages.forEach(
        (option, name) -> {
          if (!SourceVersion.isName(name)) {
            throw place.refuse(
                option
                    + " is "
                    + name
                    + ", which is no name of a package; use one such as com.example.petstore");
          }
          String other = users.put(name, option);
          if (other != null) {
            throw place.refuse(
                other + " and " + option + " are both " + name + "; give each one of its own");
          }
        });
  }
}
