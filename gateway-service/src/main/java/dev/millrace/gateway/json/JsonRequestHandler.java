package dev.millrace.gateway.json;

import dev.millrace.gateway.call.CallMetrics;
import dev.millrace.gateway.call.Failures;
import dev.millrace.gateway.call.Requester;
import dev.millrace.gateway.limits.ServiceLimits;
import dev.millrace.gateway.request.ReceivedRequest;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.error.RequestErrors;
import dev.millrace.signing.credentials.CredentialStore;
import dev.millrace.signing.sigv4.SignatureVerifier;
import dev.millrace.signing.sigv4.SigningName;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Answers the services of the JSON protocol that share the endpoint with Kinesis. */
public final class JsonRequestHandler {
    private static final String TARGET = "x-amz-target";
    private static final JsonError THROTTLED = new JsonError("ThrottlingException", 400, "Rate exceeded");

    private final Map<String, Served> services = new HashMap<>();
    private final ServiceLimits limits;
    private final CallMetrics metrics;

    JsonRequestHandler(
            List<JsonService> services,
            CredentialStore credentials,
            String region,
            ServiceLimits limits,
            CallMetrics metrics,
            Clock clock) {
        for (JsonService service : services) {
            SignatureVerifier signatures = new SignatureVerifier(credentials, region, service.signingName(), clock);
            this.services.put(service.signingName(), new Served(service, signatures));
        }
        this.limits = limits;
        this.metrics = metrics;
    }

    /** Whether a request is meant for one of these services rather than for Kinesis. */
    public boolean takes(ReceivedRequest request) {
        return request.headers().contains(TARGET)
                && SigningName.of(request).filter(services::containsKey).isPresent();
    }

    /** The answer to a request that this {@link #takes}; never an error. */
    public Mono<JsonAnswer> handle(ReceivedRequest request) {
        long startNanos = System.nanoTime();
        Served served = SigningName.of(request).map(services::get).orElseThrow();
        Optional<String> operation = served.operation(request);
        return Mono.defer(() -> perform(served, operation, request))
                .onErrorResume(failure -> Mono.just(JsonAnswer.failure(errorOf(served.service, failure))))
                .doOnNext(answer -> metrics.record(
                        served.service.signingName(),
                        operation,
                        answer.error().orElse(null),
                        System.nanoTime() - startNanos));
    }

    private Mono<JsonAnswer> perform(Served served, Optional<String> operation, ReceivedRequest request) {
        Requester requester = new Requester(served.signatures.verify(request).principal(), request.origin());
        String known = operation.orElseThrow(RequestErrors::unknownOperation);
        if (!limits.tryTake(served.service.signingName(), requester.principal().accountId())) {
            return Mono.just(JsonAnswer.failure(THROTTLED));
        }
        return served.service
                .perform(requester, known, JsonBody.parse(request.content()))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .map(JsonAnswer::success);
    }

    private static JsonError errorOf(JsonService service, Throwable failure) {
        return service.errorOf(failure).orElseGet(() -> {
            KinesisException error = Failures.toError(failure);
            return new JsonError(
                    error.type().wireName(),
                    error.type().httpStatus(),
                    Objects.requireNonNullElse(error.getMessage(), ""));
        });
    }

    private record Served(JsonService service, SignatureVerifier signatures) {
        /** The operation that is asked for, if it is one of the service's. */
        Optional<String> operation(ReceivedRequest request) {
            String prefix = service.targetPrefix() + ".";
            return Optional.ofNullable(request.headers().get(TARGET))
                    .filter(target -> target.startsWith(prefix))
                    .map(target -> target.substring(prefix.length()))
                    .filter(service.operations()::contains);
        }
    }
}
