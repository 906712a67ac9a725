package dev.millrace.internal.key;

/**
 * A key that data is encrypted with.
 *
 * @param keyId of the named key that it is wrapped under
 * @param plaintext 32 bytes; never stored
 * @param wrapped what is stored in its place
 */
public record DataKey(String keyId, byte[] plaintext, byte[] wrapped) {
    @Override
    public String toString() {
        return "DataKey[under " + keyId + "]";
    }
}
