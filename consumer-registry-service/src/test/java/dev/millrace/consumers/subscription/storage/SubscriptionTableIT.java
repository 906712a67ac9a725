package dev.millrace.consumers.subscription.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.cassandra.CassandraSessions;
import dev.millrace.cassandra.CassandraSettings;
import dev.millrace.cassandra.schema.SchemaMigration;
import dev.millrace.cassandra.testing.CassandraTest;
import dev.millrace.consumers.subscription.SubscriptionClaim;
import dev.millrace.consumers.subscription.SubscriptionKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

@CassandraTest
class SubscriptionTableIT {
    private final SubscriptionKey place = new SubscriptionKey(UUID.randomUUID(), 3);
    private CqlSession session;
    private SubscriptionTable table;

    @BeforeEach
    void open(CassandraSettings settings) {
        session = CassandraSessions.open(settings);
        SchemaMigration.migrate(session, "consumers", "schema/consumers");
        table = new SubscriptionTable(session, Duration.ofMinutes(6));
    }

    @AfterEach
    void close() {
        session.close();
    }

    private SubscriptionClaim claim(String address) {
        return new SubscriptionClaim(
                place, UUID.randomUUID(), address, Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }

    private Optional<SubscriptionClaim> read() {
        return table.read(place).block();
    }

    @Test
    void aFreePlaceIsTakenByOneOnly() {
        List<SubscriptionClaim> claims = List.of(claim("one:1"), claim("two:1"), claim("three:1"), claim("four:1"));

        List<Boolean> taken = Flux.fromIterable(claims)
                .flatMapSequential(claim -> table.take(claim, Optional.empty()))
                .collectList()
                .block();

        assertThat(taken).containsOnlyOnce(true);
        assertThat(read()).contains(claims.get(taken.indexOf(true)));
    }

    @Test
    void aPlaceIsTakenOverOnlyFromWhomItWasSeenWith() {
        SubscriptionClaim first = claim("one:1");
        SubscriptionClaim second = claim("two:1");
        SubscriptionClaim third = claim("three:1");
        assertThat(table.take(first, Optional.empty()).block()).isTrue();

        assertThat(table.take(second, Optional.of(first)).block()).isTrue();
        assertThat(table.take(third, Optional.of(first)).block()).isFalse();

        assertThat(read()).contains(second);
    }

    @Test
    void whoWasDisplacedReleasesNothing() {
        SubscriptionClaim first = claim("one:1");
        SubscriptionClaim second = claim("two:1");
        table.take(first, Optional.empty()).block();
        table.take(second, Optional.of(first)).block();

        assertThat(table.release(first).block()).isFalse();
        assertThat(read()).contains(second);
        assertThat(table.release(second).block()).isTrue();
        assertThat(read()).isEmpty();
    }

    @Test
    void whatIsLeftBehindExpires() {
        SubscriptionTable shortLived = new SubscriptionTable(session, Duration.ofSeconds(1));
        SubscriptionClaim claim = claim("dead:1");
        shortLived.take(claim, Optional.empty()).block();

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(read()).isEmpty());
    }
}
