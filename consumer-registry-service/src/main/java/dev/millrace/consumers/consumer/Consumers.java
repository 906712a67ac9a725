package dev.millrace.consumers.consumer;

import dev.millrace.internal.metadata.StreamMirror;
import dev.millrace.policy.PolicyFormatException;
import dev.millrace.policy.ResourcePolicyForm;
import dev.millrace.protocol.error.ConsumerErrors;
import dev.millrace.protocol.error.PolicyErrors;
import dev.millrace.protocol.error.StreamErrors;
import dev.millrace.protocol.message.TagRules;
import dev.millrace.service.ClusterSettings;
import dev.millrace.stream.ConsumerArn;
import dev.millrace.stream.StreamArn;
import dev.millrace.stream.StreamDescription;
import dev.millrace.stream.StreamId;
import dev.millrace.stream.StreamMode;
import dev.millrace.stream.StreamName;
import dev.millrace.stream.StreamStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** The consumers of all streams. Every answer shows every change that was answered before it. */
public final class Consumers {
    private static final Duration ONE_SECOND = Duration.ofSeconds(1);
    private static final long ANY_VERSION = 0;

    private final ConsumerStore store;
    private final Retry untilDecided;
    private final StreamMirror streams;
    private final ConsumerSettings settings;
    private final AccountCommitment commitment;
    private final TagRules tags;
    private final ClusterSettings cluster;
    private final String account;
    private final Clock clock;

    public Consumers(
            ConsumerStore store,
            StreamMirror streams,
            ConsumerSettings settings,
            AccountCommitment commitment,
            ClusterSettings cluster,
            Clock clock) {
        this.store = store;
        this.untilDecided = Retry.backoff(12, Duration.ofMillis(5))
                .maxBackoff(Duration.ofMillis(300))
                .filter(failure -> failure instanceof OvertakenException || store.hasFailed(failure))
                .onRetryExhaustedThrow((retry, last) -> last.failure());
        this.streams = streams;
        this.settings = settings;
        this.commitment = commitment;
        this.tags = new TagRules(settings.tags());
        this.cluster = cluster;
        this.account = cluster.accountId();
        this.clock = clock;
    }

    /** Registers a consumer under a name that the stream does not have yet. */
    public Mono<RegisteredConsumer> register(StreamId stream, String name, Map<String, String> given) {
        UUID id = UUID.randomUUID();
        Map<String, String> legal = tags.add(Map.of(), given);
        return requireStream(stream).flatMap(description -> {
            if (description.status() == StreamStatus.CREATING || description.status() == StreamStatus.DELETING) {
                throw StreamErrors.notActive(description.name(), account, description.status());
            }
            return most(description)
                    .flatMap(most -> change(stream, all -> {
                        Optional<RegisteredConsumer> existing = all.find(name);
                        if (existing.isPresent()) {
                            return alreadyThere(existing.get(), id, description.name());
                        }
                        return Change.put(admit(all, most, description.name(), id, name, legal));
                    }));
        });
    }

    /** How many consumers a stream may have. */
    private Mono<Integer> most(StreamDescription stream) {
        return stream.mode() == StreamMode.PROVISIONED
                ? Mono.just(settings.perStream())
                : commitment.isEnabled().map(enabled -> enabled ? settings.perCommittedStream() : settings.perStream());
    }

    /** An earlier try of the same registration whose answer was lost is a success. */
    private Change alreadyThere(RegisteredConsumer existing, UUID id, StreamName stream) {
        if (existing.id().equals(id)) {
            return Change.none(existing);
        }
        throw ConsumerErrors.alreadyExists(existing.name(), stream, account);
    }

