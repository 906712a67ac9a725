package dev.millrace.internal.key;

import dev.millrace.internal.key.v1.KeyAlias;
import dev.millrace.internal.key.v1.KeyCatalogGrpc;
import dev.millrace.internal.key.v1.KeyChange;
import dev.millrace.internal.key.v1.KeyEntry;
import dev.millrace.internal.key.v1.WatchKeysRequest;
import dev.millrace.internal.rpc.ReconnectingWatch;
import dev.millrace.key.KeyReference;
import io.grpc.ManagedChannel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * All named keys and aliases of all accounts, as a local copy that the metadata service keeps fresh and bounds in size. When that
 * is away the copy stays as it was; how far to trust it then is for the caller to decide, by {@link #isFresh}.
 *
 * <p>Changes are taken by version, so that a late one never undoes a newer one.
 */
public final class KeyMirror implements AutoCloseable {
    private final ReconnectingWatch<WatchKeysRequest, KeyChange> watch;
    private final Map<String, KnownKey> byId = new ConcurrentHashMap<>();
    private final Map<String, KeyEntry> aliases = new ConcurrentHashMap<>();
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    /** A mirror that begins to watch with {@link #start()}. */
    public KeyMirror(ManagedChannel metadataService) {
        this.watch = new ReconnectingWatch<>(
                metadataService,
                KeyCatalogGrpc.newStub(metadataService)::watchKeys,
                WatchKeysRequest.getDefaultInstance(),
                new WatchedKeys());
    }

    public void start() {
        watch.start();
    }

    /** Whether all keys were known at least once. */
    public boolean isComplete() {
        return watch.isComplete();
    }

    /** Whether the copy is complete and shows everything that there was so long ago. */
    public boolean isFresh(Duration longest) {
        return watch.isFresh(longest);
    }

    /** How long ago there was nothing that the copy does not show. */
    public Duration staleFor() {
        return watch.staleFor();
    }

    public int size() {
        return byId.size();
    }

    /** The key of an id, whatever account it is of. */
    public Optional<KnownKey> find(String keyId) {
        return Optional.ofNullable(byId.get(keyId));
    }

    /** The key that a caller means. */
    public Optional<KnownKey> find(KeyReference reference) {
        if (reference.isAlias()) {
            return Optional.ofNullable(aliases.get(reference.accountId() + ":" + reference.name()))
                    .map(KeyEntry::getAlias)
                    .map(KeyAlias::getKeyId)
                    .flatMap(this::find);
        }
        return find(reference.name()).filter(key -> key.accountId().equals(reference.accountId()));
    }

    /** Tells the id of each key that has changed, or is gone, once the copy shows it. Listeners must not block. */
    public void onChange(Consumer<String> listener) {
        listeners.add(listener);
    }

    /** Takes note of an entry as an answer has shown it, which the watch may tell only later. */
    public synchronized void learn(KeyEntry entry) {
        switch (entry.getKindCase()) {
            case KEY -> {
                KnownKey known = byId.get(entry.getId());
                if (known == null || known.version() < entry.getVersion()) {
                    byId.put(entry.getId(), KeyMessages.toDomain(entry));
                    tell(entry.getId());
                }
            }
            case ALIAS ->
                aliases.merge(
                        entry.getId(), entry, (old, given) -> given.getVersion() >= old.getVersion() ? given : old);
            case KIND_NOT_SET -> {
                // Of a kind that this version does not know.
            }
        }
    }

    /** Takes note that a key or alias is gone. */
    synchronized void forget(String entryId) {
        aliases.remove(entryId);
        if (byId.remove(entryId) != null) {
            tell(entryId);
        }
    }

    private synchronized void retain(Set<String> present) {
        byId.keySet().stream().filter(id -> !present.contains(id)).toList().forEach(this::forget);
        aliases.keySet().retainAll(present);
    }

    private void tell(String keyId) {
        listeners.forEach(listener -> listener.accept(keyId));
    }

    @Override
    public void close() {
        watch.close();
    }

    /** Takes note of a change, as the watch or an answer tells of it. */
    public void learn(KeyChange change) {
        if (change.hasChanged()) {
            learn(change.getChanged());
        } else if (change.hasRemoved()) {
            forget(change.getRemoved());
        }
    }

    private final class WatchedKeys implements ReconnectingWatch.Copy<String, KeyChange> {
        @Override
        public Optional<String> learn(KeyChange change) {
            KeyMirror.this.learn(change);
            return change.hasChanged() ? Optional.of(change.getChanged().getId()) : Optional.empty();
        }

        @Override
        public boolean isSnapshotEnd(KeyChange change) {
            return change.hasSnapshotEnd();
        }

        @Override
        public OptionalLong ageMillis(KeyChange change) {
            return change.hasAgeMillis() ? OptionalLong.of(change.getAgeMillis()) : OptionalLong.empty();
        }

        @Override
        public void retain(Set<String> present) {
            KeyMirror.this.retain(present);
        }
    }
}
