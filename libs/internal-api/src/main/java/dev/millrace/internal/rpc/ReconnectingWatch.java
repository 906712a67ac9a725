package dev.millrace.internal.rpc;

import io.grpc.ManagedChannel;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.scheduler.Schedulers;

/**
 * Keeps a copy of a catalogue fresh, by a call that tells of every entry once and then of every change. When the call ends it is
 * made again, soon; meanwhile the copy stays as it is, and {@link #staleFor()} tells for how long it has.
 *
 * @param <Q> the call's request
 * @param <M> its messages
 */
public final class ReconnectingWatch<Q, M> implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ReconnectingWatch.class);
    private static final Duration RECONNECT_DELAY = Duration.ofMillis(250);

    private final ManagedChannel channel;
    private final BiConsumer<Q, StreamObserver<M>> method;
    private final Q request;
    private final Copy<?, M> copy;
    private volatile boolean complete;
    private volatile boolean current;
    private volatile long lostNanos = System.nanoTime();
    private volatile boolean closed;
    private volatile @Nullable Call<?> call;
    private volatile @Nullable Disposable reconnect;

    /** A watch that begins with {@link #start()}. */
    public ReconnectingWatch(
            ManagedChannel channel, BiConsumer<Q, StreamObserver<M>> method, Q request, Copy<?, M> copy) {
        this.channel = channel;
        this.method = method;
        this.request = request;
        this.copy = copy;
    }

    /**
     * What is kept fresh; called by one thread at a time.
     *
     * @param <K> what its entries are known by
     * @param <M> the messages that tell of them
     */
    public interface Copy<K, M> {
        /** Takes note of a change, and names the entry if the message tells that there is one. */
        Optional<K> learn(M message);

        /** Whether every entry has been told of by now. */
        boolean isSnapshotEnd(M message);

        /** Drops whatever is not among the entries that there are. */
        void retain(Set<K> present);
    }

    public void start() {
        if (closed) {
            return;
        }
        // The channel's own pauses between attempts grow to minutes; a service must come back within moments.
        channel.resetConnectBackoff();
        Call<?> next = new Call<>(copy);
        call = next;
        method.accept(request, next);
    }

    /** Whether the copy was complete at least once. */
    public boolean isComplete() {
        return complete;
    }

    /** Whether the copy is complete and its source still connected. */
    public boolean isCurrent() {
        return current;
    }

    /** How long ago the copy was last certain to be fresh; zero while it is. */
    public Duration staleFor() {
        return current ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - lostNanos);
    }

    private void caughtUp() {
        complete = true;
        current = !closed;
    }

    private void ended(Call<?> ended) {
        if (closed || ended != call) {
            return;
        }
        lose();
        reconnect = Schedulers.parallel().schedule(this::start, RECONNECT_DELAY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void lose() {
        if (current) {
            lostNanos = System.nanoTime();
            current = false;
        }
    }

    @Override
    public void close() {
        closed = true;
        lose();
        Disposable pending = reconnect;
        if (pending != null) {
            pending.dispose();
        }
        Call<?> last = call;
        if (last != null) {
            last.cancel();
        }
    }

    private final class Call<K> implements ClientResponseObserver<Q, M> {
        private final Copy<K, M> copy;
        private final Set<K> snapshot = new HashSet<>();
        private boolean snapshotComplete;
        private volatile @Nullable ClientCallStreamObserver<Q> observer;

        Call(Copy<K, M> copy) {
            this.copy = copy;
        }

        @Override
        public void beforeStart(ClientCallStreamObserver<Q> started) {
            observer = started;
        }

        @Override
        public void onNext(M message) {
            if (copy.isSnapshotEnd(message)) {
                copy.retain(snapshot);
                snapshot.clear();
                snapshotComplete = true;
                caughtUp();
                return;
            }
            Optional<K> entry = copy.learn(message);
            if (!snapshotComplete) {
                entry.ifPresent(snapshot::add);
            }
        }

        @Override
        public void onError(Throwable failure) {
            log.debug("A watch ended: {}", failure.getMessage());
            ended(this);
        }

        @Override
        public void onCompleted() {
            ended(this);
        }

        void cancel() {
            ClientCallStreamObserver<Q> started = observer;
            if (started != null) {
                started.cancel("closing", null);
            }
        }
    }
}
