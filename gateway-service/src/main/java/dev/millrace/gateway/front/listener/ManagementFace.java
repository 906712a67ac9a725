package dev.millrace.gateway.front.listener;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Health and metrics on the ports of the other faces. Actuator has a context and a port of its own; what it answers there, and to
 * whom, it answers here.
 */
final class ManagementFace
        implements BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>>,
                ApplicationListener<ReactiveWebServerInitializedEvent> {
    private static final String NAMESPACE = "management";

    private volatile @Nullable ReactorHttpHandlerAdapter actuator;

    @Override
    public void onApplicationEvent(ReactiveWebServerInitializedEvent opened) {
        ReactiveWebServerApplicationContext context = opened.getApplicationContext();
        if (NAMESPACE.equals(context.getServerNamespace())) {
            actuator = new ReactorHttpHandlerAdapter(context.getBean(HttpHandler.class));
        }
    }

    @Override
    public Publisher<Void> apply(HttpServerRequest request, HttpServerResponse response) {
        ReactorHttpHandlerAdapter handler = actuator;
        return handler == null
                ? response.status(HttpResponseStatus.SERVICE_UNAVAILABLE).send()
                : handler.apply(request, response);
    }
}
