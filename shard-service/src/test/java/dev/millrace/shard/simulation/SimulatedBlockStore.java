package dev.millrace.shard.simulation;

import dev.millrace.shard.log.BlockStore;
import dev.millrace.shard.log.Bucket;
import dev.millrace.shard.log.StoredBlock;
import dev.millrace.shard.simulation.Quorum.Answer;
import dev.millrace.shard.simulation.Replica.Partition;
import dev.millrace.shard.simulation.Replica.Row;
import dev.millrace.stream.ShardKey;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;

/** The log as one process sees it. */
class SimulatedBlockStore implements BlockStore {
    private final Quorum quorum;
    private final StoreLink link;

    SimulatedBlockStore(Quorum quorum, StoreLink link) {
        this.quorum = quorum;
        this.link = link;
    }

    @Override
    public CompletionStage<Void> addBucket(ShardKey key, Bucket bucket) {
        return quorum.write(link, replica -> replica.put(key, bucket));
    }

    @Override
    public CompletionStage<Void> write(ShardKey key, Bucket bucket, StoredBlock block) {
        Row row = Row.of(block);
        return quorum.write(link, replica -> replica.put(new Partition(key, bucket.id()), row));
    }

    @Override
    public CompletionStage<Optional<Bucket>> bucketAtOrBefore(ShardKey key, long index) {
        return buckets(key, all -> last(all.headMap(index, true), bucket -> true))
                .thenApply(found -> found.stream().findFirst());
    }

    @Override
    public CompletionStage<List<Bucket>> bucketsFrom(ShardKey key, long index, int limit) {
        return buckets(
                key,
                all -> all.tailMap(index, true).values().stream().limit(limit).toList());
    }

    @Override
    public CompletionStage<Optional<Bucket>> bucketStartedAtOrBefore(ShardKey key, long millis) {
        return buckets(key, all -> last(all, bucket -> bucket.startMillis() <= millis))
                .thenApply(found -> found.stream().findFirst());
    }

    private CompletionStage<List<Bucket>> buckets(
            ShardKey key, Function<NavigableMap<Long, Bucket>, List<Bucket>> query) {
        return quorum.read(link, replica -> new TreeMap<>(replica.buckets(key)), (one, other) -> {
            one.putAll(other);
            List<Bucket> found = query.apply(one);
            return new Answer<>(found, replica -> found.forEach(bucket -> replica.put(key, bucket)));
        });
    }

    @Override
    public CompletionStage<Optional<Long>> blockAtOrBefore(ShardKey key, long bucket, long index) {
        return position(key, bucket, all -> last(all.headMap(index, true), row -> true))
                .thenApply(found -> found.map(Row::firstIndex));
    }

    @Override
    public CompletionStage<Optional<Long>> blockArrivedFrom(ShardKey key, long bucket, long millis) {
        return position(
                        key,
                        bucket,
                        all -> all.values().stream()
                                .filter(row ->
                                        row.block() != null && row.block().arrivalMillis() >= millis)
                                .limit(1)
                                .toList())
                .thenApply(found -> found.map(Row::firstIndex));
    }

    @Override
    public CompletionStage<Optional<Long>> lastAcknowledgedIndex(ShardKey key, long bucket) {
        return position(key, bucket, all -> last(all, row -> true))
                .thenApply(found -> found.map(Row::acknowledgedIndex));
    }

    /** These read no content, so they repair none. */
    private CompletionStage<Optional<Row>> position(
            ShardKey key, long bucket, Function<NavigableMap<Long, Row>, List<Row>> query) {
        Partition partition = new Partition(key, bucket);
        return rows(partition, query, Row::trace)
                .thenApply(rows -> rows.stream().findFirst());
    }

    @Override
    public CompletionStage<List<StoredBlock>> blocksFrom(ShardKey key, long bucket, long index, int limit) {
        Partition partition = new Partition(key, bucket);
        return rows(
                        partition,
                        all -> all.tailMap(index, true).values().stream()
                                .limit(limit)
                                .toList(),
                        Function.identity())
                .thenApply(rows ->
                        rows.stream().map(Row::block).filter(Objects::nonNull).toList());
    }

    private CompletionStage<List<Row>> rows(
            Partition partition, Function<NavigableMap<Long, Row>, List<Row>> query, Function<Row, Row> asRead) {
        return quorum.read(link, replica -> new TreeMap<>(replica.blocks(partition)), (one, other) -> {
            other.forEach((index, row) -> one.merge(index, row, Row::fuller));
            List<Row> found = query.apply(one);
            return new Answer<>(found, replica -> found.forEach(row -> replica.put(partition, asRead.apply(row))));
        });
    }

    private static <V> List<V> last(NavigableMap<Long, V> all, Predicate<V> wanted) {
        return all.descendingMap().values().stream().filter(wanted).limit(1).toList();
    }

    @Override
    public CompletionStage<Void> removeBucket(ShardKey key, long bucket) {
        return quorum.write(link, replica -> replica.remove(new Partition(key, bucket)))
                .thenCompose(removed -> quorum.write(link, replica -> replica.removeBucket(key, bucket)));
    }
}
