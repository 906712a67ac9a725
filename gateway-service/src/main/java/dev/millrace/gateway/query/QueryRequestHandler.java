package dev.millrace.gateway.query;

import dev.millrace.gateway.call.CallMetrics;
import dev.millrace.gateway.call.Requester;
import dev.millrace.gateway.limits.ServiceLimits;
import dev.millrace.gateway.request.ReceivedRequest;
import dev.millrace.gateway.request.RequestId;
import dev.millrace.identity.IdentityErrors;
import dev.millrace.signing.credentials.CredentialStore;
import dev.millrace.signing.sigv4.SignatureVerifier;
import dev.millrace.signing.sigv4.SigningName;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Answers the services of the Query protocol, which share the endpoint with Kinesis and are told apart by the service that a
 * request was signed for.
 */
public final class QueryRequestHandler {
    private static final String FORM = "application/x-www-form-urlencoded";

    /** IAM and the global STS are at home there, and their clients sign for it wherever they are. */
    private static final Set<String> HOME = Set.of("us-east-1");

    private final Map<String, Served> services = new HashMap<>();
    private final ServiceLimits limits;
    private final CallMetrics metrics;

    public QueryRequestHandler(
            List<QueryService> services,
            CredentialStore credentials,
            String region,
            ServiceLimits limits,
            CallMetrics metrics,
            Clock clock) {
        for (QueryService service : services) {
            SignatureVerifier signatures =
                    new SignatureVerifier(credentials, region, HOME, service.signingName(), clock);
            this.services.put(service.signingName(), new Served(service, signatures));
        }
        this.limits = limits;
        this.metrics = metrics;
    }

    /** Whether a request is meant for one of these services rather than for Kinesis. */
    public boolean takes(ReceivedRequest request) {
        String contentType = request.headers().get(HttpHeaderNames.CONTENT_TYPE);
        return contentType != null
                && contentType.startsWith(FORM)
                && SigningName.of(request).filter(services::containsKey).isPresent();
    }

    /** The answer to a request that this {@link #takes}; never an error. */
    public Mono<QueryAnswer> handle(ReceivedRequest request, RequestId id) {
        long startNanos = System.nanoTime();
        Served served = SigningName.of(request).map(services::get).orElseThrow();
        QueryService service = served.service;
        AtomicReference<@Nullable String> asked = new AtomicReference<>();
        return Mono.defer(() -> {
                    Requester requester =
                            new Requester(served.signatures.verify(request).principal(), request.origin());
                    QueryForm form = QueryForm.parse(request.content());
                    asked.set(form.action());
                    return perform(service, requester, form, id);
                })
                .onErrorResume(failure -> Mono.just(QueryAnswer.failure(service, QueryErrors.toError(failure), id)))
                .doOnNext(answer -> metrics.record(
                        service.signingName(),
                        Optional.ofNullable(asked.get()).filter(service.actions()::contains),
                        answer.error().orElse(null),
                        System.nanoTime() - startNanos));
    }

    private Mono<QueryAnswer> perform(QueryService service, Requester requester, QueryForm form, RequestId id) {
        if (!limits.tryTake(service.signingName(), requester.principal().accountId())) {
            throw IdentityErrors.rateExceeded();
        }
        return service.perform(requester, form.action(), form)
                .defaultIfEmpty(Optional.empty())
                .map(result -> QueryAnswer.success(service, form.action(), result, id));
    }

    private record Served(QueryService service, SignatureVerifier signatures) {}
}
