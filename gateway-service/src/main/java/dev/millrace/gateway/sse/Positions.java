package dev.millrace.gateway.sse;

import dev.millrace.internal.consumer.v1.ShardPosition;
import dev.millrace.internal.consumer.v1.ShardPositions;
import dev.millrace.stream.StreamId;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How far a follower is in every shard that it is in, and what it has to remember of those that are behind it. As text it
 * is the id of an event: whoever comes back with it goes on with the record after that event, on any instance. Shards of all streams
 * have the same indexes, and so have those of all lives of a name: half of the stream's id, which is random, tells them apart.
 *
 * <pre>
 *  version = 2 │ lower half of the stream's id (8 bytes) │ for each shard: index (varint) │ next record index + 1, or 0 when
 *  finished (varint) │ ...
 * </pre>
 */
final class Positions {
    private static final byte VERSION = 2;
    private static final int LONGEST_VARINT = 10;
    private static final long FINISHED = 0;

    private final long streamHalf;
    private final Map<Integer, Long> next = new TreeMap<>();

    /** Of a follower of the stream that is in no shard yet. */
    Positions(StreamId stream) {
        this(stream.value().getLeastSignificantBits());
    }

    private Positions(long streamHalf) {
        this.streamHalf = streamHalf;
    }

    /** The position that an event's id stands for; empty if it is none of ours. */
    static Optional<Positions> parse(String id) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(id));
            if (!bytes.hasRemaining() || bytes.get() != VERSION) {
                return Optional.empty();
            }
            Positions positions = new Positions(bytes.getLong());
            while (bytes.hasRemaining()) {
                int shard = Math.toIntExact(readVarint(bytes));
                positions.next.put(shard, readVarint(bytes));
            }
            return Optional.of(positions);
        } catch (RuntimeException malformed) {
            return Optional.empty();
        }
    }

    /** Whether they are positions in this very stream. */
    boolean areIn(StreamId stream) {
        return streamHalf == stream.value().getLeastSignificantBits();
    }

    /** The same of one shard. */
    Positions only(int shard) {
        Positions one = new Positions(streamHalf);
        Long position = next.get(shard);
        if (position != null) {
            one.next.put(shard, position);
        }
        return one;
    }

    /** A record before this index was the last one in the shard. */
    void moveTo(int shard, long nextIndex) {
        next.put(shard, nextIndex + 1);
    }

    void finish(int shard) {
        next.put(shard, FINISHED);
    }

    /** Forgets a finished shard: nothing waits for it any more. */
    void forget(int shard) {
        next.remove(shard, FINISHED);
    }

    boolean has(int shard) {
        return next.containsKey(shard);
    }

    boolean isFinished(int shard) {
        return Long.valueOf(FINISHED).equals(next.get(shard));
    }

    ShardPositions toMessage() {
        ShardPositions.Builder message = ShardPositions.newBuilder();
        next.forEach((shard, position) -> message.addShards(ShardPosition.newBuilder()
                .setShard(shard)
                .setFinished(position == FINISHED)
                .setNextIndex(Math.max(0, position - 1))));
        return message.build();
    }

    @Override
    public String toString() {
        ByteBuffer bytes = ByteBuffer.allocate(1 + Long.BYTES + next.size() * 2 * LONGEST_VARINT);
        bytes.put(VERSION).putLong(streamHalf);
        next.forEach((shard, position) -> {
            writeVarint(bytes, shard);
            writeVarint(bytes, position);
        });
        bytes.flip();
        byte[] exact = new byte[bytes.remaining()];
        bytes.get(exact);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(exact);
    }

    private static void writeVarint(ByteBuffer bytes, long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes.put((byte) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        bytes.put((byte) rest);
    }

    private static long readVarint(ByteBuffer bytes) {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = bytes.get();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("too long");
    }
}
