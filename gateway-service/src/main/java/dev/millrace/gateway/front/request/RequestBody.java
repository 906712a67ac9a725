package dev.millrace.gateway.front.request;

import dev.millrace.protocol.error.KinesisException;
import org.jspecify.annotations.Nullable;

/**
 * A body in memory.
 *
 * @param bytes of which the first {@code length} are the body
 * @param refusal of a sender whom nobody knows, whose body was for that reason not kept; else null
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lives as long as its request
public record RequestBody(
        byte[] bytes, int length, @Nullable KinesisException refusal) {
    private static final byte[] NOTHING = {};

    public RequestBody(byte[] bytes, int length) {
        this(bytes, length, null);
    }

    /** No body at all. */
    public static RequestBody none() {
        return new RequestBody(NOTHING, 0);
    }

    static RequestBody refused(KinesisException refusal) {
        return new RequestBody(NOTHING, 0, refusal);
    }

    public boolean isEmpty() {
        return length == 0;
    }

    /** @throws KinesisException if the body was not kept, whose sender is to learn why */
    public void requireKept() {
        if (refusal != null) {
            throw refusal;
        }
    }
}
