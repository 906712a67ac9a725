package dev.millrace.gateway.rest.sse;

import dev.millrace.stream.RecordIndex;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The bytes of positions. A stream may have a thousand shards, and the id with all of their positions goes with every event. What is likely
 * takes few bits: shards that follow each other, the same epoch, and, of records that are spread over shards by their keys, about the
 * same count in each.
 *
 * <pre>
 *  shards │ base and width of the counters │ for each shard: gap │ finished? │ epoch, from the one before │ counter, from the base
 * </pre>
 *
 * A shard that nothing was put to takes half a byte, and one of many that have a million records each two.
 */
final class PackedPositions {
    /** Of a shard that is finished; else a position is the next record's index and one. */
    private static final long FINISHED = 0;

    private static final int WIDTH_BITS = 6;

    /** So many bits of one for what lies so far from the base that it is written as it is. */
    private static final int FAR = 16;

    private static final int FAR_BITS = RecordIndex.COUNTER_BITS + 2;

    private static final long LEAST_BITS_OF_A_SHARD = 2;

    private PackedPositions() {}

    static byte[] pack(NavigableMap<Integer, Long> positions) {
        BitOutput out = new BitOutput();
        out.writeSmall(positions.size());
        long base = average(positions);
        int width = width(positions, base);
        out.write(base, RecordIndex.COUNTER_BITS);
        out.write(width, WIDTH_BITS);
        int expected = 0;
        long epoch = 0;
        for (Map.Entry<Integer, Long> shard : positions.entrySet()) {
            out.writeSmall(shard.getKey() - expected);
            expected = shard.getKey() + 1;
            long position = shard.getValue();
            out.write(position == FINISHED ? 1 : 0, 1);
            if (position != FINISHED) {
                out.writeSmall(zigzag(epoch(position) - epoch));
                epoch = epoch(position);
                writeNear(out, zigzag(counter(position) - base), width);
            }
        }
        return out.toBytes();
    }

    /** @throws IllegalArgumentException for what {@link #pack} never made */
    static NavigableMap<Integer, Long> unpack(byte[] packed) {
        BitInput in = new BitInput(packed);
        NavigableMap<Integer, Long> positions = new TreeMap<>();
        long count = in.readSmall();
        long base = in.read(RecordIndex.COUNTER_BITS);
        int width = (int) in.read(WIDTH_BITS);
        if (width > RecordIndex.COUNTER_BITS + 1 || count > in.remaining() / LEAST_BITS_OF_A_SHARD) {
            throw new IllegalArgumentException("malformed");
        }
        long expected = 0;
        long epoch = 0;
        for (long i = 0; i < count; i++) {
            int shard = Math.toIntExact(Math.addExact(expected, in.readSmall()));
            expected = shard + 1L;
            if (in.read(1) == 1) {
                positions.put(shard, FINISHED);
            } else {
                epoch += fromZigzag(in.readSmall());
                long counter = base + fromZigzag(readNear(in, width));
                positions.put(shard, position(epoch, counter));
            }
        }
        if (in.remaining() >= Byte.SIZE) {
            throw new IllegalArgumentException("too long");
        }
        return positions;
    }

    private static void writeNear(BitOutput out, long distance, int width) {
        long far = distance >>> width;
        if (far < FAR) {
            for (long i = 0; i < far; i++) {
                out.write(1, 1);
            }
            out.write(0, 1);
            out.write(distance, width);
        } else {
            out.write((1L << FAR) - 1, FAR);
            out.write(distance, FAR_BITS);
        }
    }

    private static long readNear(BitInput in, int width) {
        long far = 0;
        while (far < FAR && in.read(1) == 1) {
            far++;
        }
        return far == FAR ? in.read(FAR_BITS) : far << width | in.read(width);
    }

    private static long average(NavigableMap<Integer, Long> positions) {
        return (long) positions.values().stream()
                .filter(position -> position != FINISHED)
                .mapToLong(PackedPositions::counter)
                .average()
                .orElse(0);
    }

    /** So many bits as the usual distance from the base has. */
    private static int width(NavigableMap<Integer, Long> positions, long base) {
        double distance = positions.values().stream()
                .filter(position -> position != FINISHED)
                .mapToLong(position -> zigzag(counter(position) - base))
                .average()
                .orElse(0);
        return distance < 1 ? 0 : Math.getExponent(distance);
    }

    private static long epoch(long position) {
        return RecordIndex.epochOf(position - 1);
    }

    private static long counter(long position) {
        return RecordIndex.counterOf(position - 1);
    }

    private static long position(long epoch, long counter) {
        if (epoch < 0 || epoch > RecordIndex.MAX_EPOCH || counter < 0 || counter >>> RecordIndex.COUNTER_BITS != 0) {
            throw new IllegalArgumentException("no index");
        }
        return Math.addExact(epoch << RecordIndex.COUNTER_BITS | counter, 1);
    }

    private static long zigzag(long value) {
        return value << 1 ^ value >> 63;
    }

    private static long fromZigzag(long value) {
        return value >>> 1 ^ -(value & 1);
    }
}
