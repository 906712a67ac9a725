package dev.millrace.metadata.catalog.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.millrace.cassandra.ExecutionProfiles;
import dev.millrace.metadata.catalog.CatalogHead;
import reactor.core.publisher.Mono;

/**
 * The head at LOCAL_SERIAL: a change that was under way when this is read is either completed by it, on a quorum, so
 * that ordinary quorum reads after it see the change; or can never be completed.
 */
public final class SelectHead<N> {
    private static final String CQL = "SELECT DISTINCT %2$s, revision, recent_changes FROM %1$s WHERE %2$s = ?";

    private final CqlSession session;
    private final PreparedStatement statement;
    private final HeadLayout<N> layout;
    private final HeadColumns<N> columns;

    public SelectHead(CqlSession session, HeadLayout<N> layout) {
        this.session = session;
        this.statement = session.prepare(CQL.formatted(layout.table(), layout.keyColumn()));
        this.layout = layout;
        this.columns = new HeadColumns<>(layout);
    }

    public Mono<CatalogHead<N>> execute() {
        return Mono.from(session.executeReactive(
                        statement.bind(layout.key()).setExecutionProfileName(ExecutionProfiles.SERIAL_READS)))
                .map(columns::toHead);
    }
}
