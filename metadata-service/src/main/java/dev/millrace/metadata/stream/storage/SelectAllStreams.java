package dev.millrace.metadata.stream.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.millrace.cassandra.ExecutionProfiles;
import dev.millrace.metadata.stream.CatalogEntry;
import reactor.core.publisher.Flux;

/** All streams, by name, in pages. */
final class SelectAllStreams {
    /** A stream with thousands of shards is some hundred KB. */
    private static final int PAGE = 100;

    private static final String CQL =
            "SELECT " + StreamRow.COLUMNS + " FROM streams WHERE account_id = ? AND name < '" + RemovalRows.FIRST + "'";

    private final CqlSession session;
    private final PreparedStatement statement;
    private final String accountId;

    SelectAllStreams(CqlSession session, String accountId) {
        this.session = session;
        this.statement = session.prepare(CQL);
        this.accountId = accountId;
    }

    Flux<CatalogEntry> execute() {
        return Flux.from(session.executeReactive(
                        statement.bind(accountId).setPageSize(PAGE).setExecutionProfileName(ExecutionProfiles.READS)))
                // A partition that has no streams still answers one row, of its static columns.
                .filter(row -> !row.isNull("name"))
                .map(StreamRow::toEntry);
    }
}
