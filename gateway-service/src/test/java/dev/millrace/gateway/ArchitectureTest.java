package dev.millrace.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.millrace.policy.AccessRequest;
import java.util.List;
import java.util.stream.Stream;

/** The rooms of the gateway, and in which direction they know each other. */
@AnalyzeClasses(packages = "dev.millrace.gateway", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String GATEWAY = "dev.millrace.gateway";

    /** Each knows those before it at most. */
    private static final List<String> ROOMS = List.of(
            "settings",
            "front",
            "caller",
            "streams",
            "access",
            "audit",
            "call",
            "kms",
            "iam",
            "cloudtrail",
            "kinesis",
            "rest");

    @ArchTest
    static final ArchRule packages_know_each_other_in_one_direction_only =
            slices().matching(GATEWAY + ".(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule every_class_is_in_a_room = classes()
            .that()
            .doNotHaveSimpleName("package-info")
            .and()
            .doNotBelongToAnyOf(GatewayApplication.class)
            .should()
            .resideInAnyPackage(ROOMS.stream().map(ArchitectureTest::in).toArray(String[]::new))
            .because("where something is to be found is decided here");

    @ArchTest
    static void rooms_know_those_before_them_only(JavaClasses gateway) {
        for (int i = 0; i < ROOMS.size() - 1; i++) {
            Stream<String> later = ROOMS.subList(i + 1, ROOMS.size()).stream();
            noClasses()
                    .that()
                    .resideInAPackage(in(ROOMS.get(i)))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(later.map(ArchitectureTest::in).toArray(String[]::new))
                    .check(gateway);
        }
    }

    @ArchTest
    static final ArchRule services_do_not_know_each_other = noClasses()
            .that()
            .resideInAnyPackage(in("iam"), in("kms"), in("cloudtrail"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(in("kinesis"), in("rest"))
            .because("each is a guest of the gateway as the others are");

    @ArchTest
    static final ArchRule the_wire_of_other_services_stays_in_their_packages = noClasses()
            .that()
            .resideInAnyPackage(in("streams.iterator"), in("front"), GATEWAY + ".kinesis")
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
            .resideInAPackage(in("kinesis"))
            .should()
            .bePackagePrivate()
            .because("signature and authorization come before them");

    @ArchTest
    static final ArchRule policies_are_asked_in_one_place = noClasses()
            .that()
            .doNotHaveSimpleName("Decider")
            .and()
            .doNotHaveSimpleName("PolicyAuthorizer")
            .and()
            .doNotHaveSimpleName("PolicySimulation")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(AccessRequest.class)
            .because(
                    "a request made by hand can forget whose the resource is, its policy, or where the call comes from");

    private static String in(String room) {
        return GATEWAY + "." + room + "..";
    }
}
