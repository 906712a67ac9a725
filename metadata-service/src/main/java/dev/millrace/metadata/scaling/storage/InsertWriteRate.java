package dev.millrace.metadata.scaling.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.millrace.cassandra.ExecutionProfiles;
import dev.millrace.metadata.scaling.WriteRate;
import dev.millrace.stream.ShardKey;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a shard's owner reports; gone when no report follows. */
final class InsertWriteRate {
    private static final String CQL =
            "INSERT INTO write_rate (stream_id, shard, bytes, records) VALUES (?, ?, ?, ?) USING TTL ?";

    private final CqlSession session;
    private final PreparedStatement statement;

    InsertWriteRate(CqlSession session) {
        this.session = session;
        this.statement = session.prepare(CQL);
    }

    Mono<Void> execute(ShardKey shard, WriteRate rate, Duration validFor) {
        int seconds = (int) Math.max(1, validFor.toSeconds());
        BoundStatement bound =
                statement.bind(shard.stream().value(), shard.shard(), rate.bytes(), rate.records(), seconds);
        return Flux.from(session.executeReactive(bound.setExecutionProfileName(ExecutionProfiles.WRITES)))
                .then();
    }
}
