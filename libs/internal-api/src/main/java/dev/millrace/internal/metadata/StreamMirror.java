package dev.millrace.internal.metadata;

import dev.millrace.internal.error.DomainError;
import dev.millrace.internal.metadata.v1.FindStreamReply;
import dev.millrace.internal.metadata.v1.FindStreamRequest;
import dev.millrace.internal.metadata.v1.StreamCatalogGrpc;
import dev.millrace.internal.metadata.v1.StreamCatalogGrpc.StreamCatalogStub;
import dev.millrace.internal.metadata.v1.StreamChange;
import dev.millrace.internal.metadata.v1.WatchStreamsRequest;
import dev.millrace.internal.rpc.UnaryCall;
import dev.millrace.stream.StreamDescription;
import dev.millrace.stream.StreamId;
import dev.millrace.stream.StreamName;
import io.grpc.ManagedChannel;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * All streams, as a local copy that the metadata service keeps fresh: a look-up on the hot path is one map access.
 *
 * <p>A copy can be some milliseconds old. Who finds nothing, or learns from a shard's owner that the map has changed,
 * asks with {@link #refresh}. Changes are taken by version, so that a late answer never undoes a newer one.
 */
public final class StreamMirror implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StreamMirror.class);
    private static final Duration CALL_DEADLINE = Duration.ofSeconds(5);
    private static final Duration RECONNECT_DELAY = Duration.ofMillis(250);

    private final ManagedChannel channel;
    private final StreamCatalogStub catalog;
    private final Map<StreamId, StreamDescription> byId = new ConcurrentHashMap<>();
    private final Map<StreamName, StreamDescription> byName = new ConcurrentHashMap<>();
    private final List<Consumer<StreamId>> listeners = new CopyOnWriteArrayList<>();
    /** Whom the next news of a stream is given to. */
    private final Map<StreamId, Sinks.One<StreamDescription>> awaited = new ConcurrentHashMap<>();

    private volatile boolean current;
    private volatile boolean closed;
    private volatile @Nullable Watch watch;
    private volatile @Nullable Disposable reconnect;

    /** A mirror that begins to watch with {@link #start()}. */
    public StreamMirror(ManagedChannel metadataService) {
        this.channel = metadataService;
        this.catalog = StreamCatalogGrpc.newStub(metadataService);
    }

    public void start() {
        if (closed) {
            return;
        }
        // The channel's own pauses between attempts grow to minutes; a service must come back within moments.
        channel.resetConnectBackoff();
        Watch next = new Watch();
        watch = next;
        catalog.watchStreams(WatchStreamsRequest.getDefaultInstance(), next);
    }

    /** Whether the copy is complete and the metadata service still connected. */
    public boolean isCurrent() {
        return current;
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

    private void watchEnded(Watch ended) {
        if (closed || ended != watch) {
            return;
        }
        current = false;
        reconnect = Schedulers.parallel().schedule(this::start, RECONNECT_DELAY.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        closed = true;
        current = false;
        Disposable pending = reconnect;
        if (pending != null) {
            pending.dispose();
        }
        Watch last = watch;
        if (last != null) {
            last.cancel();
        }
    }

    private final class Watch implements ClientResponseObserver<WatchStreamsRequest, StreamChange> {
        private final Set<StreamId> snapshot = new HashSet<>();
        private boolean snapshotComplete;
        private volatile @Nullable ClientCallStreamObserver<WatchStreamsRequest> call;

        @Override
        public void beforeStart(ClientCallStreamObserver<WatchStreamsRequest> started) {
            call = started;
        }

        @Override
        public void onNext(StreamChange change) {
            switch (change.getChangeCase()) {
                case CHANGED -> {
                    StreamDescription stream = keep(StreamMessages.toDomain(change.getChanged()));
                    if (!snapshotComplete) {
                        snapshot.add(stream.id());
                    }
                }
                case REMOVED -> remove(StreamMessages.toStreamId(change.getRemoved()));
                case SNAPSHOT_END -> {
                    snapshotComplete = true;
                    byId.keySet().stream()
                            .filter(id -> !snapshot.contains(id))
                            .toList()
                            .forEach(StreamMirror.this::remove);
                    snapshot.clear();
                    current = true;
                }
                case CHANGE_NOT_SET -> log.debug("A change of a kind that this version does not know");
            }
        }

        @Override
        public void onError(Throwable failure) {
            log.debug("The watch on streams ended: {}", failure.getMessage());
            watchEnded(this);
        }

        @Override
        public void onCompleted() {
            watchEnded(this);
        }

        void cancel() {
            ClientCallStreamObserver<WatchStreamsRequest> started = call;
            if (started != null) {
                started.cancel("closing", null);
            }
        }
    }
}
