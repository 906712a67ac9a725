package dev.millrace.e2e.workload;

import dev.millrace.e2e.history.StoredRecord;
import dev.millrace.e2e.history.StreamPass;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ChildShard;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StartingPosition;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardEvent;

/**
 * Reads a whole stream as a registered consumer, in the way of the KCL: a subscription for each shard, which is made again
 * at its last continuation number whenever it ends; the children of a shard when all their parents have come to their ends.
 */
public final class FanOutReader implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration LOOK = Duration.ofMillis(250);

    private final KinesisAsyncClient client;
    private final String consumerArn;
    private final StreamPass pass = new StreamPass();
    private final Set<String> begun = new HashSet<>();
    private final Set<String> finished = new HashSet<>();
    private final Queue<String> wrongEnds = new ConcurrentLinkedQueue<>();
    private final AtomicInteger subscriptions = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile boolean stopped;

    private FanOutReader(KinesisAsyncClient client, String consumerArn) {
        this.client = client;
        this.consumerArn = consumerArn;
    }

    /** @param consumerArn of a consumer of the stream that nobody else uses */
    public static FanOutReader start(
            KinesisClient calls, KinesisAsyncClient subscriptions, String stream, String consumerArn) {
        FanOutReader reader = new FanOutReader(subscriptions, consumerArn);
        calls.listShards(request -> request.streamName(stream)).shards().stream()
                .filter(shard -> shard.parentShardId() == null)
                .map(Shard::shardId)
                .forEach(reader::begin);
        return reader;
    }

    /** What is wrong with what it was shown, if the stream holds this. */
    public List<String> check(Map<String, List<StoredRecord>> stored) {
        List<String> violations = new ArrayList<>(pass.check(stored));
        violations.addAll(wrongEnds);
        return violations;
    }

    /** How many subscriptions it took so far. */
    public int subscriptions() {
        return subscriptions.get();
    }

    private synchronized void begin(String shardId) {
        if (!stopped && begun.add(shardId)) {
            threads.execute(new ShardFollowing(shardId));
        }
    }

    private synchronized void finish(String shardId, List<ChildShard> children) {
        finished.add(shardId);
        children.stream()
                .filter(child -> finished.containsAll(child.parentShards()))
                .forEach(child -> begin(child.shardId()));
    }

    @Override
    public synchronized void close() {
        stopped = true;
        threads.shutdownNow();
    }

    /** One shard, from its trim horizon to its end. */
    private final class ShardFollowing implements Runnable {
        private final String shardId;
        private volatile StartingPosition position =
                StartingPosition.builder().type(ShardIteratorType.TRIM_HORIZON).build();
        private volatile boolean ended;

        ShardFollowing(String shardId) {
            this.shardId = shardId;
        }

        @Override
        public void run() {
            while (!stopped && !ended) {
                subscriptions.incrementAndGet();
                Subscriber subscription = Subscriber.to(client, consumerArn, shardId, position, this::take);
                awaitEnd(subscription);
                subscription.cancel();
            }
        }

        private void awaitEnd(Subscriber subscription) {
            while (!stopped) {
                try {
                    subscription.awaitEnd(LOOK);
                    return;
                } catch (TimeoutException e) {
                    // Goes on.
                } catch (ExecutionException e) {
                    // Killed, displaced or refused; another one goes on where this one was.
                    LockSupport.parkNanos(PAUSE.toNanos());
                    return;
                } catch (Exception e) {
                    // Closed.
                    return;
                }
            }
        }

        private void take(SubscribeToShardEvent event) {
            if (stopped) {
                return;
            }
            event.records().forEach(record -> pass.add(shardId, ShardReads.stored(record)));
            checkEnd(event);
            if (event.continuationSequenceNumber() == null) {
                ended = true;
                finish(shardId, event.childShards());
            } else {
                position = StartingPosition.builder()
                        .type(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                        .sequenceNumber(event.continuationSequenceNumber())
                        .build();
            }
        }

        /** What KCL checks: there are children if and only if there is nowhere to go on. */
        private void checkEnd(SubscribeToShardEvent event) {
            if ((event.continuationSequenceNumber() == null)
                    == event.childShards().isEmpty()) {
                wrongEnds.add(shardId + ": continuation " + event.continuationSequenceNumber() + ", children "
                        + event.childShards());
            }
        }
    }
}
