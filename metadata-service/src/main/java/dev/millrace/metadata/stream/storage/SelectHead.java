package dev.millrace.metadata.stream.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.data.UdtValue;
import dev.millrace.cassandra.ExecutionProfiles;
import dev.millrace.metadata.stream.CatalogHead;
import dev.millrace.stream.StreamName;
import java.util.List;
import java.util.Objects;
import reactor.core.publisher.Mono;

/**
 * The head at LOCAL_SERIAL: a change that was under way when this is read is either completed by it, on a quorum, so
 * that ordinary quorum reads after it see the change; or can never be completed.
 */
final class SelectHead {
    private static final String CQL =
            "SELECT DISTINCT account_id, revision, recent_changes FROM streams WHERE account_id = ?";

    private final CqlSession session;
    private final PreparedStatement statement;
    private final String accountId;

    SelectHead(CqlSession session, String accountId) {
        this.session = session;
        this.statement = session.prepare(CQL);
        this.accountId = accountId;
    }

    Mono<CatalogHead> execute() {
        return Mono.from(session.executeReactive(
                        statement.bind(accountId).setExecutionProfileName(ExecutionProfiles.SERIAL_READS)))
                .map(SelectHead::toHead);
    }

    private static CatalogHead toHead(Row row) {
        List<UdtValue> notes = Objects.requireNonNull(row.getList("recent_changes", UdtValue.class));
        return new CatalogHead(
                row.getLong("revision"), notes.stream().map(SelectHead::toNote).toList());
    }

    private static CatalogHead.Note toNote(UdtValue note) {
        return new CatalogHead.Note(
                note.getLong("revision"),
                Objects.requireNonNull(note.getUuid("change_id")),
                new StreamName(Objects.requireNonNull(note.getString("name"))));
    }
}
