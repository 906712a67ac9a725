package dev.millrace.shard.subscription;

import dev.millrace.shard.read.ReadResult;
import dev.millrace.shard.refusal.ShardRefusal;

/** Who is pushed to. Told on the shard's loop; must not block. */
public interface Subscriber {
    /** Whether it can take an event now. Whoever says no calls {@link ShardSubscription#wake} when that has changed. */
    boolean isReady();

    /**
     * Whether there is memory for an event now; asked before one is read. Whoever says no calls {@link ShardSubscription#wake} when
     * that has changed. After a yes either an event comes, or {@link #spare}.
     */
    boolean tryReserve();

    /** There was no event to be sent. */
    void spare();

    void event(ReadResult records);

    /** The shard is closed, and these are its last records. Nothing follows. */
    void endOfShard(ReadResult records);

    /** Nothing more comes from here. */
    void refused(ShardRefusal reason);
}
