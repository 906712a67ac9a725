package dev.millrace.gateway.aws;

import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.error.RequestErrors;
import dev.millrace.protocol.message.Decoded;
import dev.millrace.protocol.message.KinesisRequest;
import dev.millrace.protocol.message.KinesisResponse;
import dev.millrace.protocol.message.OperationHandlers;
import dev.millrace.protocol.message.RequestDecoder;
import dev.millrace.protocol.operation.Operation;
import dev.millrace.protocol.wire.WireFormat;
import dev.millrace.signing.credentials.Principal;
import dev.millrace.signing.sigv4.SignatureVerifier;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * From a request's bytes to its answer, in the order in which AWS checks: content type, body, target, signature, types,
 * constraints, and then what the operation itself finds. Every error ends here, and is written in one place.
 */
final class AwsRequestHandler {
    private static final Logger log = LoggerFactory.getLogger(AwsRequestHandler.class);
    private static final String TARGET = "x-amz-target";

    private final SignatureVerifier signatures;
    private final Authorizer authorizer;
    private final OperationHandlers<Mono<KinesisResponse>> operations;
    private final CallMetrics metrics;

    AwsRequestHandler(
            SignatureVerifier signatures,
            Authorizer authorizer,
            OperationHandlers<Mono<KinesisResponse>> operations,
            CallMetrics metrics) {
        this.signatures = signatures;
        this.authorizer = authorizer;
        this.operations = operations;
        this.metrics = metrics;
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
                    .map(response -> Answer.success(response.encode(known), known))
                    .onErrorResume(failure -> Mono.just(toAnswer(failure, answerFormat)));
        } catch (RuntimeException failure) {
            answer = Mono.just(toAnswer(failure, answerFormat));
        }
        return answer.doOnNext(given -> metrics.record(operation, given, System.nanoTime() - startNanos));
    }

    private Mono<KinesisResponse> perform(ReceivedRequest request, WireFormat format, Optional<Operation> target) {
        Operation operation = target.orElseThrow(() -> unknownTarget(request.content(), format));
        Decoded decoded = decode(request.content(), format, operation);
        Principal principal = signatures.verify(request).principal();
        authorizer.authorize(principal, operation);
        KinesisRequest typed = decoded.request();
        typed.validate();
        return typed.accept(operations);
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

    private static Answer toAnswer(Throwable failure, WireFormat format) {
        if (failure instanceof KinesisException expected) {
            return Answer.error(expected, format);
        }
        // Never the message: it may quote what the caller sent.
        log.error(
                "A request failed for a reason of ours: {} at {}",
                failure.getClass().getName(),
                placeOf(failure));
        return Answer.error(RequestErrors.internalFailure(), format);
    }

    private static String placeOf(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return trace.length == 0 ? "an unknown place" : trace[0].toString();
    }
}
