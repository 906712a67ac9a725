package dev.millrace.consumers.subscription;

import com.google.protobuf.UnsafeByteOperations;
import dev.millrace.consumers.consumer.ConsumerKey;
import dev.millrace.consumers.consumer.Consumers;
import dev.millrace.consumers.consumer.RegisteredConsumer;
import dev.millrace.internal.consumer.v1.EndSubscriptionRequest;
import dev.millrace.internal.consumer.v1.EndSubscriptionRequest.Reason;
import dev.millrace.internal.shard.ShardStart;
import dev.millrace.internal.shard.v1.SubscriptionEvent;
import dev.millrace.protocol.error.ConsumerErrors;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.error.ShardErrors;
import dev.millrace.protocol.error.StreamErrors;
import dev.millrace.stream.Shard;
import dev.millrace.stream.ShardId;
import dev.millrace.stream.StartPosition.AtIndex;
import dev.millrace.stream.StreamDescription;
import io.grpc.Status;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Subscribes consumers to shards, one subscription at a time for each of both.
 *
 * <pre>
 *   subscribe ──▶ place free, or had for some seconds ──▶ take it (compare-and-set) ──▶ push ──▶ release it
 *                        │ had for less                         │ the former one is told to end
 *                        ▼                                      ▼
 *                   refused                        its instance, or at the latest its next look at the row
 * </pre>
 */
public final class ConsumerSubscriptions {
    private static final Logger log = LoggerFactory.getLogger(ConsumerSubscriptions.class);

    /** Deregistered consumers have a row for each shard; this many of them are looked at at a time. */
    private static final int PLACES_AT_ONCE = 16;

    private final Consumers consumers;
    private final SubscriptionStore store;
    private final ShardFeed feed;
    private final Peers peers;
    private final SubscriptionSettings settings;
    private final boolean limited;
    private final String address;
    private final String account;
    private final Clock clock;
    private final CallRates rates;
    private final ActiveSubscriptions active = new ActiveSubscriptions();
    private volatile boolean closed;

    /**
     * @param limited whether calls per second are limited
     * @param address of this instance, {@code host:port}
     */
    public ConsumerSubscriptions(
            Consumers consumers,
            SubscriptionStore store,
            ShardFeed feed,
            Peers peers,
            SubscriptionSettings settings,
            boolean limited,
            String address,
            String account,
            Clock clock) {
        this.consumers = consumers;
        this.store = store;
        this.feed = feed;
        this.peers = peers;
        this.settings = settings;
        this.limited = limited;
        this.address = address;
        this.account = account;
        this.clock = clock;
        this.rates = new CallRates(settings.callsPerSecond(), settings.callBurst(), System::nanoTime);
    }

    /** What a subscription is about, as it was found when it began. */
    private record Subject(StreamDescription stream, Shard shard, RegisteredConsumer consumer) {
        SubscriptionKey place() {
            return new SubscriptionKey(consumer.id(), shard.index());
        }
    }

    /**
     * A shard's events for a consumer. The first one means that the subscription stands.
     *
     * @param held what the caller holds of the events, and gives back when they are sent
     */
    public Flux<SubscriptionEvent> subscribe(ConsumerKey key, ShardStart start, HeldEvents held) {
        return subscribe(key, start, held, settings.protection(), settings.lifetime());
    }

    /**
     * The same to the end of the shard, however long that takes: the place is taken from whoever has it, and taken again
     * when the time of a subscription is up. Those of a stream's shards begin in one moment; each has a time of its own, so that they are
     * not all taken again in one.
     */
    public Flux<SubscriptionEvent> hold(ConsumerKey key, ShardStart start, HeldEvents held) {
        return Flux.defer(() -> {
            Progress progress = new Progress(start);
            return Flux.defer(() -> subscribe(
                            key,
                            progress.next,
                            held,
                            Duration.ZERO,
                            heldFor(settings.lifetime(), ThreadLocalRandom.current())))
                    .doOnNext(progress::note)
                    .repeat(() -> !progress.ended);
        });
    }

    /** Somewhere between half of a subscription's time and all of it. */
    static Duration heldFor(Duration lifetime, RandomGenerator random) {
        return Duration.ofMillis(lifetime.toMillis() / 2 + random.nextLong(lifetime.toMillis() / 2 + 1));
    }

    /** Where a subscription that is made again goes on. */
    private static final class Progress {
        private volatile ShardStart next;
        private volatile boolean ended;

        Progress(ShardStart start) {
            this.next = start;
        }

        void note(SubscriptionEvent event) {
            next = next.at(new AtIndex(event.getNextIndex()));
            ended = event.getEndOfShard();
        }
    }

    private Flux<SubscriptionEvent> subscribe(
            ConsumerKey key, ShardStart start, HeldEvents held, Duration protection, Duration lifetime) {
        if (closed) {
            return Flux.error(Status.UNAVAILABLE.asRuntimeException());
        }
        return find(key, start)
                .flatMapMany(subject ->
                        claim(subject, protection).flatMapMany(claim -> push(subject, claim, start, held, lifetime)));
    }

