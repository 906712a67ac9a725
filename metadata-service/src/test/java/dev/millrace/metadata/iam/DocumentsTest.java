package dev.millrace.metadata.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.identity.IdentityErrorType;
import dev.millrace.identity.IdentityException;
import dev.millrace.policy.PolicyKind;
import org.junit.jupiter.api.Test;

/** Which policy documents are kept. */
class DocumentsTest {
    @Test
    void aDenyByAKeyThatNobodyHasIsRefusedAndOneByAKeyOfAwsKept() {
        String misspelled = denyingBy("aws:SourceIpp");
        String ofAws = denyingBy("aws:SourceVpc");

        assertThatThrownBy(() -> Documents.require(PolicyKind.IDENTITY, "policyDocument", misspelled))
                .isInstanceOfSatisfying(
                        IdentityException.class,
                        error -> assertThat(error.type()).isEqualTo(IdentityErrorType.MALFORMED_POLICY_DOCUMENT))
                .hasMessageContaining("condition key that does not exist");
        assertThat(Documents.require(PolicyKind.IDENTITY, "policyDocument", ofAws))
                .isEqualTo(ofAws);
    }

    private static String denyingBy(String key) {
        return """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "*", "Resource": "*",
              "Condition": {"StringEquals": {"%s": "x"}}}]}\
            """.formatted(key);
    }
}
