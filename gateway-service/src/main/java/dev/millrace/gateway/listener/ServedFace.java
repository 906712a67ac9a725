package dev.millrace.gateway.listener;

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
        String uri = request.uri();
        if (uri.startsWith("/v1/")) {
            return isOfEvents(uri) ? SSE : REST;
        }
        if (uri.startsWith("/actuator")) {
            return MANAGEMENT;
        }
        return uri.startsWith("/docs") ? REST : AWS;
    }

    /** As Spring will read it: decoded, and without the parameters of its last segment. */
    private static boolean isOfEvents(String uri) {
        try {
            String path = new QueryStringDecoder(uri).path();
            int parameters = path.indexOf(';', path.lastIndexOf('/'));
            return (parameters < 0 ? path : path.substring(0, parameters)).endsWith(EVENTS);
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
