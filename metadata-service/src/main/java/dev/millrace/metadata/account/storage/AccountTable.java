package dev.millrace.metadata.account.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.metadata.account.Account;
import dev.millrace.metadata.account.AccountStore;
import dev.millrace.metadata.account.ThroughputCommitment;
import reactor.core.publisher.Mono;

/** One account's row of the table {@code accounts}: read serially, changed by compare-and-set on its version. */
public final class AccountTable implements AccountStore {
    private static final Stored NEVER_CHANGED = new Stored(0, ThroughputCommitment.NONE);

    private final SelectAccount selectAccount;
    private final UpdateAccount updateAccount;
    private final String accountId;

    /**
     * Prepares every statement; blocks until that is done.
     *
     * @param session whose keyspace has this service's schema
     */
    public AccountTable(CqlSession session, Account account) {
        this.selectAccount = new SelectAccount(session);
        this.updateAccount = new UpdateAccount(session);
        this.accountId = account.id();
    }

    @Override
    public Mono<Stored> read() {
        return selectAccount.execute(accountId).defaultIfEmpty(NEVER_CHANGED);
    }

    @Override
    public Mono<Boolean> replace(Stored read, ThroughputCommitment next) {
        return updateAccount.execute(accountId, read, next);
    }
}
