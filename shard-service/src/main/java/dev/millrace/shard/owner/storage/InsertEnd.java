package dev.millrace.shard.owner.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.millrace.stream.ShardKey;

/** Where an epoch of a shard ended; only ever part of a batch that asks for the owner. */
final class InsertEnd {
    private static final String CQL =
            "INSERT INTO ownership (stream_id, shard, ended_epoch, end_index) VALUES (?, ?, ?, ?)";

    private final PreparedStatement statement;

    InsertEnd(CqlSession session) {
        this.statement = OwnershipStatements.prepareChange(session, CQL);
    }

    BoundStatement bind(ShardKey key, int epoch, long endIndex) {
        return statement.bind(key.stream().value(), key.shard(), epoch, endIndex);
    }
}
