package dev.millrace.consumers.subscription;

import dev.millrace.internal.metadata.StreamMirror;
import dev.millrace.internal.shard.RefusedException;
import dev.millrace.internal.shard.ShardClient;
import dev.millrace.internal.shard.v1.SubscriptionEvent;
import dev.millrace.internal.shard.v1.SubscriptionStart;
import dev.millrace.protocol.error.EncryptionErrors;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.error.RequestErrors;
import dev.millrace.protocol.error.StreamErrors;
import dev.millrace.stream.ShardKey;
import dev.millrace.stream.StreamName;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A shard's records from a position on, from whoever owns it, with failures in Kinesis's own errors. */
public final class ShardFeed {
    private final StreamMirror streams;
    private final ShardClient shards;
    private final String account;

    public ShardFeed(StreamMirror streams, ShardClient shards, String account) {
        this.streams = streams;
        this.shards = shards;
        this.account = account;
    }

    /**
     * The events of a shard, none with a refusal. Completes after the one at the end of the shard, and fails with a
     * {@link KinesisException} when the stream is gone.
     *
     * @param start where to begin; its stream and shard are filled in here
     * @param held counts each event from when it has come; whoever gets them gives their bytes back
     */
    public Flux<SubscriptionEvent> follow(ShardKey shard, StreamName stream, SubscriptionStart start, HeldEvents held) {
        return Flux.defer(
                () -> shards.subscribe(shard, start, refused -> errorFor(refused, shard, stream), new HeldRoom(held)));
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
