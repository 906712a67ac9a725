package dev.millrace.benchmarks;

import dev.millrace.stream.HashKey;
import dev.millrace.stream.HashKeyRange;
import dev.millrace.stream.Shard;
import dev.millrace.stream.ShardMap;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From a partition key to its shard: MD5 and a binary search. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RoutingBenchmark {
    private static final int KEYS = 1024;

    @Param({"4", "1000"})
    public int shards;

    private ShardMap map = shardMap(1);
    private final byte[][] keys = new byte[KEYS][];
    private int next;

    @Setup
    public void build() {
        map = shardMap(shards);
        SampleRequests samples = new SampleRequests();
        for (int i = 0; i < KEYS; i++) {
            keys[i] = samples.partitionKey().getBytes(StandardCharsets.UTF_8);
        }
    }

    @Benchmark
    public Shard shardOfPartitionKey() {
        next = (next + 1) % KEYS;
        return map.openShardOf(HashKey.ofPartitionKey(keys[next]));
    }

    private static ShardMap shardMap(int count) {
        List<Shard> all = new ArrayList<>(count);
        for (HashKeyRange range : HashKeyRange.uniform(count)) {
            all.add(new Shard(
                    all.size(), range, OptionalInt.empty(), OptionalInt.empty(), Instant.EPOCH, Optional.empty()));
        }
        return new ShardMap(all);
    }
}
