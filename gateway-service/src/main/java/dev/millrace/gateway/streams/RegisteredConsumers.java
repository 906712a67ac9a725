package dev.millrace.gateway.streams;

import dev.millrace.internal.consumer.v1.ConsumerKey;
import dev.millrace.internal.metadata.StreamMessages;
import dev.millrace.protocol.error.ConsumerErrors;
import dev.millrace.protocol.error.StreamErrors;
import dev.millrace.protocol.message.Consumer;
import dev.millrace.protocol.message.Consumer.ConsumerStatus;
import dev.millrace.stream.ConsumerArn;
import dev.millrace.stream.StreamArn;
import dev.millrace.stream.StreamDescription;
import dev.millrace.stream.StreamName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Finds the consumer that a request is about. */
public final class RegisteredConsumers {
    private final Streams streams;
    private final ConsumerCalls calls;

    public RegisteredConsumers(Streams streams, ConsumerCalls calls) {
        this.streams = streams;
        this.calls = calls;
    }

    /**
     * A consumer's ARN taken apart.
     *
     * @throws dev.millrace.protocol.error.KinesisException if it is none, or one that this endpoint does not serve
     */
    public ConsumerArn parse(String arn) {
        ConsumerArn parsed = ConsumerArn.parse(arn).orElseThrow(() -> StreamErrors.arnNotServedHere(arn));
        requireServed(parsed.stream());
        return parsed;
    }

    private void requireServed(StreamArn arn) {
        if (!arn.equals(streams.arnOf(arn.name()))) {
            throw StreamErrors.arnNotServedHere(arn.toString());
        }
    }

    /** By its ARN, or by stream and name, or by all three if they agree. */
    public Mono<Named> named(@Nullable String consumerArn, @Nullable String streamArn, @Nullable String consumerName) {
        if (consumerArn == null) {
            if (streamArn == null || consumerName == null) {
                throw ConsumerErrors.notIdentified();
            }
            StreamArn stream = StreamArn.parse(streamArn).orElseThrow(() -> StreamErrors.arnNotServedHere(streamArn));
            requireServed(stream);
            return streams.serving(stream.name())
                    .map(found -> new Named(found, key(found, consumerName).build()));
        }
        ConsumerArn arn = parse(consumerArn);
        boolean agree = (streamArn == null || streamArn.equals(arn.stream().toString()))
                && (consumerName == null || consumerName.equals(arn.name()));
        if (!agree) {
            throw ConsumerErrors.namesDisagree();
        }
        return named(arn);
    }

    public Mono<Named> named(ConsumerArn arn) {
        return streams.serving(arn.stream().name())
                .map(found -> new Named(
                        found,
                        key(found, arn.name())
                                .setCreatedSecond(arn.createdSecond())
                                .build()));
    }

    private static ConsumerKey.Builder key(StreamDescription stream, String name) {
        return ConsumerKey.newBuilder()
                .setStreamId(StreamMessages.toBytes(stream.id()))
                .setName(name);
    }

    /** The ARN of whichever consumer of a stream has a name; an error if none has. */
    public Mono<ConsumerArn> arnOf(StreamArn stream, String name) {
        return named(null, stream.toString(), name)
                .flatMap(named -> calls.find(named.key()))
                .map(found -> ConsumerArn.of(
                        streams.arnOf(stream.name()), name, Instant.ofEpochMilli(found.getCreatedMillis())));
    }

    /** The consumer itself; an error if there is none. */
    public Mono<Consumer> find(Named consumer) {
        return calls.find(consumer.key())
                .map(found -> toDomain(consumer.stream().name(), found));
    }

    /** A consumer as the API shows it. */
    public Consumer toDomain(StreamName stream, dev.millrace.internal.consumer.v1.Consumer message) {
        Instant createdAt = Instant.ofEpochMilli(message.getCreatedMillis());
        return new Consumer(
                message.getName(),
                ConsumerArn.of(streams.arnOf(stream), message.getName(), createdAt)
                        .toString(),
                message.getActive() ? ConsumerStatus.ACTIVE : ConsumerStatus.CREATING,
                createdAt);
    }

    /** A consumer that a request names, on a stream that exists; whether it exists itself is the registry's to say. */
    public record Named(StreamDescription stream, ConsumerKey key) {}
}
