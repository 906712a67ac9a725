package dev.millrace.gateway.access;

import dev.millrace.gateway.streams.RegisteredConsumers;
import dev.millrace.gateway.streams.StreamTokens;
import dev.millrace.gateway.streams.Streams;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.message.ConsumerAddressed;
import dev.millrace.protocol.message.KinesisRequest;
import dev.millrace.protocol.message.MissingMemberException;
import dev.millrace.protocol.message.Operation;
import dev.millrace.protocol.message.ResourceAddressed;
import dev.millrace.protocol.message.StreamAddressed;
import dev.millrace.protocol.message.StreamToken;
import dev.millrace.protocol.message.TokenAddressed;
import dev.millrace.stream.ConsumerArn;
import dev.millrace.stream.StreamArn;
import dev.millrace.stream.StreamName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Finds what a request is done to, before it is known to be valid. What it leaves out or gets wrong is for the operation to tell,
 * once the caller may ask for it; whether a thing exists is shown to nobody before that.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonkinesis.html">Actions and
 *     resources</a>
 */
final class Targets {
    /** In the place of the second that a consumer was made in, for one that does not exist. */
    private static final Instant NEVER = Instant.EPOCH;

    private final Streams streams;
    private final RegisteredConsumers consumers;
    private final StreamTokens tokens;

    Targets(Streams streams, RegisteredConsumers consumers, StreamTokens tokens) {
        this.streams = streams;
        this.consumers = consumers;
        this.tokens = tokens;
    }

    /** Nothing in particular of this account. */
    Target anything() {
        return new Target.Anything(streams.account());
    }

    /** Empty for a token that names nothing, with which nothing can be done. */
    Mono<Target> of(Operation operation, KinesisRequest request) {
        try {
            return find(operation, request);
        } catch (MissingMemberException incomplete) {
            return Mono.just(anything());
        }
    }

    private Mono<Target> find(Operation operation, KinesisRequest request) {
        StreamToken token = request instanceof TokenAddressed named ? named.streamToken() : null;
        if (token != null) {
            return Mono.justOrEmpty(tokens.streamOf(token).map(name -> new Target.OfStream(streams.arnOf(name))));
        }
        if (request instanceof ConsumerAddressed consumer) {
            return operation == request.operation() ? ofConsumerAsNamed(consumer) : ofConsumer(consumer);
        }
        if (request instanceof ResourceAddressed resource) {
            return Mono.just(ofArn(resource.resourceArn()));
        }
        return Mono.just(request instanceof StreamAddressed stream ? ofStream(stream) : anything());
    }

    private Target ofStream(StreamAddressed request) {
        String arn = request.streamArn();
        if (arn != null) {
            return ofArn(arn);
        }
        String name = request.streamName();
        return name != null && StreamName.isLegal(name)
                ? new Target.OfStream(streams.arnOf(new StreamName(name)))
                : anything();
    }

    private Target ofArn(String arn) {
        Target stream = StreamArn.parse(arn).map(this::ofStream).orElse(null);
        if (stream != null) {
            return stream;
        }
        return ConsumerArn.parse(arn)
                .map(this::ofConsumer)
                .orElseGet(() -> new Target.Elsewhere(arn, streams.account()));
    }

    /** By the ARN that policies name it by, however the request writes it. */
    private Target ofStream(StreamArn arn) {
        return streams.serves(arn)
                ? new Target.OfStream(streams.arnOf(arn.name()))
                : new Target.Elsewhere(arn.toString(), arn.accountId());
    }

    private Target ofConsumer(ConsumerArn arn) {
        StreamArn stream = arn.stream();
        return streams.serves(stream)
                ? new Target.OfConsumer(new ConsumerArn(streams.arnOf(stream.name()), arn.name(), arn.createdSecond()))
                : new Target.Elsewhere(arn.toString(), stream.accountId());
    }

    private Mono<Target> ofConsumer(ConsumerAddressed request) {
        String arn = request.consumerArn();
        if (arn != null) {
            return Mono.just(ofArn(arn));
        }
        String name = request.consumerName();
        StreamArn stream = parse(request.streamArn());
        if (stream == null || name == null || !streams.serves(stream)) {
            return Mono.just(anything());
        }
        return existing(stream, name)
                .defaultIfEmpty(ConsumerArn.of(stream, name, NEVER))
                .map(this::ofConsumer);
    }

    /** AWS asks about a consumer by its name, without the second that it was made in, if that is how an operation names it. */
    private Mono<Target> ofConsumerAsNamed(ConsumerAddressed request) {
        String name = request.consumerName();
        StreamArn stream = parse(request.streamArn());
        if (request.consumerArn() != null || stream == null || name == null || !streams.serves(stream)) {
            return ofConsumer(request);
        }
        return existing(stream, name)
                .map(List::of)
                .defaultIfEmpty(List.of())
                .map(lives -> new Target.OfConsumerName(stream, name, lives));
    }

    private Mono<ConsumerArn> existing(StreamArn stream, String name) {
        return consumers.arnOf(stream, name).onErrorResume(KinesisException.class, none -> Mono.empty());
    }

    private static @Nullable StreamArn parse(@Nullable String arn) {
        return arn == null ? null : StreamArn.parse(arn).orElse(null);
    }
}
