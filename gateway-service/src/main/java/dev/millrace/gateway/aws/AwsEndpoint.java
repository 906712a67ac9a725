package dev.millrace.gateway.aws;

import dev.millrace.gateway.json.JsonRequestHandler;
import dev.millrace.gateway.query.QueryRequestHandler;
import dev.millrace.gateway.request.BodyReader;
import dev.millrace.gateway.request.BodyReader.Lease;
import dev.millrace.gateway.request.BodyRefusedException;
import dev.millrace.gateway.request.ReceivedRequest;
import dev.millrace.gateway.request.RequestBody;
import dev.millrace.gateway.request.RequestId;
import dev.millrace.gateway.transport.ByteBudget;
import dev.millrace.protocol.error.ErrorType;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.error.RequestErrors;
import dev.millrace.protocol.wire.WireFormat;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.BiFunction;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * The one endpoint of the AWS face, called ahead of Spring's dispatcher and security chain: those would cost a request
 * several times what all of this does.
 */
public final class AwsEndpoint implements BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> {
    /** A larger body takes milliseconds to hash and decode, for which the other connections of an event loop would wait. */
    private static final int LARGE_BODY = 512 * 1024;

    /** Smaller answers fit into what a socket takes at once, and are not counted. */
    private static final int SMALL_ANSWER = 64 * 1024;

    private static final String EXPOSED_HEADERS =
            "x-amzn-RequestId,x-amzn-ErrorType,x-amz-request-id,x-amz-id-2,x-amzn-ErrorMessage,Date";

    private final BodyReader bodies;
    private final AwsRequestHandler handler;
    private final QueryRequestHandler queries;
    private final JsonRequestHandler services;
    private final ByteBudget answers;
    private final HttpDate date;

    /** @param answers for large answers until their clients have taken them */
    AwsEndpoint(
            BodyReader bodies,
            AwsRequestHandler handler,
            QueryRequestHandler queries,
            JsonRequestHandler services,
            ByteBudget answers,
            HttpDate date) {
        this.bodies = bodies;
        this.handler = handler;
        this.queries = queries;
        this.services = services;
        this.answers = answers;
        this.date = date;
    }

    @Override
    public Publisher<Void> apply(HttpServerRequest request, HttpServerResponse response) {
        RequestId id = RequestId.next();
        if (isPreflight(request)) {
            return send(preflight(request, response), request, id, Answer.empty(200));
        }
        if (request.method().equals(HttpMethod.GET)) {
            return answerGet(request, id).flatMap(answer -> sendWithinBudget(response, request, id, answer));
        }
        if (!request.method().equals(HttpMethod.POST)) {
            return send(response, request, id, Answer.error(RequestErrors.noOperation(), WireFormat.JSON));
        }
        if (bodies.announcesTooMuch(request)) {
            return send(response, request, id, Answer.closing(413));
        }
        Lease lease = bodies.new Lease();
        return bodies.read(request, lease)
                .flatMap(body -> answer(request, body, id))
                .onErrorResume(BodyRefusedException.class, refused -> Mono.just(toAnswer(refused, request)))
                .flatMap(answer -> sendWithinBudget(response, request, id, answer))
                .doFinally(signal -> lease.release());
    }

    /** A client that takes its answers slowly holds them in our memory; that of all such clients is bounded. */
    private Mono<Void> sendWithinBudget(
            HttpServerResponse response, HttpServerRequest request, RequestId id, Answer answer) {
        int bytes = answer.body().remaining();
        if (bytes < SMALL_ANSWER) {
            return send(response, request, id, answer);
        }
        if (!answers.tryReserve(bytes)) {
            return send(response, request, id, overloaded(request));
        }
        return send(response, request, id, answer).doFinally(signal -> answers.release(bytes));
    }

    /** Kinesis has no GET, but services of the Query protocol do: a login token is a presigned one. */
    private Mono<Answer> answerGet(HttpServerRequest request, RequestId id) {
        ReceivedRequest received = ReceivedRequest.of(request, RequestBody.NOTHING);
        return queries.takes(received)
                ? queries.handle(received, id).map(Answer::of)
                : Mono.just(Answer.error(RequestErrors.noOperation(), WireFormat.JSON));
    }

    private Mono<Answer> answer(HttpServerRequest request, RequestBody body, RequestId id) {
        ReceivedRequest received = ReceivedRequest.of(request, body);
        if (queries.takes(received)) {
            return queries.handle(received, id).map(Answer::of);
        }
        if (services.takes(received)) {
            return services.handle(received, id).map(Answer::of);
        }
        return body.length() < LARGE_BODY
                ? handler.handle(received, id)
                : Mono.defer(() -> handler.handle(received, id)).subscribeOn(Schedulers.parallel());
    }

    private static Answer toAnswer(BodyRefusedException refused, HttpServerRequest request) {
        return switch (refused.reason()) {
            case TOO_LARGE -> Answer.closing(413);
            case TOO_SLOW -> Answer.closing(408);
            case NO_ROOM -> overloaded(request);
        };
    }

    private static Answer overloaded(HttpServerRequest request) {
        WireFormat format = Optional.ofNullable(request.requestHeaders().get(HttpHeaderNames.CONTENT_TYPE))
                .flatMap(WireFormat::ofContentType)
                .orElse(WireFormat.JSON);
        Answer throttled =
                Answer.error(new KinesisException(ErrorType.PROVISIONED_THROUGHPUT_EXCEEDED, "Rate exceeded."), format);
        return new Answer(throttled.status(), throttled.contentType(), throttled.body(), throttled.errorType(), true);
    }

    private static boolean isPreflight(HttpServerRequest request) {
        return request.method().equals(HttpMethod.OPTIONS)
                && request.requestHeaders().contains(HttpHeaderNames.ORIGIN);
    }

    private static HttpServerResponse preflight(HttpServerRequest request, HttpServerResponse response) {
        HttpHeaders asked = request.requestHeaders();
        String headers = asked.get(HttpHeaderNames.ACCESS_CONTROL_REQUEST_HEADERS);
        String method = asked.get(HttpHeaderNames.ACCESS_CONTROL_REQUEST_METHOD);
        if (headers != null) {
            response.header(HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, headers);
        }
        if (method != null) {
            response.header(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, method);
        }
        return response.header(HttpHeaderNames.ACCESS_CONTROL_MAX_AGE, "172800");
    }

    private Mono<Void> send(HttpServerResponse response, HttpServerRequest request, RequestId id, Answer answer) {
        HttpHeaders headers = response.status(answer.status()).responseHeaders();
        headers.set("x-amzn-RequestId", id.id()).set(HttpHeaderNames.DATE, date.now());
        if (!isPreflight(request)) {
            headers.set("x-amz-id-2", id.extended());
        }
        String contentType = answer.contentType();
        if (contentType != null) {
            headers.set(HttpHeaderNames.CONTENT_TYPE, contentType);
        }
        String errorType = answer.errorType();
        if (errorType != null) {
            headers.set("x-amzn-ErrorType", errorType);
        }
        if (request.requestHeaders().contains(HttpHeaderNames.ORIGIN)) {
            headers.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                    .set(HttpHeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED_HEADERS);
        }
        Flux<ByteBuffer> frames = answer.frames();
        if (frames != null) {
            return new FrameOutlet(response).send(frames);
        }
        headers.set(HttpHeaderNames.CONTENT_LENGTH, answer.body().remaining());
        if (answer.close()) {
            response.keepAlive(false);
        }
        return response.sendObject(Unpooled.wrappedBuffer(answer.body())).then();
    }
}
