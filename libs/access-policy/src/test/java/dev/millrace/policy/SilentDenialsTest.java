package dev.millrace.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which Deny statements can never hold, one a line: the condition, the keys that it asks for in vain. */
class SilentDenialsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', emptyValue = "", textBlock = """
                    'StringEquals':{'aws:SourceVpc':'vpc-1'}                                   | aws:SourceVpc
                    'Bool':{'aws:MultiFactorAuthPresent':'false'}                              | ``
                    'NumericGreaterThan':{'aws:MultiFactorAuthAge':'3600'}                     | aws:MultiFactorAuthAge
                    'StringNotEquals':{'aws:SourceVpc':'vpc-1'}                                | ``
                    'StringEqualsIfExists':{'aws:SourceVpc':'vpc-1'}                           | ``
                    'ForAllValues:StringEquals':{'aws:CalledVia':'x'}                          | ``
                    'ForAnyValue:StringEquals':{'aws:CalledVia':'x'}                           | aws:CalledVia
                    'Null':{'aws:SourceVpc':'false'}                                           | aws:SourceVpc
                    'Null':{'aws:SourceVpc':'true'}                                            | ``
                    'StringEquals':{'aws:ResourceTag/a':'b','AWS:principalorgid':'o'}          | AWS:principalorgid
                    'StringEquals':{'kms:RecipientAttestation:PCR1':'b'}                       | kms:RecipientAttestation:PCR1
                    'StringEquals':{'s3:prefix':'b'}                                           | a key of another service
                    'DateLessThan':{'aws:TokenIssueTime':'2026-01-01'},'ArnEquals':{'iam:PolicyARN':'a','iam:PermissionsBoundary':'b'} | ``
                    """)
    void ofAws(String condition, String missing) throws PolicyFormatException {
        SilentDenials found = SilentDenials.requireKnown(policy("Deny", condition));

        assertThat(found.missing()).isEqualTo(missing.isEmpty() ? Set.of() : Set.of(missing));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'StringEquals':{'aws:SourceIpp':'a'}",
                "'StringEquals':{'aws:ResourceTag':'a'}",
                "'StringEquals':{'kinesis:StreamName':'a'}",
                "'StringEquals':{'iam:PolicyArns':'a'}",
                "'StringEquals':{'sts:External':'a'}"
            })
    void ofNobodyAreRefusedAndNotQuoted(String condition) {
        assertThatThrownBy(() -> SilentDenials.requireKnown(policy("Deny", condition)))
                .isInstanceOf(PolicyFormatException.class)
                .hasMessage("A Deny asks about a condition key that does not exist, and would never hold.");
    }

    @Test
    void whatIsAllowedByThemIsAllowedToNobodyAndNeedsNoWarning() throws PolicyFormatException {
        assertThat(SilentDenials.requireKnown(
                                policy("Allow", "'StringEquals':{'aws:SourceIpp':'a','aws:SourceVpc':'b'}"))
                        .missing())
                .isEmpty();
    }

    private static PolicyDocument policy(String effect, String condition) {
        return Policies.parsed(
                PolicyKind.IDENTITY,
                "{'Version':'2012-10-17','Statement':{'Effect':'" + effect
                        + "','Action':'*','Resource':'*','Condition':{" + condition + "}}}");
    }
}
