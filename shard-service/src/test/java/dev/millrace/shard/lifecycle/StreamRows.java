package dev.millrace.shard.lifecycle;

import dev.millrace.metadata.catalog.CatalogHead;
import dev.millrace.metadata.stream.CatalogChange;
import dev.millrace.metadata.stream.CatalogEntry;
import dev.millrace.metadata.stream.StreamRemoval;
import dev.millrace.metadata.stream.StreamStore;
import dev.millrace.shard.simulation.StoreLink;
import dev.millrace.stream.StreamId;
import dev.millrace.stream.StreamName;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The catalogue's rows, changed one after another whoever asks. */
final class StreamRows {
    private final Truth truth;
    private final BrokenRule rule;
    private final TreeMap<String, CatalogEntry> rows = new TreeMap<>();
    private final Map<StreamId, StreamRemoval> removals = new HashMap<>();
    private CatalogHead<StreamName> head = CatalogHead.empty();

    StreamRows(Truth truth, BrokenRule rule) {
        this.truth = truth;
        this.rule = rule;
    }

    /** All streams, as they are stored at this moment. */
    List<CatalogEntry> all() {
        return List.copyOf(rows.values());
    }

    Optional<CatalogEntry> find(StreamName name) {
        return Optional.ofNullable(rows.get(name.value()));
    }

    /** A row is gone as if an older state had been restored, and nothing tells of a deletion. */
    void lose(StreamName name, UUID changeId) {
        Optional.ofNullable(rows.remove(name.value()))
                .ifPresent(lost -> truth.lost(lost.stream().id()));
        head = head.next(name, changeId);
    }

    /** The rows as one process sees them. */
    StreamStore over(StoreLink link) {
        return new StreamStore() {
            @Override
            public Mono<Long> revision() {
                return read(link, () -> head.revision());
            }

            @Override
            public Mono<CatalogHead<StreamName>> head() {
                return read(link, () -> head);
            }

            @Override
            public Mono<CatalogEntry> find(StreamName name) {
                return read(link, () -> StreamRows.this.find(name)).flatMap(Mono::justOrEmpty);
            }

            @Override
            public Flux<CatalogEntry> all() {
                return read(link, StreamRows.this::all).flatMapIterable(all -> all);
            }

            @Override
            public Mono<StreamRemoval> removalOf(StreamId stream) {
                return read(link, () -> Optional.ofNullable(removals.get(stream)))
                        .flatMap(Mono::justOrEmpty);
            }

            @Override
            public Mono<StreamRemoval> lastRemovalOf(StreamName name) {
                return read(
                                link,
                                () -> removals.values().stream()
                                        .filter(removal ->
                                                removal.name().equals(name) && rule != BrokenRule.LIVES_ARE_FORGOTTEN)
                                        .max(Comparator.comparing(StreamRemoval::at)))
                        .flatMap(Mono::justOrEmpty);
            }

            @Override
            public Mono<Boolean> change(CatalogHead<StreamName> next, CatalogChange change) {
                return read(link, () -> apply(next, change));
            }
        };
    }

    private static <T> Mono<T> read(StoreLink link, Supplier<T> effect) {
        return Mono.fromCompletionStage(() -> link.once(effect));
    }

    private boolean apply(CatalogHead<StreamName> next, CatalogChange change) {
        if (next.revision() != head.revision() + 1) {
            return false;
        }
        head = next;
        Optional<CatalogEntry> before = find(change.name());
        if (change instanceof CatalogChange.Put put) {
            rows.put(change.name().value(), put.entry());
            truth.stored(before, put.entry());
        } else if (change instanceof CatalogChange.Remove remove) {
            removals.put(remove.removal().stream(), remove.removal());
            rows.remove(change.name().value());
            before.ifPresent(entry -> truth.removed(entry.stream().id()));
        }
        return true;
    }
}
