package dev.millrace.metadata.catalog;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Mono;

/**
 * A catalogue of entries by id that can be asked and changed; {@link CatalogWatches} show it to others. Every answer shows all
 * changes that were answered before it, by whatever instance. What all entries take in memory is bounded.
 *
 * @param <E> an entry
 */
public final class EntryCatalog<E extends VersionedEntry<E>> {
    private final EntryReplica<E> replica;
    private final CatalogChanges<String, EntryChange<E>> changes;
    private final long mostBytes;
    private final Supplier<? extends RuntimeException> full;

    /**
     * @param tooMany the refusal when others keep changing the catalogue, or too many wait
     * @param mostBytes what all entries together may take
     * @param full the refusal of a change after which they would take more
     */
    public EntryCatalog(
            CatalogStore<String, E, EntryChange<E>> store,
            EntryReplica<E> replica,
            Supplier<? extends RuntimeException> tooMany,
            DataSize mostBytes,
            Supplier<? extends RuntimeException> full) {
        this.replica = replica;
        this.changes = new CatalogChanges<>(store, replica, tooMany);
        this.mostBytes = mostBytes.toBytes();
        this.full = full;
    }

    /** The answer to a question about the entries, which are brought up to date before. */
    public <R> Mono<R> ask(Supplier<R> question) {
        return replica.ask(question);
    }

    /**
     * Makes a change by a rule without I/O, which may be applied more than once, each time to the entries as they then are.
     *
     * @return what was decided, the change as it was made; an error if the rule refuses
     */
    public <R> Mono<Decision<E, R>> change(Supplier<Decision<E, R>> rule) {
        AtomicReference<@Nullable Decision<E, R>> last = new AtomicReference<>();
        return changes.make(version -> {
                    Decision<E, R> decided = rule.get();
                    Optional<EntryChange<E>> change = decided.change().map(it -> versioned(it, version));
                    change.ifPresent(this::requireRoom);
                    last.set(new Decision<>(change, decided.answer()));
                    return change;
                })
                .then(Mono.fromSupplier(() -> Objects.requireNonNull(last.get())));
    }

    private EntryChange<E> versioned(EntryChange<E> change, long version) {
        return change instanceof EntryChange.Put<E> put
                ? new EntryChange.Put<>(put.entry().withVersion(version))
                : change;
    }

    private void requireRoom(EntryChange<E> change) {
        if (change instanceof EntryChange.Put<E> put) {
            long before = replica.find(put.name()).map(VersionedEntry::bytes).orElse(0L);
            long growth = put.entry().bytes() - before;
            if (growth > 0 && replica.bytes() + growth > mostBytes) {
                throw full.get();
            }
        }
    }
}
