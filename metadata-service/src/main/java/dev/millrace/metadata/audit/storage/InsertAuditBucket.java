package dev.millrace.metadata.audit.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.millrace.cassandra.ExecutionProfiles;
import java.time.Duration;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Makes a bucket known to readers. */
final class InsertAuditBucket {
    /** A bucket is in the index as long as there can be an event in it. */
    private static final Duration OUTLIVES_EVENTS = Duration.ofHours(2);

    private static final String CQL =
            "INSERT INTO audit_bucket (account_id, management, day, hour, id) VALUES (?, ?, ?, ?, ?) USING TTL ?";

    private final CqlSession session;
    private final PreparedStatement statement;
    private final int keptSeconds;

    /** @param keepFor after which events are gone */
    InsertAuditBucket(CqlSession session, Duration keepFor) {
        this.session = session;
        this.statement = session.prepare(CQL);
        this.keptSeconds = Math.toIntExact(keepFor.plus(OUTLIVES_EVENTS).toSeconds());
    }

    Mono<Void> execute(BucketKey key, UUID id) {
        BoundStatement bound =
                statement.bind(key.accountId(), key.management(), key.day(), key.hour(), id, keptSeconds);
        return Flux.from(session.executeReactive(
                        bound.setIdempotent(true).setExecutionProfileName(ExecutionProfiles.WRITES)))
                .then();
    }
}
