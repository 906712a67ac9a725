package dev.millrace.consumers.subscription;

import dev.millrace.internal.metadata.StreamMirror;
import dev.millrace.internal.shard.RefusedException;
import dev.millrace.internal.shard.ShardClient;
import dev.millrace.internal.shard.ShardStart;
import dev.millrace.internal.shard.v1.SubscriptionEvent;
import dev.millrace.protocol.error.EncryptionErrors;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.error.RequestErrors;
import dev.millrace.protocol.error.StreamErrors;
import dev.millrace.stream.ShardKey;
import dev.millrace.stream.StreamId;
import dev.millrace.stream.StreamName;
import java.util.OptionalLong;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The events of one subscription: a shard's records from a position on, from whoever owns it, at the pace of a subscription, each
 * counted while it is here, with failures in Kinesis's own errors.
 */
public final class ShardFeed {
    private final StreamMirror streams;
    private final ShardClient shards;
    private final SubscriptionSettings settings;
    private final OptionalLong bytesPerSecond;
    private final String account;

    /** @param limited whether bytes per second are limited */
    public ShardFeed(
            StreamMirror streams, ShardClient shards, SubscriptionSettings settings, boolean limited, String account) {
        this.streams = streams;
        this.shards = shards;
        this.settings = settings;
        this.bytesPerSecond =
                limited ? OptionalLong.of(settings.bytesPerSecond().toBytes()) : OptionalLong.empty();
        this.account = account;
    }

    /**
     * The events of a shard, none with a refusal. Completes after the one at the end of the shard, and fails with a
     * {@link KinesisException} when the stream is gone.
     *
     * @param held what the caller holds of the events, and gives back when they are sent
     * @param end ends them, in the way in which it ends itself
     */
    Flux<SubscriptionEvent> follow(
            StreamId stream, StreamName name, ShardStart start, HeldEvents held, Publisher<?> end) {
        ShardKey shard = new ShardKey(stream, start.shard());
        return Flux.defer(() -> {
            // What of it is on its way when the subscription ends is let go: only what is pushed becomes the caller's.
            HeldEvents coming = held.another();
            Flux<SubscriptionEvent> events = shards.subscribe(
                    stream,
                    start.withEventsOf(eventBytes(start)),
                    refused -> errorFor(refused, shard, name),
                    new HeldRoom(coming));
            return EventPace.keep(events, settings.heartbeat(), bytesPerSecond, System::nanoTime)
                    .takeUntilOther(end)
                    .doOnNext(event -> coming.passTo(held, HeldEvents.bytesOf(event)))
                    .doFinally(signal -> coming.close());
        });
    }

    private int eventBytes(ShardStart start) {
        int most = Math.toIntExact(settings.eventBytes().toBytes());
        return start.maxBytes() > 0 ? Math.min(most, start.maxBytes()) : most;
    }

    /** That the records' key cannot be used is for the subscriber to know; whatever else it is, another owner may help. */
    private Mono<RuntimeException> errorFor(RefusedException refused, ShardKey shard, StreamName stream) {
        return switch (refused.reason()) {
            case UNKNOWN_SHARD -> ifGone(shard, stream);
            case KEY_DISABLED -> Mono.just(EncryptionErrors.keyDisabled(refused.key()));
            case KEY_INVALID_STATE -> Mono.just(EncryptionErrors.keyBeingDeleted(refused.key()));
            case KEY_NOT_FOUND -> Mono.just(EncryptionErrors.keyNotFound(refused.key()));
            case UNREADABLE -> Mono.just(RequestErrors.internalFailure());
            default -> Mono.empty();
        };
    }

    private Mono<RuntimeException> ifGone(ShardKey shard, StreamName stream) {
        return streams.refresh(shard.stream())
                .filter(found -> found.shards().find(shard.shard()).isPresent())
                .hasElement()
                .flatMap(exists -> exists ? Mono.empty() : Mono.just(StreamErrors.notFound(stream, account)));
    }
}
