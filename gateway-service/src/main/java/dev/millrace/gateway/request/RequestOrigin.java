package dev.millrace.gateway.request;

import io.netty.handler.codec.http.HttpHeaderNames;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.server.HttpServerRequest;

/**
 * How a request came in: what policies may ask about it that does not depend on who sent it.
 *
 * @param remote who is at the other end of the connection
 * @param secure whether the connection is encrypted
 */
public record RequestOrigin(
        @Nullable InetSocketAddress remote,
        boolean secure,
        @Nullable String userAgentHeader) {
    private static final String HTTPS = "https";

    public static RequestOrigin of(HttpServerRequest request) {
        return new RequestOrigin(
                request.remoteAddress(),
                HTTPS.equals(request.scheme()),
                request.requestHeaders().get(HttpHeaderNames.USER_AGENT));
    }

    /** The sender's address, without a port. */
    public Optional<String> sourceIp() {
        return remote == null || remote.getAddress() == null
                ? Optional.empty()
                : Optional.of(remote.getAddress().getHostAddress());
    }

    /** What the sender says that it is. */
    public Optional<String> userAgent() {
        return Optional.ofNullable(userAgentHeader);
    }
}
