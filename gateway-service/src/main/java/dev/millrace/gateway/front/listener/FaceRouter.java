package dev.millrace.gateway.front.listener;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.function.BiFunction;
import org.reactivestreams.Publisher;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** Hands each request to the face that it is for. */
final class FaceRouter {
    private final BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> aws;
    private final ManagementFace management;
    private final ReactorHttpHandlerAdapter others;

    FaceRouter(
            BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> aws,
            ManagementFace management,
            HttpHandler others) {
        this.aws = aws;
        this.management = management;
        this.others = new ReactorHttpHandlerAdapter(others);
    }

    /** Answers a request as far as the listener is for such. What it is not for does not exist there. */
    Publisher<Void> answer(Listener listener, HttpServerRequest request, HttpServerResponse response) {
        ServedFace face = ServedFace.of(request);
        if (!listener.serves(face)) {
            return response.status(HttpResponseStatus.NOT_FOUND).send();
        }
        return switch (face) {
            case AWS -> aws.apply(request, response);
            case MANAGEMENT -> management.apply(request, response);
            case REST, SSE -> others.apply(request, response);
        };
    }
}
