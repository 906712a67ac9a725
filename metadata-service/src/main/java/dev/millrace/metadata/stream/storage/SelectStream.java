package dev.millrace.metadata.stream.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.millrace.cassandra.ExecutionProfiles;
import dev.millrace.metadata.stream.CatalogEntry;
import dev.millrace.stream.StreamName;
import reactor.core.publisher.Mono;

/** One stream by name. */
final class SelectStream {
    private static final String CQL = "SELECT " + StreamRow.COLUMNS + " FROM streams WHERE account_id = ? AND name = ?";

    private final CqlSession session;
    private final PreparedStatement statement;
    private final String accountId;

    SelectStream(CqlSession session, String accountId) {
        this.session = session;
        this.statement = session.prepare(CQL);
        this.accountId = accountId;
    }

    Mono<CatalogEntry> execute(StreamName name) {
        return Mono.from(session.executeReactive(
                        statement.bind(accountId, name.value()).setExecutionProfileName(ExecutionProfiles.READS)))
                .map(StreamRow::toEntry);
    }
}
