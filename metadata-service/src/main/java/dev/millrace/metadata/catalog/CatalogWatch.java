package dev.millrace.metadata.catalog;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One watcher's way through the changes, at the watcher's own pace. What it has not taken yet is kept once for each
 * entry, as it stands now: a slow watcher skips what lies between, and holds no more memory than the replica shares
 * with it, and a bounded number of keys of entries that are gone.
 *
 * @param <K> what the watcher knows an entry by
 * @param <V> what it is told of the entry
 */
public final class CatalogWatch<K, V> implements CatalogFollower<K, V> {
    /** About 10 MB. A watcher that is so far behind is better off with a new snapshot. */
    static final int MOST_WAITING = 100_000;

    private final Outlet<K, V> outlet;
    private final Supplier<Duration> age;
    private final AtomicInteger passes = new AtomicInteger();
    /** Of the snapshot what is not sent yet; null before it is given and after its end is sent. */
    private @Nullable Map<K, V> snapshot;
    /** Changes after the snapshot; empty stands for an entry that is gone. */
    private final Map<K, Optional<V>> changes = new LinkedHashMap<>();

    /** How old the catalogue was when the snapshot was taken, and when that was. */
    private Duration snapshotAge = Duration.ZERO;

    private long snapshotNanos;
    private boolean ageDue;
    private boolean overrun;
    private boolean completing;
    private boolean ended;

    /** @param age of what the catalogue shows */
    public CatalogWatch(Outlet<K, V> outlet, Supplier<Duration> age) {
        this.outlet = outlet;
        this.age = age;
    }

    /** Where a watcher's events go; called by one thread at a time. */
    public interface Outlet<K, V> {
        /** Whether one more event can be taken without piling up; when that becomes true, {@link #noted()} is called. */
        boolean isReady();

        void changed(V entry);

        void removed(K key);

        /** @param age of the snapshot */
        void snapshotEnd(Duration age);

        /** Nothing has changed beyond what was told, up to so long ago. */
        void current(Duration age);

        /** The last call: the watcher shall connect again, to another instance. */
        void complete();

        /** The last call: the watcher was too slow and shall start again. */
        void overrun();
    }

    @Override
    public synchronized void startFrom(Map<K, V> entries) {
        snapshot = new LinkedHashMap<>(entries);
        snapshotAge = age.get();
        snapshotNanos = System.nanoTime();
    }

    /** Tells the watcher how old what it was told is, after whatever waits. */
    void tellAge() {
        synchronized (this) {
            ageDue = true;
        }
        noted();
    }

    @Override
    public synchronized void changed(K key, V entry) {
        if (snapshot != null && snapshot.replace(key, entry) != null) {
            return;
        }
        keep(key, Optional.of(entry));
    }

    @Override
    public synchronized void removed(K key) {
        if (snapshot != null && snapshot.remove(key) != null) {
            return;
        }
        keep(key, Optional.empty());
    }

    private void keep(K key, Optional<V> change) {
        changes.put(key, change);
        overrun |= changes.size() > MOST_WAITING;
    }

    /** Ends the watch after what has been sent. */
    void complete() {
        synchronized (this) {
            completing = true;
        }
        noted();
    }

    /** Sends what waits, as far as the outlet takes it. Called from many threads; one of them does the work of all. */
    @Override
    public void noted() {
        if (passes.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        do {
            sendWhileReady();
            seen = passes.addAndGet(-seen);
        } while (seen != 0);
    }

    private void sendWhileReady() {
        Runnable event;
        while (!ended && (event = next()) != null) {
            event.run();
        }
    }

    private synchronized @Nullable Runnable next() {
        if (completing || overrun) {
            ended = true;
            changes.clear();
            snapshot = null;
            return completing ? outlet::complete : outlet::overrun;
        }
        if (!outlet.isReady()) {
            return null;
        }
        if (snapshot != null) {
            Iterator<V> unsent = snapshot.values().iterator();
            if (!unsent.hasNext()) {
                snapshot = null;
                Duration old = snapshotAge.plusNanos(System.nanoTime() - snapshotNanos);
                return () -> outlet.snapshotEnd(old);
            }
            V entry = unsent.next();
            unsent.remove();
            return () -> outlet.changed(entry);
        }
        // Before looking at what waits: of all that was read until then, changes have come.
        Duration old = age.get();
        Iterator<Map.Entry<K, Optional<V>>> unsent = changes.entrySet().iterator();
        if (!unsent.hasNext()) {
            boolean due = ageDue;
            ageDue = false;
            return due ? () -> outlet.current(old) : null;
        }
        Map.Entry<K, Optional<V>> change = unsent.next();
        K key = change.getKey();
        Optional<V> entry = change.getValue();
        unsent.remove();
        return entry.<Runnable>map(it -> () -> outlet.changed(it)).orElse(() -> outlet.removed(key));
    }
}
