package dev.millrace.shard.append;

import dev.millrace.shard.refusal.RefusalReason;
import dev.millrace.shard.refusal.ShardRefusal;

/** Learns what became of one append, once, on the shard's loop. */
public interface AppendCallback {
    /**
     * The first records are durable and visible to every later read.
     *
     * @param count how many
     * @param firstIndex the index of the first
     * @param encrypted whether they are stored under a key
     * @param rest why the others were not taken; NONE if all were
     */
    void accepted(int count, long firstIndex, long arrivalMillis, boolean encrypted, RefusalReason rest);

    /** No record was acknowledged. */
    void refused(ShardRefusal reason);
}
