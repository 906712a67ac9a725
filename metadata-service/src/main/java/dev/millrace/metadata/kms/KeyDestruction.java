package dev.millrace.metadata.kms;

import dev.millrace.metadata.catalog.Decision;
import dev.millrace.metadata.catalog.EntryChange;
import dev.millrace.metadata.kms.model.KeyAlias;
import dev.millrace.metadata.kms.model.KeyEntry;
import dev.millrace.metadata.kms.model.NamedKey;
import dev.millrace.service.time.TrustedClock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Destroys the material of keys whose time has come: nothing opens any more what they encrypted. The aliases go first, so that
 * none is left behind, whenever this ends.
 */
public final class KeyDestruction {
    private static final Logger log = LoggerFactory.getLogger(KeyDestruction.class);

    private final KeyDirectory directory;
    private final TrustedClock clock;

    public KeyDestruction(KeyDirectory directory, TrustedClock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /** Destroys those that are due, by a clock that is to be trusted. */
    public Mono<Void> destroyDue() {
        return directory
                .ask(KeyView::due)
                .flatMapMany(Flux::fromIterable)
                .takeWhile(key -> clock.irrevocable().isPresent())
                .concatMap(this::destroy)
                .then();
    }

    private Mono<Void> destroy(NamedKey key) {
        return directory
                .ask(view -> view.aliasesOf(key))
                .flatMapMany(Flux::fromIterable)
                .concatMap(alias -> remove(key, alias.id()))
                .then(remove(key, key.id()))
                .doOnNext(removed ->
                        removed.ifPresent(gone -> log.info("The key {} was destroyed, as it was scheduled", key.id())))
                .then();
    }

    /** Removes the key or an alias of it, if the key is still due. */
    private Mono<Optional<EntryChange<KeyEntry>>> remove(NamedKey key, String entryId) {
        return directory
                .change(view ->
                        view.due().stream().anyMatch(due -> due.id().equals(key.id())) && leadsTo(view, entryId, key)
                                ? Decision.remove(entryId, entryId)
                                : Decision.<KeyEntry, String>unchanged(entryId))
                .map(Decision::change);
    }

    private static boolean leadsTo(KeyView view, String entryId, NamedKey key) {
        return entryId.equals(key.id())
                || view.aliasesOf(key).stream().map(KeyAlias::id).anyMatch(entryId::equals);
    }
}
