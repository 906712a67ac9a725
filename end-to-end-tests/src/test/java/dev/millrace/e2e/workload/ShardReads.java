package dev.millrace.e2e.workload;

import dev.millrace.e2e.history.StoredRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** Reads whole shards, from the trim horizon until nothing is left. */
public final class ShardReads {
    private static final Duration THROTTLED_PAUSE = Duration.ofMillis(200);

    private ShardReads() {}

    /** Everything in the stream, by shard. */
    public static Map<String, List<StoredRecord>> readAll(KinesisClient client, String stream) {
        Map<String, List<StoredRecord>> shards = new TreeMap<>();
        for (String shardId : shardIds(client, stream)) {
            shards.put(
                    shardId,
                    readShard(client, stream, shardId).stream()
                            .map(ShardReads::stored)
                            .toList());
        }
        return shards;
    }

    public static List<Record> readShard(KinesisClient client, String stream, String shardId) {
        List<Record> records = new ArrayList<>();
        String iterator = horizonIterator(client, stream, shardId);
        while (iterator != null) {
            GetRecordsResponse answer = patiently(client, iterator);
            records.addAll(answer.records());
            iterator =
                    answer.millisBehindLatest() == 0 && answer.records().isEmpty() ? null : answer.nextShardIterator();
        }
        return records;
    }

    public static List<String> shardIds(KinesisClient client, String stream) {
        return client.listShards(request -> request.streamName(stream)).shards().stream()
                .map(Shard::shardId)
                .toList();
    }

    public static String horizonIterator(KinesisClient client, String stream, String shardId) {
        while (true) {
            try {
                return client.getShardIterator(request -> request.streamName(stream)
                                .shardId(shardId)
                                .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                        .shardIterator();
            } catch (ProvisionedThroughputExceededException e) {
                LockSupport.parkNanos(THROTTLED_PAUSE.toNanos());
            }
        }
    }

    static StoredRecord stored(Record record) {
        return StoredRecord.of(
                record.sequenceNumber(), record.partitionKey(), record.data().asByteArrayUnsafe());
    }

    /** Limits may be on, and then a test waits like any other reader. */
    private static GetRecordsResponse patiently(KinesisClient client, String iterator) {
        while (true) {
            try {
                return client.getRecords(
                        request -> request.shardIterator(iterator).limit(5000));
            } catch (ProvisionedThroughputExceededException e) {
                LockSupport.parkNanos(THROTTLED_PAUSE.toNanos());
            }
        }
    }
}
