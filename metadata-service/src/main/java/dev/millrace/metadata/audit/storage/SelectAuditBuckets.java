package dev.millrace.metadata.audit.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.millrace.cassandra.ExecutionProfiles;
import dev.millrace.metadata.audit.EventRange;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import reactor.core.publisher.Flux;

/** The hours of a day that have events, newest first, with their buckets. */
final class SelectAuditBuckets {
    private static final int PAGE = 64;
    private static final String CQL = "SELECT hour, id FROM audit_bucket WHERE account_id = ? AND management = ?"
            + " AND day = ? AND hour >= ? AND hour <= ?";

    private final CqlSession session;
    private final PreparedStatement statement;

    SelectAuditBuckets(CqlSession session) {
        this.session = session;
        this.statement = session.prepare(CQL);
    }

    /** @param until no later than the range's own end */
    Flux<Hour> execute(EventRange range, Instant day, Instant until) {
        BoundStatement bound = statement.bind(
                range.accountId(), range.management(), day, range.from().truncatedTo(ChronoUnit.HOURS), until);
        return Flux.from(session.executeReactive(
                        bound.setPageSize(PAGE).setExecutionProfileName(ExecutionProfiles.READS)))
                .bufferUntilChanged(row -> row.getInstant("hour"))
                .map(same -> new Hour(
                        BucketKey.of(
                                range.accountId(),
                                range.management(),
                                Objects.requireNonNull(same.get(0).getInstant("hour"))),
                        same.stream().map(row -> row.getUuid("id")).toList()));
    }

    record Hour(BucketKey key, List<UUID> buckets) {}
}
