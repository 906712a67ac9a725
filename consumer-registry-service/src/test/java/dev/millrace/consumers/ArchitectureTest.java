package dev.millrace.consumers;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.datastax.oss.driver.api.core.cql.SyncCqlSession;
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
    static final ArchRule onlyStorageKnowsTheDriver = noClasses()
            .that()
            .resideOutsideOfPackages("..storage", "dev.millrace.consumers")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.datastax..", "org.springframework.data..");

    @ArchTest
    static final ArchRule onlyTheWiringKnowsStorage = noClasses()
            .that()
            .resideOutsideOfPackages("..storage", "dev.millrace.consumers")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..consumers..storage")
            .because("rules do not know where anything is stored");

    @ArchTest
    static final ArchRule statementsArePreparedInStorage = noClasses()
            .that()
            .resideOutsideOfPackage("..storage")
            .or()
            .haveSimpleNameEndingWith("Table")
            .should()
            .callMethodWhere(target(nameMatching("prepare")).and(target(owner(assignableTo(SyncCqlSession.class)))))
            .because("a class for each statement: a table only puts them together (decision 24)");
}
