package dev.millrace.shard.throughput;

/**
 * The per-shard quotas.
 *
 * @param enabled false switches all of them off
 * @param writeBytesPerSecond data and partition keys in
 * @param writeRecordsPerSecond records in
 * @param readBytesPerSecond data and partition keys out, all readers together
 * @param readCallsPerSecond reads, all readers together
 * @param iteratorCallsPerSecond positions resolved, all readers together
 * @see <a href="https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html">Quotas and limits</a>
 */
public record ThroughputSettings(
        boolean enabled,
        long writeBytesPerSecond,
        long writeRecordsPerSecond,
        long readBytesPerSecond,
        long readCallsPerSecond,
        long iteratorCallsPerSecond) {}
