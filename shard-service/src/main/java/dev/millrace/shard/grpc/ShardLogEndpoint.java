package dev.millrace.shard.grpc;

import dev.millrace.internal.metadata.StreamMessages;
import dev.millrace.internal.metadata.StreamMirror;
import dev.millrace.internal.shard.PositionMessages;
import dev.millrace.internal.shard.v1.AppendBatch;
import dev.millrace.internal.shard.v1.AppendOutcomes;
import dev.millrace.internal.shard.v1.LocateReply;
import dev.millrace.internal.shard.v1.LocateRequest;
import dev.millrace.internal.shard.v1.ReadReply;
import dev.millrace.internal.shard.v1.ReadRequest;
import dev.millrace.internal.shard.v1.ResolvePositionReply;
import dev.millrace.internal.shard.v1.ResolvePositionRequest;
import dev.millrace.internal.shard.v1.SealReply;
import dev.millrace.internal.shard.v1.SealRequest;
import dev.millrace.internal.shard.v1.ShardLogGrpc;
import dev.millrace.internal.shard.v1.ShardOwner;
import dev.millrace.internal.shard.v1.SubscriptionEvent;
import dev.millrace.internal.shard.v1.SubscriptionRequest;
import dev.millrace.shard.loop.NodeClock;
import dev.millrace.shard.loop.ShardLoop;
import dev.millrace.shard.memory.ShardMemory;
import dev.millrace.shard.owner.OwnedShard;
import dev.millrace.shard.owner.OwnedShards;
import dev.millrace.shard.owner.SealedLog;
import dev.millrace.shard.owner.ShardUse;
import dev.millrace.shard.read.ReadResult;
import dev.millrace.shard.read.Slice;
import dev.millrace.shard.refusal.RefusalReason;
import dev.millrace.shard.refusal.ShardRefusal;
import dev.millrace.shard.subscription.Subscriptions;
import dev.millrace.stream.Shard;
import dev.millrace.stream.ShardKey;
import dev.millrace.stream.StreamId;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The internal face of the shard logs. Calls hop to the shard's loop at once; no thread of the server waits. */
public final class ShardLogEndpoint extends ShardLogGrpc.ShardLogImplBase {
    private static final Logger log = LoggerFactory.getLogger(ShardLogEndpoint.class);

    private final RequestedShards shards;
    private final OwnedShards owned;
    private final NodeClock clock;
    private final Subscriptions subscriptions;
    private final ShardMemory memory;
    private final RefusalMeters refusals;

    public ShardLogEndpoint(
            StreamMirror streams,
            OwnedShards owned,
            Function<ShardKey, ShardLoop> loops,
            NodeClock clock,
            Subscriptions subscriptions,
            ShardMemory memory,
            RefusalMeters refusals) {
        this.memory = memory;
        this.refusals = refusals;
        this.shards = new RequestedShards(streams, owned, loops);
        this.owned = owned;
        this.clock = clock;
        this.subscriptions = subscriptions;
    }

    @Override
    public StreamObserver<AppendBatch> append(StreamObserver<AppendOutcomes> outcomes) {
        return new AppendCall(shards, (ServerCallStreamObserver<AppendOutcomes>) outcomes, memory.pending(), refusals);
    }

    @Override
    public void locate(LocateRequest request, StreamObserver<LocateReply> reply) {
        CompletableFuture<LocateReply> first = ownersOf(request);
        List<CompletableFuture<LocateReply>> others =
                request.getOthersList().stream().map(this::ownersOf).toList();
        var unused = first.thenCombine(
                        CompletableFuture.allOf(others.toArray(CompletableFuture[]::new)),
                        (owners, all) -> owners.toBuilder()
                                .addAllOthers(others.stream()
                                        .map(CompletableFuture::join)
                                        .toList())
                                .build())
                .whenComplete((message, failure) -> {
                    if (failure == null) {
                        answer(reply, message);
                    } else {
                        log.debug("Cannot locate shards: {}", failure.toString());
                        reply.onError(Status.UNAVAILABLE.asRuntimeException());
                    }
                });
    }

    private CompletableFuture<LocateReply> ownersOf(LocateRequest request) {
        StreamId stream = StreamMessages.toStreamId(request.getStreamId());
        List<CompletableFuture<Optional<String>>> located = request.getShardsList().stream()
                .map(shard -> owned.locate(new ShardKey(stream, shard)).toCompletableFuture())
                .toList();
        return CompletableFuture.allOf(located.toArray(CompletableFuture[]::new))
                .thenApply(all -> {
                    LocateReply.Builder owners = LocateReply.newBuilder();
                    for (int i = 0; i < located.size(); i++) {
                        int shard = request.getShards(i);
                        located.get(i)
                                .join()
                                .ifPresent(address -> owners.addOwners(
                                        ShardOwner.newBuilder().setShard(shard).setAddress(address)));
                    }
                    return owners.build();
                });
    }

    @Override
    public void resolvePosition(ResolvePositionRequest request, StreamObserver<ResolvePositionReply> reply) {
        ShardKey key = new ShardKey(StreamMessages.toStreamId(request.getStreamId()), request.getShard());
        use(
                key,
                request.getStreamVersion(),
                shard -> resolve(shard, request)
                        .thenApply(index -> ResolvePositionReply.newBuilder()
                                .setIndex(index)
                                .build()),
                this::refusedPosition,
                reply);
    }

