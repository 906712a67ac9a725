package dev.millrace.metadata.iam;

import dev.millrace.identity.IdentityErrors;
import dev.millrace.metadata.catalog.Decision;
import dev.millrace.metadata.catalog.EntryCatalog;
import dev.millrace.metadata.iam.model.Identity;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * The identities of all accounts. Every answer shows all changes that were answered before it. All accounts change on one
 * revision, so a follower sees their changes in one order.
 */
public final class IdentityDirectory {
    private final IdentityReplica replica;
    private final IdentityQuotas quotas;
    private final EntryCatalog<Identity> catalog;

    public IdentityDirectory(IdentityStore store, IdentityReplica replica, IdentityQuotas quotas) {
        this.replica = replica;
        this.quotas = quotas;
        this.catalog = new EntryCatalog<>(
                store, replica, IdentityErrors::rateExceeded, quotas.mostBytes(), IdentityErrors::directoryFull);
    }

    /** The answer to a question about an account. */
    public <R> Mono<R> ask(String accountId, Function<AccountView, R> question) {
        return catalog.ask(() -> question.apply(view(accountId)));
    }

    /**
     * Changes an account by a rule without I/O, which may be applied more than once, each time to the account as it then is.
     *
     * @return what was decided, the change as it was made; an IdentityException if the rule refuses
     */
    public <R> Mono<Decision<Identity, R>> change(String accountId, Function<AccountView, Decision<Identity, R>> rule) {
        return catalog.change(() -> rule.apply(view(accountId)));
    }

    /** All identities as this instance has them. */
    public Iterable<Identity> known() {
        return replica.all();
    }

    private AccountView view(String accountId) {
        return new AccountView(replica, accountId, quotas);
    }
}
