package dev.millrace.consumers.subscription.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.millrace.cassandra.ExecutionProfiles;
import dev.millrace.consumers.subscription.SubscriptionClaim;
import dev.millrace.consumers.subscription.SubscriptionKey;
import reactor.core.publisher.Mono;

/** Gives a place back, unless another has it by now. */
final class DeleteSubscription {
    private static final String CQL = "DELETE FROM subscriptions WHERE consumer_id = ? AND shard = ? IF id = ?";

    private final CqlSession session;
    private final PreparedStatement statement;

    DeleteSubscription(CqlSession session) {
        this.session = session;
        this.statement = session.prepare(CQL);
    }

    Mono<Boolean> execute(SubscriptionClaim claim) {
        SubscriptionKey place = claim.place();
        BoundStatement bound = statement.bind(place.consumer(), place.shard(), claim.id());
        return Mono.from(session.executeReactive(bound.setExecutionProfileName(ExecutionProfiles.COMPARE_AND_SET)))
                .map(row -> row.wasApplied());
    }
}
