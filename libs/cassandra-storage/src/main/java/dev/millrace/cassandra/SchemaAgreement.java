package dev.millrace.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.time.Duration;

/** Runs statements that define something, such that every node that is up knows it before the next one is run. */
public final class SchemaAgreement {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private SchemaAgreement() {}

    /**
     * Runs the statement once. If the answer is lost, its effect may still come.
     *
     * @throws DriverException also when the nodes do not agree on the schema in time; the statement can be run again
     */
    public static void define(CqlSession session, SimpleStatement statement) {
        ResultSet answer;
        try {
            answer = session.execute(statement.setTimeout(TIMEOUT).setIdempotent(false));
        } catch (DriverException e) {
            // What was begun is let spread first: the next attempt may go to a node that has not heard of it.
            SchemaVersions.spreadFrom(session, null);
            throw e;
        }
        await(session, answer);
    }

    /**
     * Waits until every node that is up knows the schema that the one had which has answered.
     *
     * @throws DriverException when that takes too long
     */
    public static void await(CqlSession session, ResultSet answer) {
        if (!SchemaVersions.spreadFrom(session, answer.getExecutionInfo().getCoordinator())) {
            throw new NotAgreed();
        }
    }

    private static final class NotAgreed extends DriverException {

        private static final long serialVersionUID = 1L;

        NotAgreed() {
            super("the nodes do not agree on the schema yet", null, null, false);
        }

        @Override
        public DriverException copy() {
            return this;
        }
    }
}
