package dev.millrace.metadata.catalog.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.millrace.cassandra.ExecutionProfiles;
import reactor.core.publisher.Mono;

/**
 * The revision alone, read by every instance some times a second. An ordinary quorum read: it costs a fraction of a
 * serial one, and may only miss a change that nobody has been told of yet.
 */
public final class SelectRevision {
    private static final String CQL = "SELECT DISTINCT %2$s, revision FROM %1$s WHERE %2$s = ?";

    private final CqlSession session;
    private final PreparedStatement statement;
    private final String key;

    public SelectRevision(CqlSession session, HeadLayout<?> layout) {
        this.session = session;
        this.statement = session.prepare(CQL.formatted(layout.table(), layout.keyColumn()));
        this.key = layout.key();
    }

    public Mono<Long> execute() {
        return Mono.from(session.executeReactive(statement.bind(key).setExecutionProfileName(ExecutionProfiles.READS)))
                .map(row -> row.getLong("revision"));
    }
}
