package dev.millrace.gateway.call.query;

import dev.millrace.gateway.audit.AuditTrail;
import dev.millrace.gateway.audit.AuditedCall;
import dev.millrace.gateway.audit.ErrorTexts;
import dev.millrace.gateway.audit.event.AuditedOperation;
import dev.millrace.gateway.audit.event.MessageParameters;
import dev.millrace.gateway.audit.event.MessageResources;
import dev.millrace.gateway.call.CallMetrics;
import dev.millrace.gateway.call.ServiceLimits;
import dev.millrace.gateway.caller.Requester;
import dev.millrace.gateway.front.request.Face;
import dev.millrace.gateway.front.request.ReceivedRequest;
import dev.millrace.gateway.front.request.RequestId;
import dev.millrace.identity.IdentityErrors;
import dev.millrace.identity.IdentityException;
import dev.millrace.signing.Credential;
import dev.millrace.signing.CredentialStore;
import dev.millrace.signing.SignatureVerifier;
import dev.millrace.signing.SigningName;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/**
 * Answers the services of the Query protocol, which share the endpoint with Kinesis and are told apart by the service that a
 * request was signed for.
 */
public final class QueryRequestHandler {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json";

    /** IAM and the global STS are at home there, and their clients sign for it wherever they are. */
    private static final Set<String> HOME = Set.of("us-east-1");

    private final Map<String, Served> services = new HashMap<>();
    private final ServiceLimits limits;
    private final CallMetrics metrics;
    private final AuditTrail audit;

    public QueryRequestHandler(
            List<QueryService> services,
            CredentialStore credentials,
            String region,
            ServiceLimits limits,
            CallMetrics metrics,
            AuditTrail audit,
            Clock clock) {
        for (QueryService service : services) {
            SignatureVerifier signatures =
                    new SignatureVerifier(credentials, region, HOME, service.signingName(), clock);
            this.services.put(service.signingName(), new Served(service, signatures));
        }
        this.limits = limits;
        this.metrics = metrics;
        this.audit = audit;
    }

    /** Whether a request is meant for one of these services rather than for Kinesis. */
    public boolean takes(ReceivedRequest request) {
        return (request.content().isEmpty() || isForm(request))
                && SigningName.of(request).filter(services::containsKey).isPresent();
    }

    /** All its parameters may be in the query, whether it is a GET or a POST. */
    private static boolean isForm(ReceivedRequest request) {
        return request.headers().get(HttpHeaderNames.CONTENT_TYPE, "").startsWith(FORM);
    }

    private static boolean acceptsJson(ReceivedRequest request) {
        return Stream.of(request.headers().get(HttpHeaderNames.ACCEPT, "").split(","))
                .anyMatch(type -> type.split(";", 2)[0].strip().equalsIgnoreCase(JSON));
    }

    /** @throws KinesisException if nobody known can have sent such a request */
    public void requireKnown(ReceivedRequest request) {
        Served served = SigningName.of(request).map(services::get).orElseThrow();
        served.signatures.claimedBy(request);
    }

    /** The answer to a request that this {@link #takes}; never an error. */
    public Mono<QueryAnswer> handle(ReceivedRequest request, RequestId id) {
        long startNanos = System.nanoTime();
        Served served = SigningName.of(request).map(services::get).orElseThrow();
        QueryService service = served.service;
        QueryForm form = QueryForm.parse(request.query(), request.content());
        Optional<String> operation = Optional.of(form.action())
                .filter(name -> service.prototype(name).isPresent());
        return Mono.defer(() -> recorded(served, form, operation, request, id))
                .onErrorResume(noRoom ->
                        Mono.just(QueryAnswer.failure(service, QueryErrors.toError(noRoom), id, acceptsJson(request))))
                .doOnNext(answer -> metrics.record(
                        service.signingName(), operation, answer.error().orElse(null), System.nanoTime() - startNanos));
    }

    private Mono<QueryAnswer> recorded(
            Served served, QueryForm form, Optional<String> operation, ReceivedRequest request, RequestId id) {
        QueryService service = served.service;
        AuditedCall call =
                audit.begin(AuditedOperation.of(service.signingName(), operation), Face.AWS, request.origin(), id.id());
        call.received(request);
        return Mono.defer(() -> perform(served, form, request, id, call))
                .onErrorMap(QueryErrors::toError)
                .onErrorResume(IdentityException.class, refusal -> {
                    String code = refusal.type().code();
                    call.fails(code, ErrorTexts.of(code, refusal.text()));
                    return Mono.just(QueryAnswer.failure(service, refusal, id, acceptsJson(request)));
                })
                .doOnNext(answer -> call.ends(answer.body().length()))
                .doOnCancel(call::abandoned);
    }

    private Mono<QueryAnswer> perform(
            Served served, QueryForm form, ReceivedRequest request, RequestId id, AuditedCall call) {
        request.content().requireKept();
        Credential signer = served.signatures.verify(request);
        request.content().countFor(signer.accessKeyId());
        Requester requester = Requester.of(signer, served.signatures, request.origin(), id.id());
        call.by(signer.principal(), signer.accessKeyId());
        form.requireWellFormed();
        QueryService service = served.service;
        if (!limits.tryTake(service.signingName(), requester.principal())) {
            throw IdentityErrors.rateExceeded();
        }
        String action = form.action();
        service.prototype(action)
                .map(form::read)
                .ifPresent(asked -> call.asks(MessageParameters.of(asked), MessageResources.of(asked)));
        return service.perform(requester, action, form)
                .defaultIfEmpty(Optional.empty())
                .map(result -> {
                    result.map(MessageParameters::of).ifPresent(call::answers);
                    return QueryAnswer.success(service, action, result, id, acceptsJson(request));
                });
    }

    private record Served(QueryService service, SignatureVerifier signatures) {}
}
