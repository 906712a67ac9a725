package dev.millrace.shard.refusal;

/** Why an append or a read of a shard is not served. Unless it says otherwise, certainly nothing was written. */
public enum RefusalReason {
    /** It is served. */
    NONE,
    /** Another instance owns the shard, or should. */
    NOT_OWNER,
    /** The shard's permits are used up. */
    THROTTLED,
    /** The stream or shard is gone, or not known yet. */
    UNKNOWN_SHARD,
    /** The map of the stream has changed, or is about to. */
    SHARD_CLOSED,
    /** The new records were to come after one that lies in the future. */
    ORDERING_VIOLATED,
    /** The instance holds as many bytes as it may. */
    OVERLOADED,
    /** Written or not: the store did not answer, or the lease ran out meanwhile. */
    UNKNOWN_OUTCOME,
    /** The shard cannot be taken over, or its stream's key be asked for, at the moment. */
    UNAVAILABLE,
    /** The key that records are encrypted under is disabled. */
    KEY_DISABLED,
    /** That key is being deleted. */
    KEY_INVALID_STATE,
    /** There is no such key. */
    KEY_NOT_FOUND,
    /** What is stored was changed, or does not belong where it is. */
    UNREADABLE
}
