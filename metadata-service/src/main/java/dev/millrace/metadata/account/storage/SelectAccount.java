package dev.millrace.metadata.account.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.millrace.cassandra.ExecutionProfiles;
import dev.millrace.metadata.account.AccountStore.Stored;
import dev.millrace.metadata.account.ThroughputCommitment;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** One account's settings, read serially. */
final class SelectAccount {
    private static final String CQL = "SELECT version, commitment_started_at, commitment_earliest_end_at,"
            + " commitment_ended_at FROM accounts WHERE account_id = ?";

    private final CqlSession session;
    private final PreparedStatement statement;

    SelectAccount(CqlSession session) {
        this.session = session;
        this.statement = session.prepare(CQL);
    }

    Mono<Stored> execute(String accountId) {
        return Mono.from(session.executeReactive(
                        statement.bind(accountId).setExecutionProfileName(ExecutionProfiles.SERIAL_READS)))
                .map(SelectAccount::toStored);
    }

    private static Stored toStored(Row row) {
        return new Stored(
                row.getLong("version"),
                new ThroughputCommitment(
                        Optional.ofNullable(row.getInstant("commitment_started_at")),
                        Optional.ofNullable(row.getInstant("commitment_earliest_end_at")),
                        Optional.ofNullable(row.getInstant("commitment_ended_at"))));
    }
}
