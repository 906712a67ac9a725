package dev.millrace.gateway.identity;

import dev.millrace.internal.identity.v1.IdentityChange;
import dev.millrace.internal.identity.v1.IdentityDirectoryGrpc;
import dev.millrace.internal.identity.v1.IdentityDirectoryGrpc.IdentityDirectoryStub;
import dev.millrace.internal.identity.v1.WatchIdentitiesRequest;
import io.grpc.ManagedChannel;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.scheduler.Schedulers;

/**
 * Keeps the mirror fresh. When the metadata service is away the mirror stays as it is, and callers are known by what was known
 * last: locking everyone out would help nobody but an attacker. For how long that has been so, {@link #staleFor()} tells.
 */
public final class IdentityWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(IdentityWatch.class);
    private static final Duration RECONNECT_DELAY = Duration.ofMillis(250);

    private final ManagedChannel channel;
    private final IdentityDirectoryStub directory;
    private final IdentityMirror mirror;
    private volatile boolean complete;
    private volatile boolean current;
    private volatile long lostNanos = System.nanoTime();
    private volatile boolean closed;
    private volatile @Nullable Call call;
    private volatile @Nullable Disposable reconnect;

    /** A watch that begins with {@link #start()}. */
    IdentityWatch(ManagedChannel metadataService, IdentityMirror mirror) {
        this.channel = metadataService;
        this.directory = IdentityDirectoryGrpc.newStub(metadataService);
        this.mirror = mirror;
    }

    void start() {
        if (closed) {
            return;
        }
        // The channel's own pauses between attempts grow to minutes; a gateway must come back within moments.
        channel.resetConnectBackoff();
        Call next = new Call();
        call = next;
        directory.watchIdentities(WatchIdentitiesRequest.getDefaultInstance(), next);
    }

    /** Whether all identities were known at least once. */
    boolean isComplete() {
        return complete;
    }

    /** How long ago the mirror was last certain to be fresh; zero while it is. */
    Duration staleFor() {
        return current ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - lostNanos);
    }

    private void ended(Call ended) {
        if (closed || ended != call) {
            return;
        }
        if (current) {
            lostNanos = System.nanoTime();
            current = false;
        }
        reconnect = Schedulers.parallel().schedule(this::start, RECONNECT_DELAY.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        closed = true;
        Disposable pending = reconnect;
        if (pending != null) {
            pending.dispose();
        }
        Call last = call;
        if (last != null) {
            last.cancel();
        }
    }

    private final class Call implements ClientResponseObserver<WatchIdentitiesRequest, IdentityChange> {
        private final Set<String> snapshot = new HashSet<>();
        private boolean snapshotComplete;
        private volatile @Nullable ClientCallStreamObserver<WatchIdentitiesRequest> observer;

        @Override
        public void beforeStart(ClientCallStreamObserver<WatchIdentitiesRequest> started) {
            observer = started;
        }

        @Override
        public void onNext(IdentityChange change) {
            if (change.hasSnapshotEnd()) {
                mirror.retain(snapshot);
                snapshot.clear();
                snapshotComplete = true;
                complete = true;
                current = true;
                return;
            }
            if (!snapshotComplete && change.hasChanged()) {
                snapshot.add(change.getChanged().getId());
            }
            mirror.learn(change);
        }

        @Override
        public void onError(Throwable failure) {
            log.debug("The watch on identities ended: {}", failure.getMessage());
            ended(this);
        }

        @Override
        public void onCompleted() {
            ended(this);
        }

        void cancel() {
            ClientCallStreamObserver<WatchIdentitiesRequest> started = observer;
            if (started != null) {
                started.cancel("closing", null);
            }
        }
    }
}
