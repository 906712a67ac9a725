package dev.millrace.metadata;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.datastax.oss.driver.api.core.cql.SyncCqlSession;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The service's drawing, kept true. */
@AnalyzeClasses(packages = "dev.millrace.metadata", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String TOP = "dev.millrace.metadata";

    @ArchTest
    static final ArchRule rooms_know_each_other_in_one_direction_only = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("catalog")
            .definedBy("..metadata.catalog..")
            .layer("account")
            .definedBy("..metadata.account..")
            .layer("audit")
            .definedBy("..metadata.audit..")
            .layer("iam")
            .definedBy("..metadata.iam..")
            .layer("kms")
            .definedBy("..metadata.kms..")
            .layer("stream")
            .definedBy("..metadata.stream..")
            .layer("reshard")
            .definedBy("..metadata.reshard..")
            .layer("scaling")
            .definedBy("..metadata.scaling..")
            .layer("wiring")
            .definedBy(TOP)
            .whereLayer("catalog")
            .mayOnlyBeAccessedByLayers("iam", "kms", "stream", "wiring")
            .whereLayer("account")
            .mayOnlyBeAccessedByLayers("stream", "reshard", "wiring")
            .whereLayer("stream")
            .mayOnlyBeAccessedByLayers("reshard", "scaling", "wiring")
            .whereLayer("reshard")
            .mayOnlyBeAccessedByLayers("scaling", "wiring")
            .whereLayer("audit")
            .mayOnlyBeAccessedByLayers("wiring")
            .whereLayer("iam")
            .mayOnlyBeAccessedByLayers("wiring")
            .whereLayer("kms")
            .mayOnlyBeAccessedByLayers("wiring")
            .whereLayer("scaling")
            .mayOnlyBeAccessedByLayers("wiring")
            .whereLayer("wiring")
            .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule packages_have_no_cycles =
            slices().matching("dev.millrace.metadata.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule only_storage_knows_the_driver = noClasses()
            .that()
            .resideOutsideOfPackages("..storage", TOP)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.datastax..", "org.springframework.data..")
            .because("one place holds all CQL of a table; the top package hands the session on, and nothing else");

    @ArchTest
    static final ArchRule only_endpoints_know_the_transport = noClasses()
            .that()
            .resideOutsideOfPackages("..grpc", TOP)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.grpc..")
            .because("rules are never in a package that is named for transport");

    /** IAM's and KMS's operations take the requests of those services as they are described, and nothing of ours. */
    @ArchTest
    static final ArchRule only_endpoints_and_operations_know_messages = noClasses()
            .that()
            .resideOutsideOfPackages("..grpc", "..operation", TOP)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.google.protobuf..", "dev.millrace.internal..");

    @ArchTest
    static final ArchRule operations_know_the_messages_of_their_own_service_only = noClasses()
            .that()
            .resideInAPackage("..operation")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.millrace.internal.metadata..",
                    "dev.millrace.internal.identity..",
                    "dev.millrace.internal.key..");

    @ArchTest
    static final ArchRule storage_and_endpoints_are_known_by_their_like_and_by_the_wiring_only = noClasses()
            .that()
            .resideOutsideOfPackages("..grpc", "..storage", TOP)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.millrace.metadata..grpc", "dev.millrace.metadata..storage")
            .because("rules know neither who calls nor where anything is stored");

    @ArchTest
    static final ArchRule statements_are_prepared_in_storage = noClasses()
            .that()
            .resideOutsideOfPackage("..storage")
            .or()
            .haveSimpleNameEndingWith("Table")
            .should()
            .callMethodWhere(target(nameMatching("prepare")).and(target(owner(assignableTo(SyncCqlSession.class)))))
            .because("a class for each statement: a table only puts them together (decision 24)");
}
