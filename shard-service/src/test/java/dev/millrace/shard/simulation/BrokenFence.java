package dev.millrace.shard.simulation;

import dev.millrace.shard.log.BlockStore;
import dev.millrace.shard.log.Bucket;
import dev.millrace.shard.log.StoredBlock;
import dev.millrace.shard.loop.ShardLoop;
import dev.millrace.shard.owner.Ownership;
import dev.millrace.shard.owner.ShardOpener;
import dev.millrace.stream.RecordIndex;
import dev.millrace.stream.ShardKey;
import java.nio.ByteBuffer;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The engine with one of its safeguards taken out. */
enum BrokenFence implements Variant {
    /** A former owner goes on acknowledging. */
    NO_LEASE_CHECK_BEFORE_ACKNOWLEDGING {
        @Override
        public ShardOpener opener(ShardOpener opener, BlockStore store, ShardLoop loop, SimulatedClock clock) {
            return new UnfencedOpener(store, loop, clock, true);
        }
    },

    /** A former owner goes on showing what it knows. */
    NO_LEASE_CHECK_BEFORE_READING {
        @Override
        public ShardOpener opener(ShardOpener opener, BlockStore store, ShardLoop loop, SimulatedClock clock) {
            return new UnfencedOpener(store, loop, clock, false);
        }
    },

    /** Whatever lies in the store of former epochs is shown, also what comes there late. */
    NO_RECORDED_ENDS {
        @Override
        public Ownership seen(Ownership row) {
            SortedMap<Integer, Long> endless = new TreeMap<>();
            for (int epoch = 1; epoch <= row.settledEpoch(); epoch++) {
                endless.put(epoch, RecordIndex.firstOf(epoch + 1));
            }
            return new Ownership(
                    row.owner(),
                    row.address(),
                    row.epoch(),
                    row.settledEpoch(),
                    row.lastArrivalMillis(),
                    row.sealed(),
                    endless);
        }
    },

    /** A new owner settles what is settled, once more. */
    SETTLED_ANEW_BY_EACH_OWNER {
        @Override
        public Ownership seen(Ownership row) {
            return new Ownership(
                    row.owner(), row.address(), row.epoch(), 0, row.lastArrivalMillis(), row.sealed(), new TreeMap<>());
        }

        @Override
        public boolean stillHolds(Ownership seen, Ownership row) {
            return seen.owner().equals(row.owner()) && seen.epoch() == row.epoch();
        }
    },

    /** A new owner goes by no arrival time but its own clock's. */
    NO_LAST_ARRIVAL {
        @Override
        public Ownership seen(Ownership row) {
            return new Ownership(
                    row.owner(), row.address(), row.epoch(), row.settledEpoch(), 0, row.sealed(), row.ends());
        }
    },

    /** An owner says that a shard is sealed and has it written down nowhere. */
    SEALS_ARE_NOT_RECORDED {
        @Override
        public boolean recordsSeals() {
            return false;
        }
    },

    /** A new owner appends to a shard that a former one has sealed. */
    SEALS_ARE_NOT_HONOURED {
        @Override
        public Ownership seen(Ownership row) {
            return new Ownership(
                    row.owner(),
                    row.address(),
                    row.epoch(),
                    row.settledEpoch(),
                    row.lastArrivalMillis(),
                    false,
                    row.ends());
        }
    },

    /** A block is there before all of its parts are. */
    PARTS_ARE_NOT_AWAITED {
        @Override
        public BlockStore store(Quorum quorum, StoreLink link) {
            return new SimulatedBlockStore(quorum, link) {
                @Override
                protected CompletionStage<Void> writePart(
                        ShardKey key, long bucket, long firstIndex, int part, ByteBuffer content) {
                    var unused = super.writePart(key, bucket, firstIndex, part, content);
                    return CompletableFuture.completedFuture(null);
                }
            };
        }
    },

    /** A block that could not be written is acknowledged all the same, and those behind it. */
    GAPS_ARE_ACKNOWLEDGED {
        @Override
        public BlockStore store(Quorum quorum, StoreLink link) {
            return new SimulatedBlockStore(quorum, link) {
                @Override
                public CompletionStage<Void> write(ShardKey key, Bucket bucket, StoredBlock block) {
                    return super.write(key, bucket, block).exceptionally(failure -> null);
                }
            };
        }
    }
}
