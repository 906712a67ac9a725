package dev.millrace.stream;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One shard of a stream and its place in the lineage.
 *
 * @param index the shard's index in the stream
 * @param range the hash keys it takes, or took
 * @param parent the shard it was split from, or the first of the two it was merged from
 * @param adjacentParent the second shard it was merged from
 * @param createdAt when it opened; its seconds are part of every sequence number in it
 * @param closedAt when it closed, exactly when its children opened; empty while open
 */
public record Shard(
        int index,
        HashKeyRange range,
        OptionalInt parent,
        OptionalInt adjacentParent,
        Instant createdAt,
        Optional<Instant> closedAt) {
    public ShardId id() {
        return new ShardId(index);
    }

    public boolean isOpen() {
        return closedAt.isEmpty();
    }

    /** This shard once it has closed. */
    public Shard close(Instant at) {
        return new Shard(index, range, parent, adjacentParent, createdAt, Optional.of(at));
    }

    /** Whether the shard was split from, or merged from, the given one. */
    public boolean isChildOf(int shardIndex) {
        return parent.isPresent() && parent.getAsInt() == shardIndex
                || adjacentParent.isPresent() && adjacentParent.getAsInt() == shardIndex;
    }

    public SequenceNumber startingSequenceNumber() {
        return SequenceNumber.startOf(createdAt.getEpochSecond(), index);
    }

    /** Empty while the shard is open. Its second is the last one that the shard was open in, before that of its children. */
    public Optional<SequenceNumber> endingSequenceNumber() {
        return closedAt.map(at -> SequenceNumber.endOf(
                createdAt.getEpochSecond(), index, at.minusMillis(1).getEpochSecond()));
    }

    /** The number of a record of this shard. */
    public SequenceNumber sequenceNumber(long recordIndex, Instant arrival) {
        return new SequenceNumber(createdAt.getEpochSecond(), index, recordIndex, arrival.getEpochSecond());
    }

    /**
     * The number to go on with at a record index: it stands before the record of that index and after all others.
     *
     * @param now so that the number rises while there are no records
     */
    public SequenceNumber continuation(long nextIndex, Instant now) {
        return new SequenceNumber(
                createdAt.getEpochSecond(), index, Math.max(0, nextIndex - 1), now.getEpochSecond(), true);
    }
}
