package dev.millrace.shard.grpc;

import dev.millrace.block.MalformedBlockException;
import dev.millrace.block.RecordEntry;
import dev.millrace.internal.metadata.StreamMessages;
import dev.millrace.internal.shard.v1.Append;
import dev.millrace.internal.shard.v1.AppendBatch;
import dev.millrace.internal.shard.v1.AppendOutcomes;
import dev.millrace.shard.memory.ByteBudget;
import dev.millrace.shard.refusal.RefusalReason;
import dev.millrace.shard.refusal.ShardRefusal;
import dev.millrace.stream.ShardKey;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;

/** The appends of one gateway, as they come in on one stream of batches. */
final class AppendCall implements StreamObserver<AppendBatch> {
    private final RequestedShards shards;
    private final OutcomeSender outcomes;
    private final ByteBudget pending;
    private final RefusalMeters refusals;

    /** @param pending counts what has come in until it is the appender's, which goes on counting */
    AppendCall(
            RequestedShards shards,
            ServerCallStreamObserver<AppendOutcomes> call,
            ByteBudget pending,
            RefusalMeters refusals) {
        this.shards = shards;
        this.pending = pending;
        this.refusals = refusals;
        this.outcomes = new OutcomeSender(call);
    }

    @Override
    public void onNext(AppendBatch batch) {
        for (Append append : batch.getAppendsList()) {
            append(append);
        }
    }

    private void append(Append append) {
        ShardKey key = new ShardKey(StreamMessages.toStreamId(append.getStreamId()), append.getShard());
        ByteBuffer entries = append.getRecords().asReadOnlyByteBuffer();
        int[] payloadSizes;
        try {
            payloadSizes = RecordEntry.payloadSizes(entries, append.getRecordCount());
        } catch (MalformedBlockException e) {
            outcomes.fail(
                    Status.INVALID_ARGUMENT.withDescription(e.getMessage()).asRuntimeException());
            return;
        }
        Executor loop = shards.loopOf(key);
        IncomingAppend incoming = new IncomingAppend(
                append.getId(),
                entries,
                payloadSizes,
                append.getAfterIndex(),
                pending,
                refusals,
                outcome -> outcomes.send(outcome, loop));
        if (incoming.isCounted()) {
            shards.use(key, incoming);
        } else {
            incoming.refused(new ShardRefusal(RefusalReason.OVERLOADED));
        }
    }

    @Override
    public void onError(Throwable failure) {
        // The gateway is gone; what it has sent is carried through all the same.
    }

    @Override
    public void onCompleted() {
        outcomes.complete();
    }
}
