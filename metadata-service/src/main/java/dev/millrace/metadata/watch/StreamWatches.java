package dev.millrace.metadata.watch;

import dev.millrace.metadata.stream.StreamReplica;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;

/** The open watches of this instance. */
public final class StreamWatches {
    private final StreamReplica replica;
    private final Set<StreamWatch> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    public StreamWatches(StreamReplica replica) {
        this.replica = replica;
    }

    /** Starts a watch on the catalogue as it stands now; an error if that cannot be read. */
    public Mono<Void> start(StreamWatch watch) {
        return replica.catchUp().then(Mono.fromRunnable(() -> {
            open.add(watch);
            replica.follow(watch);
            // Whichever comes second, this or close, ends the watch.
            if (closed) {
                watch.complete();
            }
        }));
    }

    public void stop(StreamWatch watch) {
        replica.unfollow(watch);
        open.remove(watch);
    }

    public int openCount() {
        return open.size();
    }

    /** Ends all watches and every later one, so that the watchers go to another instance. */
    public void close() {
        closed = true;
        open.forEach(StreamWatch::complete);
    }
}
