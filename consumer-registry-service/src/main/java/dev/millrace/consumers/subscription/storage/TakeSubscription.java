package dev.millrace.consumers.subscription.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.millrace.cassandra.ExecutionProfiles;
import dev.millrace.consumers.subscription.SubscriptionClaim;
import dev.millrace.consumers.subscription.SubscriptionKey;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Takes a place that was seen free, or had by another claim, if that is still so. */
final class TakeSubscription {
    private static final String INSERT = "INSERT INTO subscriptions (consumer_id, shard, id, address, started_at)"
            + " VALUES (?, ?, ?, ?, ?) IF NOT EXISTS USING TTL ?";
    private static final String REPLACE = "UPDATE subscriptions USING TTL ? SET id = ?, address = ?, started_at = ?"
            + " WHERE consumer_id = ? AND shard = ? IF id = ?";

    private final CqlSession session;
    private final PreparedStatement insert;
    private final PreparedStatement replace;
    private final int timeToLiveSeconds;

    TakeSubscription(CqlSession session, Duration timeToLive) {
        this.session = session;
        this.insert = session.prepare(INSERT);
        this.replace = session.prepare(REPLACE);
        this.timeToLiveSeconds = Math.toIntExact(timeToLive.toSeconds());
    }

    Mono<Boolean> execute(SubscriptionClaim claim, Optional<SubscriptionClaim> seen) {
        BoundStatement change =
                seen.map(former -> replacing(claim, former.id())).orElseGet(() -> first(claim));
        return Mono.from(session.executeReactive(change.setExecutionProfileName(ExecutionProfiles.COMPARE_AND_SET)))
                .map(row -> row.wasApplied());
    }

    private BoundStatement first(SubscriptionClaim claim) {
        SubscriptionKey place = claim.place();
        return insert.bind(
                place.consumer(), place.shard(), claim.id(), claim.address(), claim.startedAt(), timeToLiveSeconds);
    }

    private BoundStatement replacing(SubscriptionClaim claim, UUID former) {
        SubscriptionKey place = claim.place();
        return replace.bind(
                timeToLiveSeconds,
                claim.id(),
                claim.address(),
                claim.startedAt(),
                place.consumer(),
                place.shard(),
                former);
    }
}
