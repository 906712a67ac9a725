package dev.millrace.metadata.kms;

import dev.millrace.key.KeyErrors;
import dev.millrace.metadata.catalog.CatalogChanges;
import dev.millrace.metadata.catalog.Decision;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The keys of all accounts. Every answer shows all changes that were answered before it, by whatever instance. */
public final class KeyDirectory {
    private final KeyReplica replica;
    private final String region;
    private final KeyQuotas quotas;
    private final Clock clock;
    private final CatalogChanges<String, KeyChange> changes;

    public KeyDirectory(KeyStore store, KeyReplica replica, String region, KeyQuotas quotas, Clock clock) {
        this.replica = replica;
        this.region = region;
        this.quotas = quotas;
        this.clock = clock;
        this.changes = new CatalogChanges<>(store, replica, KeyErrors::rateExceeded);
    }

    /** The answer to a question. */
    public <R> Mono<R> ask(Function<KeyView, R> question) {
        return replica.catchUp().then(Mono.fromSupplier(() -> question.apply(view())));
    }

    /**
     * Makes a change by a rule without I/O, which may be applied more than once, each time to the keys as they then are.
     *
     * @return what was decided, the change as it was made; a KeyException if the rule refuses
     */
    public <R> Mono<Decision<KeyChange, R>> change(Function<KeyView, Decision<KeyChange, R>> rule) {
        AtomicReference<@Nullable Decision<KeyChange, R>> last = new AtomicReference<>();
        return changes.make(version -> {
                    KeyView view = view();
                    Decision<KeyChange, R> decided = rule.apply(view);
                    Optional<KeyChange> change = decided.change().map(it -> versioned(it, version));
                    change.ifPresent(it -> checkRoom(view, it));
                    last.set(new Decision<>(change, decided.answer()));
                    return change;
                })
                .then(Mono.fromSupplier(() -> Objects.requireNonNull(last.get())));
    }

    private static KeyChange versioned(KeyChange change, long version) {
        return change instanceof KeyChange.Put put
                ? new KeyChange.Put(put.entry().withVersion(version))
                : change;
    }

    private static void checkRoom(KeyView view, KeyChange change) {
        if (change instanceof KeyChange.Put put) {
            view.requireBytes(put.entry());
        }
    }

    private KeyView view() {
        return new KeyView(replica, region, quotas, clock.instant());
    }
}
