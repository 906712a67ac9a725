package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.SHARD_ITERATOR;

import dev.millrace.protocol.wire.WireWriter;

/**
 * An iterator, good for 300 seconds.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetShardIterator.html">GetShardIterator</a>
 */
public record GetShardIteratorResponse(String shardIterator) implements KinesisResponse {
    @Override
    public void writeTo(WireWriter out) {
        out.beginMap();
        out.member(SHARD_ITERATOR, shardIterator);
        out.endMap();
    }
}
