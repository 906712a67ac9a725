package dev.millrace.metadata.scaling.rule;

import dev.millrace.metadata.reshard.plan.ReshardStep;
import dev.millrace.metadata.reshard.plan.ReshardStep.Split;
import dev.millrace.stream.HashKey;
import dev.millrace.stream.HashKeyRange;
import dev.millrace.stream.Shard;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * What an on-demand stream is given: capacity for twice the highest rate of the last 30 days, at least what it is asked to be
 * warm for, and no shard that is more than about half full. It grows by splitting its busiest shards in the middle, so
 * that a shard with one hot key is split too, though it does not help it; and it does not shrink.
 *
 * @param hotShard a shard above this is split
 * @param mostShards a stream gets no more by itself
 */
public record OnDemandCapacity(WriteRate hotShard, int mostShards) {
    private static final double HEADROOM = 2;

    /**
     * The splits to make now.
     *
     * @param rates of the open shards, by index; a shard without one is idle
     * @param peak the stream's highest rate
     * @param warmMibps what it is to be ready for
     */
    public List<ReshardStep> splits(
            List<Shard> open, Map<Integer, WriteRate> rates, WriteRate peak, OptionalInt warmMibps) {
        int wanted = (int) Math.max(Math.ceil(HEADROOM * peak.utilisation(1)), warmMibps.orElse(0));
        long hot = open.stream().filter(shard -> isHot(rateOf(shard, rates))).count();
        long more = Math.min(Math.max(hot, wanted - open.size()), mostShards - open.size());
        return busiestFirst(open, rates)
                .filter(shard -> isSplittable(shard.range()))
                .limit(Math.max(0, more))
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
