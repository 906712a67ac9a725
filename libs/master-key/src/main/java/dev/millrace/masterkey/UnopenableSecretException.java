package dev.millrace.masterkey;

/** A sealed secret that does not open: it was sealed under another key or for something else, or it was changed. */
public final class UnopenableSecretException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnopenableSecretException(Throwable cause) {
        super("A sealed secret does not open with this master key", cause);
    }
}
