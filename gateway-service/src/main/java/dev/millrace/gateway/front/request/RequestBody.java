package dev.millrace.gateway.front.request;

import dev.millrace.gateway.front.transfer.BudgetUse;
import dev.millrace.protocol.error.ErrorType;
import dev.millrace.protocol.error.KinesisException;
import org.jspecify.annotations.Nullable;

/**
 * A body in memory.
 *
 * @param bytes of which the first {@code length} are the body
 * @param lease what it is held by; null if it takes nothing
 * @param refusal of a sender whom nobody knows, whose body was for that reason not kept; else null
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lives as long as its request
public record RequestBody(
        byte[] bytes,
        int length,
        @Nullable BudgetUse lease,
        @Nullable KinesisException refusal) {
    private static final byte[] NOTHING = {};

    /** A body that no budget is asked for. */
    public RequestBody(byte[] bytes, int length) {
        this(bytes, length, null, null);
    }

    /** No body at all. */
    public static RequestBody none() {
        return new RequestBody(NOTHING, 0, null, null);
    }

    static RequestBody refused(KinesisException refusal) {
        return new RequestBody(NOTHING, 0, null, refusal);
    }

    public boolean isEmpty() {
        return length == 0;
    }

    /**
     * Makes the body count for the key that signed it. To be called when the signature was verified, and not before: whoever
     * knows no more than a key's name takes nothing of what its owner may have.
     *
     * @throws KinesisException if the key's bodies take all that they may
     */
    public void countFor(String accessKey) {
        if (lease != null && !lease.countFor(accessKey)) {
            throw new KinesisException(ErrorType.PROVISIONED_THROUGHPUT_EXCEEDED, "Rate exceeded.");
        }
    }

    /** @throws KinesisException if the body was not kept, whose sender is to learn why */
    public void requireKept() {
        if (refusal != null) {
            throw refusal;
        }
    }
}
