package dev.millrace.e2e.workload;

import dev.millrace.e2e.history.Attempt.Outcome;
import dev.millrace.e2e.history.History;
import dev.millrace.e2e.stack.Access;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** Several writers and one follower for each shard, from the start to {@link #stop}. */
public final class Workload implements AutoCloseable {
    private static final Duration STOP_PATIENCE = Duration.ofMinutes(2);

    private final History history;
    private final KinesisClient client;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final Queue<Future<?>> running = new ConcurrentLinkedQueue<>();
    private final Set<String> followed = ConcurrentHashMap.newKeySet();
    private final Set<String> ended = ConcurrentHashMap.newKeySet();

    private Workload(Access access, History history, int clients) {
        this.history = history;
        this.client = Clients.withoutRetries(access, clients);
    }

    /** @param firstWriter the number of the first writer; no number may be used twice in one history */
    public static Workload start(Access access, String stream, History history, int firstWriter, int writers) {
        return start(access, stream, history, firstWriter, writers, Writer.PAUSE);
    }

    /** @param pause of each writer after a call that was answered */
    public static Workload start(
            Access access, String stream, History history, int firstWriter, int writers, Duration pause) {
        Workload workload = new Workload(access, history, writers + 32);
        for (String shardId : ShardReads.shardIds(workload.client, stream)) {
            workload.follow(stream, shardId);
        }
        for (int i = 0; i < writers; i++) {
            workload.run(new Writer(firstWriter + i, workload.client, stream, history, workload.stopped, pause));
        }
        return workload;
    }

    /** Follows a shard, and its children from its end on; a child of two from the end of whichever ends first. */
    private void follow(String stream, String shardId) {
        if (followed.add(shardId)) {
            run(new Follower(client, stream, shardId, history, stopped, children -> {
                ended.add(shardId);
                children.forEach(child -> follow(stream, child.shardId()));
            }));
        }
    }

    /** The shards that were followed to their end. */
    public Set<String> ended() {
        return Set.copyOf(ended);
    }

    public long acknowledged() {
        return history.count(Outcome.ACKNOWLEDGED);
    }

    /** Ends it, and fails if one of its threads has. */
    public void stop() throws InterruptedException {
        stopped.set(true);
        for (Future<?> future : running) {
            try {
                future.get(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException e) {
                throw new AssertionError("a writer or follower failed", e.getCause());
            } catch (TimeoutException e) {
                throw new AssertionError("a writer or follower does not end", e);
            }
        }
    }

    @Override
    public void close() {
        stopped.set(true);
        threads.shutdownNow();
        client.close();
    }

    private void run(Runnable task) {
        running.add(threads.submit(task));
    }
}
