package dev.millrace.cassandra.embedded;

/** Cassandra could not be started, or ended before it was ready. The message says what to do about it. */
public final class CassandraUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CassandraUnavailableException(String message) {
        super(message);
    }

    CassandraUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
