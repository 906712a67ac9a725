package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.CHILD_SHARDS;
import static dev.millrace.protocol.wire.Member.CONTINUATION_SEQUENCE_NUMBER;
import static dev.millrace.protocol.wire.Member.MILLIS_BEHIND_LATEST;
import static dev.millrace.protocol.wire.Member.RECORDS;

import dev.millrace.protocol.wire.WireFormat;
import dev.millrace.protocol.wire.WireWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a subscription pushes: records, or the news that there are none yet. The last event of a closed shard has children
 * instead of a continuation; clients rely on exactly one of the two.
 *
 * @param continuationSequenceNumber where to go on after a break, in decimal; null at the end of the shard
 * @param childShards not empty at the end of the shard
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_SubscribeToShardEvent.html">SubscribeToShardEvent</a>
 */
public record SubscribeToShardEvent(
        OutgoingRecords records,
        @Nullable String continuationSequenceNumber,
        long millisBehindLatest,
        List<ChildShard> childShards)
        implements KinesisResponse {
    /** @throws IllegalArgumentException unless there is either a continuation or a child shard */
    public SubscribeToShardEvent {
        if ((continuationSequenceNumber == null) == childShards.isEmpty()) {
            throw new IllegalArgumentException("a shard goes on or has children");
        }
    }

    @Override
    public void writeTo(WireWriter out) {
        out.beginMap();
        out.name(RECORDS);
        out.beginList();
        records.writeTo(out);
        out.endList();
        out.member(CONTINUATION_SEQUENCE_NUMBER, continuationSequenceNumber);
        out.member(MILLIS_BEHIND_LATEST, millisBehindLatest);
        if (!childShards.isEmpty()) {
            ListElements.each(out, CHILD_SHARDS, childShards, ChildShard::writeTo);
        }
        out.endMap();
    }

    @Override
    public int sizeHint(WireFormat format) {
        return records.bodySize(format) + 1024 + 512 * childShards.size();
    }
}
