package dev.millrace.metadata.grpc;

import dev.millrace.internal.shard.RefusedException;
import dev.millrace.internal.shard.ShardClient;
import dev.millrace.metadata.reshard.ShardSeals;
import dev.millrace.stream.ShardKey;
import io.grpc.Status;
import java.time.Instant;
import reactor.core.publisher.Mono;

/** Seals by calls to the shard service. */
public final class ShardSealCalls implements ShardSeals {
    private final ShardClient shards;

    public ShardSealCalls(ShardClient shards) {
        this.shards = shards;
    }

    @Override
    public Mono<Instant> seal(ShardKey shard) {
        return shards.seal(shard)
                .map(reply -> Instant.ofEpochMilli(reply.getLastArrivalMillis()))
                .onErrorMap(RefusedException.class, ShardSealCalls::notSealed);
    }

    private static RuntimeException notSealed(RefusedException refused) {
        return Status.UNAVAILABLE
                .withDescription("not sealed: " + refused.reason())
                .asRuntimeException();
    }
}
