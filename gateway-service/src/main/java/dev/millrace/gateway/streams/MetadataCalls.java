package dev.millrace.gateway.streams;

import dev.millrace.internal.rpc.UnaryCall;
import dev.millrace.protocol.error.RequestErrors;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.grpc.stub.AbstractStub;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * How the metadata service is called. Its refusals become the API's own errors; anything else is a failure of ours, and
 * when most calls fail they are no longer made for a while.
 */
public final class MetadataCalls {
    private static final Logger log = LoggerFactory.getLogger(MetadataCalls.class);

    private final CircuitBreaker breaker;
    private final Duration deadline;

    /** @param deadline for each call */
    public MetadataCalls(CircuitBreaker breaker, Duration deadline) {
        this.breaker = breaker;
        this.deadline = deadline;
    }

    /** The answer to a call, or the error of an API that it was refused with, or an internal failure. */
    public <S extends AbstractStub<S>, Q, A> Mono<A> make(
            S stub, Function<S, BiConsumer<Q, StreamObserver<A>>> method, Q request) {
        return Mono.defer(() -> UnaryCall.of(
                        method.apply(stub.withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS)), request))
                // Refusals, which the circuit breaker does not count.
                .onErrorMap(DomainErrors::toRefusal)
                .transformDeferred(CircuitBreakerOperator.of(breaker))
                .onErrorMap(failure -> !DomainErrors.isRefusal(failure), failure -> {
                    log.warn("A call to the metadata service failed: {}", failure.getMessage());
                    return RequestErrors.internalFailure();
                });
    }
}
