package dev.millrace.metadata.scaling;

import dev.millrace.stream.HashKeyRange;
import dev.millrace.stream.Shard;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/**
 * How what is written to a stream lies in the hash space, and so what splits have shown of it: the narrower a shard is beside
 * the others, the more often it was split.
 *
 * <pre>
 *   spread over keys      |  3  |  3  |  3  |  3  |     a split halves what each has
 *   one key               |     |     | | |9|     |     a split leaves it with one child, and nothing with the other
 * </pre>
 *
 * Read off the open shards alone, so that it holds after closed ones have expired, however the splits came about. A key that is
 * beside another busy one is distinguished from it by further splits; a rate that has not been reported yet only delays the next.
 */
final class LoadSpread {
    /**
     * As narrow, beside the widest, as four splits make it. Two keys of one shard are then apart, unless their hashes
     * begin with the same four bits by chance.
     */
    private static final double NARROW = 1.0 / 16;

    /** Of what is written within the range that it had before these splits. */
    private static final double NEARLY_ALL = 0.8;

    private final List<Shard> open;
    private final Map<Integer, WriteRate> rates;
    private final double widest;

    LoadSpread(List<Shard> open, Map<Integer, WriteRate> rates) {
        this.open = open;
        this.rates = rates;
        this.widest =
                open.stream().mapToDouble(shard -> width(shard.range())).max().orElse(0);
    }

    /** Whether a shard kept its load through splits, so that another one would not spread it either. */
    boolean isConcentrated(Shard shard) {
        double width = width(shard.range());
        double own = load(shard);
        return own > 0 && width <= widest * NARROW * 1.001 && own >= NEARLY_ALL * loadAround(shard, width / NARROW);
    }

    /** What is written within a range of so much width around the shard, that of shards that lie in it in part by that part. */
    private double loadAround(Shard shard, double range) {
        double centre = start(shard.range()) + width(shard.range()) / 2;
        double from = centre - range / 2;
        double to = centre + range / 2;
        double sum = 0;
        for (Shard other : open) {
            double start = start(other.range());
            double end = start + width(other.range());
            double inside = Math.max(0, Math.min(end, to) - Math.max(start, from));
            sum += load(other) * inside / (end - start);
        }
        return sum;
    }

    private double load(Shard shard) {
        return rates.getOrDefault(shard.index(), WriteRate.NONE).utilisation(1);
    }

    private static double start(HashKeyRange range) {
        return range.start().toBigInteger().doubleValue();
    }

    private static double width(HashKeyRange range) {
        return range.end()
                .toBigInteger()
                .subtract(range.start().toBigInteger())
                .add(BigInteger.ONE)
                .doubleValue();
    }
}
