package dev.millrace.metadata.scaling;

/**
 * What is written to a shard or a stream in a second.
 *
 * @param bytes data and partition keys
 */
public record WriteRate(long bytes, long records) {
    public static final WriteRate NONE = new WriteRate(0, 0);

    /** What one shard takes. */
    private static final WriteRate SHARD = new WriteRate(1024 * 1024, 1_000);

    public WriteRate plus(WriteRate other) {
        return new WriteRate(bytes + other.bytes, records + other.records);
    }

    /** The higher of both, each for itself. */
    public WriteRate max(WriteRate other) {
        return new WriteRate(Math.max(bytes, other.bytes), Math.max(records, other.records));
    }

    /** How much of a number of shards it takes up, by whichever of the two is scarcer. 1: all of it. */
    public double utilisation(int shards) {
        return Math.max((double) bytes / SHARD.bytes, (double) records / SHARD.records) / shards;
    }
}
