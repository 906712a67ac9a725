package dev.millrace.shard.retention;

import dev.millrace.stream.HashKeyRange;
import dev.millrace.stream.Shard;
import dev.millrace.stream.ShardMap;
import dev.millrace.stream.StreamDescription;
import dev.millrace.stream.StreamId;
import dev.millrace.stream.StreamName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A metadata service that knows what it was told. */
final class Catalogue implements StreamFacts {
    private final Map<StreamId, StreamDescription> streams = new HashMap<>();
    private final Map<StreamId, Instant> removed = new HashMap<>();

    /** A stream whose open shards have these indexes, and no others that are still listed. */
    StreamId create(Instant at, int... openShards) {
        StreamId id = StreamId.random();
        restore(id, at, openShards);
        return id;
    }

    void restore(StreamId id, Instant at, int... openShards) {
        List<HashKeyRange> ranges = HashKeyRange.uniform(openShards.length);
        List<Shard> shards = new ArrayList<>();
        for (int i = 0; i < openShards.length; i++) {
            shards.add(new Shard(
                    openShards[i], ranges.get(i), OptionalInt.empty(), OptionalInt.empty(), at, Optional.empty()));
        }
        streams.put(
                id,
                StreamDescription.builder(id, new StreamName("orders"), at, new ShardMap(shards))
                        .build());
    }

    void remove(StreamId id, Instant at) {
        streams.remove(id);
        removed.put(id, at);
    }

    /** As another account's catalogue, or an older backup of this one: without the stream, and without any record. */
    void neverHeardOf(StreamId id) {
        streams.remove(id);
        removed.remove(id);
    }

    @Override
    public boolean isCurrent() {
        return true;
    }

    @Override
    public Optional<StreamDescription> find(StreamId stream) {
        return Optional.ofNullable(streams.get(stream));
    }

    @Override
    public CompletionStage<Optional<StreamDescription>> ask(StreamId stream) {
        return CompletableFuture.completedFuture(find(stream));
    }

    @Override
    public CompletionStage<Optional<Instant>> removedAt(StreamId stream) {
        return CompletableFuture.completedFuture(Optional.ofNullable(removed.get(stream)));
    }
}
