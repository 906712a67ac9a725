package dev.millrace.cassandra.installation;

/** The keyspace holds the data of another account or region, or of another version of Millrace. Nothing was changed. */
public final class ForeignInstallationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private ForeignInstallationException(String message) {
        super(message);
    }

    static ForeignInstallationException account(String stored, String given) {
        return other("account", stored, "MILLRACE_ACCOUNT_ID", given);
    }

    static ForeignInstallationException region(String stored, String given) {
        return other("region", stored, "MILLRACE_REGION", given);
    }

    private static ForeignInstallationException other(String what, String stored, String variable, String given) {
        return new ForeignInstallationException(
                "The stored data belongs to " + what + " " + stored + ", but " + variable
                        + " is " + given + ". Nothing was changed. Set " + variable + " to " + stored
                        + ", or use another data directory (MILLRACE_DATA) or keyspace (MILLRACE_CASSANDRA_KEYSPACE) for "
                        + given + ".");
    }

    static ForeignInstallationException format(int stored, int known) {
        return new ForeignInstallationException("The stored data has storage format " + stored
                + ", but this version of Millrace works with format " + known
                + ". Nothing was changed. Start the version that the data was last used with, or a later one.");
    }
}
