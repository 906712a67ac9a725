package dev.millrace.gateway.kinesis;

import dev.millrace.gateway.call.json.JsonRequestHandler;
import dev.millrace.gateway.call.query.QueryRequestHandler;
import dev.millrace.gateway.front.request.BodyReader;
import dev.millrace.gateway.front.request.BodyRefusedException;
import dev.millrace.gateway.front.request.ReceivedRequest;
import dev.millrace.gateway.front.request.RequestBody;
import dev.millrace.gateway.front.request.RequestId;
import dev.millrace.gateway.front.transfer.BudgetUse;
import dev.millrace.protocol.error.ErrorType;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.error.RequestErrors;
import dev.millrace.protocol.message.Operation;
import dev.millrace.protocol.wire.WireFormat;
import dev.millrace.signing.SigningName;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
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

    /** Likewise, of services whose bodies are policies and lists: they take more to read than records do. */
    private static final int LARGE_DOCUMENT = 32 * 1024;

    private static final String EXPOSED_HEADERS =
            "x-amzn-RequestId,x-amzn-ErrorType,x-amz-request-id,x-amz-id-2,x-amzn-ErrorMessage,Date";

    private final BodyReader bodies;
    private final AwsRequestHandler handler;
    private final QueryRequestHandler queries;
    private final JsonRequestHandler services;
    private final AnswerSender answers;
    private final HttpDate date;

    AwsEndpoint(
            BodyReader bodies,
            AwsRequestHandler handler,
            QueryRequestHandler queries,
            JsonRequestHandler services,
            AnswerSender answers,
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
            ReceivedRequest received = ReceivedRequest.of(request);
            return answerGet(received, id).flatMap(answer -> sendWithinBudget(response, request, received, id, answer));
        }
        if (!request.method().equals(HttpMethod.POST)) {
            return send(response, request, id, Answer.error(RequestErrors.noOperation(), WireFormat.JSON));
        }
        if (bodies.announcesTooMuch(request)) {
            return send(response, request, id, Answer.closing(413));
        }
        ReceivedRequest head = ReceivedRequest.of(request);
        BudgetUse lease = bodies.lease(head.origin());
        // Asked first, and once, as it is nearly always so.
        boolean ofKinesis =
                SigningName.of(head).filter(Operation.SERVICE::equals).isPresent();
        return bodies.read(request, lease, () -> requireKnown(head, ofKinesis))
                .flatMap(body -> answer(head.with(body), id, ofKinesis))
                .onErrorResume(BodyRefusedException.class, refused -> Mono.just(toAnswer(refused, request)))
                .flatMap(answer -> sendWithinBudget(response, request, head, id, answer))
                .doFinally(signal -> lease.release());
    }

    private Mono<Void> sendWithinBudget(
            HttpServerResponse response,
            HttpServerRequest request,
            ReceivedRequest asked,
            RequestId id,
            Answer answer) {
        return answers.held(asked, answer.body())
                .map(held -> send(response, request, id, answer).doFinally(signal -> held.dispose()))
                .orElseGet(() -> send(response, request, id, overloaded(request)));
    }

    /** Kinesis has no GET, but services of the Query protocol do: a login token is a presigned one. */
    private Mono<Answer> answerGet(ReceivedRequest received, RequestId id) {
        return queries.takes(received)
                ? queries.handle(received, id).map(Answer::of)
                : Mono.just(Answer.error(RequestErrors.noOperation(), WireFormat.JSON));
    }

    private void requireKnown(ReceivedRequest head, boolean ofKinesis) {
        if (ofKinesis) {
            handler.requireKnown(head);
        } else if (queries.takes(head)) {
            queries.requireKnown(head);
        } else if (services.takes(head)) {
            services.requireKnown(head);
        } else {
            handler.requireKnown(head);
        }
    }

    private Mono<Answer> answer(ReceivedRequest received, RequestId id, boolean ofKinesis) {
        RequestBody body = received.content();
        Mono<Answer> answer = ofKinesis ? answerKinesis(received, body, id) : answer(received, body, id);
        // What is left of a body that nobody wanted, the connection ends with.
        return body.refusal() == null ? answer : answer.map(Answer::andClose);
    }

    private Mono<Answer> answer(ReceivedRequest received, RequestBody body, RequestId id) {
        if (queries.takes(received)) {
            return offLoopIfLarge(
                    body, LARGE_DOCUMENT, () -> queries.handle(received, id).map(Answer::of));
        }
        if (services.takes(received)) {
            return offLoopIfLarge(
                    body, LARGE_DOCUMENT, () -> services.handle(received, id).map(Answer::of));
        }
        return answerKinesis(received, body, id);
    }

    private Mono<Answer> answerKinesis(ReceivedRequest received, RequestBody body, RequestId id) {
        return offLoopIfLarge(body, LARGE_BODY, () -> handler.handle(received, id));
    }

    private static Mono<Answer> offLoopIfLarge(RequestBody body, int large, Supplier<Mono<Answer>> answer) {
        return body.length() < large ? answer.get() : Mono.defer(answer).subscribeOn(Schedulers.parallel());
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
        return Answer.error(new KinesisException(ErrorType.PROVISIONED_THROUGHPUT_EXCEEDED, "Rate exceeded."), format)
                .andClose();
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
            return answers.send(response, frames);
        }
        headers.set(HttpHeaderNames.CONTENT_LENGTH, answer.body().remaining());
        if (answer.close()) {
            response.keepAlive(false);
        }
        return answers.send(response, answer.body());
    }
}
