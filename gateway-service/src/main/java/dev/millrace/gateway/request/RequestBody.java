package dev.millrace.gateway.request;

/**
 * A body in memory.
 *
 * @param bytes of which the first {@code length} are the body
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lives as long as its request
public record RequestBody(byte[] bytes, int length) {
    /** Of a request that has none. */
    public static final RequestBody NOTHING = new RequestBody(new byte[0], 0);

    public boolean isEmpty() {
        return length == 0;
    }
}
