package dev.millrace.metadata.scaling;

import dev.millrace.metadata.stream.plan.ReshardStep;
import dev.millrace.metadata.stream.plan.ReshardStep.Split;
import dev.millrace.stream.HashKey;
import dev.millrace.stream.HashKeyRange;
import dev.millrace.stream.Shard;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * What an on-demand stream is given: no shard that is more than about half full, capacity for twice the highest rate of the
 * last 30 days where it is written to, and at least what it is asked to be warm for. It grows by splitting shards in the
 * middle, and it does not shrink.
 *
 * <p>Only what helps is split. A shard whose load is one key's carries it all after each split, in one child, and that is
 * how it is known: see {@link LoadSpread}. What one key may take is a shard's throughput. And no idle shard is
 * split for a rate that is others'.
 *
 * @param hotShard a shard above this is split
 * @param mostShards a stream gets no more by itself
 */
public record OnDemandCapacity(WriteRate hotShard, int mostShards) {
    private static final double HEADROOM = 2;

    /** A shard with less than this part of what it would have, were all alike, takes no part in the stream's rate. */
    private static final double PART = 0.5;

    /**
     * The splits to make now.
     *
     * @param rates of the open shards, by index; a shard without one is idle
     * @param peak the stream's highest rate
     * @param warmMibps what it is to be ready for
     */
    public List<ReshardStep> splits(
            List<Shard> open, Map<Integer, WriteRate> rates, WriteRate peak, OptionalInt warmMibps) {
        LoadSpread spread = new LoadSpread(open, rates);
        List<Shard> candidates = busiestFirst(open, rates)
                .filter(shard -> isSplittable(shard.range()) && !spread.isConcentrated(shard))
                .toList();
        double fair = open.stream()
                        .mapToDouble(shard -> rateOf(shard, rates).utilisation(1))
                        .sum()
                / open.size();
        long forPeak = (long) Math.ceil(HEADROOM * peak.utilisation(1)) - open.size();
        long forWarmth = warmMibps.orElse(0) - open.size();
        List<Shard> parents = new ArrayList<>();
        for (Shard shard : candidates) {
            WriteRate rate = rateOf(shard, rates);
            if (parents.size() < mostShards - open.size()
                    && (isHot(rate)
                            || parents.size() < forPeak && rate.utilisation(1) > PART * fair
                            || parents.size() < forWarmth)) {
                parents.add(shard);
            }
        }
        return parents.stream()
                .<ReshardStep>map(shard -> new Split(shard.index(), middle(shard.range())))
                .toList();
    }

    private boolean isHot(WriteRate rate) {
        return rate.bytes() > hotShard.bytes() || rate.records() > hotShard.records();
    }

    private static WriteRate rateOf(Shard shard, Map<Integer, WriteRate> rates) {
        return rates.getOrDefault(shard.index(), WriteRate.NONE);
    }

    /** Idle shards by the width of their ranges. */
    private static Stream<Shard> busiestFirst(List<Shard> open, Map<Integer, WriteRate> rates) {
        return open.stream()
                .sorted(Comparator.<Shard>comparingDouble(
                                shard -> rateOf(shard, rates).utilisation(1))
                        .thenComparing(shard -> width(shard.range()))
                        .reversed());
    }

    private static boolean isSplittable(HashKeyRange range) {
        return width(range).bitLength() > 2;
    }

    private static BigInteger width(HashKeyRange range) {
        return range.end().toBigInteger().subtract(range.start().toBigInteger());
    }

    private static HashKey middle(HashKeyRange range) {
        return HashKey.of(range.start()
                .toBigInteger()
                .add(range.end().toBigInteger())
                .shiftRight(1)
                .add(BigInteger.ONE));
    }
}
