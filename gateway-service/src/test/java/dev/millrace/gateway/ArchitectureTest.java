package dev.millrace.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The gateway's own drawing: the faces know what is behind them, never the other way around. */
@AnalyzeClasses(packages = "dev.millrace.gateway", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule packages_know_each_other_in_one_direction_only =
            slices().matching("dev.millrace.gateway.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule what_is_behind_does_not_know_the_faces = noClasses()
            .that()
            .resideInAnyPackage(
                    "..gateway.routing..", "..gateway.metadata..", "..gateway.iterator..", "..gateway.limits..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..gateway.aws..", "..gateway.rest..")
            .because("a second face, REST, must find them as they are");

    @ArchTest
    static final ArchRule the_wire_of_other_services_stays_in_their_packages = noClasses()
            .that()
            .resideInAnyPackage("..gateway.iterator..", "..gateway.limits..", "..gateway.tls..", "..gateway.aws")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.millrace.internal..", "io.grpc..")
            .because("their domain is not how services talk");

    @ArchTest
    static final ArchRule no_storage = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.datastax..", "dev.millrace.cassandra..")
            .because("every durable fact belongs to another service");

    @ArchTest
    static final ArchRule handlers_are_not_reached_around_the_endpoint = classes()
            .that()
            .haveSimpleNameEndingWith("Handler")
            .and()
            .resideInAPackage("..aws.operation..")
            .should()
            .bePackagePrivate()
            .because("signature and authorization come before them");
}
