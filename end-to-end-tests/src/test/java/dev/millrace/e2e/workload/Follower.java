package dev.millrace.e2e.workload;

import dev.millrace.e2e.history.History;
import dev.millrace.e2e.history.Pass;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ChildShard;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;

/** Follows one shard from its trim horizon to its end while others write, goes on with the same iterator after errors. */
final class Follower implements Runnable {
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final KinesisClient client;
    private final String stream;
    private final Pass pass;
    private final History history;
    private final AtomicBoolean stopped;
    private final Consumer<List<ChildShard>> onEnd;

    /** @param onEnd told the children when the shard has come to its end */
    Follower(
            KinesisClient client,
            String stream,
            String shardId,
            History history,
            AtomicBoolean stopped,
            Consumer<List<ChildShard>> onEnd) {
        this.client = client;
        this.stream = stream;
        this.pass = new Pass(shardId);
        this.history = history;
        this.stopped = stopped;
        this.onEnd = onEnd;
    }

    @Override
    public void run() {
        String iterator = begin();
        while (iterator != null && !stopped.get()) {
            iterator = read(iterator);
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        history.add(pass);
    }

    private @Nullable String begin() {
        while (!stopped.get()) {
            try {
                return ShardReads.horizonIterator(client, stream, pass.shardId());
            } catch (SdkException e) {
                // Killed, for the moment.
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
        return null;
    }

    private @Nullable String read(String iterator) {
        long startedAt = System.nanoTime();
        try {
            GetRecordsResponse answer = client.getRecords(request -> request.shardIterator(iterator));
            answer.records().forEach(record -> pass.add(ShardReads.stored(record)));
            if (answer.millisBehindLatest() == 0) {
                pass.caughtUp(startedAt);
            }
            requireEndWithChildren(answer);
            if (answer.nextShardIterator() == null) {
                onEnd.accept(answer.childShards());
            }
            return answer.nextShardIterator();
        } catch (ExpiredIteratorException e) {
            throw new AssertionError("the stack was away for longer than an iterator lives", e);
        } catch (SdkException e) {
            // Killed or paused; the same iterator goes on where it was.
            return iterator;
        }
    }

    /** What KCL checks: there are children if and only if there is nowhere to go on. */
    private static void requireEndWithChildren(GetRecordsResponse answer) {
        if ((answer.nextShardIterator() == null) != !answer.childShards().isEmpty()) {
            throw new AssertionError(
                    "next iterator " + answer.nextShardIterator() + ", children " + answer.childShards());
        }
    }
}
