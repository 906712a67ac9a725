package dev.millrace.shard.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.internal.shard.v1.Refusal;
import dev.millrace.shard.refusal.RefusalReason;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RefusalsTest {
    @Test
    void callersAreToldEachReasonByItsName() {
        for (RefusalReason reason : RefusalReason.values()) {
            assertThat(Refusals.toMessage(reason).name()).isEqualTo(reason.name());
        }
    }

    @Test
    void everyReasonThatCallersKnowIsOneOfOurs() {
        assertThat(Arrays.stream(Refusal.values()).filter(reason -> reason != Refusal.UNRECOGNIZED))
                .extracting(Enum::name)
                .containsExactly(
                        Arrays.stream(RefusalReason.values()).map(Enum::name).toArray(String[]::new));
    }
}
