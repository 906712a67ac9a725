package dev.millrace.metadata.catalog.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.millrace.cassandra.ExecutionProfiles;
import reactor.core.publisher.Mono;

/** One entry by id. */
final class SelectEntry<E> {
    private static final String CQL = "SELECT %s FROM %s WHERE %s = ? AND id = ?";

    private final CqlSession session;
    private final PreparedStatement statement;
    private final String key;
    private final EntryRow<E> row;

    SelectEntry(CqlSession session, HeadLayout<String> layout, EntryRow<E> row) {
        this.session = session;
        this.statement = session.prepare(CQL.formatted(row.columns(), layout.table(), layout.keyColumn()));
        this.key = layout.key();
        this.row = row;
    }

    Mono<E> execute(String id) {
        return Mono.from(session.executeReactive(
                        statement.bind(key, id).setExecutionProfileName(ExecutionProfiles.READS)))
                .map(row::toEntry);
    }
}
