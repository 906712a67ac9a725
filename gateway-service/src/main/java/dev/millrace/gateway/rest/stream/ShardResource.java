package dev.millrace.gateway.rest.stream;

import dev.millrace.gateway.rest.ResourceArns;
import dev.millrace.gateway.rest.RestCalls;
import dev.millrace.protocol.error.ShardErrors;
import dev.millrace.protocol.message.ListShardsRequest;
import dev.millrace.protocol.message.ListShardsResponse;
import dev.millrace.protocol.message.MergeShardsRequest;
import dev.millrace.protocol.message.ShardFilter;
import dev.millrace.protocol.message.SplitShardRequest;
import dev.millrace.stream.HashKeyRange;
import dev.millrace.stream.Shard;
import dev.millrace.stream.ShardId;
import dev.millrace.stream.StreamName;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Shards of a stream: listed, described, split, merged. */
@RestController
@Tag(name = "Shards")
@RequestMapping("/v1/streams/{stream}/shards")
class ShardResource {
    private final RestCalls calls;
    private final ResourceArns arns;

    ShardResource(RestCalls calls, ResourceArns arns) {
        this.calls = calls;
        this.arns = arns;
    }

    /**
     * Lists shards, also those that were closed within the retention period.
     *
     * @param filter one of the filter types of the Kinesis API, in lower case
     * @param shardId with {@code after_shard_id}
     * @param timestamp with {@code at_timestamp} and {@code from_timestamp}
     */
    @Operation(summary = "Lists shards, also those that were closed within the retention period")
    @GetMapping
    Mono<ShardPage> list(
            @PathVariable String stream,
            @RequestParam(required = false) @Nullable String filter,
            @RequestParam(required = false) @Nullable String shardId,
            @RequestParam(required = false) @Nullable Instant timestamp,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String nextToken) {
        ShardFilter selected =
                filter == null ? null : new ShardFilter(filter.toUpperCase(Locale.ROOT), shardId, timestamp);
        // A token says which stream it is of, and the API takes no other name beside it.
        String name = nextToken == null ? stream : null;
        return calls.perform(
                        new ListShardsRequest(name, nextToken, null, limit, null, selected, null),
                        ListShardsResponse.class)
                .map(ShardPage::of);
    }

    @Operation(summary = "Describes a shard")
    @GetMapping("/{shardId}")
    Mono<ShardView> describe(@PathVariable String stream, @PathVariable String shardId) {
        return find(stream, shardId).map(ShardView::of);
    }

    /** Splits a shard at a hash key or, if none is given, in the middle. */
    @Operation(summary = "Splits a shard, in the middle if no hash key is given")
    @PostMapping("/{shardId}/split")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<Void> split(
            @PathVariable String stream,
            @PathVariable String shardId,
            @RequestBody(required = false) @Nullable Split split) {
        String given = split == null ? null : split.newStartingHashKey();
        Mono<String> key = given != null
                ? Mono.just(given)
                : find(stream, shardId).map(shard -> middle(shard.range()).toString());
        return key.flatMap(at -> calls.perform(new SplitShardRequest(stream, shardId, at, null)))
                .then();
    }

    @Operation(summary = "Merges a shard with the one whose hash keys follow")
    @PostMapping("/{shardId}/merge")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<Void> merge(@PathVariable String stream, @PathVariable String shardId, @RequestBody Merge merge) {
        return calls.perform(new MergeShardsRequest(stream, shardId, merge.adjacentShardId(), null))
                .then();
    }

    /** The one shard that follows the one before it. */
    private Mono<Shard> find(String stream, String shardId) {
        int index = ShardId.parseIndex(shardId).orElse(-1);
        String before = index > 0 ? new ShardId(index - 1).toString() : null;
        return calls.perform(new ListShardsRequest(stream, null, before, 1, null, null, null), ListShardsResponse.class)
                .flatMapIterable(ListShardsResponse::shards)
                .filter(shard -> shard.index() == index)
                .next()
                .switchIfEmpty(
                        Mono.error(() -> ShardErrors.couldNotFind(shardId, new StreamName(stream), arns.account())));
    }

    private static BigInteger middle(HashKeyRange range) {
        return range.start()
                .toBigInteger()
                .add(range.end().toBigInteger())
                .add(BigInteger.ONE)
                .shiftRight(1);
    }

    /** @param newStartingHashKey where the second child begins, in decimal */
    record Split(@Nullable String newStartingHashKey) {}

    /** @param adjacentShardId the shard whose hash keys follow those of the shard of the path */
    record Merge(@Nullable String adjacentShardId) {}
}
