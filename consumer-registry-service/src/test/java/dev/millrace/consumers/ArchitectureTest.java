package dev.millrace.consumers;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The service's drawing, kept true: grpc → subscription → consumer. */
@AnalyzeClasses(packages = "dev.millrace.consumers", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("dev.millrace.consumers.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule consumersKnowNothingOfSubscriptions = noClasses()
            .that()
            .resideInAPackage("..consumers.consumer..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..consumers.subscription..", "..consumers.grpc..", "dev.millrace.consumers");

    @ArchTest
    static final ArchRule subscriptionsKnowNothingOfTheEndpoint = noClasses()
            .that()
            .resideInAPackage("..consumers.subscription..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..consumers.grpc..", "dev.millrace.consumers");

    /** The top package wires all together, so it is the only other that may see the session. */
    @ArchTest
    static final ArchRule onlyTablesKnowTheDriver = noClasses()
            .that()
            .resideOutsideOfPackage("dev.millrace.consumers")
            .and()
            .haveSimpleNameNotEndingWith("Table")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.datastax..");
}
