package dev.millrace.gateway.front.listener;

import dev.millrace.gateway.front.request.RequestTarget;
import io.netty.handler.codec.http.QueryStringDecoder;
import reactor.netty.http.server.HttpServerRequest;

/** What a request is for, by its path alone; a listener may be for some of them only. */
public enum ServedFace {
    /** What is not of the others, whatever its path. */
    AWS,
    REST,
    /** Streams of events, which are resources of REST too. */
    SSE,
    /** Health and metrics. */
    MANAGEMENT;

    private static final String EVENTS = "/events";

    static ServedFace of(HttpServerRequest request) {
        String path = RequestTarget.of(request.uri()).path();
        if (path.startsWith("/v1/")) {
            return isOfEvents(path) ? SSE : REST;
        }
        if (path.startsWith("/actuator")) {
            return MANAGEMENT;
        }
        return path.startsWith("/docs") ? REST : AWS;
    }

    /** As Spring will read it: decoded, and without the parameters of its last segment. */
    private static boolean isOfEvents(String encoded) {
        try {
            String path = new QueryStringDecoder(encoded).path();
            int parameters = path.indexOf(';', path.lastIndexOf('/'));
            return (parameters < 0 ? path : path.substring(0, parameters)).endsWith(EVENTS);
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
