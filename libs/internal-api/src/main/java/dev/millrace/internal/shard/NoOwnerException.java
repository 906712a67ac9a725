package dev.millrace.internal.shard;

/** No instance of the shard service could say who owns a shard. */
public final class NoOwnerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NoOwnerException() {
        super("no instance of the shard service answers", null, false, false);
    }
}
