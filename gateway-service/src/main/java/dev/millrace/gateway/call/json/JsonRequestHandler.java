package dev.millrace.gateway.call.json;

import com.google.protobuf.Message;
import dev.millrace.gateway.audit.AuditTrail;
import dev.millrace.gateway.audit.AuditedCall;
import dev.millrace.gateway.audit.ErrorTexts;
import dev.millrace.gateway.audit.event.AuditedOperation;
import dev.millrace.gateway.audit.event.MessageParameters;
import dev.millrace.gateway.audit.event.MessageResources;
import dev.millrace.gateway.call.CallMetrics;
import dev.millrace.gateway.call.Failures;
import dev.millrace.gateway.call.ServiceLimits;
import dev.millrace.gateway.caller.Requester;
import dev.millrace.gateway.front.request.Face;
import dev.millrace.gateway.front.request.ReceivedRequest;
import dev.millrace.gateway.front.request.RequestId;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.error.RequestErrors;
import dev.millrace.signing.Credential;
import dev.millrace.signing.CredentialStore;
import dev.millrace.signing.SignatureVerifier;
import dev.millrace.signing.SigningName;
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
    private final AuditTrail audit;

    JsonRequestHandler(
            List<JsonService> services,
            CredentialStore credentials,
            String region,
            ServiceLimits limits,
            CallMetrics metrics,
            AuditTrail audit,
            Clock clock) {
        for (JsonService service : services) {
            SignatureVerifier signatures = new SignatureVerifier(credentials, region, service.signingName(), clock);
            this.services.put(service.signingName(), new Served(service, signatures));
        }
        this.limits = limits;
        this.metrics = metrics;
        this.audit = audit;
    }

    /** Whether a request is meant for one of these services rather than for Kinesis. */
    public boolean takes(ReceivedRequest request) {
        return request.headers().contains(TARGET)
                && SigningName.of(request).filter(services::containsKey).isPresent();
    }

    /** @throws KinesisException if nobody known can have sent such a request */
    public void requireKnown(ReceivedRequest request) {
        Served served = SigningName.of(request).map(services::get).orElseThrow();
        served.signatures.claimedBy(request);
    }

    /** The answer to a request that this {@link #takes}; never an error. */
    public Mono<JsonAnswer> handle(ReceivedRequest request, RequestId id) {
        long startNanos = System.nanoTime();
        Served served = SigningName.of(request).map(services::get).orElseThrow();
        Optional<String> operation = served.operation(request);
        return Mono.defer(() -> recorded(served, operation, request, id))
                .onErrorResume(failure -> Mono.just(JsonAnswer.failure(errorOf(served.service, failure))))
                .doOnNext(answer -> metrics.record(
                        served.service.signingName(),
                        operation,
                        answer.error().orElse(null),
                        System.nanoTime() - startNanos));
    }

    private Mono<JsonAnswer> recorded(
            Served served, Optional<String> operation, ReceivedRequest request, RequestId id) {
        JsonService service = served.service;
        AuditedCall call =
                audit.begin(AuditedOperation.of(service.signingName(), operation), Face.AWS, request.origin(), id.id());
        call.received(request);
        return Mono.defer(() -> perform(served, operation, request, id, call))
                .onErrorResume(failure -> {
                    JsonError error = errorOf(service, failure);
                    call.fails(error.type(), ErrorTexts.of(error.type(), error.message()));
                    return Mono.just(JsonAnswer.failure(error));
                })
                .doOnNext(answer -> call.ends(answer.body().length))
                .doOnCancel(call::abandoned);
    }

    private Mono<JsonAnswer> perform(
            Served served, Optional<String> operation, ReceivedRequest request, RequestId id, AuditedCall call) {
        request.content().requireKept();
        Credential signer = served.signatures.verify(request);
        request.content().countFor(signer.accessKeyId());
        Requester requester = Requester.of(signer, served.signatures, request.origin(), id.id());
        call.by(signer.principal(), signer.accessKeyId());
        String known = operation.orElseThrow(RequestErrors::unknownOperation);
        if (!limits.tryTake(served.service.signingName(), requester.principal())) {
            call.fails(THROTTLED.type(), THROTTLED.message());
            return Mono.just(JsonAnswer.failure(THROTTLED));
        }
        JsonBody body = JsonBody.parse(request.content());
        Message asked = body.read(served.service.prototype(known));
        call.asks(MessageParameters.of(asked), MessageResources.of(asked));
        return served.service
                .perform(requester, known, body)
                .doOnNext(result -> call.answers(MessageParameters.of(result)))
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
