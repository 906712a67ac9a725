package dev.millrace.metadata.reshard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.cassandra.schema.SchemaMigration;
import dev.millrace.cassandra.testing.CassandraTest;
import dev.millrace.metadata.testing.TrustedClocks;
import dev.millrace.service.time.TrustedClock;
import dev.millrace.stream.Shard;
import dev.millrace.stream.StreamMode;
import dev.millrace.stream.StreamName;
import dev.millrace.stream.StreamStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

@CassandraTest
class ShardExpiryIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration RETENTION = Duration.ofHours(24);
    private static final StreamName ORDERS = new StreamName("orders");

    private static int account = 600;

    private final CqlSession session;
    private ReshardingInstance instance;

    ShardExpiryIT(CqlSession session) {
        this.session = session;
    }

    @BeforeEach
    void split() {
        SchemaMigration.migrate(session, "metadata", "schema/metadata");
        instance = new ReshardingInstance(
                session, "000000000" + account++, shard -> Mono.just(Instant.EPOCH), Duration.ofHours(1));
        instance.create(ORDERS.value(), StreamMode.PROVISIONED, 2);
        instance.resharding.split(ORDERS, "shardId-000000000000", "1000").block(PATIENCE);
        await().atMost(PATIENCE).until(() -> instance.stream(ORDERS).status() == StreamStatus.ACTIVE);
    }

    @AfterEach
    void stop() {
        instance.close();
    }

    private void sweepAt(Instant now) {
        sweep(TrustedClocks.of(Clock.fixed(now, ZoneOffset.UTC)));
    }

    private void sweep(TrustedClock clock) {
        new ShardExpiry(instance.catalog, clock).sweep().block(PATIENCE);
    }

    @Test
    void aMachineThatStartedWithAWrongDateDropsNothing() {
        Instant now = Instant.now();

        sweep(TrustedClocks.witnessedAt(Clock.fixed(now.plus(Duration.ofDays(365)), ZoneOffset.UTC), now));

        assertThat(instance.stream(ORDERS).shards().all()).hasSize(4);
    }

    @Test
    void aClosedShardStaysAsLongAsItMayHaveRecordsAndThenGoesAlone() {
        Instant lastRecordExpires = instance.stream(ORDERS)
                .shards()
                .find(0)
                .flatMap(Shard::closedAt)
                .orElseThrow()
                .plus(RETENTION);

        sweepAt(lastRecordExpires);
        assertThat(instance.stream(ORDERS).shards().all())
                .extracting(Shard::index)
                .containsExactly(0, 1, 2, 3);

        sweepAt(lastRecordExpires.plusMillis(1));
        assertThat(instance.stream(ORDERS).shards().all())
                .extracting(Shard::index)
                .containsExactly(1, 2, 3);
        assertThat(instance.stream(ORDERS).shards().open()).hasSize(3);

        sweepAt(lastRecordExpires.plus(Duration.ofDays(3650)));
        assertThat(instance.stream(ORDERS).shards().open()).hasSize(3);
    }
}
