package dev.millrace.gateway.routing;

/** No instance of the shard service could say who owns a shard. */
final class NoOwnerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoOwnerException() {
        super("no instance of the shard service answers", null, false, false);
    }
}
