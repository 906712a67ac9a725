package dev.millrace.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.policy.AccessExplanation.MatchedStatement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccessExplanationTest {
    @Test
    void namesEveryStatementThatMatches() {
        PolicyDocument identity = Policies.parsed(
                PolicyKind.IDENTITY,
                "{'Statement':[{'Effect':'Allow','Action':'kms:*','Resource':'*'},"
                        + "{'Sid':'Write','Effect':'Allow','Action':'kinesis:Put*','Resource':'*'},"
                        + "{'Effect':'Deny','Action':'*','Resource':'*',"
                        + "'Condition':{'Bool':{'aws:SecureTransport':'false'}}}]}");
        ApplicablePolicies policies = new ApplicablePolicies(
                List.of(new AttachedPolicy("writers", identity)),
                Optional.of(new AttachedPolicy("limit", all(PolicyKind.BOUNDARY))),
                List.of(new AttachedPolicy("session", all(PolicyKind.SESSION))),
                Optional.of(ResourcePolicy.additional(
                        "orders", Policies.resource("Deny", "'Principal':{'AWS':'000000000000'}"))));

        AccessExplanation explanation =
                AccessExplanation.of(Requests.by(Requests.caller("session", Requests.HERE)), policies);

        assertThat(explanation.decision()).isEqualTo(AccessDecision.DENIED_BY_RESOURCE_POLICY);
        assertThat(explanation.matches())
                .containsExactly(
                        new MatchedStatement(PolicyKind.IDENTITY, "writers", 1, "Write", Effect.ALLOW),
                        new MatchedStatement(PolicyKind.RESOURCE, "orders", 0, "", Effect.DENY),
                        new MatchedStatement(PolicyKind.BOUNDARY, "limit", 0, "", Effect.ALLOW),
                        new MatchedStatement(PolicyKind.SESSION, "session", 0, "", Effect.ALLOW));
        assertThat(explanation.missing()).extracting(ContextKey::text).containsExactly("aws:SecureTransport");
    }

    @Test
    void aKeyThatTheRequestHasIsNotMissing() {
        PolicyDocument identity =
                Policies.identity("'Action':'*','Resource':'arn:aws:kinesis:*:*:stream/${aws:username}',"
                        + "'Condition':{'StringLike':{'aws:UserAgent':'*','AWS:useragent':'*','x:y':'${x:y}'}}");
        AccessRequest request = Requests.with(Requests.caller("user", Requests.HERE), "aws:UserAgent=curl");

        AccessExplanation explanation = AccessExplanation.of(
                request, ApplicablePolicies.ofIdentity(List.of(new AttachedPolicy("own", identity))));

        assertThat(explanation.missing()).extracting(ContextKey::text).containsExactly("x:y");
        assertThat(explanation.matches()).isEmpty();
        assertThat(explanation.decision()).isEqualTo(AccessDecision.NOT_ALLOWED_BY_IDENTITY_POLICY);
    }

    private static PolicyDocument all(PolicyKind kind) {
        return Policies.parsed(kind, "{'Statement':{'Effect':'Allow','Action':'*','Resource':'*'}}");
    }
}
