package dev.millrace.shard.simulation;

import dev.millrace.shard.log.BlockStore;
import dev.millrace.shard.loop.ShardLoop;
import dev.millrace.shard.owner.Ownership;
import dev.millrace.shard.owner.ShardOpener;

/** What is put in the place of production code, or of what it relies on, to see whether the checks notice. */
public interface Variant {
    /** Nothing is replaced. */
    Variant PRODUCTION = new Variant() {};

    default BlockStore store(Quorum quorum, StoreLink link) {
        return new SimulatedBlockStore(quorum, link);
    }

    /** What a reader of an ownership row gets. */
    default Ownership seen(Ownership row) {
        return row;
    }

    /** Whether a take-over that has seen a row may still go by it. */
    default boolean stillHolds(Ownership seen, Ownership row) {
        return seen.owner().equals(row.owner())
                && seen.epoch() == row.epoch()
                && seen.settledEpoch() == row.settledEpoch();
    }

    /** Whether a seal that is to be recorded really is. */
    default boolean recordsSeals() {
        return true;
    }

    default ShardOpener opener(ShardOpener opener, BlockStore store, ShardLoop loop, SimulatedClock clock) {
        return opener;
    }
}
