package dev.millrace.gateway.memory;

import dev.millrace.block.BlockBuilder;
import dev.millrace.block.RecordEntry;
import dev.millrace.internal.metadata.StreamMessages;
import dev.millrace.internal.shard.v1.Append;
import dev.millrace.internal.shard.v1.AppendBatch;
import dev.millrace.internal.shard.v1.AppendOutcome;
import dev.millrace.internal.shard.v1.AppendOutcomes;
import dev.millrace.internal.shard.v1.BlockSlice;
import dev.millrace.internal.shard.v1.LocateReply;
import dev.millrace.internal.shard.v1.LocateRequest;
import dev.millrace.internal.shard.v1.ReadReply;
import dev.millrace.internal.shard.v1.ReadRequest;
import dev.millrace.internal.shard.v1.Refusal;
import dev.millrace.internal.shard.v1.ResolvePositionReply;
import dev.millrace.internal.shard.v1.ResolvePositionRequest;
import dev.millrace.internal.shard.v1.ShardLogGrpc.ShardLogImplBase;
import dev.millrace.internal.shard.v1.ShardOwner;
import dev.millrace.stream.RecordIndex;
import dev.millrace.stream.StreamId;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** The shard service's contract in memory: every append is a block of its own, and tests may answer in its place. */
public final class MemoryShards extends ShardLogImplBase {
    private final Map<Key, List<BlockSlice>> logs = new HashMap<>();
    private final Set<Key> closed = new HashSet<>();
    private final List<AppendBatch> batches = new CopyOnWriteArrayList<>();
    private final String address;
    private volatile Function<Append, AppendOutcome> answers = this::store;
    private volatile String locatedAt;
    private volatile boolean breaksCalls;
    private volatile Refusal readRefusal = Refusal.NONE;

    /** @param address what Locate answers */
    public MemoryShards(String address) {
        this.address = address;
        this.locatedAt = address;
    }

    public String address() {
        return address;
    }

    /** Every batch received, in order. */
    public List<AppendBatch> batches() {
        return batches;
    }

    public int appends() {
        return batches.stream().mapToInt(AppendBatch::getAppendsCount).sum();
    }

    /** Answers appends in another way; the answer's id is filled in. */
    public void answerWith(Function<Append, AppendOutcome> answer) {
        answers = answer;
    }

    /** Refuses the first so many appends, then stores. */
    public void refuseFirst(int count, AppendOutcome refusal) {
        int[] left = {count};
        answers = append -> left[0]-- > 0 ? refusal : store(append);
    }

    /** Breaks the call instead of answering. */
    public void breakCalls(boolean breaking) {
        breaksCalls = breaking;
    }

    public void locateAt(String owner) {
        locatedAt = owner;
    }

    public void refuseReads(Refusal refusal) {
        readRefusal = refusal;
    }

    public synchronized void close(StreamId stream, int shard) {
        closed.add(new Key(stream, shard));
    }

    /** Stores an append as a shard's owner does. */
    public synchronized AppendOutcome store(Append append) {
        List<BlockSlice> log = logOf(new Key(StreamMessages.toStreamId(append.getStreamId()), append.getShard()));
        ByteBuffer entries = append.getRecords().asReadOnlyByteBuffer();
        BlockBuilder block = new BlockBuilder();
        block.add(entries, RecordEntry.payloadSizes(entries, append.getRecordCount()), 0, append.getRecordCount());
        long first = endOf(log);
        if (append.getAfterIndex() >= first) {
            return AppendOutcome.newBuilder()
                    .setRefusal(Refusal.ORDERING_VIOLATED)
                    .build();
        }
        long now = System.currentTimeMillis();
        log.add(BlockSlice.newBuilder()
                .setBlock(com.google.protobuf.ByteString.copyFrom(block.build()))
                .setFirstIndex(first)
                .setArrivalMillis(now)
                .setTake(append.getRecordCount())
                .build());
        return AppendOutcome.newBuilder()
                .setAcceptedCount(append.getRecordCount())
                .setFirstIndex(first)
                .setArrivalMillis(now)
                .build();
    }

    @Override
    public StreamObserver<AppendBatch> append(StreamObserver<AppendOutcomes> outcomes) {
        return new StreamObserver<>() {
            @Override
            public void onNext(AppendBatch batch) {
                batches.add(batch);
                if (breaksCalls) {
                    outcomes.onError(Status.UNAVAILABLE.asRuntimeException());
                    return;
                }
                AppendOutcomes.Builder answer = AppendOutcomes.newBuilder();
                for (Append append : batch.getAppendsList()) {
                    answer.addOutcomes(answers.apply(append).toBuilder().setId(append.getId()));
                }
                outcomes.onNext(answer.build());
            }

            @Override
            public void onError(Throwable failure) {
                // The gateway is gone.
            }

            @Override
            public void onCompleted() {
                outcomes.onCompleted();
            }
        };
    }

    @Override
    public void locate(LocateRequest request, StreamObserver<LocateReply> answer) {
        LocateReply.Builder reply = LocateReply.newBuilder();
        request.getShardsList()
                .forEach(shard ->
                        reply.addOwners(ShardOwner.newBuilder().setShard(shard).setAddress(locatedAt)));
        answer.onNext(reply.build());
        answer.onCompleted();
    }

    @Override
    public synchronized void resolvePosition(
            ResolvePositionRequest request, StreamObserver<ResolvePositionReply> answer) {
        List<BlockSlice> log = logOf(new Key(StreamMessages.toStreamId(request.getStreamId()), request.getShard()));
        long index = request.getLatest()
                ? endOf(log)
                : log.stream()
                        .filter(slice -> slice.getArrivalMillis() >= request.getAtTimestampMillis())
                        .map(BlockSlice::getFirstIndex)
                        .findFirst()
                        .orElse(endOf(log));
        answer.onNext(ResolvePositionReply.newBuilder()
                .setRefusal(readRefusal)
                .setIndex(index)
                .build());
        answer.onCompleted();
    }

    @Override
    public synchronized void read(ReadRequest request, StreamObserver<ReadReply> answer) {
        Key key = new Key(StreamMessages.toStreamId(request.getStreamId()), request.getShard());
        ReadReply.Builder reply = ReadReply.newBuilder().setRefusal(readRefusal);
        long next = request.getFromIndex();
        int left = request.getMaxRecords();
        for (BlockSlice slice : logOf(key)) {
            long end = slice.getFirstIndex() + slice.getTake();
            if (end > next && left > 0) {
                int skip = (int) Math.max(0, next - slice.getFirstIndex());
                int take = Math.min(left, slice.getTake() - skip);
                reply.addBlocks(slice.toBuilder().setSkip(skip).setTake(take));
                left -= take;
                next = slice.getFirstIndex() + skip + take;
            }
        }
        boolean atEnd = next >= endOf(logOf(key));
        answer.onNext(reply.setNextIndex(next)
                .setEndOfShard(closed.contains(key) && atEnd)
                .build());
        answer.onCompleted();
    }

    private List<BlockSlice> logOf(Key key) {
        return logs.computeIfAbsent(key, absent -> new ArrayList<>());
    }

    private static long endOf(List<BlockSlice> log) {
        if (log.isEmpty()) {
            return RecordIndex.firstOf(1);
        }
        BlockSlice last = log.get(log.size() - 1);
        return last.getFirstIndex() + last.getTake();
    }

    private record Key(StreamId stream, int shard) {}
}
