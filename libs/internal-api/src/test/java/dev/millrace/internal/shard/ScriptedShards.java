package dev.millrace.internal.shard;

import dev.millrace.internal.rpc.EventStreamAnswer;
import dev.millrace.internal.shard.v1.Append;
import dev.millrace.internal.shard.v1.AppendBatch;
import dev.millrace.internal.shard.v1.AppendOutcome;
import dev.millrace.internal.shard.v1.AppendOutcomes;
import dev.millrace.internal.shard.v1.LocateReply;
import dev.millrace.internal.shard.v1.LocateRequest;
import dev.millrace.internal.shard.v1.ReadReply;
import dev.millrace.internal.shard.v1.ReadRequest;
import dev.millrace.internal.shard.v1.ResolvePositionReply;
import dev.millrace.internal.shard.v1.ResolvePositionRequest;
import dev.millrace.internal.shard.v1.SealReply;
import dev.millrace.internal.shard.v1.SealRequest;
import dev.millrace.internal.shard.v1.ShardLogGrpc.ShardLogImplBase;
import dev.millrace.internal.shard.v1.ShardOwner;
import dev.millrace.internal.shard.v1.SubscriptionEvent;
import dev.millrace.internal.shard.v1.SubscriptionRequest;
import dev.millrace.internal.shard.v1.SubscriptionStart;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Flux;

/** An instance of the shard service that answers what it was told to, in this order, and names itself as every shard's owner. */
final class ScriptedShards extends ShardLogImplBase {
    private final String address;
    private final Queue<AppendOutcome> appends = new ConcurrentLinkedQueue<>();
    private final Queue<ReadReply> reads = new ConcurrentLinkedQueue<>();
    private final Queue<ResolvePositionReply> positions = new ConcurrentLinkedQueue<>();
    private final Queue<SealReply> seals = new ConcurrentLinkedQueue<>();
    private final Queue<List<SubscriptionEvent>> subscriptions = new ConcurrentLinkedQueue<>();
    private final List<SubscriptionStart> starts = new CopyOnWriteArrayList<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger located = new AtomicInteger();
    private final Server server;
    private volatile boolean broken;

    ScriptedShards(String address) {
        this.address = address;
        this.server = InProcessServerBuilder.forName(address)
                .directExecutor()
                .addService(this)
                .build();
    }

    void start() throws IOException {
        server.start();
    }

    void stop() {
        server.shutdownNow();
    }

    String address() {
        return address;
    }

    void reads(ReadReply... replies) {
        reads.addAll(List.of(replies));
    }

    void positions(ResolvePositionReply... replies) {
        positions.addAll(List.of(replies));
    }

    void seals(SealReply... replies) {
        seals.addAll(List.of(replies));
    }

    /** What one subscription is sent before it ends. */
    void events(SubscriptionEvent... events) {
        subscriptions.add(List.of(events));
    }

    /** What appends are answered with, one after the other. */
    void appends(AppendOutcome... outcomes) {
        appends.addAll(List.of(outcomes));
    }

    @Override
    public StreamObserver<AppendBatch> append(StreamObserver<AppendOutcomes> answer) {
        return new StreamObserver<>() {
            @Override
            public void onNext(AppendBatch batch) {
                for (Append append : batch.getAppendsList()) {
                    calls.incrementAndGet();
                    AppendOutcome outcome = appends.poll();
                    if (outcome == null) {
                        answer.onError(Status.UNAVAILABLE.asRuntimeException());
                        return;
                    }
                    answer.onNext(AppendOutcomes.newBuilder()
                            .addOutcomes(outcome.toBuilder().setId(append.getId()))
                            .build());
                }
            }

            @Override
            public void onError(Throwable failure) {}

            @Override
            public void onCompleted() {
                answer.onCompleted();
            }
        };
    }

    void breakCalls() {
        broken = true;
    }

    /** How often it was asked for anything but an owner. */
    int calls() {
        return calls.get();
    }

    /** How often it was asked for an owner. */
    int located() {
        return located.get();
    }

    List<SubscriptionStart> starts() {
        return starts;
    }

    @Override
    public void locate(LocateRequest request, StreamObserver<LocateReply> answer) {
        located.incrementAndGet();
        LocateReply.Builder reply = LocateReply.newBuilder();
        request.getShardsList()
                .forEach(shard ->
                        reply.addOwners(ShardOwner.newBuilder().setShard(shard).setAddress(address)));
        answer.onNext(reply.build());
        answer.onCompleted();
    }

    @Override
    public void read(ReadRequest request, StreamObserver<ReadReply> answer) {
        answer(reads, answer);
    }

    @Override
    public void resolvePosition(ResolvePositionRequest request, StreamObserver<ResolvePositionReply> answer) {
        answer(positions, answer);
    }

    @Override
    public void seal(SealRequest request, StreamObserver<SealReply> answer) {
        answer(seals, answer);
    }

    private <A> void answer(Queue<A> replies, StreamObserver<A> answer) {
        calls.incrementAndGet();
        A reply = replies.poll();
        if (broken || reply == null) {
            answer.onError(Status.UNAVAILABLE.asRuntimeException());
            return;
        }
        answer.onNext(reply);
        answer.onCompleted();
    }

    @Override
    public StreamObserver<SubscriptionRequest> subscribe(StreamObserver<SubscriptionEvent> answer) {
        return EventStreamAnswer.to(
                answer,
                first -> {
                    starts.add(first.getStart());
                    List<SubscriptionEvent> events = subscriptions.poll();
                    return events == null
                            ? Flux.error(Status.UNAVAILABLE.asRuntimeException())
                            : Flux.fromIterable(events);
                },
                SubscriptionRequest::getEvents);
    }
}
