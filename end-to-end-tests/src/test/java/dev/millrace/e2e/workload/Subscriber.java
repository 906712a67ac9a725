package dev.millrace.e2e.workload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.StartingPosition;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardEvent;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardResponseHandler;

/** A subscription of the AWS SDK that keeps everything it is pushed. */
public final class Subscriber {
    private final List<SubscribeToShardEvent> events = new ArrayList<>();
    private final CompletableFuture<Void> started = new CompletableFuture<>();
    private final CompletableFuture<Void> ended;

    private Subscriber(KinesisAsyncClient client, String consumerArn, String shardId, StartingPosition position) {
        SubscribeToShardResponseHandler handler = SubscribeToShardResponseHandler.builder()
                .onResponse(response -> started.complete(null))
                .onError(started::completeExceptionally)
                .subscriber(event -> event.accept(SubscribeToShardResponseHandler.Visitor.builder()
                        .onSubscribeToShardEvent(this::take)
                        .build()))
                .build();
        ended = client.subscribeToShard(
                request -> request.consumerARN(consumerArn).shardId(shardId).startingPosition(position), handler);
        ended.whenComplete((nothing, failure) -> {
            if (failure != null) {
                started.completeExceptionally(failure);
            }
        });
    }

    public static Subscriber to(
            KinesisAsyncClient client, String consumerArn, String shardId, StartingPosition position) {
        return new Subscriber(client, consumerArn, shardId, position);
    }

    private synchronized void take(SubscribeToShardEvent event) {
        events.add(event);
    }

    /** Returns when the server has accepted the subscription; throws its refusal. */
    public Subscriber awaitStart() throws Exception {
        started.get(20, TimeUnit.SECONDS);
        return this;
    }

    public synchronized List<SubscribeToShardEvent> events() {
        return List.copyOf(events);
    }

    public List<String> data() {
        return events().stream()
                .flatMap(event -> event.records().stream())
                .map(Record::data)
                .map(data -> data.asUtf8String())
                .toList();
    }

    public @Nullable String continuation() {
        List<SubscribeToShardEvent> all = events();
        return all.isEmpty() ? null : all.get(all.size() - 1).continuationSequenceNumber();
    }

    /** The client goes away. */
    public void cancel() {
        ended.cancel(true);
    }

    /** Waits for the end; throws the error that it ended with. */
    public void awaitEnd(Duration patience) throws Exception {
        ended.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    public boolean isEnded() {
        return ended.isDone();
    }
}
