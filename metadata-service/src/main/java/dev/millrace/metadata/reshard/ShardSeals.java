package dev.millrace.metadata.reshard;

import dev.millrace.stream.ShardKey;
import java.time.Instant;
import reactor.core.publisher.Mono;

/** Makes the logs of shards final, at their owners. */
@FunctionalInterface
public interface ShardSeals {
    /**
     * Seals a shard. One attempt, which ends within seconds; may be repeated.
     *
     * @return a time after which no record of the shard arrived
     */
    Mono<Instant> seal(ShardKey shard);
}
