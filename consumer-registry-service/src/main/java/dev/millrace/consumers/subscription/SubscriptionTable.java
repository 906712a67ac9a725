package dev.millrace.consumers.subscription;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.millrace.cassandra.ExecutionProfiles;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** The table {@code subscriptions}, every row changed by compare-and-set on its id. */
public final class SubscriptionTable {
    private final CqlSession session;
    private final int timeToLiveSeconds;
    private final PreparedStatement select;
    private final PreparedStatement insert;
    private final PreparedStatement replace;
    private final PreparedStatement delete;

    /**
     * @param session whose keyspace has this service's schema
     * @param timeToLive longer than any subscription
     */
    public SubscriptionTable(CqlSession session, Duration timeToLive) {
        this.session = session;
        this.timeToLiveSeconds = Math.toIntExact(timeToLive.toSeconds());
        this.select = session.prepare(
                "SELECT id, address, started_at FROM subscriptions WHERE consumer_id = ? AND shard = ?");
        this.insert = session.prepare("INSERT INTO subscriptions (consumer_id, shard, id, address, started_at)"
                + " VALUES (?, ?, ?, ?, ?) IF NOT EXISTS USING TTL ?");
        this.replace = session.prepare("UPDATE subscriptions USING TTL ? SET id = ?, address = ?, started_at = ?"
                + " WHERE consumer_id = ? AND shard = ? IF id = ?");
        this.delete = session.prepare("DELETE FROM subscriptions WHERE consumer_id = ? AND shard = ? IF id = ?");
    }

    Mono<Optional<SubscriptionClaim>> read(SubscriptionKey place) {
        BoundStatement statement =
                select.bind(place.consumer(), place.shard()).setExecutionProfileName(ExecutionProfiles.SERIAL_READS);
        return Mono.from(session.executeReactive(statement))
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

    /** Takes a place that was seen free, or had by another claim. False when that has changed. */
    Mono<Boolean> take(SubscriptionClaim claim, Optional<SubscriptionClaim> seen) {
        SubscriptionKey place = claim.place();
        return apply(seen.isPresent() ? replace(claim, seen.get().id()) : insertFirst(claim, place));
    }

    private BoundStatement insertFirst(SubscriptionClaim claim, SubscriptionKey place) {
        return insert.bind(
                place.consumer(), place.shard(), claim.id(), claim.address(), claim.startedAt(), timeToLiveSeconds);
    }

    private BoundStatement replace(SubscriptionClaim claim, UUID former) {
        return replace.bind(
                timeToLiveSeconds,
                claim.id(),
                claim.address(),
                claim.startedAt(),
                claim.place().consumer(),
                claim.place().shard(),
                former);
    }

    /** Gives a place back, unless another has it by now. */
    Mono<Boolean> release(SubscriptionClaim claim) {
        return apply(delete.bind(claim.place().consumer(), claim.place().shard(), claim.id()));
    }

    private Mono<Boolean> apply(BoundStatement change) {
        return Mono.from(session.executeReactive(change.setExecutionProfileName(ExecutionProfiles.COMPARE_AND_SET)))
                .map(row -> row.wasApplied());
    }
}
