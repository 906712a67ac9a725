package dev.millrace.metadata.account;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.protocol.error.KinesisException;
import dev.millrace.stream.StreamMode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AccountQuotaTest {
    private final AccountQuota quota = new AccountQuota(
            new Account("123456789012", "eu-west-1"), new AccountLimits(10, 2, 3, Duration.ofHours(24)));

    @Test
    void theLastShardOfTheLimitIsAdmitted() {
        assertThatCode(() -> quota.admit(new AccountUsage(7, 0, 0), StreamMode.PROVISIONED, 3))
                .doesNotThrowAnyException();
    }

    @Test
    void oneShardMoreIsRefusedInTheApisWords() {
        assertThatThrownBy(() -> quota.admit(new AccountUsage(7, 0, 0), StreamMode.PROVISIONED, 4))
                .isInstanceOf(KinesisException.class)
                .hasMessageStartingWith("This request would exceed the shard limit for the account 123456789012 in"
                        + " eu-west-1. Current shard count for the account: 7. Limit: 10. Number of additional shards"
                        + " that would have resulted from this request: 4. ");
    }

    @Test
    void onDemandStreamsHaveALimitOfTheirOwn() {
        assertThatThrownBy(() -> quota.admit(new AccountUsage(0, 2, 0), StreamMode.ON_DEMAND, 1))
                .isInstanceOf(KinesisException.class);
        assertThatCode(() -> quota.admit(new AccountUsage(0, 2, 0), StreamMode.PROVISIONED, 1))
                .doesNotThrowAnyException();
    }

    @Test
    void onlySoManyStreamsAreCreatedAtATime() {
        assertThatThrownBy(() -> quota.admit(new AccountUsage(0, 0, 3), StreamMode.PROVISIONED, 1))
                .isInstanceOf(KinesisException.class);
    }
}
