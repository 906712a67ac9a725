package dev.millrace.stream;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The shards of a stream at one moment; finds the open shard of a hash key by binary search. Immutable. */
public final class ShardMap {
    private final List<Shard> all;
    private final Shard[] open;

    /**
     * @param shards every shard that has not expired, open and closed, in any order
     * @throws IllegalArgumentException if the open shards do not tile the whole hash space exactly once
     */
    public ShardMap(List<Shard> shards) {
        this.all = shards.stream().sorted(Comparator.comparingInt(Shard::index)).toList();
        this.open = all.stream()
                .filter(Shard::isOpen)
                .sorted(Comparator.comparing(shard -> shard.range().start()))
                .toArray(Shard[]::new);
        requireTiling(open);
    }

    /** Every shard, by index. */
    public List<Shard> all() {
        return all;
    }

    /** The open shards, by hash key. */
    public List<Shard> open() {
        return List.of(open);
    }

    public int openCount() {
        return open.length;
    }

    /** The one open shard that takes the key. */
    public Shard openShardOf(HashKey key) {
        int low = 0;
        int high = open.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (open[middle].range().start().compareTo(key) <= 0) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return open[low];
    }

    /** The shard of an index, open or closed. */
    public Optional<Shard> find(int index) {
        int low = 0;
        int high = all.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Integer.compare(all.get(middle).index(), index);
            if (order == 0) {
                return Optional.of(all.get(middle));
            } else if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return Optional.empty();
    }

    /**
     * Whether there has been a shard of the index: indexes are given one after the other, and the last one's shard is open, so
     * it is still here. A shard that has been, and is not found, has expired.
     */
    public boolean hasHad(int index) {
        return index <= all.get(all.size() - 1).index();
    }

    /** The shards that the given one was split or merged into, by index. */
    public List<Shard> childrenOf(int index) {
        return all.stream().filter(shard -> shard.isChildOf(index)).toList();
    }

    /** The text names the first two that do not fit: all of ten thousand would be megabytes in every log. */
    private static void requireTiling(Shard[] open) {
        if (open.length == 0) {
            throw new IllegalArgumentException("open shards do not tile the hash space: there are none");
        }
        requireFit(open[0].range().start().equals(HashKey.MIN), open, 0);
        for (int i = 1; i < open.length; i++) {
            requireFit(open[i - 1].range().isFollowedBy(open[i].range()), open, i);
        }
        requireFit(open[open.length - 1].range().end().equals(HashKey.MAX), open, open.length);
    }

    private static void requireFit(boolean fits, Shard[] open, int at) {
        if (!fits) {
            throw new IllegalArgumentException("open shards do not tile the hash space: of %d, %s is followed by %s"
                    .formatted(open.length, at == 0 ? "none" : open[at - 1], at == open.length ? "none" : open[at]));
        }
    }
}