    private Mono<Subject> find(ConsumerKey key, ShardStart start) {
        int shard = start.shard();
        return consumers
                .find(key)
                .flatMap(consumer -> consumers
                        .requireStream(key.stream(), start.streamVersion())
                        .map(stream -> {
                            if (!consumers.isActive(consumer)) {
                                throw ConsumerErrors.notActive(
                                        consumer.name(), consumer.createdAt(), stream.name(), account);
                            }
                            Shard found = stream.shards()
                                    .find(shard)
                                    .orElseThrow(
                                            () -> ShardErrors.doesNotExist(new ShardId(shard), stream.name(), account));
                            return new Subject(stream, found, consumer);
                        }));
    }

    private Mono<SubscriptionClaim> claim(Subject subject, Duration protection) {
        return store.read(subject.place()).flatMap(seen -> {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            if (seen.filter(former -> now.isBefore(former.startedAt().plus(protection)))
                    .isPresent()) {
                return Mono.error(taken(subject));
            }
            if (limited && !rates.tryTake(subject.place())) {
                return Mono.error(StreamErrors.rateExceeded(subject.stream.name(), account));
            }
            SubscriptionClaim claim = new SubscriptionClaim(subject.place(), UUID.randomUUID(), address, now);
            return store.take(claim, seen)
                    // Who was faster has just begun.
                    .flatMap(taken -> taken ? Mono.just(claim) : Mono.error(taken(subject)))
                    .doOnNext(taken -> seen.ifPresent(this::displace));
        });
    }

    private KinesisException taken(Subject subject) {
        return ConsumerErrors.subscriptionExists(
                account, subject.stream.name(), subject.shard.id(), subject.consumer.name());
    }

    private Flux<SubscriptionEvent> push(
            Subject subject, SubscriptionClaim claim, ShardStart start, HeldEvents held, Duration lifetime) {
        Mono<Void> end = active.begin(
                claim,
                taken(subject),
                ConsumerErrors.notFound(subject.consumer.name(), subject.stream.name(), account));
        Mono<Void> ended = Mono.firstWithSignal(end, Mono.delay(lifetime).then());
        return feed.follow(subject.stream.id(), subject.stream.name(), start, held, ended)
                .doFinally(signal -> release(claim));
    }

    private void release(SubscriptionClaim claim) {
        active.remove(claim);
        store.release(claim)
                .subscribe(
                        released -> {},
                        failure ->
                                log.debug("The row of a subscription stays until it expires: {}", failure.toString()));
    }

    /** Tells the former subscription to end. If its instance cannot be reached, it finds out from the row. */
    private void displace(SubscriptionClaim former) {
        if (former.address().equals(address)) {
            active.displace(former.id());
        } else {
            endAt(former, Reason.DISPLACED).subscribe();
        }
    }

    private Mono<Void> endAt(SubscriptionClaim claim, Reason reason) {
        return peers.end(
                        claim.address(),
                        EndSubscriptionRequest.newBuilder()
                                .setId(UnsafeByteOperations.unsafeWrap(toBytes(claim.id())))
                                .setReason(reason)
                                .build())
                .onErrorResume(failure -> {
                    log.debug("Another instance cannot be told of a subscription's end: {}", failure.toString());
                    return Mono.empty();
                });
    }

    private static byte[] toBytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    /** Ends a subscription of this instance on behalf of another one. */
    public void end(UUID id, Reason reason) {
        if (reason == Reason.DEREGISTERED) {
            active.deregister(id);
        } else {
            active.displace(id);
        }
    }

    /** Ends the subscriptions of a consumer that is no more. */
    public Mono<Void> endAll(RegisteredConsumer consumer) {
        return consumers
                .requireStream(consumer.stream())
                .flatMapMany(stream -> Flux.fromIterable(stream.shards().all()))
                .flatMap(
                        shard -> store.read(new SubscriptionKey(consumer.id(), shard.index()))
                                .flatMap(claim ->
                                        claim.map(this::endDeregistered).orElse(Mono.empty())),
                        PLACES_AT_ONCE)
                .then();
    }

    private Mono<Void> endDeregistered(SubscriptionClaim claim) {
        return endAt(claim, Reason.DEREGISTERED);
    }

    /** Looks whether each subscription of this instance still has its place. */
    public Mono<Void> verify() {
        return Flux.fromIterable(active.claims())
                .concatMap(claim -> store.read(claim.place())
                        .doOnNext(found -> endUnless(claim, found))
                        .onErrorComplete())
                .then();
    }

    private void endUnless(SubscriptionClaim claim, Optional<SubscriptionClaim> found) {
        if (found.filter(now -> now.id().equals(claim.id())).isEmpty()) {
            active.displace(claim.id());
        }
    }

    /** Ends all subscriptions of this instance as if their time was up: their clients come back, to another one. */
    public void close() {
        closed = true;
        active.endAll();
    }

    public int count() {
        return active.count();
    }
}
