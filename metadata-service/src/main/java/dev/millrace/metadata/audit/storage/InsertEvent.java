package dev.millrace.metadata.audit.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.millrace.cassandra.ExecutionProfiles;
import dev.millrace.metadata.audit.LoggedEvent;
import java.time.Duration;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Writes an event into a bucket; again as well, with the same content. */
final class InsertEvent {
    private final CqlSession session;
    private final PreparedStatement statement;
    private final EventRow row;
    private final int keptSeconds;

    /** @param keepFor after which events are gone */
    InsertEvent(CqlSession session, EventRow row, Duration keepFor) {
        this.session = session;
        this.statement = session.prepare(EventRow.INSERT);
        this.row = row;
        this.keptSeconds = Math.toIntExact(keepFor.toSeconds());
    }

    Mono<Void> execute(BucketKey key, UUID bucket, LoggedEvent event) {
        BoundStatement bound = row.bind(statement, key, bucket, event, keptSeconds);
        return Flux.from(session.executeReactive(
                        bound.setIdempotent(true).setExecutionProfileName(ExecutionProfiles.WRITES)))
                .then();
    }
}
