package dev.millrace.cassandra;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.servererrors.QueryConsistencyException;
import java.util.Optional;

/** Tells a start that failed because Cassandra was late with an answer from one that will not succeed the next time either. */
public final class LateAnswers {

    private LateAnswers() {}

    /** What Cassandra was late with, if that is why something failed. */
    public static Optional<String> in(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DriverTimeoutException
                    || cause instanceof AllNodesFailedException
                    || cause instanceof QueryConsistencyException) {
                return Optional.of(String.valueOf(cause.getMessage()));
            }
            if (cause instanceof CassandraStartException) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }
}
