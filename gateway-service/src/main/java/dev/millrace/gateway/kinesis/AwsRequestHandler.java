package dev.millrace.gateway.kinesis;

import dev.millrace.gateway.audit.AuditTrail;
import dev.millrace.gateway.audit.AuditedCall;
import dev.millrace.gateway.audit.ErrorTexts;
import dev.millrace.gateway.call.CallMetrics;
import dev.millrace.gateway.call.Failures;
import dev.millrace.gateway.call.OperationCalls;
import dev.millrace.gateway.caller.Requester;
import dev.millrace.gateway.front.request.Face;
import dev.millrace.gateway.front.request.ReceivedRequest;
import dev.millrace.gateway.front.request.RequestBody;
import dev.millrace.gateway.front.request.RequestId;
import dev.millrace.gateway.kinesis.consumer.SubscriptionFrames;
import dev.millrace.gateway.kinesis.consumer.SubscriptionResponse;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.error.RequestErrors;
import dev.millrace.protocol.message.Decoded;
import dev.millrace.protocol.message.KinesisRequest;
import dev.millrace.protocol.message.KinesisResponse;
import dev.millrace.protocol.message.Operation;
import dev.millrace.protocol.message.RequestDecoder;
import dev.millrace.protocol.wire.WireFormat;
import dev.millrace.signing.Credential;
import dev.millrace.signing.SignatureVerifier;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * From a request's bytes to its answer, in the order in which AWS checks: content type, body, target, signature, types,
 * constraints, and then what the operation itself finds. Every error ends here, and is written in one place.
 */
final class AwsRequestHandler {
    private static final String TARGET = "x-amz-target";

    private final SignatureVerifier signatures;
    private final OperationCalls calls;
    private final CallMetrics metrics;
    private final AuditTrail audit;
    private final SubscriptionFrames frames;

    AwsRequestHandler(
            SignatureVerifier signatures,
            OperationCalls calls,
            CallMetrics metrics,
            AuditTrail audit,
            SubscriptionFrames frames) {
        this.signatures = signatures;
        this.calls = calls;
        this.metrics = metrics;
        this.audit = audit;
        this.frames = frames;
    }

    /** @throws KinesisException if nobody known can have sent a request for Kinesis */
    void requireKnown(ReceivedRequest request) {
        signatures.claimedBy(request);
    }

    Mono<Answer> handle(ReceivedRequest request, RequestId id) {
        long startNanos = System.nanoTime();
        Optional<Operation> operation =
                Optional.ofNullable(request.headers().get(TARGET)).flatMap(Operation::ofTarget);
        Optional<WireFormat> format = Optional.ofNullable(request.headers().get(HttpHeaderNames.CONTENT_TYPE))
                .flatMap(WireFormat::ofContentType);
        AuditedCall call;
        try {
            call = audit.begin(operation, Face.AWS, request.origin(), id.id());
        } catch (KinesisException notRecorded) {
            return Mono.just(Answer.error(notRecorded, format.orElse(WireFormat.JSON)));
        }
        call.received(request);
        return answer(request, id, operation, format, call)
                .doOnNext(given -> {
                    call.ends(given.body().remaining());
                    metrics.record(Face.AWS, operation, given.errorType(), System.nanoTime() - startNanos);
                })
                .doOnCancel(call::abandoned);
    }

    private Mono<Answer> answer(
            ReceivedRequest request,
            RequestId id,
            Optional<Operation> operation,
            Optional<WireFormat> format,
            AuditedCall call) {
        if (format.isEmpty()) {
            UnknownFormat unknown = UnknownFormat.of(request, operation);
            call.fails(unknown.error().type().wireName(), null);
            return Mono.just(unknown.answer());
        }
        WireFormat known = format.get();
        try {
            return perform(request, id, known, operation, call)
                    .map(response -> toAnswer(response, known, request, call))
                    .onErrorResume(failure -> Mono.just(toAnswer(failure, known, operation, call)));
        } catch (RuntimeException failure) {
            return Mono.just(toAnswer(failure, known, operation, call));
        }
    }

    private Mono<KinesisResponse> perform(
            ReceivedRequest request, RequestId id, WireFormat format, Optional<Operation> target, AuditedCall call) {
        request.content().requireKept();
        Operation operation = target.orElseThrow(() -> unknownTarget(request.content(), format));
        Decoded decoded = decode(request.content(), format, operation);
        Credential signer = signatures.verify(request);
        request.content().countFor(signer.accessKeyId());
        call.by(signer.principal(), signer.accessKeyId());
        return calls.perform(Requester.of(signer, signatures, request.origin(), id.id()), operation, () -> {
            KinesisRequest typed = decoded.request();
            call.asks(typed);
            return typed;
        });
    }

    private static Decoded decode(RequestBody body, WireFormat format, Operation operation) {
        if (body.isEmpty()) {
            throw RequestErrors.malformedBody();
        }
        Decoded decoded = RequestDecoder.decode(operation, format, body.bytes(), 0, body.length());
        if (decoded.isMalformed()) {
            throw RequestErrors.malformedBody();
        }
        return decoded;
    }

    /** An unknown target matters only once the body is known to parse, except that an empty body needs no parsing. */
    private static KinesisException unknownTarget(RequestBody body, WireFormat format) {
        return body.isEmpty() || RequestDecoder.isWellFormed(format, body.bytes(), 0, body.length())
                ? RequestErrors.unknownOperation()
                : RequestErrors.malformedBody();
    }

    private Answer toAnswer(KinesisResponse response, WireFormat format, ReceivedRequest request, AuditedCall call) {
        call.answers(response);
        return response instanceof SubscriptionResponse subscription
                ? Answer.stream(frames.of(subscription, format, request))
                : Answer.success(response.encode(format), format);
    }

    private static Answer toAnswer(
            Throwable failure, WireFormat format, Optional<Operation> operation, AuditedCall call) {
        KinesisException error = Failures.toError(failure);
        call.fails(error.type().wireName(), ErrorTexts.of(error, operation));
        return Answer.error(error, format);
    }
}
