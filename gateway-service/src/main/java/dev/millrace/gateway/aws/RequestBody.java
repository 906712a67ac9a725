package dev.millrace.gateway.aws;

/**
 * A body in memory.
 *
 * @param bytes of which the first {@code length} are the body
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lives as long as its request
record RequestBody(byte[] bytes, int length) {
    boolean isEmpty() {
        return length == 0;
    }
}
