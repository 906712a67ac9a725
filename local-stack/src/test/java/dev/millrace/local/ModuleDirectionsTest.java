package dev.millrace.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The drawing of docs/architecture.md, kept true over all modules: only here are they all on one class path. */
@AnalyzeClasses(packages = "dev.millrace", importOptions = DoNotIncludeTests.class)
class ModuleDirectionsTest {
    private static final String[] SERVICES = {
        "dev.millrace.gateway..", "dev.millrace.metadata..", "dev.millrace.shard..", "dev.millrace.consumers.."
    };

    @ArchTest
    static final ArchRule theModelNeedsNothing = classes()
            .that()
            .resideInAPackage("dev.millrace.stream..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.millrace.stream..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule libsKnowNoService = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.millrace.block..",
                    "dev.millrace.protocol..",
                    "dev.millrace.signing..",
                    "dev.millrace.policy..",
                    "dev.millrace.identity..",
                    "dev.millrace.key..",
                    "dev.millrace.masterkey..",
                    "dev.millrace.seal..",
                    "dev.millrace.tls..",
                    "dev.millrace.internal..",
                    "dev.millrace.cassandra..",
                    "dev.millrace.service..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SERVICES);

    /** At any depth, over all services and libs: what a package uses does not use it, by whatever way round. */
    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("dev.millrace.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theWireIsPure = noClasses()
            .that()
            .resideInAnyPackage("dev.millrace.protocol..", "dev.millrace.block..", "dev.millrace.signing..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "io.netty..", "io.grpc..", "reactor..", "com.datastax..");

    @ArchTest
    static final ArchRule theGatewayKnowsOnlyMessages = noClasses()
            .that()
            .resideInAPackage("dev.millrace.gateway..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.millrace.metadata..", "dev.millrace.shard..", "dev.millrace.consumers..", "com.datastax..");

    @ArchTest
    static final ArchRule servicesDoNotKnowEachOther = noClasses()
            .that()
            .resideInAnyPackage("dev.millrace.metadata..", "dev.millrace.shard..", "dev.millrace.consumers..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.millrace.gateway..");

    @ArchTest
    static final ArchRule shardAndMetadataMeetOnlyInMessages = noClasses()
            .that()
            .resideInAPackage("dev.millrace.shard..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.millrace.metadata..");

    @ArchTest
    static final ArchRule theDriverStaysInStorage = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "dev.millrace.cassandra..",
                    "dev.millrace.service..",
                    "dev.millrace.metadata..",
                    "dev.millrace.consumers..",
                    "dev.millrace.shard",
                    "dev.millrace.shard..storage")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.datastax..");

    @ArchTest
    static final ArchRule nothingHasAnEmptyName = noClasses()
            .should()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Impl");
}
