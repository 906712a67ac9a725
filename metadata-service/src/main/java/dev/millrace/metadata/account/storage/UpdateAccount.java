package dev.millrace.metadata.account.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.millrace.cassandra.ExecutionProfiles;
import dev.millrace.metadata.account.AccountStore.Stored;
import dev.millrace.metadata.account.ThroughputCommitment;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Changes one account's settings, if they are still at the version that was read. */
final class UpdateAccount {
    private static final String CQL = "UPDATE accounts SET version = :next, commitment_started_at = :started_at,"
            + " commitment_earliest_end_at = :earliest_end_at, commitment_ended_at = :ended_at"
            + " WHERE account_id = :account_id IF version = :expected";

    private final CqlSession session;
    private final PreparedStatement statement;

    UpdateAccount(CqlSession session) {
        this.session = session;
        this.statement = session.prepare(CQL);
    }

    Mono<Boolean> execute(String accountId, Stored read, ThroughputCommitment next) {
        // Of a row that does not exist yet every column is null.
        @Nullable Long expected = read.version() == 0 ? null : read.version();
        return Mono.from(session.executeReactive(statement
                        .boundStatementBuilder()
                        .setLong("next", read.version() + 1)
                        .setInstant("started_at", next.startedAt().orElse(null))
                        .setInstant("earliest_end_at", next.earliestEndAt().orElse(null))
                        .setInstant("ended_at", next.endedAt().orElse(null))
                        .setString("account_id", accountId)
                        .set("expected", expected, Long.class)
                        .setExecutionProfileName(ExecutionProfiles.COMPARE_AND_SET)
                        .build()))
                .map(row -> row.wasApplied());
    }
}
