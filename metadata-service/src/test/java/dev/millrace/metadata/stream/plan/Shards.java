package dev.millrace.metadata.stream.plan;

import dev.millrace.stream.HashKey;
import dev.millrace.stream.HashKeyRange;
import dev.millrace.stream.Shard;
import dev.millrace.stream.ShardMap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;

/** Shards to begin with. */
final class Shards {
    static final Instant CREATED = Instant.ofEpochSecond(1_700_000_000L);

    private Shards() {}

    static ShardMap uniform(int count) {
        return of(HashKeyRange.uniform(count));
    }

    /** Shards that begin at the hash keys, and one at the beginning. */
    static ShardMap beginningAt(Iterable<HashKey> keys) {
        SortedSet<HashKey> starts = new TreeSet<>();
        starts.add(HashKey.MIN);
        keys.forEach(starts::add);
        List<HashKeyRange> ranges = new ArrayList<>();
        HashKey last = HashKey.MAX;
        for (HashKey start : List.copyOf(new TreeSet<>(starts).descendingSet())) {
            ranges.add(0, new HashKeyRange(start, last));
            last = start.previous();
        }
        return of(ranges);
    }

    private static ShardMap of(List<HashKeyRange> ranges) {
        List<Shard> shards = new ArrayList<>();
        for (HashKeyRange range : ranges) {
            shards.add(new Shard(
                    shards.size(), range, OptionalInt.empty(), OptionalInt.empty(), CREATED, Optional.empty()));
        }
        return new ShardMap(shards);
    }
}
