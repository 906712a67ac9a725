package dev.millrace.metadata.scaling;

import dev.millrace.stream.ShardKey;
import dev.millrace.stream.StreamId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import reactor.core.publisher.Mono;

/** What is written to streams now, and what was at most. Every call ends within the storage's request timeout. */
public interface WriteRateStore {
    /** Keeps the rate of a shard until the next one, or for a time. */
    Mono<Void> put(ShardKey shard, WriteRate rate, Duration validFor);

    /** The rates of a stream's shards, by index. A shard that is not written to has none. */
    Mono<Map<Integer, WriteRate>> rates(StreamId stream);

    /** Raises the highest rate of the hour, if it is higher. */
    Mono<Void> raisePeak(StreamId stream, Instant at, WriteRate rate);

    /** The highest rate of the last 30 days. */
    Mono<WriteRate> peak(StreamId stream);
}
