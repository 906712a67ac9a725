package dev.millrace.metadata.catalog.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.millrace.cassandra.ExecutionProfiles;
import dev.millrace.cassandra.StartSteps;

/** Begins a catalogue at revision 0; does nothing to one that exists. */
public final class InsertHead {
    private static final String CQL = "INSERT INTO %s (%s, revision, recent_changes) VALUES (?, 0, []) IF NOT EXISTS";

    private final CqlSession session;

    public InsertHead(CqlSession session) {
        this.session = session;
    }

    public void execute(HeadLayout<?> layout) {
        SimpleStatement statement = SimpleStatement.newInstance(
                        CQL.formatted(layout.table(), layout.keyColumn()), layout.key())
                .setExecutionProfileName(ExecutionProfiles.COMPARE_AND_SET);
        new StartSteps().take("the head of " + layout.table(), () -> session.execute(statement));
    }
}
