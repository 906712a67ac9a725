package dev.millrace.gateway.rest.sse;

import dev.millrace.internal.consumer.v1.ShardPosition;
import dev.millrace.internal.consumer.v1.ShardPositions;
import dev.millrace.stream.StreamId;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How far a follower is in every shard that it is in, and what it has to remember of those that are behind it. As text it
 * is the id of an event: a client that comes back with it goes on with the record after that event, on any instance. Shards of all streams
 * have the same indexes, and so have those of all lives of a name: half of the stream's id, which is random, tells them apart.
 *
 * <pre>
 *  version = 3 │ lower half of the stream's id (8 bytes) │ of each shard the next record's index and one, or 0 when finished:
 *                                                        │ {@link PackedPositions}
 * </pre>
 */
final class Positions {
    private static final byte VERSION = 3;
    private static final long FINISHED = 0;

    private final long streamHalf;
    private final NavigableMap<Integer, Long> next = new TreeMap<>();

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
            byte[] packed = new byte[bytes.remaining()];
            bytes.get(packed);
            positions.next.putAll(PackedPositions.unpack(packed));
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
        byte[] packed = PackedPositions.pack(next);
        byte[] id = ByteBuffer.allocate(1 + Long.BYTES + packed.length)
                .put(VERSION)
                .putLong(streamHalf)
                .put(packed)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
    }
}
