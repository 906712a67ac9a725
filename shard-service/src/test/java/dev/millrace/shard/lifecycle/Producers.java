package dev.millrace.shard.lifecycle;

import dev.millrace.block.RecordEntry;
import dev.millrace.shard.append.AppendCallback;
import dev.millrace.shard.owner.ShardUse;
import dev.millrace.shard.refusal.RefusalReason;
import dev.millrace.shard.refusal.ShardRefusal;
import dev.millrace.shard.simulation.RecordContent;
import dev.millrace.shard.simulation.World;
import dev.millrace.stream.Shard;
import dev.millrace.stream.ShardKey;
import java.nio.ByteBuffer;
import java.util.List;

/** A record for each open shard, again and again. */
final class Producers {
    private final Plant plant;
    private final World world;
    private long names;
    private boolean resting;

    Producers(Plant plant) {
        this.plant = plant;
        this.world = plant.world();
    }

    void begin() {
        world.after(world.between(30_000, 150_000), this::putEverywhere);
    }

    void rest() {
        resting = true;
    }

    private void putEverywhere() {
        if (resting) {
            return;
        }
        plant.streams()
                .all()
                .forEach(entry -> entry.stream().shards().all().stream()
                        .filter(Shard::isOpen)
                        .forEach(shard -> put(new ShardKey(entry.stream().id(), shard.index()))));
        begin();
    }

    private void put(ShardKey key) {
        names++;
        ByteBuffer entries = RecordContent.entries(List.of(names));
        int[] sizes = RecordEntry.payloadSizes(entries, 1);
        plant.ownerOf(key)
                .host()
                .use(key, ShardUse.of(shard -> shard.appender().append(entries, sizes, 0, new Answer(key)), refusal -> {
                    plant.refused(key, refusal);
                    world.trace(() -> key.shard() + " takes nothing: " + refusal.reason());
                }));
    }

    private final class Answer implements AppendCallback {
        private final ShardKey key;

        Answer(ShardKey key) {
            this.key = key;
        }

        @Override
        public void accepted(int count, long firstIndex, long arrivalMillis, boolean encrypted, RefusalReason rest) {
            plant.truth().acknowledged(key, firstIndex, count);
        }

        @Override
        public void refused(ShardRefusal reason) {
            plant.refused(key, reason);
            world.trace(() -> key.shard() + " refuses: " + reason.reason());
        }
    }
}
