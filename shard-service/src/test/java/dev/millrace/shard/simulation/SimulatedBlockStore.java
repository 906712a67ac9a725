package dev.millrace.shard.simulation;

import dev.millrace.shard.log.BlockRow;
import dev.millrace.shard.log.BlockRows;
import dev.millrace.shard.log.Bucket;
import dev.millrace.shard.log.JoinedParts;
import dev.millrace.shard.log.RowSizes;
import dev.millrace.shard.memory.ByteQueue;
import dev.millrace.shard.simulation.Quorum.Answer;
import dev.millrace.shard.simulation.Replica.PartName;
import dev.millrace.shard.simulation.Replica.Partition;
import dev.millrace.shard.simulation.Replica.Row;
import dev.millrace.stream.ShardKey;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;

/** The log as one process sees it. */
public class SimulatedBlockStore extends BlockRows {
    /** Many blocks are larger than a row. */
    private static final RowSizes SIZES = new RowSizes(130, 50, 2);

    private static final long BYTES_UNDER_WAY = 600;

    private final Quorum quorum;
    private final StoreLink link;

    public SimulatedBlockStore(Quorum quorum, StoreLink link) {
        super(SIZES, new ByteQueue(BYTES_UNDER_WAY));
        this.quorum = quorum;
        this.link = link;
    }

    @Override
    public CompletionStage<Void> addBucket(ShardKey key, Bucket bucket) {
        return quorum.write(link, replica -> replica.put(key, bucket));
    }

    @Override
    protected CompletionStage<Void> writeRow(ShardKey key, long bucket, BlockRow written) {
        Row row = Row.of(written);
        return quorum.write(link, replica -> replica.put(new Partition(key, bucket), row));
    }

    @Override
    protected CompletionStage<Void> writePart(
            ShardKey key, long bucket, long firstIndex, int part, ByteBuffer content) {
        return quorum.write(
                link, replica -> replica.put(new Partition(key, bucket), new PartName(firstIndex, part), content));
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
                                .filter(row -> row.whole() != null
                                        && row.whole().block().arrivalMillis() >= millis)
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
    protected CompletionStage<List<BlockRow>> rowsFrom(ShardKey key, long bucket, long index, int limit) {
        Partition partition = new Partition(key, bucket);
        return rows(
                        partition,
                        all -> all.tailMap(index, true).values().stream()
                                .limit(limit)
                                .toList(),
                        Function.identity())
                .thenApply(rows ->
                        rows.stream().map(Row::whole).filter(Objects::nonNull).toList());
    }

    @Override
    protected CompletionStage<Void> readParts(ShardKey key, long bucket, long firstIndex, JoinedParts joined) {
        Partition partition = new Partition(key, bucket);
        return quorum.read(link, replica -> new TreeMap<>(replica.parts(partition, firstIndex)), (one, other) -> {
                    one.putAll(other);
                    return new Answer<>(
                            one, replica -> one.forEach((name, part) -> replica.put(partition, name, part)));
                })
                .thenAccept(parts -> parts.forEach((name, part) -> joined.add(name.part(), part)));
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
    public CompletionStage<Optional<Bucket>> bucketStartedFrom(ShardKey key, long millis) {
        return buckets(
                        key,
                        all -> all.values().stream()
                                .filter(bucket -> bucket.startMillis() >= millis)
                                .limit(1)
                                .toList())
                .thenApply(found -> found.stream().findFirst());
    }

    @Override
    public CompletionStage<Void> removeOldest(ShardKey key, List<Bucket> oldest) {
        CompletionStage<?> removed = CompletableFuture.completedFuture(null);
        for (Bucket bucket : oldest) {
            removed = removed.thenCompose(before ->
                    quorum.write(link, replica -> replica.remove(new Partition(key, bucket.id()))));
        }
        long last = oldest.get(oldest.size() - 1).id();
        return removed.thenCompose(before -> quorum.write(link, replica -> replica.removeBucketsTo(key, last)));
    }
}
