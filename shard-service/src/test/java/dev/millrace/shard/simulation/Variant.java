package dev.millrace.shard.simulation;

import dev.millrace.shard.lease.OwnershipTable;
import dev.millrace.shard.lease.ShardOpener;
import dev.millrace.shard.log.BlockStore;
import dev.millrace.shard.loop.ShardLoop;

/** What is put in the place of production code, to see whether the checks notice. */
interface Variant {
    /** Nothing. */
    Variant PRODUCTION = new Variant() {};

    default BlockStore store(BlockStore store) {
        return store;
    }

    default OwnershipTable ownership(OwnershipTable table) {
        return table;
    }

    default ShardOpener opener(ShardOpener opener, BlockStore store, ShardLoop loop, SimulatedClock clock) {
        return opener;
    }
}
