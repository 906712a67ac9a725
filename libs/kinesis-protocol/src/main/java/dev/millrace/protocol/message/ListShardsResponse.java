package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.NEXT_TOKEN;
import static dev.millrace.protocol.wire.Member.SHARDS;

import dev.millrace.protocol.wire.WireFormat;
import dev.millrace.protocol.wire.WireWriter;
import dev.millrace.stream.Shard;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a stream's shards.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListShards.html">ListShards</a>
 */
public record ListShardsResponse(
        List<Shard> shards, @Nullable String nextToken) implements KinesisResponse {
    private static final int BYTES_PER_SHARD = 512;

    @Override
    public void writeTo(WireWriter out) {
        out.beginMap();
        ListElements.each(out, SHARDS, shards, ShardElement::write);
        out.member(NEXT_TOKEN, nextToken);
        out.endMap();
    }

    @Override
    public int sizeHint(WireFormat format) {
        return 512 + BYTES_PER_SHARD * shards.size();
    }
}
