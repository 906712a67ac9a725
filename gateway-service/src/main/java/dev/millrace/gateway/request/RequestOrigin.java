package dev.millrace.gateway.request;

import dev.millrace.policy.IpAddress;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.server.HttpServerRequest;

/**
 * How a request came in: what policies may ask about it that does not depend on who signed it.
 *
 * @param client who sent it, as far as is known for certain: the other end of the connection, or whom a trusted proxy there
 *     speaks for
 * @param secure whether it came encrypted
 * @param endpointName of the listener that it came by, if that is an endpoint
 */
public record RequestOrigin(
        @Nullable IpAddress client,
        boolean secure,
        @Nullable String userAgentHeader,
        @Nullable String endpointName) {
    private static final String HTTPS = "https";

    public static RequestOrigin of(HttpServerRequest request) {
        String userAgent = request.requestHeaders().get(HttpHeaderNames.USER_AGENT);
        AtomicReference<@Nullable Arrival> arrival = new AtomicReference<>();
        request.withConnection(connection -> arrival.set(Arrival.of(connection.channel())));
        Arrival known = arrival.get();
        return known != null
                ? known.originOf(request.requestHeaders(), userAgent)
                : new RequestOrigin(addressOf(request), HTTPS.equals(request.scheme()), userAgent, null);
    }

    private static @Nullable IpAddress addressOf(HttpServerRequest request) {
        InetSocketAddress remote = request.remoteAddress();
        return remote == null || remote.getAddress() == null ? null : IpAddress.of(remote.getAddress());
    }

    /** The sender's address. */
    public Optional<String> sourceIp() {
        return Optional.ofNullable(client).map(IpAddress::toString);
    }

    /** What the sender says that it is. */
    public Optional<String> userAgent() {
        return Optional.ofNullable(userAgentHeader);
    }

    /** The endpoint by which it came. */
    public Optional<String> endpoint() {
        return Optional.ofNullable(endpointName);
    }
}
