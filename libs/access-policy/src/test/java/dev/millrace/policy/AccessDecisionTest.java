package dev.millrace.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.policy.Caller.AccountRoot;
import dev.millrace.policy.Caller.RoleSession;
import dev.millrace.policy.Caller.User;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which policies must allow a request, and which of those that stand in its way is named. */
class AccessDecisionTest {
    private static final String HERE = "000000000000";
    private static final String STREAM = "arn:aws:kinesis:us-east-1:" + HERE + ":stream/orders";

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
        assertThat(decide(caller(caller, HERE), identity, boundary, session, resource, false))
                .isEqualTo(expected);
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
        return AccessDecision.of(request(caller), policies);
    }

    private static AccessRequest request(Caller caller) {
        return new AccessRequest(
                caller,
                "kinesis:PutRecord",
                STREAM,
                HERE,
                Instant.parse("2026-01-02T03:04:05Z"),
                RequestContext.none());
    }

    private static Caller caller(String kind, String account) {
        return switch (kind) {
            case "root" -> new AccountRoot(account);
            case "user" ->
                new User(account, "arn:aws:iam::" + account + ":user/team/ann", "ann", "AIDA12345678ANN0", Map.of());
            case "session" ->
                RoleSession.of(
                        account, "arn:aws:iam::" + account + ":role/team/writer", "AROA12345678ROLE", "s1", Map.of());
            default -> throw new IllegalArgumentException(kind);
        };
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
