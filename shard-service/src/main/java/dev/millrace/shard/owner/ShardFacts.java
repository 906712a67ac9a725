package dev.millrace.shard.owner;

import dev.millrace.internal.metadata.StreamMirror;
import dev.millrace.shard.loop.NodeClock;
import dev.millrace.stream.ShardKey;
import java.time.Duration;
import java.time.Instant;

/** What the catalogue says of a shard and its owner goes by. Asked for whenever it is needed: it may change. */
public interface ShardFacts {
    /** How far back the shard's stream reaches now. */
    Duration retention(ShardKey key);

    /** When the shard opened: none of its records arrived before. 0 when that is not known. */
    long openedAtMillis(ShardKey key);

    /** As this instance knows them; of an unknown stream nothing is hidden. */
    static ShardFacts from(StreamMirror streams, NodeClock clock) {
        return new ShardFacts() {
            @Override
            public Duration retention(ShardKey key) {
                Instant now = Instant.ofEpochMilli(clock.wallMillis());
                return streams.find(key.stream())
                        .map(stream -> Duration.between(stream.trimHorizon(now), now))
                        .orElse(Duration.ofDays(36_500));
            }

            @Override
            public long openedAtMillis(ShardKey key) {
                return streams.find(key.stream())
                        .flatMap(stream -> stream.shards().find(key.shard()))
                        .map(shard -> shard.createdAt())
                        .map(Instant::toEpochMilli)
                        .orElse(0L);
            }
        };
    }
}
