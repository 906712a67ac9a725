package dev.millrace.consumers.subscription.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.millrace.cassandra.ExecutionProfiles;
import dev.millrace.consumers.subscription.SubscriptionClaim;
import dev.millrace.consumers.subscription.SubscriptionKey;
import java.util.Objects;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Who has a place, if anybody; read serially. */
final class SelectSubscription {
    private static final String CQL =
            "SELECT id, address, started_at FROM subscriptions WHERE consumer_id = ? AND shard = ?";

    private final CqlSession session;
    private final PreparedStatement statement;

    SelectSubscription(CqlSession session) {
        this.session = session;
        this.statement = session.prepare(CQL);
    }

    Mono<Optional<SubscriptionClaim>> execute(SubscriptionKey place) {
        BoundStatement bound =
                statement.bind(place.consumer(), place.shard()).setExecutionProfileName(ExecutionProfiles.SERIAL_READS);
        return Mono.from(session.executeReactive(bound))
                .mapNotNull(row -> row.isNull("id") ? null : toClaim(place, row))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty());
    }

    private static SubscriptionClaim toClaim(SubscriptionKey place, Row row) {
        return new SubscriptionClaim(
                place,
                Objects.requireNonNull(row.getUuid("id")),
                Objects.requireNonNullElse(row.getString("address"), ""),
                Objects.requireNonNull(row.getInstant("started_at")));
    }
}
