package dev.millrace.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A key's policy is the root of trust in the key: nobody comes in whom it does not let in. */
class KeyPolicyTest {
    private static final String HOME = "111111111111";
    private static final String ELSEWHERE = "222222222222";
    private static final String DECRYPT = "kms:Decrypt";
    private static final String KEY = "arn:aws:kms:us-east-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    private static final String LETS_ACCOUNT_IN = statement("\"AWS\": \"arn:aws:iam::111111111111:root\"", "");

    private static String statement(String principal, String condition) {
        return """
                {"Version": "2012-10-17", "Statement": [{
                  "Effect": "Allow", "Principal": {%s}, "Action": "kms:*", "Resource": "*"%s}]}""".formatted(principal, condition);
    }

    private static final AttachedPolicy MAY_DECRYPT = new AttachedPolicy("decrypt", parse(PolicyKind.IDENTITY, """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "kms:Decrypt", "Resource": "*"}]}"""));

    private static PolicyDocument parse(PolicyKind kind, String text) {
        try {
            return PolicyDocument.parse(kind, text);
        } catch (PolicyFormatException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean decides(
            String account, boolean identityAllows, String keyPolicy, Map<String, String> context) {
        Caller ada = new Caller.User(account, "arn:aws:iam::" + account + ":user/ada", "ada", "AIDA", Map.of());
        AccessRequest asked = new AccessRequest(ada, DECRYPT, KEY, HOME, Instant.EPOCH, key -> switch (key.known()) {
            case ENCRYPTION_CONTEXT -> key.among(context);
            case ENCRYPTION_CONTEXT_KEYS -> List.copyOf(context.keySet());
            default -> List.of();
        });
        return AccessDecision.of(
                        asked,
                        ApplicablePolicies.ofIdentity(identityAllows ? List.of(MAY_DECRYPT) : List.of())
                                .withResource(
                                        Optional.of(ResourcePolicy.mandatory(KEY, parse(PolicyKind.KEY, keyPolicy)))))
                .allowed();
    }

    @Test
    void identityPoliciesCountOnlyIfTheKeyLetsTheAccountIn() {
        assertThat(decides(HOME, true, LETS_ACCOUNT_IN, Map.of())).isTrue();
        assertThat(decides(HOME, false, LETS_ACCOUNT_IN, Map.of())).isFalse();
        String forBob = statement("\"AWS\": \"arn:aws:iam::111111111111:user/bob\"", "");
        assertThat(decides(HOME, true, forBob, Map.of())).isFalse();
    }

    @Test
    void whoeverTheKeyNamesNeedsNothingElseWithinTheAccount() {
        String forAda = statement("\"AWS\": \"arn:aws:iam::111111111111:user/ada\"", "");
        assertThat(decides(HOME, false, forAda, Map.of())).isTrue();
    }

    @Test
    void anotherAccountNeedsBoth() {
        String forElsewhere = statement("\"AWS\": \"arn:aws:iam::222222222222:root\"", "");
        assertThat(decides(ELSEWHERE, true, forElsewhere, Map.of())).isTrue();
        assertThat(decides(ELSEWHERE, false, forElsewhere, Map.of())).isFalse();
        assertThat(decides(ELSEWHERE, true, LETS_ACCOUNT_IN, Map.of())).isFalse();
    }

    @Test
    void conditionsAskForTheEncryptionContextAndTheCallersAccount() {
        String forOrders = statement(
                "\"AWS\": \"*\"",
                ", \"Condition\": {\"StringEquals\": {\"kms:EncryptionContext:aws:kinesis:arn\": \"orders\","
                        + " \"kms:CallerAccount\": \"111111111111\"}}");
        assertThat(decides(HOME, false, forOrders, Map.of("aws:kinesis:arn", "orders")))
                .isTrue();
        assertThat(decides(HOME, false, forOrders, Map.of("aws:kinesis:arn", "others")))
                .isFalse();
        assertThat(decides(HOME, false, forOrders, Map.of())).isFalse();
        assertThat(decides(ELSEWHERE, true, forOrders, Map.of("aws:kinesis:arn", "orders")))
                .isFalse();

        String onlyThatKey = statement(
                "\"AWS\": \"*\"",
                ", \"Condition\": {\"ForAllValues:StringEquals\": {\"kms:EncryptionContextKeys\": [\"a/b\"]}}");
        assertThat(decides(HOME, false, onlyThatKey, Map.of("a/b", "1"))).isTrue();
        assertThat(decides(HOME, false, onlyThatKey, Map.of("c", "1"))).isFalse();
    }
}
