package dev.millrace.shard.lifecycle;

import dev.millrace.shard.refusal.ShardRefusal;
import dev.millrace.shard.simulation.InstanceRows;
import dev.millrace.shard.simulation.OwnershipRows;
import dev.millrace.shard.simulation.Quorum;
import dev.millrace.shard.simulation.Variant;
import dev.millrace.shard.simulation.Weather;
import dev.millrace.shard.simulation.World;
import dev.millrace.stream.ShardKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/** The instances of both services, and the store that they share. */
final class Plant {
    static final Duration REMOVAL_GRACE = Duration.ofHours(1);

    private final World world;
    private final BrokenRule rule;
    private final Weather weather;
    private final Quorum quorum;
    private final Truth truth;
    private final StreamRows streams;
    private final InstanceRows instances = new InstanceRows();
    private final OwnershipRows ownership;
    private final List<MetadataNode> metadata = new ArrayList<>();
    private final List<ShardNode> shards = new ArrayList<>();
    private final Map<ShardKey, ShardNode> owners = new HashMap<>();

    Plant(World world, BrokenRule rule) {
        this.world = world;
        this.rule = rule;
        this.weather = new Weather(world);
        this.quorum = new Quorum(world, weather);
        this.truth = new Truth(world, REMOVAL_GRACE);
        this.streams = new StreamRows(truth, rule);
        this.ownership = new OwnershipRows(Variant.PRODUCTION, new OwnershipRows.EndListener() {
            @Override
            public void recorded(ShardKey key, int epoch, long end) {
                // The first simulation looks at ends.
            }

            @Override
            public void sealed(ShardKey key, long end) {
                truth.sealed(key);
            }
        });
        for (int i = 0; i < 2; i++) {
            metadata.add(new MetadataNode(this, i));
        }
        for (int i = 0; i < 2; i++) {
            shards.add(new ShardNode(this, i, metadata.get(i)));
        }
    }

    void start() {
        metadata.forEach(MetadataNode::start);
        shards.forEach(ShardNode::start);
    }

    World world() {
        return world;
    }

    BrokenRule rule() {
        return rule;
    }

    Weather weather() {
        return weather;
    }

    Quorum quorum() {
        return quorum;
    }

    Truth truth() {
        return truth;
    }

    StreamRows streams() {
        return streams;
    }

    InstanceRows instances() {
        return instances;
    }

    OwnershipRows ownership() {
        return ownership;
    }

    List<MetadataNode> metadata() {
        return metadata;
    }

    List<ShardNode> shards() {
        return shards;
    }

    MetadataNode anyMetadata() {
        return metadata.get(world.random().nextInt(metadata.size()));
    }

    /** The instance that a caller would try: the one that the last refusal named, else any. */
    ShardNode ownerOf(ShardKey key) {
        return owners.computeIfAbsent(key, unknown -> shards.get(world.random().nextInt(shards.size())));
    }

    /** Takes note of who is the one to ask instead. */
    void refused(ShardKey key, ShardRefusal refusal) {
        owners.remove(key);
        shards.stream().filter(node -> node.address().equals(refusal.owner())).forEach(node -> owners.put(key, node));
    }

    /** Seals a shard at its owner, as the metadata service does for a plan. */
    Mono<Instant> seal(ShardKey key) {
        return Mono.<Instant>create(sink -> ownerOf(key).host().seal(key).whenComplete((log, failure) -> {
                    if (failure == null) {
                        sink.success(Instant.ofEpochMilli(log.lastArrivalMillis()));
                    } else {
                        refused(key, (ShardRefusal) failure);
                        sink.error(failure);
                    }
                }))
                .timeout(Duration.ofSeconds(5));
    }

    /** Everything works again, with all clocks right. */
    void heal() {
        weather.calm();
        quorum.heal();
        metadata.forEach(MetadataNode::reconnect);
        shards.forEach(ShardNode::reconnect);
    }
}
