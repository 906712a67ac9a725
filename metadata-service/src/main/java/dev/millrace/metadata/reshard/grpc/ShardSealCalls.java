package dev.millrace.metadata.reshard.grpc;

import dev.millrace.internal.metadata.StreamMessages;
import dev.millrace.internal.rpc.UnaryCall;
import dev.millrace.internal.shard.NoOwnerException;
import dev.millrace.internal.shard.ShardConnections;
import dev.millrace.internal.shard.ShardOwners;
import dev.millrace.internal.shard.v1.Refusal;
import dev.millrace.internal.shard.v1.SealReply;
import dev.millrace.internal.shard.v1.SealRequest;
import dev.millrace.metadata.reshard.ShardSeals;
import dev.millrace.stream.ShardKey;
import io.grpc.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Mono;

/** Seals by calls to the shard service. */
public final class ShardSealCalls implements ShardSeals {
    /** What is in flight is written in less; a paused owner is left in time for its successor. */
    private static final Duration ATTEMPT = Duration.ofSeconds(5);

    private final ShardConnections connections;
    private final ShardOwners owners;

    public ShardSealCalls(ShardConnections connections, ShardOwners owners) {
        this.connections = connections;
        this.owners = owners;
    }

    @Override
    public Mono<Instant> seal(ShardKey shard) {
        SealRequest request = SealRequest.newBuilder()
                .setStreamId(StreamMessages.toBytes(shard.stream()))
                .setShard(shard.shard())
                .build();
        return owners.locate(shard)
                .switchIfEmpty(Mono.error(NoOwnerException::new))
                .flatMap(address -> UnaryCall.<SealRequest, SealReply>of(
                                connections
                                        .to(address)
                                        .calls()
                                        .withDeadlineAfter(ATTEMPT.toMillis(), TimeUnit.MILLISECONDS)::seal,
                                request)
                        .doOnError(failure -> owners.forget(shard, address))
                        .flatMap(reply -> accept(shard, address, reply)));
    }

    private Mono<Instant> accept(ShardKey shard, String address, SealReply reply) {
        if (reply.getRefusal() == Refusal.NONE) {
            return Mono.just(Instant.ofEpochMilli(reply.getLastArrivalMillis()));
        }
        owners.forget(shard, address);
        if (reply.getRefusal() == Refusal.NOT_OWNER
                && !reply.getOwner().isEmpty()
                && !reply.getOwner().equals(address)) {
            owners.learn(shard, reply.getOwner());
        }
        return Mono.error(Status.UNAVAILABLE
                .withDescription("not sealed: " + reply.getRefusal())
                .asRuntimeException());
    }
}
