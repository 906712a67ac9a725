package dev.millrace.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which policies must allow a request, and which of those that stand in its way is named. */
class AccessDecisionTest {
    /**
     * What each policy says: {@code allow}, {@code deny}, {@code other} (allows something else), or nothing where there is
     * no such policy. That of the resource also says whom it names.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics-single-account.html">Single
     *     account</a>
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # caller  | identity | boundary | session | resource          | decision
                    user      |          |          |         |                   | NOT_ALLOWED_BY_IDENTITY_POLICY
                    user      | other    |          |         |                   | NOT_ALLOWED_BY_IDENTITY_POLICY
                    user      | allow    |          |         |                   | ALLOWED
                    user      | deny     |          |         |                   | DENIED_BY_IDENTITY_POLICY
                    user      | allow    | allow    |         |                   | ALLOWED
                    user      | allow    | other    |         |                   | NOT_ALLOWED_BY_BOUNDARY
                    user      | allow    | deny     |         |                   | DENIED_BY_BOUNDARY
                    user      | other    | allow    |         |                   | NOT_ALLOWED_BY_IDENTITY_POLICY
                    user      |          |          |         | allow user        | ALLOWED
                    user      |          | other    |         | allow user        | ALLOWED
                    user      |          | deny     |         | allow user        | DENIED_BY_BOUNDARY
                    user      | deny     |          |         | allow user        | DENIED_BY_IDENTITY_POLICY
                    user      |          |          |         | allow userid      | ALLOWED
                    user      |          |          |         | allow everyone    | ALLOWED
                    user      |          |          |         | allow aws-star    | ALLOWED
                    user      |          |          |         | allow account     | NOT_ALLOWED_BY_IDENTITY_POLICY
                    user      |          |          |         | allow root        | NOT_ALLOWED_BY_IDENTITY_POLICY
                    user      | allow    |          |         | allow account     | ALLOWED
                    user      |          |          |         | allow role        | NOT_ALLOWED_BY_IDENTITY_POLICY
                    user      |          |          |         | allow service     | NOT_ALLOWED_BY_IDENTITY_POLICY
                    user      | allow    |          |         | deny user         | DENIED_BY_RESOURCE_POLICY
                    user      | allow    |          |         | deny account      | DENIED_BY_RESOURCE_POLICY
                    user      | allow    |          |         | deny everyone     | DENIED_BY_RESOURCE_POLICY
                    user      | allow    |          |         | deny role         | ALLOWED
                    session   | allow    |          |         |                   | ALLOWED
                    session   | allow    |          | allow   |                   | ALLOWED
                    session   | allow    |          | other   |                   | NOT_ALLOWED_BY_SESSION_POLICY
                    session   | allow    |          | deny    |                   | DENIED_BY_SESSION_POLICY
                    session   | other    |          | allow   |                   | NOT_ALLOWED_BY_IDENTITY_POLICY
                    session   | allow    | other    | allow   |                   | NOT_ALLOWED_BY_BOUNDARY
                    session   | allow    | allow    | allow   |                   | ALLOWED
                    session   |          |          |         | allow role        | ALLOWED
                    session   |          |          |         | allow roleid      | ALLOWED
                    session   |          | other    |         | allow role        | NOT_ALLOWED_BY_BOUNDARY
                    session   |          |          | other   | allow role        | NOT_ALLOWED_BY_SESSION_POLICY
                    session   |          | allow    | allow   | allow role        | ALLOWED
                    session   |          | other    | other   | allow session     | ALLOWED
                    session   |          | other    | other   | allow everyone    | ALLOWED
                    session   |          |          | deny    | allow session     | DENIED_BY_SESSION_POLICY
                    session   |          |          |         | allow account     | NOT_ALLOWED_BY_IDENTITY_POLICY
                    session   | allow    |          |         | deny role         | DENIED_BY_RESOURCE_POLICY
                    session   | allow    |          |         | deny session      | DENIED_BY_RESOURCE_POLICY
                    root      |          |          |         |                   | ALLOWED
                    root      |          |          |         | allow user        | ALLOWED
                    root      |          |          |         | deny user         | ALLOWED
                    root      |          |          |         | deny root         | DENIED_BY_RESOURCE_POLICY
                    root      |          |          |         | deny everyone     | DENIED_BY_RESOURCE_POLICY
                    """)
    void withinOneAccount(
            String caller,
            @Nullable String identity,
            @Nullable String boundary,
            @Nullable String session,
            @Nullable String resource,
            AccessDecision expected) {
        assertThat(decide(Requests.caller(caller, Requests.HERE), identity, boundary, session, resource, false))
                .isEqualTo(expected);
    }

    /**
     * The caller is of another account than the stream: both accounts must allow.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html">Cross-account
     *     evaluation</a>
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # caller  | identity | boundary | session | resource          | decision
                    user      | allow    |          |         |                   | NOT_ALLOWED_BY_RESOURCE_POLICY
                    user      | allow    |          |         | allow account     | ALLOWED
                    user      | allow    |          |         | allow user        | ALLOWED
                    user      | allow    |          |         | allow everyone    | ALLOWED
                    user      | allow    |          |         | allow role        | NOT_ALLOWED_BY_RESOURCE_POLICY
                    user      |          |          |         | allow account     | NOT_ALLOWED_BY_IDENTITY_POLICY
                    user      |          |          |         | allow user        | NOT_ALLOWED_BY_IDENTITY_POLICY
                    user      |          |          |         | allow everyone    | NOT_ALLOWED_BY_IDENTITY_POLICY
                    user      | allow    | other    |         | allow user        | NOT_ALLOWED_BY_BOUNDARY
                    user      | allow    |          |         | deny user         | DENIED_BY_RESOURCE_POLICY
                    user      | deny     |          |         | allow user        | DENIED_BY_IDENTITY_POLICY
                    session   | allow    |          |         | allow role        | ALLOWED
                    session   | allow    |          |         | allow session     | ALLOWED
                    session   | allow    |          | other   | allow session     | NOT_ALLOWED_BY_SESSION_POLICY
                    session   | allow    | other    |         | allow session     | NOT_ALLOWED_BY_BOUNDARY
                    session   |          |          |         | allow role        | NOT_ALLOWED_BY_IDENTITY_POLICY
                    session   |          |          |         | allow session     | NOT_ALLOWED_BY_IDENTITY_POLICY
                    root      |          |          |         |                   | NOT_ALLOWED_BY_RESOURCE_POLICY
                    root      |          |          |         | allow account     | ALLOWED
                    root      |          |          |         | allow user        | NOT_ALLOWED_BY_RESOURCE_POLICY
                    """)
    void acrossAccounts(
            String caller,
            @Nullable String identity,
            @Nullable String boundary,
            @Nullable String session,
            @Nullable String resource,
            AccessDecision expected) {
        assertThat(decide(Requests.caller(caller, Requests.ELSEWHERE), identity, boundary, session, resource, false))
                .isEqualTo(expected);
    }

    /**
     * The resource is a key: its policy must allow, or leave it to its account.
     *
     * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html">Key policies</a>
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # caller  | identity | boundary | session | resource          | decision
                    user      | allow    |          |         | allow role        | NOT_ALLOWED_BY_RESOURCE_POLICY
                    user      | allow    |          |         | allow account     | ALLOWED
                    user      |          |          |         | allow account     | NOT_ALLOWED_BY_IDENTITY_POLICY
                    user      |          |          |         | allow user        | ALLOWED
                    session   |          |          |         | allow role        | ALLOWED
                    session   |          | other    |         | allow role        | NOT_ALLOWED_BY_BOUNDARY
                    session   | allow    |          |         | allow user        | NOT_ALLOWED_BY_RESOURCE_POLICY
                    root      |          |          |         | allow account     | ALLOWED
                    root      |          |          |         | allow user        | NOT_ALLOWED_BY_RESOURCE_POLICY
                    """)
    void ofAResourceWhosePolicyIsMandatory(
            String caller,
            @Nullable String identity,
            @Nullable String boundary,
            @Nullable String session,
            @Nullable String resource,
            AccessDecision expected) {
        assertThat(decide(Requests.caller(caller, Requests.HERE), identity, boundary, session, resource, true))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Allow | user | arn:aws:iam::000000000000:user/team/ann | ALLOWED
                    Allow | user | 000000000000                            | NOT_ALLOWED_BY_IDENTITY_POLICY
                    Allow | user | 111122223333                            | NOT_ALLOWED_BY_IDENTITY_POLICY
                    Deny  | user | 000000000000                            | DENIED_BY_TRUST_POLICY
                    Allow | root | 111122223333                            | NOT_ALLOWED_BY_TRUST_POLICY
                    """)
    void assumingARole(String effect, String caller, String principal, AccessDecision expected) {
        PolicyDocument trust = Policies.parsed(
                PolicyKind.TRUST,
                "{'Statement':{'Effect':'" + effect + "','Principal':{'AWS':'" + principal
                        + "'},'Action':'sts:AssumeRole'}}");
        AccessRequest request = new AccessRequest(
                Requests.caller(caller, Requests.HERE),
                "sts:AssumeRole",
                "arn:aws:iam::000000000000:role/team/writer",
                Requests.HERE,
                Requests.NOW,
                RequestContext.none());

        assertThat(AccessDecision.of(
                        request,
                        ApplicablePolicies.NONE.withResource(Optional.of(ResourcePolicy.mandatory("trust", trust)))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    DENIED_BY_IDENTITY_POLICY      | with an explicit deny in an identity-based policy
                    DENIED_BY_RESOURCE_POLICY      | with an explicit deny in a resource-based policy
                    DENIED_BY_TRUST_POLICY         | with an explicit deny in the role trust policy
                    DENIED_BY_BOUNDARY             | with an explicit deny in a permissions boundary
                    DENIED_BY_SESSION_POLICY       | with an explicit deny in a session policy
                    NOT_ALLOWED_BY_IDENTITY_POLICY | because no identity-based policy allows the kinesis:PutRecord action
                    NOT_ALLOWED_BY_RESOURCE_POLICY | because no resource-based policy allows the kinesis:PutRecord action
                    NOT_ALLOWED_BY_TRUST_POLICY    | because no role trust policy allows the kinesis:PutRecord action
                    NOT_ALLOWED_BY_BOUNDARY        | because no permissions boundary allows the kinesis:PutRecord action
                    NOT_ALLOWED_BY_SESSION_POLICY  | because no session policy allows the kinesis:PutRecord action
                    """)
    void whatTheCallerIsTold(AccessDecision decision, String reason) {
        assertThat(decision.refusal(Requests.by(Requests.caller("session", Requests.HERE))))
                .isEqualTo("User: arn:aws:sts::000000000000:assumed-role/writer/s1 is not authorized to perform: "
                        + "kinesis:PutRecord on resource: " + Requests.STREAM + " " + reason);
        assertThat(decision.allowed()).isFalse();
        assertThat(decision.explicitlyDenied()).isEqualTo(reason.startsWith("with"));
    }

    @Test
    void whoMayPassIsToldNothing() {
        AccessRequest request = Requests.by(Requests.caller("root", Requests.HERE));

        assertThatThrownBy(() -> AccessDecision.ALLOWED.refusal(request)).isInstanceOf(IllegalStateException.class);
        assertThat(AccessDecision.ALLOWED.allowed()).isTrue();
        assertThat(AccessDecision.ALLOWED.explicitlyDenied()).isFalse();
    }

    @Test
    void anyPolicyOfAKindWillDo() {
        AttachedPolicy allow = policy(PolicyKind.SESSION, "allow", "");
        AttachedPolicy other = policy(PolicyKind.SESSION, "other", "");
        ApplicablePolicies policies = ApplicablePolicies.ofIdentity(
                        List.of(policy(PolicyKind.IDENTITY, "other", ""), policy(PolicyKind.IDENTITY, "allow", "")))
                .withBoundary(Optional.of(policy(PolicyKind.BOUNDARY, "allow", "")));
        AccessRequest request = Requests.by(Requests.caller("session", Requests.HERE));

        assertThat(AccessDecision.of(request, policies.withSession(List.of(other, allow))))
                .isEqualTo(AccessDecision.ALLOWED);
        assertThat(AccessDecision.of(request, policies.withSession(List.of(other, other))))
                .isEqualTo(AccessDecision.NOT_ALLOWED_BY_SESSION_POLICY);
    }

    @Test
    void aPolicyOfOneKindCannotStandForAnother() {
        AttachedPolicy identity = policy(PolicyKind.IDENTITY, "allow", "");

        assertThatThrownBy(() -> ApplicablePolicies.NONE.withBoundary(Optional.of(identity)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ApplicablePolicies.NONE.withSession(List.of(identity)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ApplicablePolicies.ofIdentity(List.of(policy(PolicyKind.SESSION, "allow", ""))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ResourcePolicy.additional("stream", identity.document()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static AccessDecision decide(
            Caller caller,
            @Nullable String identity,
            @Nullable String boundary,
            @Nullable String session,
            @Nullable String resource,
            boolean mandatory) {
        ApplicablePolicies policies = new ApplicablePolicies(
                one(PolicyKind.IDENTITY, identity).stream().toList(),
                one(PolicyKind.BOUNDARY, boundary),
                one(PolicyKind.SESSION, session).stream().toList(),
                Optional.ofNullable(resource)
                        .map(says -> new ResourcePolicy(
                                policy(PolicyKind.RESOURCE, says.split(" ")[0], principal(caller, says.split(" ")[1])),
                                mandatory)));
        return AccessDecision.of(Requests.by(caller), policies);
    }

    /** A Principal member, in relation to the caller's account. */
    private static String principal(Caller caller, String whom) {
        String iam = "arn:aws:iam::" + caller.account() + ":";
        return switch (whom) {
            case "everyone" -> "\"Principal\":\"*\",";
            case "service" -> "\"Principal\":{\"Service\":\"firehose.amazonaws.com\"},";
            default ->
                "\"Principal\":{\"AWS\":\""
                        + switch (whom) {
                            case "aws-star" -> "*";
                            case "account" -> caller.account();
                            case "root" -> iam + "root";
                            case "user" -> iam + "user/team/ann";
                            case "userid" -> "AIDA12345678ANN0";
                            case "role" -> iam + "role/team/writer";
                            case "roleid" -> "AROA12345678ROLE";
                            case "session" -> "arn:aws:sts::" + caller.account() + ":assumed-role/writer/s1";
                            default -> throw new IllegalArgumentException(whom);
                        }
                        + "\"},";
        };
    }

    private static Optional<AttachedPolicy> one(PolicyKind kind, @Nullable String says) {
        return Optional.ofNullable(says).map(present -> policy(kind, present, ""));
    }

    private static AttachedPolicy policy(PolicyKind kind, String says, String principal) {
        String effect = says.equals("deny") ? "Deny" : "Allow";
        String action = says.equals("other") ? "kinesis:GetRecords" : "kinesis:PutRecord";
        return new AttachedPolicy(
                kind.name(),
                Policies.parsed(
                        kind,
                        "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"" + effect + "\"," + principal
                                + "\"Action\":\"" + action + "\",\"Resource\":\"*\"}}"));
    }
}
