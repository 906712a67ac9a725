package dev.millrace.e2e.history;

import java.util.ArrayList;
import java.util.List;

/**
 * What one reader saw of one shard while others wrote: everything from the trim horizon on, in one go. Written by the
 * reader's thread, read after it has ended.
 */
public final class Pass {
    private final String shardId;
    private final List<StoredRecord> records = new ArrayList<>();
    private final List<CaughtUp> caughtUp = new ArrayList<>();

    public Pass(String shardId) {
        this.shardId = shardId;
    }

    public String shardId() {
        return shardId;
    }

    public void add(StoredRecord record) {
        records.add(record);
    }

    /** Notes that a call that began at {@code startedAt} was answered with "nothing is behind this". */
    public void caughtUp(long startedAt) {
        caughtUp.add(new CaughtUp(startedAt, records.size()));
    }

    public List<StoredRecord> records() {
        return records;
    }

    List<CaughtUp> caughtUp() {
        return caughtUp;
    }

    /** The reader had seen so many records, and was told that they were all there were when its call began. */
    record CaughtUp(long startedAt, int seen) {}
}
