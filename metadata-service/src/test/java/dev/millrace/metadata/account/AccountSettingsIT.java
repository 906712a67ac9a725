package dev.millrace.metadata.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.cassandra.schema.SchemaMigration;
import dev.millrace.cassandra.testing.CassandraTest;
import dev.millrace.metadata.account.storage.AccountTable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@CassandraTest
class AccountSettingsIT {
    private static final AtomicInteger ACCOUNTS = new AtomicInteger();
    private static final AccountLimits LIMITS = new AccountLimits(100, 5, 5, Duration.ofHours(24));
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final AccountStore store;

    AccountSettingsIT(CqlSession session) {
        Account account = new Account("9%011d".formatted(ACCOUNTS.incrementAndGet()), "us-east-1");
        this.store = new AccountTable(session, account);
    }

    @BeforeAll
    static void migrate(CqlSession session) {
        SchemaMigration.migrate(session, "metadata", "schema/metadata");
    }

    @Test
    void anAccountBeginsWithoutACommitment() {
        assertThat(await(at(NOW).commitment())).isEqualTo(ThroughputCommitment.NONE);
        assertThat(await(at(NOW).disableCommitment())).isEqualTo(ThroughputCommitment.NONE);
    }

    @Test
    void aCommitmentThatIsGivenUpEarlyLastsItsLeastTime() {
        ThroughputCommitment entered = await(at(NOW).enableCommitment());
        assertThat(entered.isEnabled(NOW)).isTrue();
        Instant end = NOW.plus(Duration.ofHours(24));
        assertThat(entered.earliestEndAt()).contains(end);

        ThroughputCommitment ending = await(at(NOW.plusSeconds(5)).disableCommitment());
        assertThat(ending.isEnding(NOW.plusSeconds(5))).isTrue();
        assertThat(ending.isEnabled(end.minusMillis(1))).isTrue();
        assertThat(ending.isEnabled(end)).isFalse();
        assertThat(await(at(NOW.plusSeconds(6)).enableCommitment())).isEqualTo(entered);
    }

    @Test
    void aCommitmentThatHasLastedEndsAtOnceAndBeginsAnew() {
        await(at(NOW).enableCommitment());
        Instant later = NOW.plus(Duration.ofDays(3));
        assertThat(await(at(later).disableCommitment()).endedAt()).contains(later);
        assertThat(await(at(later).commitment()).isEnabled(later)).isFalse();
        assertThat(await(at(later.plusSeconds(1)).enableCommitment()).startedAt())
                .contains(later.plusSeconds(1));
    }

    @Test
    void ofManyWhoEnterAtOnceAllSeeTheSameCommitment() {
        assertThat(await(Flux.range(0, 8)
                        .flatMap(i -> at(NOW.plusMillis(i)).enableCommitment())
                        .distinct()
                        .count()))
                .isOne();
    }

    private AccountSettings at(Instant now) {
        return new AccountSettings(store, LIMITS, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static <T> T await(Mono<T> answer) {
        T value = answer.block(PATIENCE);
        if (value == null) {
            throw new AssertionError("no answer");
        }
        return value;
    }
}
