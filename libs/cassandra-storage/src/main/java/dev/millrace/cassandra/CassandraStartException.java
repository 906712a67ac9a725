package dev.millrace.cassandra;

/** A service cannot start with its Cassandra. The message says what was waited for, and why it did not happen. */
public final class CassandraStartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CassandraStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
