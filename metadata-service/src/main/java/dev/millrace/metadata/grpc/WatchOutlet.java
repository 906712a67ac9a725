package dev.millrace.metadata.grpc;

import dev.millrace.metadata.catalog.CatalogWatch;
import dev.millrace.metadata.catalog.CatalogWatches;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.LongFunction;

/**
 * A watch's events as messages of its call.
 *
 * @param <K> what the catalogue's entries are known by
 * @param <V> an entry
 * @param <M> the call's messages
 */
public final class WatchOutlet<K, V, M> implements CatalogWatch.Outlet<K, V> {
    private final ServerCallStreamObserver<M> call;
    private final Function<V, M> changed;
    private final Function<K, M> removed;
    private final LongFunction<M> snapshotEnd;
    private final LongFunction<M> current;

    private WatchOutlet(
            ServerCallStreamObserver<M> call,
            Function<V, M> changed,
            Function<K, M> removed,
            LongFunction<M> snapshotEnd,
            LongFunction<M> current) {
        this.call = call;
        this.changed = changed;
        this.removed = removed;
        this.snapshotEnd = snapshotEnd;
        this.current = current;
    }

    /**
     * Tells a call of a catalogue's changes, until either side ends it.
     *
     * @param snapshotEnd the message for it, with the snapshot's age in milliseconds
     * @param current likewise the one that tells nothing but an age
     */
    public static <K, V, M> void serve(
            CatalogWatches<K, V> watches,
            StreamObserver<M> answer,
            Function<V, M> changed,
            Function<K, M> removed,
            LongFunction<M> snapshotEnd,
            LongFunction<M> current) {
        ServerCallStreamObserver<M> call = (ServerCallStreamObserver<M>) answer;
        CatalogWatch<K, V> watch =
                new CatalogWatch<>(new WatchOutlet<>(call, changed, removed, snapshotEnd, current), watches::age);
        call.setOnReadyHandler(watch::noted);
        call.setOnCloseHandler(() -> watches.stop(watch));
        call.setOnCancelHandler(() -> watches.stop(watch));
        watches.start(watch).subscribe(nothing -> {}, call::onError);
    }

    @Override
    public boolean isReady() {
        return call.isReady();
    }

    @Override
    public void changed(V entry) {
        call.onNext(changed.apply(entry));
    }

    @Override
    public void removed(K key) {
        call.onNext(removed.apply(key));
    }

    @Override
    public void snapshotEnd(Duration age) {
        call.onNext(snapshotEnd.apply(age.toMillis()));
    }

    @Override
    public void current(Duration age) {
        call.onNext(current.apply(age.toMillis()));
    }

    @Override
    public void complete() {
        call.onCompleted();
    }

    @Override
    public void overrun() {
        call.onError(Status.RESOURCE_EXHAUSTED
                .withDescription("the watcher is too far behind")
                .asRuntimeException());
    }
}
