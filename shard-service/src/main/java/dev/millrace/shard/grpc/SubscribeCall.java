package dev.millrace.shard.grpc;

import dev.millrace.internal.metadata.StreamMessages;
import dev.millrace.internal.shard.ShardStart;
import dev.millrace.internal.shard.v1.SubscriptionEvent;
import dev.millrace.internal.shard.v1.SubscriptionRequest;
import dev.millrace.internal.shard.v1.SubscriptionStart;
import dev.millrace.shard.loop.ShardLoop;
import dev.millrace.shard.memory.ByteQueue;
import dev.millrace.shard.owner.OwnedShard;
import dev.millrace.shard.owner.ShardUse;
import dev.millrace.shard.read.ReadResult;
import dev.millrace.shard.read.Slice;
import dev.millrace.shard.refusal.ShardRefusal;
import dev.millrace.shard.subscription.ShardSubscription;
import dev.millrace.shard.subscription.ShardSubscription.ShardState;
import dev.millrace.shard.subscription.Subscriber;
import dev.millrace.shard.subscription.Subscriptions;
import dev.millrace.stream.ShardKey;
import dev.millrace.stream.StreamId;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import org.jspecify.annotations.Nullable;

/**
 * One subscription as a gRPC call. Requests come on the server's threads and hop to the shard's loop, where everything
 * below lives.
 */
final class SubscribeCall implements StreamObserver<SubscriptionRequest> {
    private static final int LARGEST_EVENT_BYTES = 4 * 1024 * 1024;

    private final RequestedShards shards;
    private final Subscriptions subscriptions;
    private final ServerCallStreamObserver<SubscriptionEvent> call;
    private final Runnable wake = this::wakeOnLoop;
    private volatile @Nullable ShardKey key;
    private @Nullable ShardSubscription subscription;
    private long demand;
    private boolean ended;
    private final ByteQueue memory;
    private final UnsentBytes unsent;
    private final RefusalMeters refusals;
    private long eventBytes;
    private boolean reserved;
    private boolean reserving;

    /** @param memory bounds the events of all subscriptions that are being read, or wait in gRPC for being written */
    SubscribeCall(
            RequestedShards shards,
            Subscriptions subscriptions,
            ServerCallStreamObserver<SubscriptionEvent> call,
            ByteQueue memory,
            RefusalMeters refusals) {
        this.memory = memory;
        this.unsent = new UnsentBytes(memory);
        this.refusals = refusals;
        this.shards = shards;
        this.subscriptions = subscriptions;
        this.call = call;
        call.setOnReadyHandler(() -> {
            unsent.release();
            wakeOnLoop();
        });
        call.setOnCloseHandler(unsent::close);
        call.setOnCancelHandler(() -> {
            unsent.close();
            onLoop(this::end);
        });
    }

    @Override
    public void onNext(SubscriptionRequest request) {
        if (request.hasStart() == (key != null) || request.getEvents() < 0) {
            call.onError(Status.INVALID_ARGUMENT.asRuntimeException());
            return;
        }
        if (request.hasStart()) {
            SubscriptionStart start = request.getStart();
            begin(StreamMessages.toStreamId(start.getStreamId()), ShardStart.of(start));
        }
        onLoop(() -> {
            demand += request.getEvents();
            wakeSubscription();
        });
    }

    private void begin(StreamId stream, ShardStart start) {
        ShardKey asked = new ShardKey(stream, start.shard());
        key = asked;
        ShardLoop loop = shards.loopOf(asked);
        Push push = new Push();
        shards.use(
                asked,
                start.streamVersion(),
                ShardUse.of(
                        shard -> begin(shard, asked, loop, start, push),
                        refusal -> loop.execute(() -> push.refused(refusal))));
    }

