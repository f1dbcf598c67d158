package dev.chatcontract.runtime;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Enforces what package-info.java promises. */
class ArchitectureTest {
  private static final JavaClasses RUNTIME =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.chatcontract.runtime");

  @Test
  void theRuntimeDependsOnNoContractAndOnNothingAboveIt() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.chatcontract.client..",
            "dev.chatcontract.signer..",
            "dev.chatcontract.contract..",
            "dev.chatcontract.codegen..",
            "dev.chatcontract.conformance..",
            "dev.chatcontract.cli..")
        .check(RUNTIME);
  }

  @Test
  void metricsLibrariesStayOptional() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.chatcontract.runtime.metrics")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.chatcontract.runtime.metrics..", "io.micrometer..")
        .check(RUNTIME);
  }

  @Test
  void staticFieldsDoNotChange() {
    fields().that().areStatic().should().haveModifier(JavaModifier.FINAL).check(RUNTIME);
  }
}
