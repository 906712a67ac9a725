package dev.millrace.gateway.front.listener;

import dev.millrace.gateway.front.request.RequestOrigin;
import dev.millrace.gateway.front.transfer.SharedBudget;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Iterator;
import java.util.Map;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Bounds what requests take from their head to the end of their answers, bodies and answers apart. A connection of HTTP/2 has
 * hundreds of them at a time, so no address may have all that there is room for.
 */
final class OpenRequests {
    /** What a request takes whatever its head says. */
    static final int OWN_BYTES = 4 * 1024;

    private final SharedBudget budget;

    OpenRequests(SharedBudget budget) {
        this.budget = budget;
    }

    /** Answers a request if there is room for one more of its sender, else with an error after which clients come again. */
    Mono<Void> bounded(Mono<Void> answering, Connection exchange) {
        if (!(exchange instanceof HttpServerRequest request && exchange instanceof HttpServerResponse response)) {
            return answering;
        }
        return Mono.defer(() -> {
            Object sender = RequestOrigin.of(request).sender();
            long bytes = OWN_BYTES + request.uri().length() + lengthOf(request.requestHeaders());
            return budget.tryReserve(bytes, sender)
                    ? answering.doFinally(signal -> budget.release(bytes, sender))
                    : response.status(HttpResponseStatus.SERVICE_UNAVAILABLE)
                            .keepAlive(false)
                            .send();
        });
    }

    private static long lengthOf(HttpHeaders headers) {
        long length = 0;
        for (Iterator<Map.Entry<CharSequence, CharSequence>> all = headers.iteratorCharSequence(); all.hasNext(); ) {
            Map.Entry<CharSequence, CharSequence> header = all.next();
            length += header.getKey().length() + header.getValue().length();
        }
        return length;
    }
}
