package dev.millrace.gateway.aws;

import dev.millrace.gateway.call.CallMetrics;
import dev.millrace.gateway.call.Face;
import dev.millrace.gateway.call.Failures;
import dev.millrace.gateway.call.OperationCalls;
import dev.millrace.gateway.call.Requester;
import dev.millrace.gateway.request.ReceivedRequest;
import dev.millrace.gateway.request.RequestBody;
import dev.millrace.gateway.subscription.SubscriptionFrames;
import dev.millrace.gateway.subscription.SubscriptionResponse;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.error.RequestErrors;
import dev.millrace.protocol.message.Decoded;
import dev.millrace.protocol.message.KinesisResponse;
import dev.millrace.protocol.message.RequestDecoder;
import dev.millrace.protocol.operation.Operation;
import dev.millrace.protocol.wire.WireFormat;
import dev.millrace.signing.sigv4.SignatureVerifier;
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
    private final SubscriptionFrames frames;

    AwsRequestHandler(
            SignatureVerifier signatures, OperationCalls calls, CallMetrics metrics, SubscriptionFrames frames) {
        this.signatures = signatures;
        this.calls = calls;
        this.metrics = metrics;
        this.frames = frames;
    }

    Mono<Answer> handle(ReceivedRequest request) {
        long startNanos = System.nanoTime();
        Optional<Operation> operation =
                Optional.ofNullable(request.headers().get(TARGET)).flatMap(Operation::ofTarget);
        Optional<WireFormat> format = Optional.ofNullable(request.headers().get(HttpHeaderNames.CONTENT_TYPE))
                .flatMap(WireFormat::ofContentType);
        WireFormat answerFormat = format.orElse(WireFormat.JSON);
        Mono<Answer> answer;
        try {
            WireFormat known = format.orElseThrow(RequestErrors::unsupportedContentType);
            answer = perform(request, known, operation)
                    .map(response -> toAnswer(response, known))
                    .onErrorResume(failure -> Mono.just(toAnswer(failure, answerFormat)));
        } catch (RuntimeException failure) {
            answer = Mono.just(toAnswer(failure, answerFormat));
        }
        return answer.doOnNext(
                given -> metrics.record(Face.AWS, operation, given.errorType(), System.nanoTime() - startNanos));
    }

    private Mono<KinesisResponse> perform(ReceivedRequest request, WireFormat format, Optional<Operation> target) {
        Operation operation = target.orElseThrow(() -> unknownTarget(request.content(), format));
        Decoded decoded = decode(request.content(), format, operation);
        Requester requester = new Requester(signatures.verify(request).principal(), request.origin());
        return calls.perform(requester, operation, decoded::request);
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

    private Answer toAnswer(KinesisResponse response, WireFormat format) {
        return response instanceof SubscriptionResponse subscription
                ? Answer.stream(frames.of(subscription, format))
                : Answer.success(response.encode(format), format);
    }

    private static Answer toAnswer(Throwable failure, WireFormat format) {
        return Answer.error(Failures.toError(failure), format);
    }
}
