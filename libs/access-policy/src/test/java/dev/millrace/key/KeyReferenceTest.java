package dev.millrace.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyReferenceTest {
    private static final String ID = "1234abcd-12ab-34cd-56ef-1234567890ab";

    private static KeyReference parse(String given) {
        return KeyReference.parse(given, "eu-west-1", "111111111111");
    }

    @Test
    void anIdOrANameIsOfTheCallersAccount() {
        assertThat(parse(ID).arn()).isEqualTo("arn:aws:kms:eu-west-1:111111111111:key/" + ID);
        assertThat(parse("alias/teams/orders").arn())
                .isEqualTo("arn:aws:kms:eu-west-1:111111111111:alias/teams/orders");
    }

    @Test
    void anArnSaysTheAccount() {
        assertThat(parse("arn:aws:kms:eu-west-1:222222222222:key/" + ID))
                .isEqualTo(KeyReference.ofKey("eu-west-1", "222222222222", ID));
        assertThat(parse("arn:aws:kms:eu-west-1:222222222222:alias/aws/kinesis"))
                .isEqualTo(KeyReference.ofAlias("eu-west-1", "222222222222", KeyReference.KINESIS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "orders",
                "alias/",
                "alias/with space",
                "1234ABCD-12ab-34cd-56ef-1234567890ab",
                "arn:aws:kms:eu-west-1:222222222222:key/------------------------------------",
                "arn:aws:kms:eu-west-2:222222222222:alias/orders"
            })
    void whatCannotNameAKeyIsNotFound(String given) {
        assertThatThrownBy(() -> parse(given))
                .isInstanceOfSatisfying(
                        KeyException.class,
                        refusal -> assertThat(refusal.type()).isEqualTo(KeyErrorType.NOT_FOUND));
    }
}
