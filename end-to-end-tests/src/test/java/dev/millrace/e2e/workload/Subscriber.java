package dev.millrace.e2e.workload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.StartingPosition;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardEvent;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardEventStream;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardResponseHandler;

/** A subscription of the AWS SDK that takes one event after the other, and may stop taking any for a while. */
public final class Subscriber {
    private final Consumer<SubscribeToShardEvent> listener;
    private final List<SubscribeToShardEvent> events = new ArrayList<>();
    private final CompletableFuture<Void> started = new CompletableFuture<>();
    private final CompletableFuture<Void> ended;
    private @Nullable Subscription source;
    private boolean paused;
    private boolean wanting;

    private Subscriber(
            KinesisAsyncClient client,
            String consumerArn,
            String shardId,
            StartingPosition position,
            @Nullable Consumer<SubscribeToShardEvent> listener) {
        this.listener = listener == null ? this::keep : listener;
        SubscribeToShardResponseHandler handler = SubscribeToShardResponseHandler.builder()
                .onResponse(response -> started.complete(null))
                .onError(started::completeExceptionally)
                .subscriber(Events::new)
                .build();
        ended = client.subscribeToShard(
                request -> request.consumerARN(consumerArn).shardId(shardId).startingPosition(position), handler);
        ended.whenComplete((nothing, failure) -> {
            if (failure != null) {
                started.completeExceptionally(failure);
            }
        });
    }

    /** A subscription that keeps everything it is pushed. */
    public static Subscriber to(
            KinesisAsyncClient client, String consumerArn, String shardId, StartingPosition position) {
        return new Subscriber(client, consumerArn, shardId, position, null);
    }

    /** @param listener told each event, one at a time; they are not kept then */
    public static Subscriber to(
            KinesisAsyncClient client,
            String consumerArn,
            String shardId,
            StartingPosition position,
            Consumer<SubscribeToShardEvent> listener) {
        return new Subscriber(client, consumerArn, shardId, position, listener);
    }

    /** Returns when the server has accepted the subscription; throws its refusal. */
    public Subscriber awaitStart() throws Exception {
        started.get(60, TimeUnit.SECONDS);
        return this;
    }

    /** Takes no event from now on, but for one that was asked for already. */
    public synchronized void pause() {
        paused = true;
    }

    public synchronized void resume() {
        paused = false;
        if (wanting) {
            ask();
        }
    }

    private synchronized void ask() {
        wanting = paused;
        if (!paused && source != null) {
            source.request(1);
        }
    }

    private synchronized void keep(SubscribeToShardEvent event) {
        events.add(event);
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

    private final class Events implements org.reactivestreams.Subscriber<SubscribeToShardEventStream> {
        @Override
        public void onSubscribe(Subscription subscription) {
            synchronized (Subscriber.this) {
                source = subscription;
            }
            ask();
        }

        @Override
        public void onNext(SubscribeToShardEventStream event) {
            if (event instanceof SubscribeToShardEvent pushed) {
                listener.accept(pushed);
            }
            ask();
        }

        @Override
        public void onError(Throwable failure) {
            // The call ends with it.
        }

        @Override
        public void onComplete() {
            // The call ends with it.
        }
    }
}
