package dev.millrace.metadata.iam;

import dev.millrace.identity.IdentityErrors;
import dev.millrace.metadata.catalog.CatalogChanges;
import dev.millrace.metadata.iam.model.Identity;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The identities of all accounts. Every answer shows all changes that were answered before it. All accounts change on one
 * revision, so whoever follows sees their changes in one order.
 */
public final class IdentityDirectory {
    private final IdentityReplica replica;
    private final IdentityQuotas quotas;
    private final CatalogChanges<String, IdentityChange> changes;

    public IdentityDirectory(IdentityStore store, IdentityReplica replica, IdentityQuotas quotas) {
        this.replica = replica;
        this.quotas = quotas;
        this.changes = new CatalogChanges<>(store, replica, IdentityErrors::rateExceeded);
    }

    /** The answer to a question about an account. */
    public <R> Mono<R> ask(String accountId, Function<AccountView, R> question) {
        return replica.catchUp().then(Mono.fromSupplier(() -> question.apply(view(accountId))));
    }

    /**
     * Changes an account by a rule without I/O, which may be applied more than once, each time to the account as it then is.
     *
     * @return what was decided, the change as it was made; an IdentityException if the rule refuses
     */
    public <R> Mono<Decided<R>> change(String accountId, Function<AccountView, Decided<R>> rule) {
        AtomicReference<@Nullable Decided<R>> last = new AtomicReference<>();
        return changes.make(version -> {
                    AccountView view = view(accountId);
                    Decided<R> decided = rule.apply(view);
                    Optional<IdentityChange> change = decided.change().map(it -> versioned(it, version));
                    change.ifPresent(it -> checkRoom(view, it));
                    last.set(new Decided<>(change, decided.answer()));
                    return change;
                })
                .then(Mono.fromSupplier(() -> Objects.requireNonNull(last.get())));
    }

    private static IdentityChange versioned(IdentityChange change, long version) {
        return change instanceof IdentityChange.Put put
                ? new IdentityChange.Put(put.identity().withVersion(version))
                : change;
    }

    private static void checkRoom(AccountView view, IdentityChange change) {
        if (change instanceof IdentityChange.Put put) {
            view.requireBytes(put.identity());
        }
    }

    /** All identities as this instance has them. */
    public Iterable<Identity> known() {
        return replica.all();
    }

    private AccountView view(String accountId) {
        return new AccountView(replica, accountId, quotas);
    }
}
