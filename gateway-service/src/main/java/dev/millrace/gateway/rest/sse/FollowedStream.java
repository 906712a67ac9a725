package dev.millrace.gateway.rest.sse;

import dev.millrace.stream.Shard;
import dev.millrace.stream.ShardMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Keeps a follower's positions while its events go by: what a client that loses the connection goes on with. */
final class FollowedStream {
    private final Positions positions;
    private final Set<Integer> unknown = new HashSet<>();
    private ShardMap shards;

    /** @param positions where the follower was when it was here before; else empty */
    FollowedStream(Positions positions, ShardMap shards) {
        this.positions = positions;
        this.shards = shards;
    }

    /**
     * Shards that are followed from now on.
     *
     * @param fromTheirBeginning false when each one's first event tells where that is
     */
    void begin(List<Integer> begun, boolean fromTheirBeginning) {
        for (int shard : begun) {
            if (positions.has(shard)) {
                continue;
            }
            if (fromTheirBeginning) {
                positions.moveTo(shard, 0);
            } else {
                unknown.add(shard);
            }
        }
        prune();
    }

    /** The id of an event after which a shard goes on at an index; null until the position in all shards is known. */
    @Nullable String moveTo(int shard, long nextIndex) {
        unknown.remove(shard);
        positions.moveTo(shard, nextIndex);
        prune();
        return id();
    }

    private @Nullable String id() {
        return unknown.isEmpty() ? positions.toString() : null;
    }

    /** The id of the event that ends a shard. Its children appear with their own first events. */
    @Nullable String finish(int shard, ShardMap newest) {
        shards = newest;
        unknown.remove(shard);
        positions.finish(shard);
        prune();
        return id();
    }

    /**
     * Forgets finished shards, the oldest first, once all their children are there: before that, who resumes has to be
     * told that they are to begin.
     */
    private void prune() {
        for (Shard shard : shards.all()) {
            if (positions.isFinished(shard.index()) && isBehind(shard)) {
                positions.forget(shard.index());
            }
        }
    }

    private boolean isBehind(Shard shard) {
        List<Shard> children = shards.childrenOf(shard.index());
        return !children.isEmpty()
                && children.stream().allMatch(child -> positions.has(child.index()))
                && IntStream.concat(shard.parent().stream(), shard.adjacentParent().stream())
                        .noneMatch(positions::has);
    }
}
