package dev.millrace.metadata.catalog.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.millrace.cassandra.ExecutionProfiles;
import reactor.core.publisher.Mono;

/** One entry by name. */
final class SelectEntry<N, E> {
    private static final String CQL = "SELECT %s FROM %s WHERE %s = ? AND %s = ?";

    private final CqlSession session;
    private final PreparedStatement statement;
    private final HeadLayout<N> layout;
    private final EntryRow<E> row;

    SelectEntry(CqlSession session, HeadLayout<N> layout, EntryRow<E> row) {
        this.session = session;
        this.statement =
                session.prepare(CQL.formatted(row.columns(), layout.table(), layout.keyColumn(), layout.nameField()));
        this.layout = layout;
        this.row = row;
    }

    Mono<E> execute(N name) {
        return Mono.from(session.executeReactive(statement
                        .bind(layout.key(), layout.toText().apply(name))
                        .setExecutionProfileName(ExecutionProfiles.READS)))
                .map(row::toEntry);
    }
}
