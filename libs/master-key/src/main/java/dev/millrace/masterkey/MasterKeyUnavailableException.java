package dev.millrace.masterkey;

/** The keeper of the master key does not answer, or refuses us. */
public final class MasterKeyUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MasterKeyUnavailableException(String message) {
        super(message);
    }

    public MasterKeyUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
