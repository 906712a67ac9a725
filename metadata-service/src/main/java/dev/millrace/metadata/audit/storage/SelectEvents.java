package dev.millrace.metadata.audit.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.millrace.cassandra.ExecutionProfiles;
import dev.millrace.metadata.audit.EventRange;
import dev.millrace.metadata.audit.LogPosition;
import dev.millrace.metadata.audit.LoggedEvent;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Flux;

/** The events of one bucket within a range, newest first: all, or those that come after a position. */
final class SelectEvents {
    static final int PAGE = 64;

    private final CqlSession session;
    private final PreparedStatement statement;
    private final PreparedStatement afterPosition;
    private final EventRow row;

    SelectEvents(CqlSession session, EventRow row) {
        this.session = session;
        this.statement = session.prepare(EventRow.SELECT + " AND time >= ? AND time <= ?");
        this.afterPosition = session.prepare(EventRow.SELECT + " AND time >= ? AND (time, id) < (?, ?)");
        this.row = row;
    }

    Flux<LoggedEvent> execute(BucketKey key, UUID bucket, EventRange range, Optional<LogPosition> after) {
        BoundStatement bound = after.map(position -> afterPosition.bind(
                        key.accountId(),
                        key.management(),
                        key.hour(),
                        bucket,
                        range.from(),
                        position.time(),
                        position.id()))
                .orElseGet(() -> statement.bind(
                        key.accountId(), key.management(), key.hour(), bucket, range.from(), range.until()));
        return Flux.from(session.executeReactive(
                        bound.setPageSize(PAGE).setExecutionProfileName(ExecutionProfiles.READS)))
                .map(found -> row.toEvent(found, key));
    }
}
