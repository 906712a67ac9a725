package dev.millrace.policy;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResourcePolicyFormTest {
    private static final String ARN = "arn:aws:kinesis:us-east-1:000000000000:stream/orders";
    private static final String STATEMENT =
            "{'Effect':'Allow','Principal':{'AWS':'111122223333'},'Action':['kinesis:PutRecord'],'Resource':'" + ARN
                    + "'}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'Version':'2012-10-17','Id':'x','Statement':[S]}",
                "{'Statement':S}",
                "{'Statement':[S,S]}",
            })
    void aPolicyForTheResourceIsTaken(String policy) {
        assertThatCode(() -> check(policy)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "nothing | The policy is not valid JSON.",
                "{'Statement':[S]} {} | The policy is not valid JSON.",
                "{'Statement':[S],'Statement':[S]} | The policy is not valid JSON.",
                "[[[[[[[[[[[[[[[[[[[[ | The policy is not valid JSON.",
                "[] | The policy is not a JSON object.",
                "{} | The policy has no Statement.",
                "{'Statement':[]} | The policy has no Statement.",
                "{'Version':'2020-01-01','Statement':[S]} | The policy's Version is unknown.",
                "{'Statements':[S],'Statement':[S]} | The policy has an unknown member.",
                "{'Statement':[7]} | A Statement is not a JSON object.",
            })
    void whatIsNoPolicyIsRefused(String policy, String why) {
        assertThatThrownBy(() -> check(policy))
                .isInstanceOf(PolicyFormatException.class)
                .hasMessage(why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Allow | Maybe | A Statement's Effect is neither Allow nor Deny.",
                "'AWS':'111122223333' |  | A Statement's Principal is not valid.",
                "'Principal' | 'Principle' | A Statement has an unknown member.",
                "kinesis:PutRecord | s3:GetObject | A Statement's Action is not of the form kinesis:<operation>.",
                "stream/orders | stream/other | A Statement's Resource is not the resource that the policy is attached to.",
                "'Resource' | 'NotAction':'*','Resource' | A Statement needs Action or NotAction, and not both.",
                "'Effect' | 'Condition':1,'Effect' | A Statement's Condition is not a JSON object.",
            })
    void whatIsNoStatementForTheResourceIsRefused(String correct, String wrong, String why) {
        String policy = "{'Statement':[" + STATEMENT.replace(correct, wrong == null ? "" : wrong) + "]}";
        assertThatThrownBy(() -> check(policy))
                .isInstanceOf(PolicyFormatException.class)
                .hasMessage(why);
    }

    @Test
    void aPolicyHasABoundedSize() {
        String padding = " ".repeat(ResourcePolicyForm.LARGEST);
        assertThatThrownBy(() -> check("{'Statement':S}" + padding))
                .hasMessage("The policy is larger than 20480 bytes.");
    }

    private static void check(String policy) throws PolicyFormatException {
        ResourcePolicyForm.check(
                policy.replace("S]", STATEMENT + "]")
                        .replace("S,", STATEMENT + ",")
                        .replace(":S}", ":" + STATEMENT + "}")
                        .replace('\'', '"'),
                ARN);
    }
}
