package dev.millrace.metadata.identity.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.millrace.cassandra.ExecutionProfiles;
import dev.millrace.metadata.identity.model.Identity;
import reactor.core.publisher.Mono;

/** One identity by id. */
final class SelectIdentity {
    private static final String CQL =
            "SELECT " + IdentityRow.COLUMNS + " FROM identities WHERE directory = ? AND id = ?";

    private final CqlSession session;
    private final PreparedStatement statement;

    SelectIdentity(CqlSession session) {
        this.session = session;
        this.statement = session.prepare(CQL);
    }

    Mono<Identity> execute(String id) {
        return Mono.from(session.executeReactive(
                        statement.bind(IdentityTable.DIRECTORY, id).setExecutionProfileName(ExecutionProfiles.READS)))
                .map(IdentityRow::toIdentity);
    }
}
