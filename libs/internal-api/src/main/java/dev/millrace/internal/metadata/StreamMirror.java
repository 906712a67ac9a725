package dev.millrace.internal.metadata;

import dev.millrace.internal.metadata.v1.FindStreamReply;
import dev.millrace.internal.metadata.v1.FindStreamRequest;
import dev.millrace.internal.metadata.v1.StreamCatalogGrpc;
import dev.millrace.internal.metadata.v1.StreamCatalogGrpc.StreamCatalogStub;
import dev.millrace.internal.metadata.v1.StreamChange;
import dev.millrace.internal.metadata.v1.WatchStreamsRequest;
import dev.millrace.internal.rpc.DomainError;
import dev.millrace.internal.rpc.ReconnectingWatch;
import dev.millrace.internal.rpc.UnaryCall;
import dev.millrace.stream.StreamDescription;
import dev.millrace.stream.StreamId;
import dev.millrace.stream.StreamName;
import io.grpc.ManagedChannel;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * All streams, as a local copy that the metadata service keeps fresh: a look-up on the hot path is one map access.
 *
 * <p>A copy can be some milliseconds old. Who finds nothing, or learns from a shard's owner that the map has changed,
 * asks with {@link #refresh}. Changes are taken by version, so that a late answer never undoes a newer one.
 */
public final class StreamMirror implements AutoCloseable {
    private static final Duration CALL_DEADLINE = Duration.ofSeconds(5);

    private final StreamCatalogStub catalog;
    private final Map<StreamId, StreamDescription> byId = new ConcurrentHashMap<>();
    private final Map<StreamName, StreamDescription> byName = new ConcurrentHashMap<>();
    private final List<Consumer<StreamId>> listeners = new CopyOnWriteArrayList<>();
    /** Whom the next news of a stream is given to. */
    private final Map<StreamId, Sinks.One<StreamDescription>> awaited = new ConcurrentHashMap<>();

    private final ReconnectingWatch<WatchStreamsRequest, StreamChange> watch;

    /** A mirror that begins to watch with {@link #start()}. */
    public StreamMirror(ManagedChannel metadataService) {
        this(metadataService, System::nanoTime);
    }

    /** @param nanoTime monotonic nanoseconds from any origin */
    public StreamMirror(ManagedChannel metadataService, LongSupplier nanoTime) {
        this.catalog = StreamCatalogGrpc.newStub(metadataService);
        this.watch = new ReconnectingWatch<>(
                metadataService,
                catalog::watchStreams,
                WatchStreamsRequest.getDefaultInstance(),
                new WatchedStreams(),
                nanoTime);
    }

    public void start() {
        watch.start();
    }

    /** Whether the copy is complete, the metadata service connected, and what it tells read from its tables within the last seconds. */
    public boolean isCurrent() {
        return watch.isCurrent();
    }

    /** How long ago there was nothing that the copy does not show. */
    public Duration staleFor() {
        return watch.staleFor();
    }

    public Optional<StreamDescription> find(StreamName name) {
        return Optional.ofNullable(byName.get(name));
    }

    public Optional<StreamDescription> find(StreamId id) {
        return Optional.ofNullable(byId.get(id));
    }

    public Collection<StreamDescription> all() {
        return byId.values();
    }

    /** Tells of each stream that has changed, or is gone, once the copy shows it. Listeners must not block. */
    public void onChange(Consumer<StreamId> listener) {
        listeners.add(listener);
    }

    private void tell(StreamId changed) {
        listeners.forEach(listener -> listener.accept(changed));
    }

    /** Asks the metadata service for the stream as it stands now; empty when it does not exist. */
    public Mono<StreamDescription> refresh(StreamName name) {
        return ask(FindStreamRequest.newBuilder().setName(name.value()).build())
                .switchIfEmpty(Mono.fromRunnable(
                        () -> find(name).map(StreamDescription::id).ifPresent(this::remove)));
    }

    /** Asks the metadata service for the stream as it stands now; empty when it does not exist. */
    public Mono<StreamDescription> refresh(StreamId id) {
        return ask(FindStreamRequest.newBuilder()
                        .setId(StreamMessages.toBytes(id))
                        .build())
                .switchIfEmpty(Mono.fromRunnable(() -> remove(id)));
    }

    /** The stream once it is newer than the given one: now or when a change arrives, if any does. */
    public Mono<StreamDescription> newerThan(StreamDescription known) {
        return Mono.defer(() -> {
            Mono<StreamDescription> next =
                    awaited.computeIfAbsent(known.id(), id -> Sinks.one()).asMono();
            return find(known.id())
                    .filter(stream -> stream.version() > known.version())
                    .map(Mono::just)
                    .orElseGet(() -> next.flatMap(
                            stream -> stream.version() > known.version() ? Mono.just(stream) : newerThan(known)));
        });
    }

    private Mono<StreamDescription> ask(FindStreamRequest request) {
        return Mono.defer(() -> UnaryCall.<FindStreamRequest, FindStreamReply>of(
                        catalog.withDeadlineAfter(CALL_DEADLINE.toMillis(), TimeUnit.MILLISECONDS)::findStream,
                        request))
                .map(reply -> keep(StreamMessages.toDomain(reply.getStream())))
                .onErrorResume(StreamMirror::isNotFound, failure -> Mono.empty());
    }

    private static boolean isNotFound(Throwable failure) {
        return DomainError.find(failure)
                .filter(error -> error.type().equals("ResourceNotFoundException"))
                .isPresent();
    }

    /** Takes note of a stream as an answer has shown it, which the watch may tell only later. */
    public void learn(StreamDescription stream) {
        keep(stream);
    }

    private StreamDescription keep(StreamDescription stream) {
        StreamDescription known = byId.get(stream.id());
        StreamDescription newest =
                byId.merge(stream.id(), stream, (old, given) -> given.version() >= old.version() ? given : old);
        byName.merge(stream.name(), newest, StreamMirror::newerLife);
        if (known == null || known.version() < newest.version()) {
            tell(stream.id());
        }
        Sinks.One<StreamDescription> waiting = awaited.remove(stream.id());
        if (waiting != null) {
            waiting.tryEmitValue(newest);
        }
        return newest;
    }

    /** Of two descriptions under one name: the younger life, and of one life the higher version. */
    private static StreamDescription newerLife(StreamDescription old, StreamDescription given) {
        if (old.id().equals(given.id())) {
            return given.version() >= old.version() ? given : old;
        }
        return given.createdAt().isBefore(old.createdAt()) ? old : given;
    }

    private void remove(StreamId id) {
        awaited.remove(id);
        StreamDescription removed = byId.remove(id);
        if (removed != null) {
            byName.computeIfPresent(
                    removed.name(), (name, stream) -> stream.id().equals(id) ? null : stream);
            tell(id);
        }
    }

    @Override
    public void close() {
        watch.close();
    }

    private final class WatchedStreams implements ReconnectingWatch.Copy<StreamId, StreamChange> {
        @Override
        public Optional<StreamId> learn(StreamChange change) {
            return switch (change.getChangeCase()) {
                case CHANGED ->
                    Optional.of(
                            keep(StreamMessages.toDomain(change.getChanged())).id());
                case REMOVED -> {
                    remove(StreamMessages.toStreamId(change.getRemoved()));
                    yield Optional.empty();
                }
                case SNAPSHOT_END, CHANGE_NOT_SET -> Optional.empty();
            };
        }

        @Override
        public boolean isSnapshotEnd(StreamChange change) {
            return change.hasSnapshotEnd();
        }

        @Override
        public OptionalLong ageMillis(StreamChange change) {
            return change.hasAgeMillis() ? OptionalLong.of(change.getAgeMillis()) : OptionalLong.empty();
        }

        @Override
        public void retain(Set<StreamId> present) {
            byId.keySet().stream().filter(id -> !present.contains(id)).toList().forEach(StreamMirror.this::remove);
        }
    }
}
