package dev.millrace.metadata.stream.plan;

import dev.millrace.metadata.stream.plan.ReshardStep.Merge;
import dev.millrace.metadata.stream.plan.ReshardStep.Split;
import dev.millrace.stream.HashKey;
import dev.millrace.stream.HashKeyRange;
import dev.millrace.stream.Shard;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The way from any shards to a number of them with equal ranges, by splits and merges only: split wherever a range is to
 * begin, merge wherever none is to. What is independent of each other happens in one round.
 *
 * <pre>
 *   2 shards   [           |           ]
 *   round 1    [       |   |   |       ]   split where thirds begin
 *   round 2    [       |       |       ]   merge across where none begins
 * </pre>
 *
 * A shard that takes several new beginnings is split at the middle one, so the number of rounds grows with the logarithm
 * only.
 *
 * <p>Ranges are equal but for rounding: 2^128 is no multiple of most numbers, and the halves of thirds begin some hash keys
 * beside the sixths. A shard that begins right beside where one is to begin stays as it is.
 */
public final class UniformScaling {
    /** More than any number of shards, which is what rounding adds up to; far less than any range. */
    private static final BigInteger BESIDE = BigInteger.valueOf(1 << 16);

    private UniformScaling() {}

    /**
     * The steps that can be made now.
     *
     * @param open the open shards, by hash key
     * @return empty when they are as they are to be
     */
    public static List<ReshardStep> nextRound(List<Shard> open, int count) {
        NavigableSet<HashKey> starts = starts(open, count);
        List<ReshardStep> steps = new ArrayList<>();
        Shard unpaired = null;
        for (Shard shard : open) {
            HashKey start = shard.range().start();
            List<HashKey> inside =
                    List.copyOf(starts.subSet(start, false, shard.range().end(), true));
            if (!inside.isEmpty()) {
                steps.add(new Split(shard.index(), inside.get(inside.size() / 2)));
                unpaired = null;
            } else if (unpaired != null && !starts.contains(start)) {
                steps.add(new Merge(unpaired.index(), shard.index()));
                unpaired = null;
            } else {
                unpaired = shard;
            }
        }
        return steps;
    }

    /** The most shards that are open at a time on the way. */
    public static int mostOpen(List<Shard> open, int count) {
        NavigableSet<HashKey> starts = starts(open, count);
        open.forEach(shard -> starts.remove(shard.range().start()));
        // No more than if every split came before every merge.
        return open.size() + starts.size();
    }

    /** Where the ranges are to begin: there, or where a shard begins right beside. */
    private static NavigableSet<HashKey> starts(List<Shard> open, int count) {
        NavigableSet<HashKey> existing = new TreeSet<>();
        open.forEach(shard -> existing.add(shard.range().start()));
        NavigableSet<HashKey> starts = new TreeSet<>();
        for (HashKeyRange range : HashKeyRange.uniform(count)) {
            starts.add(nearest(existing, range.start()));
        }
        return starts;
    }

    private static HashKey nearest(NavigableSet<HashKey> existing, HashKey start) {
        return Stream.of(Optional.ofNullable(existing.floor(start)), Optional.ofNullable(existing.ceiling(start)))
                .flatMap(Optional::stream)
                .filter(key -> distance(key, start).compareTo(BESIDE) <= 0)
                .min(Comparator.comparing(key -> distance(key, start)))
                .orElse(start);
    }

    private static BigInteger distance(HashKey one, HashKey other) {
        return one.toBigInteger().subtract(other.toBigInteger()).abs();
    }
}
