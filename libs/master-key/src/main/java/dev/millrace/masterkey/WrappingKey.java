package dev.millrace.masterkey;

/**
 * A key that is kept elsewhere and wraps keys of ours. Each call may go over the network: it blocks, and ends within a deadline.
 */
public interface WrappingKey {
    /** @throws MasterKeyUnavailableException if it cannot be done now */
    byte[] wrap(byte[] key);

    /**
     * The key that was wrapped.
     *
     * @throws UnopenableSecretException if this was wrapped by no version of the key
     * @throws MasterKeyUnavailableException if it cannot be done now
     */
    byte[] unwrap(byte[] wrapped);
}
