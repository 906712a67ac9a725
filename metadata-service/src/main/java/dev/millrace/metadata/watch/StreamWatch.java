package dev.millrace.metadata.watch;

import dev.millrace.metadata.stream.StreamFollower;
import dev.millrace.stream.StreamDescription;
import dev.millrace.stream.StreamId;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One watcher's way through the changes, at the watcher's own pace. What it has not taken yet is kept once for each
 * stream, as it stands now: a slow watcher skips what lies between, and holds no more memory than the replica shares
 * with it, and a bounded number of ids of streams that are gone.
 */
public final class StreamWatch implements StreamFollower {
    /** About 10 MB. A watcher that is so far behind is better off with a new snapshot. */
    static final int MOST_WAITING = 100_000;

    private final Outlet outlet;
    private final AtomicInteger passes = new AtomicInteger();
    /** Of the snapshot what is not sent yet; null before it is given and after its end is sent. */
    private @Nullable Map<StreamId, StreamDescription> snapshot;
    /** Changes after the snapshot; empty stands for a stream that is gone. */
    private final Map<StreamId, Optional<StreamDescription>> changes = new LinkedHashMap<>();

    private boolean overrun;
    private boolean completing;
    private boolean ended;

    public StreamWatch(Outlet outlet) {
        this.outlet = outlet;
    }

    /** Where a watcher's events go; called by one thread at a time. */
    public interface Outlet {
        /** Whether one more event can be taken without piling up; when that becomes true, {@link #noted()} is called. */
        boolean isReady();

        void changed(StreamDescription stream);

        void removed(StreamId id);

        void snapshotEnd();

        /** The last call: the watcher shall connect again, to another instance. */
        void complete();

        /** The last call: the watcher was too slow and shall start again. */
        void overrun();
    }

    @Override
    public synchronized void startFrom(Collection<StreamDescription> streams) {
        Map<StreamId, StreamDescription> all = new LinkedHashMap<>();
        streams.forEach(stream -> all.put(stream.id(), stream));
        snapshot = all;
    }

    @Override
    public synchronized void changed(StreamDescription stream) {
        if (snapshot != null && snapshot.replace(stream.id(), stream) != null) {
            return;
        }
        keep(stream.id(), Optional.of(stream));
    }

    @Override
    public synchronized void removed(StreamId id) {
        if (snapshot != null && snapshot.remove(id) != null) {
            return;
        }
        keep(id, Optional.empty());
    }

    private void keep(StreamId id, Optional<StreamDescription> change) {
        changes.put(id, change);
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
            Iterator<StreamDescription> unsent = snapshot.values().iterator();
            if (!unsent.hasNext()) {
                snapshot = null;
                return outlet::snapshotEnd;
            }
            StreamDescription stream = unsent.next();
            unsent.remove();
            return () -> outlet.changed(stream);
        }
        Iterator<Map.Entry<StreamId, Optional<StreamDescription>>> unsent =
                changes.entrySet().iterator();
        if (!unsent.hasNext()) {
            return null;
        }
        Map.Entry<StreamId, Optional<StreamDescription>> change = unsent.next();
        StreamId id = change.getKey();
        Optional<StreamDescription> stream = change.getValue();
        unsent.remove();
        return stream.<Runnable>map(it -> () -> outlet.changed(it)).orElse(() -> outlet.removed(id));
    }
}
