package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.CHILD_SHARDS;
import static dev.millrace.protocol.wire.Member.MILLIS_BEHIND_LATEST;
import static dev.millrace.protocol.wire.Member.NEXT_SHARD_ITERATOR;
import static dev.millrace.protocol.wire.Member.RECORDS;

import dev.millrace.protocol.wire.WireFormat;
import dev.millrace.protocol.wire.WireWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records from where the iterator stood. At the end of a closed shard there is no next iterator, and its children are
 * named; before it is the other way around. Clients rely on exactly one of the two.
 *
 * @param nextShardIterator null at the end of the shard
 * @param millisBehindLatest how far behind the shard's newest record the reader is, 0 when it is caught up
 * @param childShards not empty at the end of the shard
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetRecords.html">GetRecords</a>
 */
public record GetRecordsResponse(
        OutgoingRecords records,
        @Nullable String nextShardIterator,
        long millisBehindLatest,
        List<ChildShard> childShards)
        implements KinesisResponse {
    /** @throws IllegalArgumentException unless there is either a next iterator or a child shard */
    public GetRecordsResponse {
        if ((nextShardIterator == null) == childShards.isEmpty()) {
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
        out.member(NEXT_SHARD_ITERATOR, nextShardIterator);
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
