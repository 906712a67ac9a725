package dev.millrace.gateway.front.request;

import dev.millrace.policy.IpAddress;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.server.HttpServerRequest;

/**
 * How a request came in: what policies may ask and events tell about it that does not depend on who signed it.
 *
 * @param client who sent it, as far as is known for certain: the other end of the connection, or whom a trusted proxy there
 *     speaks for
 * @param secure whether it came encrypted
 * @param tlsSession of the client's own connection
 * @param endpointName of the listener that it came by, if that is an endpoint
 */
public record RequestOrigin(
        @Nullable IpAddress client,
        boolean secure,
        @Nullable TlsSession tlsSession,
        @Nullable String hostHeader,
        @Nullable String userAgentHeader,
        @Nullable String endpointName) {
    private static final String HTTPS = "https";
    private static final String UNKNOWN = "unknown";

    /** Of what nobody sent. */
    public static RequestOrigin unknown() {
        return new RequestOrigin(null, false, null, null, null, null);
    }

    public static RequestOrigin of(HttpServerRequest request) {
        HttpHeaders headers = request.requestHeaders();
        AtomicReference<@Nullable Arrival> arrival = new AtomicReference<>();
        request.withConnection(connection -> arrival.set(Arrival.of(connection.channel())));
        Arrival known = arrival.get();
        return known != null
                ? known.originOf(headers)
                : new RequestOrigin(
                        addressOf(request),
                        HTTPS.equals(request.scheme()),
                        null,
                        headers.get(HttpHeaderNames.HOST),
                        headers.get(HttpHeaderNames.USER_AGENT),
                        null);
    }

    private static @Nullable IpAddress addressOf(HttpServerRequest request) {
        InetSocketAddress remote = request.remoteAddress();
        return remote == null || remote.getAddress() == null ? null : IpAddress.of(remote.getAddress());
    }

    /** Whom what the sender takes counts for: its address, or its network; those whose address is not known are one. */
    public Object sender() {
        return client == null ? UNKNOWN : client.ofOneSender();
    }

    /** The sender's address. */
    public Optional<String> sourceIp() {
        return Optional.ofNullable(client).map(IpAddress::toString);
    }

    /** What the sender says that it is. */
    public Optional<String> userAgent() {
        return Optional.ofNullable(userAgentHeader);
    }

    /** What the sender calls us. */
    public Optional<String> host() {
        return Optional.ofNullable(hostHeader);
    }

    /** By what it came encrypted, where that is known: a proxy in between may only say that it did. */
    public Optional<TlsSession> tls() {
        return Optional.ofNullable(tlsSession);
    }

    /** The endpoint by which it came. */
    public Optional<String> endpoint() {
        return Optional.ofNullable(endpointName);
    }

    /** The same, with the texts changed that are as long as their sender likes. */
    public RequestOrigin withTexts(UnaryOperator<String> change) {
        return new RequestOrigin(
                client,
                secure,
                tlsSession,
                host().map(change).orElse(null),
                userAgent().map(change).orElse(null),
                endpointName);
    }
}
