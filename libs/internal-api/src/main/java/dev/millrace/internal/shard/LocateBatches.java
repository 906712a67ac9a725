package dev.millrace.internal.shard;

import dev.millrace.internal.metadata.StreamMessages;
import dev.millrace.internal.shard.v1.LocateReply;
import dev.millrace.internal.shard.v1.LocateRequest;
import dev.millrace.internal.shard.v1.ShardOwner;
import dev.millrace.stream.ShardKey;
import dev.millrace.stream.StreamId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Asks who owns shards, for many of them with one call: what is asked for while a call is under way goes with the next one. When an owner
 * of a thousand shards dies, all of them are asked for at once, by everybody.
 */
final class LocateBatches {
    private static final int MOST_SHARDS = 10_000;
    private static final int CALLS_AT_ONCE = 8;

    private final Function<LocateRequest, Mono<LocateReply>> call;
    private final Queue<Question> waiting = new ArrayDeque<>();
    private boolean underWay;

    /** @param call to any instance that answers */
    LocateBatches(Function<LocateRequest, Mono<LocateReply>> call) {
        this.call = call;
    }

    private record Question(ShardKey shard, MonoSink<String> owner) {}

    /** The address of a shard's owner; empty when there is none now. */
    Mono<String> ask(ShardKey shard) {
        return Mono.create(owner -> {
            synchronized (this) {
                waiting.add(new Question(shard, owner));
                if (underWay) {
                    return;
                }
                underWay = true;
            }
            next();
        });
    }

    private void next() {
        List<Question> batch = new ArrayList<>();
        synchronized (this) {
            while (!waiting.isEmpty() && batch.size() < MOST_SHARDS) {
                batch.add(waiting.remove());
            }
            if (batch.isEmpty()) {
                underWay = false;
                return;
            }
        }
        owners(batch)
                .doFinally(signal -> next())
                .subscribe(
                        found -> batch.forEach(question -> answer(question, found)),
                        failure -> batch.forEach(question -> question.owner.error(failure)));
    }

    private static void answer(Question question, Map<ShardKey, String> found) {
        String address = found.get(question.shard);
        if (address == null) {
            question.owner.success();
        } else {
            question.owner.success(address);
        }
    }

    private Mono<Map<ShardKey, String>> owners(List<Question> batch) {
        Map<StreamId, LocateRequest.Builder> byStream = new LinkedHashMap<>();
        for (Question question : batch) {
            byStream.computeIfAbsent(
                            question.shard.stream(),
                            stream -> LocateRequest.newBuilder().setStreamId(StreamMessages.toBytes(stream)))
                    .addShards(question.shard.shard());
        }
        List<LocateRequest> requests =
                byStream.values().stream().map(LocateRequest.Builder::build).toList();
        return replies(requests).collectList().map(replies -> {
            Map<ShardKey, String> found = new HashMap<>();
            int i = 0;
            for (StreamId stream : byStream.keySet()) {
                for (ShardOwner owner : replies.get(i).getOwnersList()) {
                    if (!owner.getAddress().isEmpty()) {
                        found.put(new ShardKey(stream, owner.getShard()), owner.getAddress());
                    }
                }
                i++;
            }
            return found;
        });
    }

    /** One reply for each request, in order. */
    private Flux<LocateReply> replies(List<LocateRequest> requests) {
        List<LocateRequest> others = requests.subList(1, requests.size());
        return call.apply(requests.get(0).toBuilder().addAllOthers(others).build())
                .flatMapMany(reply -> Flux.just(reply)
                        .concatWith(
                                reply.getOthersCount() == others.size()
                                        ? Flux.fromIterable(reply.getOthersList())
                                        // Of an earlier version, which answers for one stream.
                                        : Flux.fromIterable(others).flatMapSequential(call, CALLS_AT_ONCE)));
    }
}