    private RegisteredConsumer admit(
            StreamConsumers all, int most, StreamName stream, UUID id, String name, Map<String, String> legal) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (all.consumers().size() >= most) {
            throw ConsumerErrors.tooMany(stream, account, most);
        }
        if (all.creating(now) >= settings.creating()) {
            throw ConsumerErrors.tooManyCreating(stream, account, settings.creating());
        }
        return new RegisteredConsumer(
                all.stream(), id, name, now, now.plus(settings.activation()), legal, Optional.empty());
    }

    /** The consumer; an error if there is none. */
    public Mono<RegisteredConsumer> find(ConsumerKey key) {
        return requireStream(key.stream())
                .flatMap(stream -> store.read(key.stream())
                        .map(all -> all.find(key)
                                .orElseThrow(() -> ConsumerErrors.notFound(key.name(), stream.name(), account))));
    }

    /** All consumers of a stream, by name; of a stream that does not exist none. */
    public Mono<List<RegisteredConsumer>> all(StreamId stream) {
        return store.read(stream).map(StreamConsumers::consumers);
    }

    /** Removes a consumer. What it was is the answer. */
    public Mono<RegisteredConsumer> deregister(ConsumerKey key) {
        return find(key)
                .delayUntil(consumer -> Mono.delay(untilItsSecondIsOver(consumer)))
                .flatMap(consumer -> change(
                        key.stream(),
                        all -> all.find(consumer.name())
                                .filter(found -> found.id().equals(consumer.id()))
                                .map(Change::remove)
                                // Another call, or an earlier try of this one, has removed it meanwhile.
                                .orElseGet(() -> Change.none(consumer))));
    }

    /** An ARN tells two lives of a name apart by the second of their creation, so they must not share one. */
    private Duration untilItsSecondIsOver(RegisteredConsumer consumer) {
        Duration age = Duration.between(consumer.createdAt().truncatedTo(ChronoUnit.SECONDS), clock.instant());
        return ONE_SECOND.minus(age.isNegative() ? Duration.ZERO : age);
    }

    /** Adds tags, or gives those that there are other values. */
    public Mono<RegisteredConsumer> addTags(ConsumerKey key, Map<String, String> added) {
        return update(key, (stream, consumer) -> consumer.withTags(tags.add(consumer.tags(), added)));
    }

    public Mono<RegisteredConsumer> removeTags(ConsumerKey key, Collection<String> removed) {
        return update(key, (stream, consumer) -> consumer.withTags(TagRules.remove(consumer.tags(), removed)));
    }

    /** Sets the resource policy, or removes the one there is. */
    public Mono<RegisteredConsumer> setPolicy(ConsumerKey key, Optional<String> policy) {
        return update(key, (stream, consumer) -> {
            String arn = arnOf(stream, consumer);
            policy.ifPresent(document -> check(document, arn));
            if (policy.isEmpty() && consumer.policy().isEmpty()) {
                throw PolicyErrors.notFound(arn);
            }
            return consumer.withPolicy(policy);
        });
    }

    private String arnOf(StreamDescription stream, RegisteredConsumer consumer) {
        StreamArn arn = new StreamArn("aws", cluster.region(), cluster.accountId(), stream.name());
        return ConsumerArn.of(arn, consumer.name(), consumer.createdAt()).toString();
    }

    private static void check(String document, String arn) {
        try {
            ResourcePolicyForm.check(document, arn);
        } catch (PolicyFormatException e) {
            throw PolicyErrors.invalid(String.valueOf(e.getMessage()));
        }
    }

    private Mono<RegisteredConsumer> update(
            ConsumerKey key, BiFunction<StreamDescription, RegisteredConsumer, RegisteredConsumer> update) {
        return requireStream(key.stream())
                .flatMap(stream -> change(key.stream(), all -> {
                    RegisteredConsumer consumer = all.find(key)
                            .orElseThrow(() -> ConsumerErrors.notFound(key.name(), stream.name(), account));
                    return Change.put(update.apply(stream, consumer));
                }));
    }

    public boolean isActive(RegisteredConsumer consumer) {
        return consumer.isActive(clock.instant());
    }

    /** The stream as this instance knows it, or as the metadata service does; an error if it does not exist. */
    public Mono<StreamDescription> requireStream(StreamId stream) {
        return requireStream(stream, ANY_VERSION);
    }

    /** @param leastVersion what the caller knows of the stream, such as its newest shards, is to be known here, too */
    public Mono<StreamDescription> requireStream(StreamId stream, long leastVersion) {
        return Mono.justOrEmpty(streams.find(stream))
                .filter(known -> known.version() >= leastVersion)
                .switchIfEmpty(streams.refresh(stream))
                .switchIfEmpty(Mono.error(() -> StreamErrors.notFound(new StreamName("unknown"), account)));
    }

    private Mono<RegisteredConsumer> change(StreamId stream, Function<StreamConsumers, Change> decision) {
        return store.read(stream)
                .flatMap(all -> {
                    Change change = decision.apply(all);
                    return write(all, change)
                            .flatMap(applied ->
                                    applied ? Mono.just(change.consumer) : Mono.error(new OvertakenException()));
                })
                .retryWhen(untilDecided);
    }

    private Mono<Boolean> write(StreamConsumers all, Change change) {
        return switch (change.kind) {
            case NONE -> Mono.just(true);
            case PUT -> store.put(all, change.consumer);
            case REMOVE -> store.remove(all, change.consumer.name());
        };
    }

    private record Change(Kind kind, RegisteredConsumer consumer) {
        private enum Kind {
            NONE,
            PUT,
            REMOVE
        }

        static Change none(RegisteredConsumer consumer) {
            return new Change(Kind.NONE, consumer);
        }

        static Change put(RegisteredConsumer consumer) {
            return new Change(Kind.PUT, consumer);
        }

        static Change remove(RegisteredConsumer consumer) {
            return new Change(Kind.REMOVE, consumer);
        }
    }

    /** Another change came between the reading and the writing. */
    private static final class OvertakenException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OvertakenException() {
            super("the consumers of the stream keep changing", null, false, false);
        }
    }
}
