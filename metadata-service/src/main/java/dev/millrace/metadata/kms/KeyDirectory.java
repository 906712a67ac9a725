package dev.millrace.metadata.kms;

import dev.millrace.key.KeyErrors;
import dev.millrace.metadata.catalog.Decision;
import dev.millrace.metadata.catalog.EntryCatalog;
import dev.millrace.metadata.kms.model.KeyEntry;
import java.time.Clock;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** The keys of all accounts. Every answer shows all changes that were answered before it, by whatever instance. */
public final class KeyDirectory {
    private final KeyReplica replica;
    private final String region;
    private final KeyQuotas quotas;
    private final Clock clock;
    private final EntryCatalog<KeyEntry> catalog;

    public KeyDirectory(KeyStore store, KeyReplica replica, String region, KeyQuotas quotas, Clock clock) {
        this.replica = replica;
        this.region = region;
        this.quotas = quotas;
        this.clock = clock;
        this.catalog = new EntryCatalog<>(
                store,
                replica,
                KeyErrors::rateExceeded,
                quotas.mostBytes(),
                () -> KeyErrors.limitExceeded("All keys together take as much room as there is for them."));
    }

    /** The answer to a question. */
    public <R> Mono<R> ask(Function<KeyView, R> question) {
        return catalog.ask(() -> question.apply(view()));
    }

    /**
     * Makes a change by a rule without I/O, which may be applied more than once, each time to the keys as they then are.
     *
     * @return what was decided, the change as it was made; a KeyException if the rule refuses
     */
    public <R> Mono<Decision<KeyEntry, R>> change(Function<KeyView, Decision<KeyEntry, R>> rule) {
        return catalog.change(() -> rule.apply(view()));
    }

    private KeyView view() {
        return new KeyView(replica, region, quotas, clock.instant());
    }
}
