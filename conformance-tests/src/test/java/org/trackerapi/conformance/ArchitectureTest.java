package org.trackerapi.conformance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.trackerapi.conformance", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule MAIN_KNOWS_NO_MODULE_BUT_SPEC =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "org.trackerapi.conformance..",
              "org.trackerapi.spec",
              "java..",
              "javax.xml.stream..",
              "com.fasterxml.jackson..",
              "com.networknt.schema..",
              "io.restassured..",
              "picocli..",
              "org.junit.jupiter.api..",
              "org.opentest4j..");

  @ArchTest
  static final ArchRule RULES_KNOW_NO_HTTP_CLIENT =
      noClasses()
          .that()
          .resideInAPackage("..conformance.rules..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.net..", "io.restassured..", "..conformance.http..");

  @ArchTest
  static final ArchRule BEHAVIOUR_RULES_TAKE_NO_EXPECTATION_FROM_THE_CATALOGUE =
      noClasses()
          .that()
          .resideInAPackage("..conformance.rules..")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("org.trackerapi.spec.CatalogueError");
}
