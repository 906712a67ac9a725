package dev.millrace.shard.simulation;

import dev.millrace.stream.ShardKey;
import dev.millrace.stream.StreamId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The nodes, the store that they share, and what was seen of them. */
final class Cluster {
    private final Variant variant;
    private final Weather weather;
    private final Quorum quorum;
    private final InstanceRows instances = new InstanceRows();
    private final OwnershipRows ownership;
    private final History history;
    private final List<ShardKey> shards = new ArrayList<>();
    private final List<SimulatedNode> nodes = new ArrayList<>();

    Cluster(World world, Variant variant) {
        this.variant = variant;
        this.weather = new Weather(world);
        this.quorum = new Quorum(world, weather);
        StreamId stream =
                new StreamId(new UUID(world.random().nextLong(), world.random().nextLong()));
        int shardCount = 1 + world.random().nextInt(4);
        for (int i = 0; i < shardCount; i++) {
            shards.add(new ShardKey(stream, i));
        }
        this.history = new History(world, shardCount);
        this.ownership = new OwnershipRows(variant, new OwnershipRows.EndListener() {
            @Override
            public void recorded(ShardKey key, int epoch, long end) {
                world.trace(() -> "shard " + key.shard() + " epoch " + epoch + " ends at " + end);
                history.of(key).endRecorded(epoch, end);
            }

            @Override
            public void sealed(ShardKey key, long end) {
                world.trace(() -> "shard " + key.shard() + " is sealed at " + end);
                history.of(key).sealedAt(end);
            }
        });
        int nodeCount = 2 + world.random().nextInt(3);
        for (int i = 0; i < nodeCount; i++) {
            nodes.add(new SimulatedNode(world, this, i));
        }
    }

    Variant variant() {
        return variant;
    }

    Weather weather() {
        return weather;
    }

    Quorum quorum() {
        return quorum;
    }

    InstanceRows instances() {
        return instances;
    }

    OwnershipRows ownership() {
        return ownership;
    }

    History history() {
        return history;
    }

    List<ShardKey> shards() {
        return shards;
    }

    List<SimulatedNode> nodes() {
        return nodes;
    }
}
