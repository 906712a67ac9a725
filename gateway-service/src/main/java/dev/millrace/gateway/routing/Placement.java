package dev.millrace.gateway.routing;

import dev.millrace.stream.SequenceNumber;
import dev.millrace.stream.Shard;
import dev.millrace.stream.ShardId;
import java.time.Instant;

/** What became of a record that was to be put. */
public sealed interface Placement {
    /** The record is durable and readable. */
    record Stored(Shard shard, long index, long arrivalMillis) implements Placement {
        public SequenceNumber sequenceNumber() {
            return shard.sequenceNumber(index, Instant.ofEpochMilli(arrivalMillis));
        }
    }

    /**
     * The record is not there, or nobody knows.
     *
     * @param shard the one that the record was last sent to
     */
    record Refused(ShardId shard, Reason reason) implements Placement {}

    /** Why a record was not put. */
    enum Reason {
        /** The shard's permits are used up, or too much is on its way to it. */
        THROTTLED,
        /** The wished-for number to follow lies in the future. */
        ORDERING_VIOLATED,
        /** The stream was deleted meanwhile. */
        STREAM_GONE,
        /** Nobody could take the record in time, or it is not known whether somebody has. */
        FAILED
    }
}
