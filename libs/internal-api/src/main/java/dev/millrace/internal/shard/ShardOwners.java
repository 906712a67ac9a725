package dev.millrace.internal.shard;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.millrace.internal.metadata.StreamMessages;
import dev.millrace.internal.rpc.UnaryCall;
import dev.millrace.internal.shard.v1.LocateReply;
import dev.millrace.internal.shard.v1.LocateRequest;
import dev.millrace.internal.shard.v1.Refusal;
import dev.millrace.stream.ShardKey;
import dev.millrace.stream.StreamId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Who owns which shard, as last heard: asked of any instance of the shard service, and corrected by instances that are
 * no longer, or not yet, the owner.
 */
public final class ShardOwners {
    private static final int MAX_KNOWN = 200_000;
    private static final Duration LOCATE_DEADLINE = Duration.ofSeconds(2);
    private static final StreamId NO_STREAM = new StreamId(new UUID(0, 0));

    private final ShardConnections connections;
    private final List<String> addresses;
    private final Cache<ShardKey, String> known =
            Caffeine.newBuilder().maximumSize(MAX_KNOWN).executor(Runnable::run).build();
    private final Map<ShardKey, Mono<String>> asking = new ConcurrentHashMap<>();
    private final LocateBatches batches = new LocateBatches(this::askInTurn);
    private volatile int preferred;

    /** @param addresses of some instances, {@code host:port} */
    public ShardOwners(ShardConnections connections, List<String> addresses) {
        this.connections = connections;
        this.addresses = List.copyOf(addresses);
    }

    /** The owner's address as last heard, or null when nobody was asked yet. */
    public @Nullable String known(ShardKey shard) {
        return known.getIfPresent(shard);
    }

    /** An owner that is named for the first time, or again after another one, is one that has just begun to serve. */
    public void learn(ShardKey shard, String address) {
        if (!address.equals(known.asMap().put(shard, address))) {
            connections.to(address).tryAgainNow();
        }
    }

    /** Forgets an owner that turned out not to be one, unless another has been learned meanwhile. */
    public void forget(ShardKey shard, String address) {
        known.asMap().remove(shard, address);
    }

    /** Takes note that a call to an owner failed, so that the next one goes to whoever is the owner by now. */
    void correct(ShardKey shard, String address, Throwable failure) {
        if (failure instanceof RefusedException refused) {
            correct(shard, address, refused.reason(), refused.owner());
        } else {
            forget(shard, address);
        }
    }

    /**
     * Takes note of what an owner has answered. Whoever is none, or cannot serve, is forgotten; any other refusal is an owner's.
     *
     * @param owner whom it has named; empty for nobody
     */
    public void correct(ShardKey shard, String address, Refusal reason, String owner) {
        switch (reason) {
            case NOT_OWNER -> {
                forget(shard, address);
                if (!owner.isEmpty() && !owner.equals(address)) {
                    learn(shard, owner);
                }
            }
            case UNAVAILABLE, UNKNOWN_OUTCOME, UNRECOGNIZED -> forget(shard, address);
            case NONE,
                    THROTTLED,
                    OVERLOADED,
                    UNKNOWN_SHARD,
                    SHARD_CLOSED,
                    ORDERING_VIOLATED,
                    KEY_DISABLED,
                    KEY_INVALID_STATE,
                    KEY_NOT_FOUND,
                    UNREADABLE -> {}
        }
    }

    /**
     * The owner's address, asked for if unknown. Callers that ask at the same time share one call, also for different shards. Fails with
     * {@link NoOwnerException} when there is no owner now, or nobody answers.
     */
    public Mono<String> locate(ShardKey shard) {
        String address = known(shard);
        return address != null ? Mono.just(address) : asking.computeIfAbsent(shard, this::ask);
    }

    /** Completes when any instance of the shard service answers. */
    public Mono<Void> probe() {
        LocateRequest nobody = LocateRequest.newBuilder()
                .setStreamId(StreamMessages.toBytes(NO_STREAM))
                .build();
        return askInTurn(nobody).then();
    }

    private Mono<String> ask(ShardKey shard) {
        return batches.ask(shard)
                .switchIfEmpty(Mono.error(NoOwnerException::new))
                .doOnNext(address -> learn(shard, address))
                .doFinally(signal -> asking.remove(shard))
                .cache();
    }

    /** Asks one instance after the other until one answers, beginning with the one that did last time. */
    private Mono<LocateReply> askInTurn(LocateRequest request) {
        int first = preferred;
        return Flux.range(0, addresses.size())
                .map(i -> (first + i) % addresses.size())
                .concatMap(
                        i -> locateAt(addresses.get(i), request)
                                .doOnNext(reply -> preferred = i)
                                .onErrorResume(unreachable -> Mono.empty()),
                        1)
                .next()
                .switchIfEmpty(Mono.error(NoOwnerException::new));
    }

    private Mono<LocateReply> locateAt(String address, LocateRequest request) {
        return Mono.defer(() -> UnaryCall.<LocateRequest, LocateReply>of(
                connections.to(address).calls().withDeadlineAfter(LOCATE_DEADLINE.toMillis(), TimeUnit.MILLISECONDS)
                        ::locate,
                request));
    }
}
