package dev.millrace.metadata;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The service's drawing, kept true. */
@AnalyzeClasses(packages = "dev.millrace.metadata", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    /** The top package wires all together, so it is the only other that may see the session. */
    @ArchTest
    static final ArchRule onlyStorageKnowsTheDriver = noClasses()
            .that()
            .resideOutsideOfPackages("..storage..", "dev.millrace.metadata")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.datastax..");

    @ArchTest
    static final ArchRule onlyTheEndpointKnowsMessages = noClasses()
            .that()
            .resideOutsideOfPackages("..grpc", "dev.millrace.metadata")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.grpc..", "com.google.protobuf..", "dev.millrace.internal..");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("dev.millrace.metadata.(**)").should().beFreeOfCycles();
}
