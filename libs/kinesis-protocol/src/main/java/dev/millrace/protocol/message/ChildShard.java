package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.PARENT_SHARDS;
import static dev.millrace.protocol.wire.Member.SHARD_ID;

import dev.millrace.protocol.wire.WireWriter;
import dev.millrace.stream.HashKeyRange;
import dev.millrace.stream.Shard;
import dev.millrace.stream.ShardId;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A shard that takes over from the one that was read to its end.
 *
 * @param parentShards both parents of a merge
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ChildShard.html">ChildShard</a>
 */
public record ChildShard(ShardId shardId, List<ShardId> parentShards, HashKeyRange hashKeyRange) {
    /** The child as its parents' readers hear of it. */
    public static ChildShard of(Shard shard) {
        List<ShardId> parents = IntStream.concat(shard.parent().stream(), shard.adjacentParent().stream())
                .mapToObj(ShardId::new)
                .toList();
        return new ChildShard(shard.id(), parents, shard.range());
    }

    void writeTo(WireWriter out) {
        out.beginMap();
        out.member(SHARD_ID, shardId.toString());
        ListElements.strings(
                out, PARENT_SHARDS, parentShards.stream().map(ShardId::toString).toList());
        ShardElement.writeRange(hashKeyRange, out);
        out.endMap();
    }
}
