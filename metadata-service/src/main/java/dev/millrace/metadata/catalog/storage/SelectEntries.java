package dev.millrace.metadata.catalog.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.millrace.cassandra.ExecutionProfiles;
import reactor.core.publisher.Flux;

/** All entries, by id, in pages. */
final class SelectEntries<E> {
    /** An entry with some long policy documents is some 30 KB. */
    private static final int PAGE = 200;

    private static final String CQL = "SELECT %s FROM %s WHERE %s = ?";

    private final CqlSession session;
    private final PreparedStatement statement;
    private final String key;
    private final EntryRow<E> row;

    SelectEntries(CqlSession session, HeadLayout<String> layout, EntryRow<E> row) {
        this.session = session;
        this.statement = session.prepare(CQL.formatted(row.columns(), layout.table(), layout.keyColumn()));
        this.key = layout.key();
        this.row = row;
    }

    Flux<E> execute() {
        return Flux.from(session.executeReactive(
                        statement.bind(key).setPageSize(PAGE).setExecutionProfileName(ExecutionProfiles.READS)))
                // A partition that has no entries still answers one row, of its static columns.
                .filter(result -> !result.isNull("id"))
                .map(row::toEntry);
    }
}
