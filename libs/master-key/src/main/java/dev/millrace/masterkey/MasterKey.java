package dev.millrace.masterkey;

/** Seals secrets before they are stored. Where the key itself is, is the business of each implementation. */
public interface MasterKey {
    /**
     * Seals a secret, each time to other bytes.
     *
     * @param context what the secret belongs to; it opens only with the same, so that sealed secrets cannot be swapped
     */
    byte[] seal(byte[] secret, byte[] context);

    /**
     * Opens what was sealed under the same key with the same context.
     *
     * @throws UnopenableSecretException if it was not
     */
    byte[] open(byte[] sealed, byte[] context);
}