    /** @param call what is done on the shard's loop, where its answer comes as well */
    private <A> void use(
            ShardKey key,
            long streamVersion,
            Function<OwnedShard, CompletionStage<A>> call,
            Function<ShardRefusal, A> refused,
            StreamObserver<A> reply) {
        shards.use(
                key,
                streamVersion,
                ShardUse.of(
                        shard -> {
                            var unused = call.apply(shard)
                                    .whenComplete((answer, failure) -> answer(
                                            reply, failure == null ? answer : refused.apply(refusalOf(key, failure))));
                        },
                        refusal -> answer(reply, refused.apply(refusal))));
    }

    private CompletionStage<Long> resolve(OwnedShard shard, ResolvePositionRequest request) {
        if (!shard.throughput().admitIterator(clock.nanoTime())) {
            return CompletableFuture.failedFuture(new ShardRefusal(RefusalReason.THROTTLED));
        }
        return shard.reader().indexOf(PositionMessages.of(request));
    }

    @Override
    public void seal(SealRequest request, StreamObserver<SealReply> reply) {
        ShardKey key = new ShardKey(StreamMessages.toStreamId(request.getStreamId()), request.getShard());
        var unused = shards.seal(key)
                .whenComplete((end, failure) ->
                        answer(reply, failure == null ? sealed(end) : refusedSeal(refusalOf(key, failure))));
    }

    private static SealReply sealed(SealedLog log) {
        return SealReply.newBuilder()
                .setEndIndex(log.endIndex())
                .setLastArrivalMillis(log.lastArrivalMillis())
                .build();
    }

    private static SealReply refusedSeal(ShardRefusal refusal) {
        return SealReply.newBuilder()
                .setRefusal(Refusals.toMessage(refusal.reason()))
                .setOwner(refusal.owner())
                .build();
    }

    private ResolvePositionReply refusedPosition(ShardRefusal refusal) {
        refusals.count(refusal.reason());
        return ResolvePositionReply.newBuilder()
                .setRefusal(Refusals.toMessage(refusal.reason()))
                .setOwner(refusal.owner())
                .build();
    }

    @Override
    public void read(ReadRequest request, StreamObserver<ReadReply> reply) {
        ShardKey key = new ShardKey(StreamMessages.toStreamId(request.getStreamId()), request.getShard());
        UnsentBytes unsent = new UnsentBytes(memory.answers());
        ServerCallStreamObserver<ReadReply> call = (ServerCallStreamObserver<ReadReply>) reply;
        call.setOnCloseHandler(unsent::close);
        call.setOnCancelHandler(unsent::close);
        use(
                key,
                request.getStreamVersion(),
                shard -> read(shard, request).thenApply(result -> replyTo(key, shard, result, unsent)),
                this::refusedRead,
                reply);
    }

    private ReadReply replyTo(ShardKey key, OwnedShard shard, ReadResult result, UnsentBytes unsent) {
        return unsent.tryHold(BlockSlices.bytesOf(result.slices()))
                ? toMessage(key, shard, result)
                : refusedRead(new ShardRefusal(RefusalReason.OVERLOADED));
    }

    private CompletionStage<ReadResult> read(OwnedShard shard, ReadRequest request) {
        if (!shard.throughput().admitRead(clock.nanoTime())) {
            return CompletableFuture.failedFuture(new ShardRefusal(RefusalReason.THROTTLED));
        }
        return shard.reader().read(request.getFromIndex(), request.getMaxRecords(), request.getMaxBytes());
    }

    /** On the shard's loop, where reads complete. */
    private ReadReply toMessage(ShardKey key, OwnedShard shard, ReadResult result) {
        shard.throughput().countRead(result.payloadBytes());
        boolean closed =
                shards.find(key).map(Shard::isOpen).filter(open -> !open).isPresent();
        ReadReply.Builder message = ReadReply.newBuilder()
                .setNextIndex(result.nextIndex())
                .setMillisBehindLatest(result.millisBehind())
                .setEndOfShard(closed && result.caughtUp());
        for (Slice slice : result.slices()) {
            message.addBlocks(BlockSlices.toMessage(slice));
        }
        return message.build();
    }

    @Override
    public StreamObserver<SubscriptionRequest> subscribe(StreamObserver<SubscriptionEvent> events) {
        return new SubscribeCall(
                shards,
                subscriptions,
                (ServerCallStreamObserver<SubscriptionEvent>) events,
                memory.answers(),
                refusals);
    }

    private ReadReply refusedRead(ShardRefusal refusal) {
        refusals.count(refusal.reason());
        return ReadReply.newBuilder()
                .setRefusal(Refusals.toMessage(refusal.reason()))
                .setOwner(refusal.owner())
                .setKey(refusal.key())
                .build();
    }

    private static ShardRefusal refusalOf(ShardKey key, Throwable failure) {
        return ShardRefusal.in(failure).orElseGet(() -> {
            log.warn("Stream {} shard {} cannot be served now: {}", key.stream(), key.shard(), failure.toString());
            return new ShardRefusal(RefusalReason.UNAVAILABLE);
        });
    }

    private static <T> void answer(StreamObserver<T> reply, T message) {
        if (reply instanceof ServerCallStreamObserver<T> call && call.isCancelled()) {
            return;
        }
        reply.onNext(message);
        reply.onCompleted();
    }
}
