package dev.millrace.metadata.stream.plan;

import dev.millrace.stream.HashKey;
import dev.millrace.stream.HashKeyRange;
import java.util.List;

/** What becomes of one shard, or of two that are adjacent. */
public sealed interface ReshardStep {
    /** The indexes of the shards that close. */
    List<Integer> parents();

    /**
     * The ranges of the shards that open, in order.
     *
     * @param parents the ranges of the parents, in their order
     * @throws IllegalArgumentException if they cannot be so split or merged
     */
    List<HashKeyRange> children(List<HashKeyRange> parents);

    /** @param newStart where the second of the two children begins */
    record Split(int parent, HashKey newStart) implements ReshardStep {
        @Override
        public List<Integer> parents() {
            return List.of(parent);
        }

        @Override
        public List<HashKeyRange> children(List<HashKeyRange> parents) {
            HashKeyRange whole = parents.get(0);
            return List.of(
                    new HashKeyRange(whole.start(), newStart.previous()), new HashKeyRange(newStart, whole.end()));
        }
    }

    /** The two are adjacent in either order; the child names them in this one. */
    record Merge(int parent, int adjacentParent) implements ReshardStep {
        @Override
        public List<Integer> parents() {
            return List.of(parent, adjacentParent);
        }

        @Override
        public List<HashKeyRange> children(List<HashKeyRange> parents) {
            HashKeyRange one = parents.get(0);
            HashKeyRange other = parents.get(1);
            if (one.isFollowedBy(other)) {
                return List.of(new HashKeyRange(one.start(), other.end()));
            }
            if (other.isFollowedBy(one)) {
                return List.of(new HashKeyRange(other.start(), one.end()));
            }
            throw new IllegalArgumentException("not adjacent: " + one + " and " + other);
        }
    }
}
