package dev.millrace.gateway.streams;

import dev.millrace.internal.metadata.StreamMirror;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.error.ShardErrors;
import dev.millrace.protocol.error.StreamErrors;
import dev.millrace.protocol.message.StreamAddressed;
import dev.millrace.stream.Shard;
import dev.millrace.stream.ShardId;
import dev.millrace.stream.StreamArn;
import dev.millrace.stream.StreamDescription;
import dev.millrace.stream.StreamId;
import dev.millrace.stream.StreamName;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Finds the stream that a data call is about: in the local mirror, or by asking when the mirror may be behind.
 *
 * <p>Operations that describe ask {@link StreamCatalogCalls} instead, since a mirror may be some milliseconds old.
 */
public final class Streams {
    /** Changes come by themselves, so that asking is only for the case that the connection which brings them is down. */
    private static final Duration CHANGE_PATIENCE = Duration.ofMillis(500);

    private final Map<StreamId, Mono<Optional<StreamDescription>>> refreshing = new ConcurrentHashMap<>();
    private final StreamMirror mirror;
    private final String region;
    private final String account;

    public Streams(StreamMirror mirror, String region, String account) {
        this.mirror = mirror;
        this.region = region;
        this.account = account;
    }

    /**
     * The name of the stream that a request is about.
     *
     * @throws KinesisException if it names none, two different ones, or one that this endpoint does not serve
     */
    public StreamName nameOf(StreamAddressed request) {
        String name = request.streamName();
        String arn = request.streamArn();
        if (arn == null) {
            if (name == null) {
                throw StreamErrors.nameOrArnNeeded();
            }
            return new StreamName(name);
        }
        StreamArn parsed = StreamArn.parse(arn).orElseThrow(() -> StreamErrors.arnNotServedHere(arn));
        if (name != null && !name.equals(parsed.name().value())) {
            throw StreamErrors.nameAndArnDisagree();
        }
        return nameOf(parsed);
    }

    /**
     * The name of the stream that an ARN is about.
     *
     * @throws KinesisException if it is one that this endpoint does not serve
     */
    public StreamName nameOf(StreamArn arn) {
        if (!serves(arn)) {
            throw StreamErrors.arnNotServedHere(arn.toString());
        }
        return arn.name();
    }

    /**
     * The time of creation distinguishes two lives of one name. Clients have it to the second or to the millisecond.
     *
     * @param created null for whichever life there is
     * @throws KinesisException if the stream is another life than the one that is asked for
     */
    public void requireLife(@Nullable Instant created, StreamDescription stream) {
        if (created != null && created.getEpochSecond() != stream.createdAt().getEpochSecond()) {
            throw StreamErrors.notFound(stream.name(), account);
        }
    }

    /** Whether an ARN is that of a stream of this endpoint, existing or not. */
    public boolean serves(StreamArn arn) {
        return arn.equals(arnOf(arn.name()));
    }

    /** The ARN of a stream of this account. */
    public StreamArn arnOf(StreamName name) {
        return new StreamArn("aws", region, account, name);
    }

    public String account() {
        return account;
    }

    /** The stream of a name, if it exists and serves data; an error else. */
    public Mono<StreamDescription> serving(StreamName name) {
        Optional<StreamDescription> found = mirror.find(name).filter(StreamDescription::servesData);
        if (found.isPresent()) {
            return Mono.just(found.get());
        }
        return mirror.refresh(name)
                .filter(StreamDescription::servesData)
                .switchIfEmpty(Mono.error(() -> StreamErrors.notFound(name, account)));
    }

    /** One life of a stream, if it still goes on; an error else. */
    public Mono<StreamDescription> serving(StreamId id, StreamName name) {
        Optional<StreamDescription> found = mirror.find(id).filter(StreamDescription::servesData);
        if (found.isPresent()) {
            return Mono.just(found.get());
        }
        return mirror.refresh(id)
                .filter(StreamDescription::servesData)
                .switchIfEmpty(Mono.error(() -> StreamErrors.notFound(name, account)));
    }

    /** Takes note of a stream as an answer has shown it, so that the calls that follow here go by it at once. */
    public void learn(StreamDescription stream) {
        mirror.learn(stream);
    }

    /** The stream as last heard; empty when it is gone. */
    public Optional<StreamDescription> current(StreamDescription stream) {
        return mirror.find(stream.id());
    }

    /** The stream as it stands now, asked for anew; empty when it is gone. Who asks at the same time shares an answer. */
    public Mono<Optional<StreamDescription>> refresh(StreamDescription stream) {
        return refreshing.computeIfAbsent(
                stream.id(),
                id -> mirror.refresh(id)
                        .map(Optional::of)
                        .defaultIfEmpty(Optional.empty())
                        .doFinally(signal -> refreshing.remove(id))
                        .cache());
    }

    /** The stream once it is another than the given one, or as it stands after a moment; empty when it is gone. */
    public Mono<Optional<StreamDescription>> changed(StreamDescription known) {
        return mirror.newerThan(known).map(Optional::of).timeout(CHANGE_PATIENCE, Mono.defer(() -> refresh(known)));
    }

    /**
     * The id that a text means, whether or not there is such a shard, or such a stream.
     *
     * @throws KinesisException a ResourceNotFoundException if it means none
     */
    public ShardId shardId(String text, StreamName stream) {
        OptionalInt index = ShardId.parseIndex(text);
        if (index.isEmpty()) {
            throw ShardErrors.couldNotFind(text, stream, account);
        }
        return new ShardId(index.getAsInt());
    }

    /** An unexpired shard by its id; a stream that does not seem to have it is looked up anew, for it may just have been split. */
    public Mono<FoundShard> findShard(StreamDescription stream, String shardId, Instant now) {
        ShardId id = shardId(shardId, stream.name());
        return Mono.justOrEmpty(FoundShard.in(stream, id.index(), now))
                .switchIfEmpty(Mono.defer(() -> refresh(stream))
                        .flatMap(fresh ->
                                Mono.justOrEmpty(fresh.flatMap(newer -> FoundShard.in(newer, id.index(), now)))))
                .switchIfEmpty(Mono.error(() -> ShardErrors.doesNotExist(id, stream.name(), account)));
    }

    /** A shard and the stream as it was when it was found there. */
    public record FoundShard(StreamDescription stream, Shard shard) {
        static Optional<FoundShard> in(StreamDescription stream, int index, Instant now) {
            return stream.shards()
                    .find(index)
                    .filter(shard -> !stream.hasExpired(shard, now))
                    .map(shard -> new FoundShard(stream, shard));
        }
    }
}
