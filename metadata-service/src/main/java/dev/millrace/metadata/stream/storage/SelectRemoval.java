package dev.millrace.metadata.stream.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.millrace.cassandra.ExecutionProfiles;
import dev.millrace.metadata.stream.StreamRemoval;
import dev.millrace.stream.StreamId;
import dev.millrace.stream.StreamName;
import java.util.Objects;
import reactor.core.publisher.Mono;

/** The record of one stream's removal, or of the last one of a name. */
final class SelectRemoval {
    private static final String CQL =
            "SELECT stream_id, removed_name, removed_at FROM streams WHERE account_id = ? AND name = ?";

    private final CqlSession session;
    private final PreparedStatement statement;
    private final String accountId;

    SelectRemoval(CqlSession session, String accountId) {
        this.session = session;
        this.statement = session.prepare(CQL);
        this.accountId = accountId;
    }

    /** @param row its name in the table */
    Mono<StreamRemoval> execute(String row) {
        return Mono.from(session.executeReactive(
                        statement.bind(accountId, row).setExecutionProfileName(ExecutionProfiles.SERIAL_READS)))
                .map(SelectRemoval::toRemoval);
    }

    private static StreamRemoval toRemoval(Row row) {
        return new StreamRemoval(
                new StreamId(Objects.requireNonNull(row.getUuid("stream_id"))),
                new StreamName(Objects.requireNonNull(row.getString("removed_name"))),
                Objects.requireNonNull(row.getInstant("removed_at")));
    }
}
