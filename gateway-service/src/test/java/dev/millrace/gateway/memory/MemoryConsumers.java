package dev.millrace.gateway.memory;

import dev.millrace.internal.consumer.v1.Consumer;
import dev.millrace.internal.consumer.v1.ConsumerKey;
import dev.millrace.internal.consumer.v1.ConsumerRegistryGrpc.ConsumerRegistryImplBase;
import dev.millrace.internal.consumer.v1.DeregisterReply;
import dev.millrace.internal.consumer.v1.DeregisterRequest;
import dev.millrace.internal.consumer.v1.FindReply;
import dev.millrace.internal.consumer.v1.FindRequest;
import dev.millrace.internal.consumer.v1.FollowEvent;
import dev.millrace.internal.consumer.v1.FollowRequest;
import dev.millrace.internal.consumer.v1.ListReply;
import dev.millrace.internal.consumer.v1.ListRequest;
import dev.millrace.internal.consumer.v1.RegisterReply;
import dev.millrace.internal.consumer.v1.RegisterRequest;
import dev.millrace.internal.consumer.v1.SubscribeRequest;
import dev.millrace.internal.rpc.DomainError;
import dev.millrace.internal.rpc.EventStreamAnswer;
import dev.millrace.internal.shard.v1.SubscriptionEvent;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import reactor.core.publisher.Flux;

/** The consumer registry's contract in memory, with subscriptions that push what a test says. */
public final class MemoryConsumers extends ConsumerRegistryImplBase {
    private static final int MILLIS_PER_SECOND = 1000;

    private final NavigableMap<String, Consumer> consumers = new ConcurrentSkipListMap<>();
    private volatile boolean activated = true;
    private volatile Flux<SubscriptionEvent> events = Flux.never();
    private volatile Flux<FollowEvent> followed = Flux.never();

    /** Whether those that are registered from now on become ACTIVE. */
    public void activate(boolean active) {
        activated = active;
    }

    /** What the next subscriptions push. */
    public void push(Flux<SubscriptionEvent> pushed) {
        events = pushed;
    }

    /** What the next followers are sent. */
    public void follow(Flux<FollowEvent> sent) {
        followed = sent;
    }

    @Override
    public void register(RegisterRequest request, StreamObserver<RegisterReply> answer) {
        Consumer consumer = Consumer.newBuilder()
                .setStreamId(request.getStreamId())
                .setName(request.getName())
                .setCreatedMillis(System.currentTimeMillis())
                .setActive(activated)
                .putAllTags(request.getTagsMap())
                .build();
        consumers.put(request.getName(), consumer);
        send(
                answer,
                RegisterReply.newBuilder()
                        .setConsumer(consumer.toBuilder().setActive(false))
                        .build());
    }

    @Override
    public void find(FindRequest request, StreamObserver<FindReply> answer) {
        Consumer consumer = consumers.get(request.getConsumer().getName());
        if (consumer == null || !isMeant(consumer, request.getConsumer())) {
            answer.onError(new DomainError("ResourceNotFoundException", "no such consumer").toGrpc());
            return;
        }
        send(answer, FindReply.newBuilder().setConsumer(consumer).build());
    }

    private static boolean isMeant(Consumer consumer, ConsumerKey key) {
        return consumer.getStreamId().equals(key.getStreamId())
                && (!key.hasCreatedSecond()
                        || key.getCreatedSecond() == consumer.getCreatedMillis() / MILLIS_PER_SECOND);
    }

    @Override
    public void list(ListRequest request, StreamObserver<ListReply> answer) {
        List<Consumer> ofStream = consumers.values().stream()
                .filter(consumer -> consumer.getStreamId().equals(request.getStreamId()))
                .toList();
        List<Consumer> rest = ofStream.stream()
                .filter(consumer -> consumer.getName().compareTo(request.getAfterName()) > 0)
                .toList();
        send(
                answer,
                ListReply.newBuilder()
                        .setTotal(ofStream.size())
                        .setHasMore(rest.size() > request.getLimit())
                        .addAllConsumers(rest.subList(0, Math.min(rest.size(), request.getLimit())))
                        .build());
    }

    @Override
    public void deregister(DeregisterRequest request, StreamObserver<DeregisterReply> answer) {
        consumers.remove(request.getConsumer().getName());
        send(answer, DeregisterReply.getDefaultInstance());
    }

    @Override
    public StreamObserver<SubscribeRequest> subscribe(StreamObserver<SubscriptionEvent> answer) {
        return EventStreamAnswer.to(answer, request -> events, SubscribeRequest::getEvents);
    }

    @Override
    public StreamObserver<FollowRequest> follow(StreamObserver<FollowEvent> answer) {
        return EventStreamAnswer.to(answer, request -> followed, FollowRequest::getEvents);
    }

    private static <T> void send(StreamObserver<T> answer, T message) {
        answer.onNext(message);
        answer.onCompleted();
    }
}
