package dev.millrace.metadata.account.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.millrace.cassandra.ExecutionProfiles;
import dev.millrace.metadata.account.Account;
import dev.millrace.metadata.account.AccountStore;
import dev.millrace.metadata.account.ThroughputCommitment;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** One account's row of the table {@code accounts}: read serially, changed by compare-and-set on its version. */
public final class AccountTable implements AccountStore {
    private static final Stored NEVER_CHANGED = new Stored(0, ThroughputCommitment.NONE);

    private final CqlSession session;
    private final PreparedStatement select;
    private final PreparedStatement update;
    private final String accountId;

    /** @param session whose keyspace has this service's schema */
    public AccountTable(CqlSession session, Account account) {
        this.session = session;
        this.accountId = account.id();
        this.select = session.prepare("SELECT version, commitment_started_at, commitment_earliest_end_at,"
                + " commitment_ended_at FROM accounts WHERE account_id = :account_id");
        // Of a row that does not exist yet every column is null.
        this.update = session.prepare("UPDATE accounts SET version = :next, commitment_started_at = :started_at,"
                + " commitment_earliest_end_at = :earliest_end_at, commitment_ended_at = :ended_at"
                + " WHERE account_id = :account_id IF version = :expected");
    }

    @Override
    public Mono<Stored> read() {
        return Mono.from(session.executeReactive(
                        select.bind(accountId).setExecutionProfileName(ExecutionProfiles.SERIAL_READS)))
                .map(AccountTable::toStored)
                .defaultIfEmpty(NEVER_CHANGED);
    }

    @Override
    public Mono<Boolean> replace(Stored read, ThroughputCommitment next) {
        @Nullable Long expected = read.version() == 0 ? null : read.version();
        return Mono.from(session.executeReactive(update.boundStatementBuilder()
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

    private static Stored toStored(Row row) {
        return new Stored(
                row.getLong("version"),
                new ThroughputCommitment(
                        Optional.ofNullable(row.getInstant("commitment_started_at")),
                        Optional.ofNullable(row.getInstant("commitment_earliest_end_at")),
                        Optional.ofNullable(row.getInstant("commitment_ended_at"))));
    }
}
