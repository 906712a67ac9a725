package dev.millrace.shard;

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

/** The service's drawing, kept true: arrows go down only. */
@AnalyzeClasses(packages = "dev.millrace.shard", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("dev.millrace.shard.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule whatIsAboveIsNotKnownBelow = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("wiring")
            .definedBy("dev.millrace.shard")
            .layer("grpc")
            .definedBy("..shard.grpc..")
            .layer("what uses owned shards")
            .definedBy("..shard.subscription..", "..shard.retention..")
            .layer("owner")
            .definedBy("..shard.owner..")
            .layer("read and append")
            .definedBy("..shard.read..", "..shard.append..", "..shard.encryption..")
            .layer("lease")
            .definedBy("..shard.lease..")
            .layer("log")
            .definedBy("..shard.log..")
            .layer("ground")
            .definedBy("..shard.loop..", "..shard.throughput..", "..shard.memory..", "..shard.refusal..")
            .whereLayer("wiring")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("grpc")
            .mayOnlyBeAccessedByLayers("wiring")
            .whereLayer("what uses owned shards")
            .mayOnlyBeAccessedByLayers("wiring", "grpc")
            .whereLayer("owner")
            .mayOnlyBeAccessedByLayers("wiring", "grpc", "what uses owned shards")
            .whereLayer("read and append")
            .mayOnlyBeAccessedByLayers("wiring", "grpc", "what uses owned shards", "owner")
            .whereLayer("lease")
            .mayOnlyBeAccessedByLayers("wiring", "grpc", "what uses owned shards", "owner", "read and append")
            .whereLayer("log")
            .mayOnlyAccessLayers("ground")
            .whereLayer("ground")
            .mayNotAccessAnyLayer();

    /** The top package wires all together, so it is the only other that may see the session. */
    @ArchTest
    static final ArchRule onlyStorageKnowsTheDriver = noClasses()
            .that()
            .resideOutsideOfPackages("..storage", "dev.millrace.shard")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.datastax..");

    @ArchTest
    static final ArchRule onlyTheEndpointKnowsMessages = noClasses()
            .that()
            .resideOutsideOfPackages("..shard.grpc", "dev.millrace.shard")
            .and()
            .haveSimpleNameNotEndingWith("Configuration")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.grpc..", "com.google.protobuf..", "dev.millrace.internal..v1")
            .because("the shard's words are its own");

    @ArchTest
    static final ArchRule onlyTheWiringKnowsStorage = noClasses()
            .that()
            .resideOutsideOfPackages("..storage", "dev.millrace.shard")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..shard..storage")
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
