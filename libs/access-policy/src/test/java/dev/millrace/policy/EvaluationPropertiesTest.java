package dev.millrace.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What holds of every decision, whatever the policies: made up of few enough words that they often meet. */
class EvaluationPropertiesTest {
    private static final String CONTEXT = "aws:SourceVpce=private; aws:TagKeys=a,b; aws:ResourceTag/env=prod";

    @Property(tries = 700, edgeCases = EdgeCasesMode.NONE)
    void aDenyAlwaysWins(
            @ForAll("policies") ApplicablePolicies policies,
            @ForAll("callers") Caller caller,
            @ForAll("statements") String statement) {
        AccessRequest request = Requests.with(caller, CONTEXT);
        PolicyDocument deny = document(PolicyKind.RESOURCE, "Deny", "'Principal':'*'," + statement);
        Assume.that(deny.matches(request, Effect.DENY));

        ApplicablePolicies denying = policies.withResource(Optional.of(ResourcePolicy.additional("deny", deny)));

        assertThat(AccessDecision.of(request, denying).explicitlyDenied()).isTrue();
    }

    @Property(tries = 700, edgeCases = EdgeCasesMode.NONE)
    void anotherDenyNeverAdds(
            @ForAll("policies") ApplicablePolicies policies,
            @ForAll("callers") Caller caller,
            @ForAll("statements") String statement) {
        AccessRequest request = Requests.with(caller, CONTEXT);
        AttachedPolicy deny = new AttachedPolicy("added", document(PolicyKind.IDENTITY, "Deny", statement));

        boolean before = AccessDecision.of(request, policies).allowed();
        boolean after = AccessDecision.of(request, withIdentity(policies, deny)).allowed();

        assertThat(after && !before).isFalse();
    }

    @Property(tries = 700, edgeCases = EdgeCasesMode.NONE)
    void anotherAllowNeverTakesAway(
            @ForAll("policies") ApplicablePolicies policies,
            @ForAll("callers") Caller caller,
            @ForAll("statements") String statement) {
        AccessRequest request = Requests.with(caller, CONTEXT);
        AttachedPolicy allow = new AttachedPolicy("added", document(PolicyKind.IDENTITY, "Allow", statement));

        boolean before = AccessDecision.of(request, policies).allowed();
        boolean after =
                AccessDecision.of(request, withIdentity(policies, allow)).allowed();

        assertThat(before && !after).isFalse();
    }

    @Property(tries = 700, edgeCases = EdgeCasesMode.NONE)
    void aBoundaryOrSessionPolicyNeverAdds(
            @ForAll("policies") ApplicablePolicies policies, @ForAll("callers") Caller caller) {
        AccessRequest request = Requests.with(caller, CONTEXT);
        ApplicablePolicies unlimited = policies.withBoundary(Optional.empty()).withSession(List.of());

        assertThat(AccessDecision.of(request, policies).allowed()
                        && !AccessDecision.of(request, unlimited).allowed())
                .isFalse();
    }

    @Property(tries = 700, edgeCases = EdgeCasesMode.NONE)
    void withoutAnAllowNobodyButTheAccountPasses(
            @ForAll("callers") Caller caller, @ForAll("statements") String statement) {
        ApplicablePolicies policies = ApplicablePolicies.ofIdentity(
                List.of(new AttachedPolicy("deny", document(PolicyKind.IDENTITY, "Deny", statement))));

        assertThat(AccessDecision.of(Requests.with(caller, CONTEXT), policies).allowed())
                .isEqualTo(caller.equals(Requests.caller("root", Requests.HERE)));
    }

    @Property(tries = 700, edgeCases = EdgeCasesMode.NONE)
    void theExplanationAgrees(@ForAll("policies") ApplicablePolicies policies, @ForAll("callers") Caller caller) {
        AccessRequest request = Requests.with(caller, CONTEXT);
        AccessExplanation explanation = AccessExplanation.of(request, policies);

        assertThat(explanation.decision()).isEqualTo(AccessDecision.of(request, policies));
        if (!(caller instanceof Caller.AccountRoot)) {
            assertThat(explanation.matches().stream().anyMatch(match -> match.effect() == Effect.DENY))
                    .isEqualTo(explanation.decision().explicitlyDenied());
        }
    }

