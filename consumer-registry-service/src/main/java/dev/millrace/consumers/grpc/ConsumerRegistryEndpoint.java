package dev.millrace.consumers.grpc;

import dev.millrace.consumers.consumer.ConsumerKey;
import dev.millrace.consumers.consumer.Consumers;
import dev.millrace.consumers.consumer.RegisteredConsumer;
import dev.millrace.consumers.subscription.ConsumerSubscriptions;
import dev.millrace.consumers.subscription.EventMemory;
import dev.millrace.consumers.subscription.StreamFollower;
import dev.millrace.internal.consumer.v1.ChangeReply;
import dev.millrace.internal.consumer.v1.ChangeRequest;
import dev.millrace.internal.consumer.v1.Consumer;
import dev.millrace.internal.consumer.v1.ConsumerRegistryGrpc.ConsumerRegistryImplBase;
import dev.millrace.internal.consumer.v1.DeregisterReply;
import dev.millrace.internal.consumer.v1.DeregisterRequest;
import dev.millrace.internal.consumer.v1.EndSubscriptionReply;
import dev.millrace.internal.consumer.v1.EndSubscriptionRequest;
import dev.millrace.internal.consumer.v1.FindReply;
import dev.millrace.internal.consumer.v1.FindRequest;
import dev.millrace.internal.consumer.v1.FollowEvent;
import dev.millrace.internal.consumer.v1.FollowRequest;
import dev.millrace.internal.consumer.v1.ListReply;
import dev.millrace.internal.consumer.v1.ListRequest;
import dev.millrace.internal.consumer.v1.RegisterReply;
import dev.millrace.internal.consumer.v1.RegisterRequest;
import dev.millrace.internal.consumer.v1.SubscribeRequest;
import dev.millrace.internal.metadata.StreamMessages;
import dev.millrace.internal.rpc.EventStreamAnswer;
import dev.millrace.internal.shard.ShardStart;
import dev.millrace.internal.shard.v1.SubscriptionEvent;
import dev.millrace.service.Answers;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** The service {@code ConsumerRegistry}: messages in and out, nothing else. */
public final class ConsumerRegistryEndpoint extends ConsumerRegistryImplBase {
    private final Consumers consumers;
    private final ConsumerSubscriptions subscriptions;
    private final StreamFollower follower;
    private final EventMemory memory;

    /** @param memory bounds the events that are held for all calls */
    public ConsumerRegistryEndpoint(
            Consumers consumers, ConsumerSubscriptions subscriptions, StreamFollower follower, EventMemory memory) {
        this.memory = memory;
        this.consumers = consumers;
        this.subscriptions = subscriptions;
        this.follower = follower;
    }

    @Override
    public void register(RegisterRequest request, StreamObserver<RegisterReply> answer) {
        Mono<RegisteredConsumer> registered = Mono.defer(() -> consumers.register(
                StreamMessages.toStreamId(request.getStreamId()), request.getName(), request.getTagsMap()));
        Answers.send(
                // Always CREATING in this answer, however short that is.
                registered.map(consumer -> RegisterReply.newBuilder()
                        .setConsumer(ConsumerMessages.toMessage(consumer, false))
                        .build()),
                answer);
    }

    @Override
    public void find(FindRequest request, StreamObserver<FindReply> answer) {
        Mono<RegisteredConsumer> found =
                Mono.defer(() -> consumers.find(ConsumerMessages.toKey(request.getConsumer())));
        Answers.send(
                found.map(consumer ->
                        FindReply.newBuilder().setConsumer(toMessage(consumer)).build()),
                answer);
    }

    @Override
    public void list(ListRequest request, StreamObserver<ListReply> answer) {
        Mono<List<RegisteredConsumer>> all =
                Mono.defer(() -> consumers.all(StreamMessages.toStreamId(request.getStreamId())));
        Answers.send(all.map(found -> page(request, found)), answer);
    }

    private ListReply page(ListRequest request, List<RegisteredConsumer> all) {
        List<RegisteredConsumer> rest = all.stream()
                .filter(consumer -> consumer.name().compareTo(request.getAfterName()) > 0)
                .toList();
        ListReply.Builder page =
                ListReply.newBuilder().setTotal(all.size()).setHasMore(rest.size() > request.getLimit());
        rest.stream()
                .limit(Math.max(0, request.getLimit()))
                .map(this::toMessage)
                .forEach(page::addConsumers);
        return page.build();
    }

    @Override
    public void deregister(DeregisterRequest request, StreamObserver<DeregisterReply> answer) {
        Mono<Void> deregistered = Mono.defer(() -> consumers.deregister(ConsumerMessages.toKey(request.getConsumer())))
                .doOnNext(consumer -> subscriptions.endAll(consumer).subscribe())
                .then();
        Answers.send(deregistered.thenReturn(DeregisterReply.getDefaultInstance()), answer);
    }

    @Override
    public void change(ChangeRequest request, StreamObserver<ChangeReply> answer) {
        Mono<RegisteredConsumer> changed = Mono.defer(() -> change(request));
        Answers.send(
                changed.map(consumer -> ChangeReply.newBuilder()
                        .setConsumer(toMessage(consumer))
                        .build()),
                answer);
    }

    private Mono<RegisteredConsumer> change(ChangeRequest request) {
        ConsumerKey key = ConsumerMessages.toKey(request.getConsumer());
        return switch (request.getChangeCase()) {
            case SET_TAGS -> consumers.addTags(key, request.getSetTags().getTagsMap());
            case REMOVE_TAGS ->
                consumers.removeTags(key, request.getRemoveTags().getKeysList());
            case POLICY ->
                consumers.setPolicy(key, Optional.of(request.getPolicy()).filter(policy -> !policy.isEmpty()));
            case CHANGE_NOT_SET -> throw Status.INVALID_ARGUMENT.asRuntimeException();
        };
    }

    private Consumer toMessage(RegisteredConsumer consumer) {
        return ConsumerMessages.toMessage(consumer, consumers.isActive(consumer));
    }

    @Override
    public StreamObserver<SubscribeRequest> subscribe(StreamObserver<SubscriptionEvent> events) {
        SentEvents<SubscriptionEvent> sent = new SentEvents<>(memory, event -> event);
        return EventStreamAnswer.to(
                events,
                request -> {
                    ConsumerKey consumer = ConsumerMessages.toKey(request.getConsumer());
                    return subscriptions.subscribe(consumer, ShardStart.of(request.getStart()), sent.heldFor(consumer));
                },
                SubscribeRequest::getEvents,
                sent);
    }

    @Override
    public StreamObserver<FollowRequest> follow(StreamObserver<FollowEvent> events) {
        SentEvents<FollowEvent> sent = new SentEvents<>(memory, FollowEvent::getEvent);
        return EventStreamAnswer.to(
                events,
                request -> {
                    ConsumerKey consumer = ConsumerMessages.toKey(request.getConsumer());
                    return follower.follow(consumer, request.getStart(), sent.heldFor(consumer));
                },
                FollowRequest::getEvents,
                sent);
    }

    @Override
    public void endSubscription(EndSubscriptionRequest request, StreamObserver<EndSubscriptionReply> answer) {
        ByteBuffer id = request.getId().asReadOnlyByteBuffer();
        subscriptions.end(new UUID(id.getLong(), id.getLong()), request.getReason());
        answer.onNext(EndSubscriptionReply.getDefaultInstance());
        answer.onCompleted();
    }
}