    private void begin(OwnedShard shard, ShardKey asked, ShardLoop loop, ShardStart start, Subscriber push) {
        if (ended || call.isCancelled()) {
            return;
        }
        int largest = Math.max(1, Math.min(LARGEST_EVENT_BYTES, start.maxBytes()));
        eventBytes = largest;
        ShardSubscription begun = new ShardSubscription(shard, loop, () -> stateOf(asked), push, largest);
        subscription = begun;
        subscriptions.add(asked.stream(), wake);
        begun.begin(start.position());
    }

    private ShardState stateOf(ShardKey asked) {
        return shards.find(asked)
                .map(shard -> shard.isOpen() ? ShardState.OPEN : ShardState.CLOSED)
                .orElse(ShardState.GONE);
    }

    private void wakeOnLoop() {
        onLoop(this::wakeSubscription);
    }

    private void wakeSubscription() {
        if (subscription != null) {
            subscription.wake();
        }
    }

    private void onLoop(Runnable task) {
        ShardKey asked = key;
        if (asked != null) {
            shards.loopOf(asked).execute(task);
        }
    }

    @Override
    public void onError(Throwable failure) {
        onLoop(this::end);
    }

    /** The subscriber wants no more. */
    @Override
    public void onCompleted() {
        onLoop(() -> {
            if (!ended) {
                end();
                call.onCompleted();
            }
        });
    }

    private void end() {
        ended = true;
        ShardKey asked = key;
        if (asked != null) {
            subscriptions.remove(asked.stream(), wake);
        }
        if (subscription != null) {
            subscription.end();
            subscription = null;
        }
        giveReserved();
    }

    private boolean reserve() {
        if (!reserved && !reserving) {
            if (memory.tryTake(eventBytes)) {
                reserved = true;
            } else {
                reserving = true;
                memory.take(eventBytes, () -> onLoop(this::takeReserved));
            }
        }
        return reserved;
    }

    private void takeReserved() {
        reserving = false;
        reserved = true;
        if (ended) {
            giveReserved();
        } else {
            wakeSubscription();
        }
    }

    private void giveReserved() {
        if (reserved) {
            reserved = false;
            memory.give(eventBytes);
        }
    }

    private final class Push implements Subscriber {
        @Override
        public boolean isReady() {
            return demand > 0 && call.isReady();
        }

        @Override
        public boolean tryReserve() {
            return reserve();
        }

        @Override
        public void spare() {
            giveReserved();
        }

        @Override
        public void event(ReadResult records) {
            demand--;
            hold(records);
            send(message(records).build());
            // What is below gRPC's own mark counts as written; of more it tells when it is.
            if (call.isReady()) {
                unsent.release();
            }
        }

        @Override
        public void endOfShard(ReadResult records) {
            hold(records);
            finish(message(records).setEndOfShard(true).build());
        }

        @Override
        public void refused(ShardRefusal reason) {
            refusals.count(reason.reason());
            finish(SubscriptionEvent.newBuilder()
                    .setRefusal(Refusals.toMessage(reason.reason()))
                    .setOwner(reason.owner())
                    .setKey(reason.key())
                    .build());
        }

        private void hold(ReadResult records) {
            reserved = false;
            unsent.holdInstead(eventBytes, BlockSlices.bytesOf(records.slices()));
        }

        private SubscriptionEvent.Builder message(ReadResult records) {
            SubscriptionEvent.Builder message = SubscriptionEvent.newBuilder()
                    .setNextIndex(records.nextIndex())
                    .setMillisBehindLatest(records.millisBehind())
                    .setPayloadBytes(records.payloadBytes());
            for (Slice slice : records.slices()) {
                message.addBlocks(BlockSlices.toMessage(slice));
            }
            return message;
        }

        private void finish(SubscriptionEvent last) {
            if (!ended) {
                end();
                send(last);
                if (!call.isCancelled()) {
                    call.onCompleted();
                }
            }
        }

        private void send(SubscriptionEvent event) {
            if (!call.isCancelled()) {
                call.onNext(event);
            }
        }
    }
}
