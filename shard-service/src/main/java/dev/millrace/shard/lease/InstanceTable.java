package dev.millrace.shard.lease;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** The heartbeat rows of all instances. Every change is a compare-and-set; a failed stage leaves its outcome open. */
public interface InstanceTable {
    /** Enters a new instance with beat 0, alive. */
    CompletionStage<Void> register(UUID id, String address);

    /** Raises the beat by one if it still is {@code beat} and the instance is alive. */
    CompletionStage<Renewal> renew(UUID id, long beat);

    /** Marks an instance dead, for ever, if its beat still is {@code beat}; whether it is dead now. */
    CompletionStage<Boolean> declareDead(UUID id, long beat);

    /** Removes the row of an instance that is dead. */
    CompletionStage<Void> remove(UUID id);

    /** All rows, read so that every completed change is seen. */
    CompletionStage<List<Instance>> list();

    /**
     * All rows, read so cheaply that every instance does it all the time. A change that is still under way may be missing: whoever
     * judges by that has to prove it by a compare-and-set, or by {@link #list}.
     */
    CompletionStage<List<Instance>> look();

    /**
     * What a renewal found.
     *
     * @param applied whether this call raised the beat
     * @param alive whether the row exists and is not marked dead
     * @param beat the row's beat now
     */
    record Renewal(boolean applied, boolean alive, long beat) {}

    /** One row. */
    record Instance(UUID id, String address, long beat, boolean alive) {}
}
