package dev.millrace.cassandra.schema;

/** The schema could not be brought up to date. Nothing is half done that running it again would not complete. */
public final class SchemaMigrationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SchemaMigrationException(String message) {
        super(message);
    }
}
