package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.ADJACENT_PARENT_SHARD_ID;
import static dev.millrace.protocol.wire.Member.ENDING_HASH_KEY;
import static dev.millrace.protocol.wire.Member.ENDING_SEQUENCE_NUMBER;
import static dev.millrace.protocol.wire.Member.HASH_KEY_RANGE;
import static dev.millrace.protocol.wire.Member.PARENT_SHARD_ID;
import static dev.millrace.protocol.wire.Member.SEQUENCE_NUMBER_RANGE;
import static dev.millrace.protocol.wire.Member.SHARD_ID;
import static dev.millrace.protocol.wire.Member.STARTING_HASH_KEY;
import static dev.millrace.protocol.wire.Member.STARTING_SEQUENCE_NUMBER;

import dev.millrace.protocol.wire.WireWriter;
import dev.millrace.stream.HashKeyRange;
import dev.millrace.stream.SequenceNumber;
import dev.millrace.stream.Shard;
import dev.millrace.stream.ShardId;

/**
 * A shard as clients see it.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_Shard.html">Shard</a>
 */
final class ShardElement {
    private ShardElement() {}

    static void write(Shard shard, WireWriter out) {
        out.beginMap();
        out.member(SHARD_ID, shard.id().toString());
        if (shard.parent().isPresent()) {
            out.member(PARENT_SHARD_ID, new ShardId(shard.parent().getAsInt()).toString());
        }
        if (shard.adjacentParent().isPresent()) {
            out.member(
                    ADJACENT_PARENT_SHARD_ID, new ShardId(shard.adjacentParent().getAsInt()).toString());
        }
        writeRange(shard.range(), out);
        out.name(SEQUENCE_NUMBER_RANGE);
        out.beginMap();
        out.member(STARTING_SEQUENCE_NUMBER, shard.startingSequenceNumber().toString());
        out.member(
                ENDING_SEQUENCE_NUMBER,
                shard.endingSequenceNumber().map(SequenceNumber::toString).orElse(null));
        out.endMap();
        out.endMap();
    }

    static void writeRange(HashKeyRange range, WireWriter out) {
        out.name(HASH_KEY_RANGE);
        out.beginMap();
        out.member(STARTING_HASH_KEY, range.start().toString());
        out.member(ENDING_HASH_KEY, range.end().toString());
        out.endMap();
    }
}
