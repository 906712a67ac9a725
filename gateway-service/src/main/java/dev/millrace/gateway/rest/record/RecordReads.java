package dev.millrace.gateway.rest.record;

import dev.millrace.gateway.rest.ResourceArns;
import dev.millrace.gateway.rest.RestCalls;
import dev.millrace.protocol.error.RequestErrors;
import dev.millrace.protocol.message.ChildShard;
import dev.millrace.protocol.message.GetRecordsRequest;
import dev.millrace.protocol.message.GetRecordsResponse;
import dev.millrace.protocol.message.GetShardIteratorResponse;
import dev.millrace.protocol.message.ListShardsRequest;
import dev.millrace.protocol.message.ListShardsResponse;
import dev.millrace.stream.HashKey;
import dev.millrace.stream.SequenceNumber;
import dev.millrace.stream.Shard;
import dev.millrace.stream.ShardId;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * Reads records of a shard, or those of a partition key.
 *
 * <p>A key's records are in whatever shard held the key's hash when they were put. Reading begins in the shard that held it
 * at the starting position and, where that shard ends, goes on in the child that took the hash over; so a reader who just
 * follows {@code next} comes through any number of reshardings.
 */
final class RecordReads {
    private final RestCalls calls;
    private final ResourceArns arns;

    RecordReads(RestCalls calls, ResourceArns arns) {
        this.calls = calls;
        this.arns = arns;
    }

    Mono<RecordPage> ofShard(String stream, String shardId, ReadPosition position, int limit) {
        return iterator(stream, shardId, position).flatMap(iterator -> next(stream, iterator, limit));
    }

    Mono<RecordPage> ofKey(String stream, String partitionKey, ReadPosition position, int limit) {
        return shardOf(stream, partitionKey, position)
                .flatMap(shardId -> iterator(stream, shardId, position))
                .flatMap(iterator -> nextOfKey(stream, partitionKey, iterator, limit));
    }

    /** What follows in a shard. */
    Mono<RecordPage> next(String stream, String iterator, int limit) {
        return calls.perform(new GetRecordsRequest(iterator, limit, arns.stream(stream)), GetRecordsResponse.class)
                .map(read -> new RecordPage(
                        RecordTap.recordsOf(read.records()),
                        read.nextShardIterator(),
                        read.millisBehindLatest(),
                        read.childShards()));
    }

    /** What follows of a key, in this shard or where its hash went from there. */
    Mono<RecordPage> nextOfKey(String stream, String partitionKey, String iterator, int limit) {
        return next(stream, iterator, limit).flatMap(page -> {
            List<StoredRecord> ofKey = page.records().stream()
                    .filter(record -> record.partitionKey().equals(partitionKey))
                    .toList();
            return following(stream, partitionKey, page)
                    .map(next -> new RecordPage(ofKey, next, page.millisBehindLatest(), List.of()));
        });
    }

    private Mono<String> following(String stream, String partitionKey, RecordPage page) {
        if (page.next() != null) {
            return Mono.just(page.next());
        }
        HashKey hash = HashKey.ofPartitionKey(partitionKey);
        ChildShard child = page.childShards().stream()
                .filter(one -> one.hashKeyRange().contains(hash))
                .findFirst()
                .orElseThrow(RequestErrors::internalFailure);
        return iterator(stream, child.shardId().toString(), ReadPosition.trimHorizon());
    }

    private Mono<String> iterator(String stream, String shardId, ReadPosition position) {
        return calls.perform(position.in(stream, shardId), GetShardIteratorResponse.class)
                .map(GetShardIteratorResponse::shardIterator);
    }

    private Mono<String> shardOf(String stream, String partitionKey, ReadPosition position) {
        Optional<String> named = Optional.ofNullable(position.sequenceNumber())
                .flatMap(SequenceNumber::parse)
                .map(number -> new ShardId(number.shardIndex()).toString());
        return named.map(Mono::just).orElseGet(() -> find(stream, HashKey.ofPartitionKey(partitionKey), position));
    }

    private Mono<String> find(String stream, HashKey hash, ReadPosition position) {
        return calls.perform(
                        new ListShardsRequest(stream, null, null, null, null, position.shards(), null),
                        ListShardsResponse.class)
                .expand(page -> page.nextToken() == null
                        ? Mono.empty()
                        : calls.perform(
                                new ListShardsRequest(null, page.nextToken(), null, null, null, null, null),
                                ListShardsResponse.class))
                .concatMapIterable(ListShardsResponse::shards)
                .filter(shard -> shard.range().contains(hash))
                .next()
                .map(Shard::id)
                .map(ShardId::toString)
                .switchIfEmpty(Mono.error(RequestErrors::internalFailure));
    }
}
