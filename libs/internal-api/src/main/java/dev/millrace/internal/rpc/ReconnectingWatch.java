package dev.millrace.internal.rpc;

import io.grpc.ManagedChannel;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.scheduler.Schedulers;

/**
 * Keeps a copy of a catalogue fresh, by a call that tells of every entry once and then of every change. When the call ends it is
 * made again, soon; meanwhile the copy stays as it is, and {@link #staleFor()} tells for how long it has.
 *
 * <p>The call tells as well how old what it has told is: a source that has lost its own store keeps the call open and has nothing to
 * tell. Of a source that never tells, one of an earlier version, what it told counts as fresh for as long as the call goes on.
 *
 * @param <Q> the call's request
 * @param <M> its messages
 */
public final class ReconnectingWatch<Q, M> implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ReconnectingWatch.class);
    private static final Duration RECONNECT_DELAY = Duration.ofMillis(250);

    /** Its source tells every second, so that this much is a source that has something to tell no longer, or a very long pause. */
    private static final Duration LONGEST_CURRENT = Duration.ofSeconds(10);

    private final ManagedChannel channel;
    private final BiConsumer<Q, StreamObserver<M>> method;
    private final Q request;
    private final Copy<?, M> copy;
    private final LongSupplier nanoTime;
    private volatile boolean complete;
    private volatile boolean connected;
    /** Whether the source tells how old what it knows is. */
    private volatile boolean tellsAge;
    /** Everything up to then is known. */
    private volatile long asOfNanos;

    private volatile boolean closed;
    private volatile @Nullable Call<?> call;
    private volatile @Nullable Disposable reconnect;

    /** A watch that begins with {@link #start()}. */
    public ReconnectingWatch(
            ManagedChannel channel, BiConsumer<Q, StreamObserver<M>> method, Q request, Copy<?, M> copy) {
        this(channel, method, request, copy, System::nanoTime);
    }

    /** @param nanoTime monotonic nanoseconds from any origin */
    public ReconnectingWatch(
            ManagedChannel channel,
            BiConsumer<Q, StreamObserver<M>> method,
            Q request,
            Copy<?, M> copy,
            LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.asOfNanos = nanoTime.getAsLong();
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

        /** How many milliseconds before it was sent a message, and all before it, told everything; empty if it does not say. */
        OptionalLong ageMillis(M message);

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

    /** Whether the copy is complete, its source connected, and what it tells read within the last seconds. */
    public boolean isCurrent() {
        return connected && isFresh(LONGEST_CURRENT);
    }

    /** Whether the copy is complete and shows everything that there was so long ago. */
    public boolean isFresh(Duration longest) {
        return complete && staleFor().compareTo(longest) <= 0;
    }

    /** How long ago there was nothing that the copy does not show. A source of an earlier version counts as fresh while connected. */
    public Duration staleFor() {
        return connected && !tellsAge ? Duration.ZERO : Duration.ofNanos(nanoTime.getAsLong() - asOfNanos);
    }

    private void caughtUp(OptionalLong ageMillis) {
        tellsAge = ageMillis.isPresent();
        isAsOf(ageMillis.orElse(0));
        complete = true;
        connected = !closed;
    }

    private void isAsOf(long ageMillis) {
        asOfNanos = nanoTime.getAsLong() - TimeUnit.MILLISECONDS.toNanos(ageMillis);
    }

    private void ended(Call<?> ended) {
        if (closed || ended != call) {
            return;
        }
        lose();
        if (complete && !isFresh(LONGEST_CURRENT)) {
            // Another instance may still have what this one has lost; new calls on the same connection would never come
            // to it.
            channel.enterIdle();
        }
        reconnect = Schedulers.parallel().schedule(this::start, RECONNECT_DELAY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void lose() {
        if (connected && !tellsAge) {
            isAsOf(0);
        }
        connected = false;
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
                caughtUp(copy.ageMillis(message));
                return;
            }
            Optional<K> entry = copy.learn(message);
            if (!snapshotComplete) {
                entry.ifPresent(snapshot::add);
                return;
            }
            OptionalLong age = copy.ageMillis(message);
            if (age.isPresent()) {
                isAsOf(age.getAsLong());
                tellsAge = true;
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
