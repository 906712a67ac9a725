package dev.millrace.metadata.catalog.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.millrace.cassandra.ExecutionProfiles;
import reactor.core.publisher.Flux;

/** All entries, by name, in pages. */
final class SelectEntries<E> {
    private static final String CQL = "SELECT %s FROM %s WHERE %s = ?%s";

    private final CqlSession session;
    private final PreparedStatement statement;
    private final HeadLayout<?> layout;
    private final EntryRow<E> row;

    SelectEntries(CqlSession session, HeadLayout<?> layout, EntryRow<E> row) {
        this.session = session;
        this.statement =
                session.prepare(CQL.formatted(row.columns(), layout.table(), layout.keyColumn(), row.onlyEntries()));
        this.layout = layout;
        this.row = row;
    }

    Flux<E> execute() {
        return Flux.from(session.executeReactive(statement
                        .bind(layout.key())
                        .setPageSize(row.page())
                        .setExecutionProfileName(ExecutionProfiles.READS)))
                // A partition that has no entries still answers one row, of its static columns.
                .filter(result -> !result.isNull(layout.nameField()))
                .map(row::toEntry);
    }
}
