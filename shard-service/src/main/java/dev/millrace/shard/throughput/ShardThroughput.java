package dev.millrace.shard.throughput;

import dev.millrace.stream.Permits;

/** What may still go into and out of one shard. Not thread-safe: lives on its shard's loop. */
public final class ShardThroughput {
    private final boolean enabled;
    private final Permits writeBytes;
    private final Permits writeRecords;
    private final Permits readBytes;
    private final Permits readCalls;
    private final Permits iteratorCalls;
    private long writtenBytes;
    private long writtenRecords;

    public ShardThroughput(ThroughputSettings settings, long now) {
        this.enabled = settings.enabled();
        this.writeBytes = Permits.perSecond(settings.writeBytesPerSecond(), now);
        this.writeRecords = Permits.perSecond(settings.writeRecordsPerSecond(), now);
        this.readBytes = Permits.perSecond(settings.readBytesPerSecond(), now);
        this.readCalls = Permits.perSecond(settings.readCallsPerSecond(), now);
        this.iteratorCalls = Permits.perSecond(settings.iteratorCallsPerSecond(), now);
    }

    /**
     * Takes the permits of as many records as there are permits for.
     *
     * @param payloadSizes the quota bytes of each record
     * @return how many of the first records are admitted
     */
    public int admitWrites(int[] payloadSizes, long now) {
        int admitted = enabled ? takePermits(payloadSizes, now) : payloadSizes.length;
        for (int i = 0; i < admitted; i++) {
            writtenBytes += payloadSizes[i];
        }
        writtenRecords += admitted;
        return admitted;
    }

    /** What was admitted since this was last asked for. */
    public Written takeWritten() {
        Written written = new Written(writtenBytes, writtenRecords);
        writtenBytes = 0;
        writtenRecords = 0;
        return written;
    }

    /** @param bytes data and partition keys */
    public record Written(long bytes, long records) {}

    private int takePermits(int[] payloadSizes, long now) {
        int admitted = 0;
        while (admitted < payloadSizes.length
                && writeRecords.has(1, now)
                && writeBytes.has(payloadSizes[admitted], now)) {
            writeRecords.take(1);
            writeBytes.take(payloadSizes[admitted]);
            admitted++;
        }
        return admitted;
    }

    /** Takes the permit of a read call, unless an earlier answer's bytes are still to be paid back. */
    public boolean admitRead(long now) {
        if (!enabled) {
            return true;
        }
        if (!readCalls.has(1, now) || !readBytes.isPositive(now)) {
            return false;
        }
        readCalls.take(1);
        return true;
    }

    /** Counts the bytes of an answer: so many block the shard's reads for their time at the sustained rate. */
    public void countRead(long bytes) {
        readBytes.take(bytes);
    }

    public boolean admitIterator(long now) {
        return !enabled || iteratorCalls.tryTake(now);
    }
}