    private static ApplicablePolicies withIdentity(ApplicablePolicies policies, AttachedPolicy added) {
        List<AttachedPolicy> identity = new ArrayList<>(policies.identity());
        identity.add(added);
        return policies.withIdentity(identity);
    }

    @Provide
    Arbitrary<Caller> callers() {
        return Combinators.combine(
                        Arbitraries.of("user", "session", "root"),
                        Arbitraries.of(Requests.HERE, Requests.HERE, Requests.ELSEWHERE))
                .as(Requests::caller);
    }

    @Provide
    Arbitrary<ApplicablePolicies> policies() {
        Arbitrary<List<AttachedPolicy>> identity =
                attached(PolicyKind.IDENTITY, Arbitraries.just("")).list().ofMaxSize(3);
        Arbitrary<Optional<AttachedPolicy>> boundary =
                attached(PolicyKind.BOUNDARY, Arbitraries.just("")).optional(0.3);
        Arbitrary<List<AttachedPolicy>> session =
                attached(PolicyKind.SESSION, Arbitraries.just("")).list().ofMaxSize(1);
        Arbitrary<Optional<ResourcePolicy>> resource = Combinators.combine(
                        attached(PolicyKind.RESOURCE, principals()), Arbitraries.of(true, false))
                .as(ResourcePolicy::new)
                .optional(0.5);
        return Combinators.combine(identity, boundary, session, resource).as(ApplicablePolicies::new);
    }

    private Arbitrary<AttachedPolicy> attached(PolicyKind kind, Arbitrary<String> principals) {
        return Combinators.combine(
                        Arbitraries.frequencyOf(
                                Tuple.of(4, Arbitraries.just("Allow")), Tuple.of(1, Arbitraries.just("Deny"))),
                        principals,
                        statements())
                .as((effect, principal, statement) ->
                        new AttachedPolicy(kind.name(), document(kind, effect, principal + statement)));
    }

    private static Arbitrary<String> principals() {
        return Arbitraries.of(
                "'Principal':'*',",
                "'Principal':{'AWS':'000000000000'},",
                "'Principal':{'AWS':'111122223333'},",
                "'Principal':{'AWS':'arn:aws:iam::000000000000:user/team/ann'},",
                "'Principal':{'AWS':'arn:aws:iam::000000000000:role/team/writer'},",
                "'Principal':{'AWS':'arn:aws:sts::000000000000:assumed-role/writer/s1'},",
                "'NotPrincipal':{'AWS':['000000000000','arn:aws:iam::000000000000:user/team/ann']},");
    }

    /** The members of a statement but its effect and principal; each of them matches more often than not. */
    @Provide
    Arbitrary<String> statements() {
        Arbitrary<String> action = Arbitraries.of(
                "'Action':'*'", "'Action':'kinesis:Put*'", "'Action':'kinesis:GetRecords'", "'NotAction':'kms:*'");
        Arbitrary<String> resource = Arbitraries.of(
                "'Resource':'*'",
                "'Resource':'arn:aws:kinesis:*:*:stream/ord*'",
                "'Resource':'arn:aws:kinesis:*:*:stream/" + Policies.quoted("${aws:username, 'orders'}") + "'",
                "'NotResource':'arn:aws:kms:*'");
        Arbitrary<String> condition = Arbitraries.of(
                "",
                ",'Condition':{'StringEquals':{'aws:SourceVpce':'private'}}",
                ",'Condition':{'StringNotLike':{'aws:ResourceTag/env':'p*'}}",
                ",'Condition':{'ForAnyValue:StringEquals':{'aws:TagKeys':['b','c']}}",
                ",'Condition':{'Null':{'aws:username':'false'}}",
                ",'Condition':{'DateLessThan':{'aws:CurrentTime':'2027-01-01'}}");
        return Combinators.combine(action, resource, condition).as((a, r, c) -> a + "," + r + c);
    }

    private static PolicyDocument document(PolicyKind kind, String effect, String members) {
        return Policies.parsed(
                kind, "{'Version':'2012-10-17','Statement':{'Effect':'" + effect + "'," + members + "}}");
    }
}
