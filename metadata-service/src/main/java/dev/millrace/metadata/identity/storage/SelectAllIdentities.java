package dev.millrace.metadata.identity.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.millrace.cassandra.ExecutionProfiles;
import dev.millrace.metadata.identity.model.Identity;
import reactor.core.publisher.Flux;

/** All identities, by id, in pages. */
final class SelectAllIdentities {
    /** A managed policy with five long versions is some 30 KB. */
    private static final int PAGE = 200;

    private static final String CQL = "SELECT " + IdentityRow.COLUMNS + " FROM identities WHERE directory = ?";

    private final CqlSession session;
    private final PreparedStatement statement;

    SelectAllIdentities(CqlSession session) {
        this.session = session;
        this.statement = session.prepare(CQL);
    }

    Flux<Identity> execute() {
        return Flux.from(session.executeReactive(statement
                        .bind(IdentityTable.DIRECTORY)
                        .setPageSize(PAGE)
                        .setExecutionProfileName(ExecutionProfiles.READS)))
                // A partition that has no identities still answers one row, of its static columns.
                .filter(row -> !row.isNull("id"))
                .map(IdentityRow::toIdentity);
    }
}
