package dev.millrace.internal.shard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.internal.metadata.StreamMessages;
import dev.millrace.internal.shard.v1.LocateReply;
import dev.millrace.internal.shard.v1.LocateRequest;
import dev.millrace.internal.shard.v1.ShardOwner;
import dev.millrace.stream.ShardKey;
import dev.millrace.stream.StreamId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class LocateBatchesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int OWNERLESS = 7;

    private final List<LocateRequest> calls = new ArrayList<>();

    /** Of streams with many shards, and of many streams with one. */
    @Test
    void aThousandShardsAreAskedForWithTwoCalls() {
        for (int shardsPerStream : new int[] {1_000, 10, 1}) {
            calls.clear();
            Sinks.Empty<Void> sent = Sinks.empty();
            LocateBatches batches =
                    batches(request -> sent.asMono().then(Mono.fromSupplier(() -> replyTo(request, true))));
            Map<ShardKey, String> found = new ConcurrentHashMap<>();
            List<ShardKey> shards = shards(shardsPerStream);
            shards.forEach(shard -> batches.ask(shard).subscribe(address -> found.put(shard, address)));

            assertThat(calls).hasSize(1);
            sent.tryEmitEmpty().orThrow();

            assertThat(calls).hasSize(2);
            shards.forEach(shard -> assertThat(found.get(shard)).isEqualTo(ownerOf(shard)));
        }
    }

    @Test
    void whoKnowsOneStreamACallIsAskedForEach() {
        LocateBatches batches =
                batches(request -> Mono.delay(Duration.ofMillis(1)).map(passed -> replyTo(request, false)));

        List<String> found = Flux.fromIterable(shards(100))
                .flatMapSequential(batches::ask, Integer.MAX_VALUE)
                .collectList()
                .block(PATIENCE);

        assertThat(found)
                .containsExactlyElementsOf(
                        shards(100).stream().map(LocateBatchesTest::ownerOf).toList());
    }

    @Test
    void aFailureIsOfThoseThatWereAskedForAndTheNextAreAskedAgain() {
        LocateBatches batches = batches(request -> calls.size() == 1
                ? Mono.delay(Duration.ofMillis(50)).then(Mono.error(new NoOwnerException()))
                : Mono.just(replyTo(request, true)));
        ShardKey first = shards(1).get(0);
        ShardKey second = shards(1).get(1);

        Mono<String> failing = batches.ask(first).onErrorReturn("failed");

        assertThat(Mono.zip(failing, batches.ask(second)).block(PATIENCE)).containsExactly("failed", ownerOf(second));
        assertThat(batches.ask(first).block(PATIENCE)).isEqualTo(ownerOf(first));
    }

    @Test
    void aShardWithoutAnOwnerHasNone() {
        LocateBatches batches = batches(request -> Mono.just(replyTo(request, true)));

        assertThat(batches.ask(new ShardKey(new StreamId(new UUID(1, 1)), OWNERLESS))
                        .block(PATIENCE))
                .isNull();
    }

    private LocateBatches batches(Function<LocateRequest, Mono<LocateReply>> instance) {
        return new LocateBatches(request -> {
            calls.add(request);
            return instance.apply(request);
        });
    }

    private static List<ShardKey> shards(int perStream) {
        return IntStream.range(0, 1_000)
                .mapToObj(i -> new ShardKey(new StreamId(new UUID(1, i / perStream)), 100 + i % perStream))
                .toList();
    }

    private static String ownerOf(ShardKey shard) {
        return shard.stream() + ":" + shard.shard();
    }

    private static LocateReply replyTo(LocateRequest request, boolean knowsOthers) {
        LocateReply.Builder reply = LocateReply.newBuilder();
        StreamId stream = StreamMessages.toStreamId(request.getStreamId());
        for (int shard : request.getShardsList()) {
            if (shard != OWNERLESS) {
                reply.addOwners(
                        ShardOwner.newBuilder().setShard(shard).setAddress(ownerOf(new ShardKey(stream, shard))));
            }
        }
        if (knowsOthers) {
            request.getOthersList().forEach(other -> reply.addOthers(replyTo(other, true)));
        }
        return reply.build();
    }
}
