package dev.millrace.gateway.metadata;

import dev.millrace.internal.error.DomainError;
import dev.millrace.internal.metadata.StreamMessages;
import dev.millrace.internal.metadata.v1.CreateStreamReply;
import dev.millrace.internal.metadata.v1.CreateStreamRequest;
import dev.millrace.internal.metadata.v1.DeleteStreamReply;
import dev.millrace.internal.metadata.v1.DeleteStreamRequest;
import dev.millrace.internal.metadata.v1.DescribeUsageReply;
import dev.millrace.internal.metadata.v1.DescribeUsageRequest;
import dev.millrace.internal.metadata.v1.FindStreamReply;
import dev.millrace.internal.metadata.v1.FindStreamRequest;
import dev.millrace.internal.metadata.v1.ListStreamsReply;
import dev.millrace.internal.metadata.v1.ListStreamsRequest;
import dev.millrace.internal.metadata.v1.StreamCatalogGrpc;
import dev.millrace.internal.metadata.v1.StreamCatalogGrpc.StreamCatalogStub;
import dev.millrace.internal.rpc.UnaryCall;
import dev.millrace.protocol.error.ErrorType;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.error.RequestErrors;
import dev.millrace.stream.StreamDescription;
import dev.millrace.stream.StreamId;
import dev.millrace.stream.StreamName;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.grpc.Channel;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Calls to the metadata service. Its refusals become the API's own errors; anything else is a failure of ours, and when
 * most calls fail they are no longer made for a while.
 */
public final class StreamCatalogCalls {
    private static final Logger log = LoggerFactory.getLogger(StreamCatalogCalls.class);
    private static final Map<String, ErrorType> ERRORS = Stream.of(ErrorType.values())
            .collect(Collectors.toUnmodifiableMap(ErrorType::wireName, Function.identity(), (first, second) -> first));

    private final StreamCatalogStub catalog;
    private final CircuitBreaker breaker;
    private final Duration deadline;

    /** @param deadline for each call */
    public StreamCatalogCalls(Channel metadataService, CircuitBreaker breaker, Duration deadline) {
        this.catalog = StreamCatalogGrpc.newStub(metadataService);
        this.breaker = breaker;
        this.deadline = deadline;
    }

    public Mono<Void> create(CreateStreamRequest request) {
        return this.<CreateStreamRequest, CreateStreamReply>call(stub -> stub::createStream, request)
                .then();
    }

    public Mono<Void> delete(StreamName name, boolean enforceConsumerDeletion) {
        DeleteStreamRequest request = DeleteStreamRequest.newBuilder()
                .setName(name.value())
                .setEnforceConsumerDeletion(enforceConsumerDeletion)
                .build();
        return this.<DeleteStreamRequest, DeleteStreamReply>call(stub -> stub::deleteStream, request)
                .then();
    }

    /** The stream as it is stored now. */
    public Mono<StreamDescription> find(StreamName name) {
        return find(FindStreamRequest.newBuilder().setName(name.value()).build());
    }

    /** One life of a stream as it is stored now. */
    public Mono<StreamDescription> find(StreamId id) {
        return find(
                FindStreamRequest.newBuilder().setId(StreamMessages.toBytes(id)).build());
    }

    private Mono<StreamDescription> find(FindStreamRequest request) {
        return this.<FindStreamRequest, FindStreamReply>call(stub -> stub::findStream, request)
                .map(reply -> StreamMessages.toDomain(reply.getStream()));
    }

    /**
     * A page of the account's streams, by name.
     *
     * @param afterName exclusive; empty for the beginning
     */
    public Mono<ListStreamsReply> list(String afterName, int limit) {
        return call(
                stub -> stub::listStreams,
                ListStreamsRequest.newBuilder()
                        .setAfterName(afterName)
                        .setLimit(limit)
                        .build());
    }

    public Mono<DescribeUsageReply> describeUsage() {
        return call(stub -> stub::describeUsage, DescribeUsageRequest.getDefaultInstance());
    }

    private <Q, A> Mono<A> call(Function<StreamCatalogStub, BiConsumer<Q, StreamObserver<A>>> method, Q request) {
        return Mono.defer(() -> UnaryCall.of(
                        method.apply(catalog.withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS)), request))
                .onErrorMap(StreamCatalogCalls::toKinesis)
                .transformDeferred(CircuitBreakerOperator.of(breaker))
                .onErrorMap(failure -> !(failure instanceof KinesisException), failure -> {
                    log.warn("A call to the metadata service failed: {}", failure.getMessage());
                    return RequestErrors.internalFailure();
                });
    }

    /** A refusal as the API's error, which the circuit breaker does not count; other failures as they are. */
    private static Throwable toKinesis(Throwable failure) {
        return DomainError.find(failure)
                .<Throwable>flatMap(error -> Optional.ofNullable(ERRORS.get(error.type()))
                        .map(type -> new KinesisException(type, error.message())))
                .orElse(failure);
    }
}
