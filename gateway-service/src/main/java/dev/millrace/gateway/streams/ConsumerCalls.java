package dev.millrace.gateway.streams;

import dev.millrace.internal.consumer.v1.ChangeReply;
import dev.millrace.internal.consumer.v1.ChangeRequest;
import dev.millrace.internal.consumer.v1.Consumer;
import dev.millrace.internal.consumer.v1.ConsumerKey;
import dev.millrace.internal.consumer.v1.ConsumerRegistryGrpc.ConsumerRegistryStub;
import dev.millrace.internal.consumer.v1.DeregisterReply;
import dev.millrace.internal.consumer.v1.DeregisterRequest;
import dev.millrace.internal.consumer.v1.FindReply;
import dev.millrace.internal.consumer.v1.FindRequest;
import dev.millrace.internal.consumer.v1.FollowEvent;
import dev.millrace.internal.consumer.v1.FollowRequest;
import dev.millrace.internal.consumer.v1.FollowStart;
import dev.millrace.internal.consumer.v1.ListReply;
import dev.millrace.internal.consumer.v1.ListRequest;
import dev.millrace.internal.consumer.v1.RegisterReply;
import dev.millrace.internal.consumer.v1.RegisterRequest;
import dev.millrace.internal.consumer.v1.SubscribeRequest;
import dev.millrace.internal.metadata.StreamMessages;
import dev.millrace.internal.rpc.EventStreamCall;
import dev.millrace.internal.rpc.UnaryCall;
import dev.millrace.internal.shard.ShardStart;
import dev.millrace.internal.shard.v1.SubscriptionEvent;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.error.RequestErrors;
import dev.millrace.stream.StreamId;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Calls to the consumer registry. Its refusals become the API's own errors; anything else is a failure of ours. */
public final class ConsumerCalls {
    private static final Logger log = LoggerFactory.getLogger(ConsumerCalls.class);
    private static final Duration CALL_DEADLINE = Duration.ofSeconds(5);

    /** Far beyond what the registry lets a subscription live. */
    private static final Duration SUBSCRIPTION_DEADLINE = Duration.ofMinutes(30);

    /** A follower that has been there for so long comes back with the id of its last event. */
    private static final Duration FOLLOWING_DEADLINE = Duration.ofHours(24);

    private final RegistryInstances instances;

    public ConsumerCalls(RegistryInstances instances) {
        this.instances = instances;
    }

    public Mono<Consumer> register(StreamId stream, String name, Map<String, String> tags) {
        RegisterRequest request = RegisterRequest.newBuilder()
                .setStreamId(StreamMessages.toBytes(stream))
                .setName(name)
                .putAllTags(tags)
                .build();
        return this.<RegisterRequest, RegisterReply>call(stub -> stub::register, request)
                .map(RegisterReply::getConsumer);
    }

    public Mono<Consumer> find(ConsumerKey consumer) {
        return this.<FindRequest, FindReply>call(
                        stub -> stub::find,
                        FindRequest.newBuilder().setConsumer(consumer).build())
                .map(FindReply::getConsumer);
    }

    /**
     * A page of a stream's consumers, by name.
     *
     * @param afterName exclusive; empty for the beginning
     */
    public Mono<ListReply> list(StreamId stream, String afterName, int limit) {
        ListRequest request = ListRequest.newBuilder()
                .setStreamId(StreamMessages.toBytes(stream))
                .setAfterName(afterName)
                .setLimit(limit)
                .build();
        return call(stub -> stub::list, request);
    }

    /** How many consumers a stream has. */
    public Mono<Integer> count(StreamId stream) {
        return list(stream, "", 0).map(ListReply::getTotal);
    }

    public Mono<Void> deregister(ConsumerKey consumer) {
        return this.<DeregisterRequest, DeregisterReply>call(
                        stub -> stub::deregister,
                        DeregisterRequest.newBuilder().setConsumer(consumer).build())
                .then();
    }

    /** Changes what is attached to a consumer: its tags, its policy. */
    public Mono<Consumer> change(ChangeRequest request) {
        return this.<ChangeRequest, ChangeReply>call(stub -> stub::change, request)
                .map(ChangeReply::getConsumer);
    }

    /** A shard's events for a consumer, to be subscribed to once, when the first one has come: the subscription stands then. */
    public Mono<Flux<SubscriptionEvent>> subscribe(ConsumerKey consumer, ShardStart start) {
        SubscribeRequest first = SubscribeRequest.newBuilder()
                .setConsumer(consumer)
                .setStart(start.toMessage())
                .build();
        return events(stub -> EventStreamCall.of(
                stub.withDeadlineAfter(SUBSCRIPTION_DEADLINE.toMillis(), TimeUnit.MILLISECONDS)::subscribe,
                first,
                more -> SubscribeRequest.newBuilder().setEvents(more).build()));
    }

    /** The events of all shards for a consumer, or of one, likewise. The first one means that the consumer has its place. */
    public Mono<Flux<FollowEvent>> follow(ConsumerKey consumer, FollowStart start) {
        FollowRequest first =
                FollowRequest.newBuilder().setConsumer(consumer).setStart(start).build();
        return events(stub -> EventStreamCall.of(
                stub.withDeadlineAfter(FOLLOWING_DEADLINE.toMillis(), TimeUnit.MILLISECONDS)::follow,
                first,
                more -> FollowRequest.newBuilder().setEvents(more).build()));
    }

    private <A> Mono<Flux<A>> events(Function<ConsumerRegistryStub, Flux<A>> call) {
        return FirstElement.await(instances.firstThatAnswers(call).onErrorMap(ConsumerCalls::toError));
    }

    private <Q, A> Mono<A> call(Function<ConsumerRegistryStub, BiConsumer<Q, StreamObserver<A>>> method, Q request) {
        return instances
                .firstThatAnswers(stub -> UnaryCall.of(
                                method.apply(stub.withDeadlineAfter(CALL_DEADLINE.toMillis(), TimeUnit.MILLISECONDS)),
                                request)
                        .flux())
                .next()
                .onErrorMap(ConsumerCalls::toError);
    }

    private static Throwable toError(Throwable failure) {
        Throwable error = DomainErrors.toRefusal(failure);
        if (error instanceof KinesisException) {
            return error;
        }
        log.warn("A call to the consumer registry failed: {}", failure.getMessage());
        return RequestErrors.internalFailure();
    }
}
