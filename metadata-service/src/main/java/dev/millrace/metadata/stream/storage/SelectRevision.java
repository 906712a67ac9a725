package dev.millrace.metadata.stream.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.millrace.cassandra.ExecutionProfiles;
import reactor.core.publisher.Mono;

/**
 * The revision alone, read by every instance some times a second. An ordinary quorum read: it costs a fraction of a
 * serial one, and may only miss a change that nobody has been told of yet.
 */
final class SelectRevision {
    private static final String CQL = "SELECT DISTINCT account_id, revision FROM streams WHERE account_id = ?";

    private final CqlSession session;
    private final PreparedStatement statement;
    private final String accountId;

    SelectRevision(CqlSession session, String accountId) {
        this.session = session;
        this.statement = session.prepare(CQL);
        this.accountId = accountId;
    }

    Mono<Long> execute() {
        return Mono.from(session.executeReactive(
                        statement.bind(accountId).setExecutionProfileName(ExecutionProfiles.READS)))
                .map(row -> row.getLong("revision"));
    }
}
