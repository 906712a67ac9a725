package dev.millrace.gateway.streams.records;

import dev.millrace.protocol.error.KinesisException;
import dev.millrace.stream.SequenceNumber;
import dev.millrace.stream.Shard;
import dev.millrace.stream.ShardId;
import java.time.Instant;

/** What became of a record that was to be put. */
public sealed interface Placement {
    /**
     * The record is durable and readable.
     *
     * @param encrypted how it is stored
     */
    record Stored(Shard shard, long index, long arrivalMillis, boolean encrypted) implements Placement {
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

    /** The record is not there: it would have been stored under a key that cannot be used. So would others of its stream. */
    record KeyUnusable(KinesisException error) implements Placement {}

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
