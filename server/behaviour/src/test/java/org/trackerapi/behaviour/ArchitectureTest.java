package org.trackerapi.behaviour;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "org.trackerapi.behaviour",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule behaviourKnowsNoHttp =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.javalin..",
              "org.eclipse.jetty..",
              "jakarta..",
              "com.github.tomakehurst..",
              "java.net..")
          .because("server and simulator bring their own HTTP");

  @ArchTest
  static final ArchRule behaviourNeverWaits =
      noClasses()
          .that()
          .haveSimpleNameNotStartingWith("FleetFile")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.nio.file..", "java.nio.channels..")
          .orShould()
          .callMethod(Thread.class, "sleep", long.class)
          .because("actions are called on the threads of a server");

  @ArchTest
  static final ArchRule theFleetKnowsNoGeneratedCode =
      noClasses()
          .that()
          .resideInAnyPackage("..behaviour.fleet..", "..behaviour.telemetry..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.trackerapi.stubs..")
          .because("what is stored does not follow the wire");

  @ArchTest
  static final ArchRule onlyTheFacesArePublic =
      classes()
          .that()
          .resideInAPackage("org.trackerapi.behaviour")
          .and()
          .haveSimpleNameEndingWith("Behaviour")
          .should()
          .bePackagePrivate();
}
