package dev.millrace.gateway.front.request;

import dev.millrace.gateway.front.request.TrustedProxies.Sender;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AttributeKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * By which way a connection came in. It is noted on the connection when that is accepted, and what its requests say of
 * themselves is weighed by it.
 *
 * @param direct who is at its other end
 * @param endpoint the name of the listener, if that is an endpoint that policies can ask for
 */
public record Arrival(Sender direct, Optional<String> endpoint, TrustedProxies proxies) {
    private static final AttributeKey<Arrival> KEY = AttributeKey.valueOf(Arrival.class, "of");

    public void noteOn(Channel connection) {
        connection.attr(KEY).set(this);
    }

    /** Of the connection that a channel is, or on HTTP/2 that it belongs to. */
    static @Nullable Arrival of(Channel channel) {
        Arrival own = channel.attr(KEY).get();
        return own != null || channel.parent() == null
                ? own
                : channel.parent().attr(KEY).get();
    }

    /** Notes what the handshake of a connection came to, which is known only after it was accepted. */
    public static void noteHandshake(Channel connection, TlsSession session) {
        Arrival accepted = connection.attr(KEY).get();
        if (accepted != null) {
            new Arrival(accepted.direct.over(session), accepted.endpoint, accepted.proxies).noteOn(connection);
        }
    }

    RequestOrigin originOf(HttpHeaders headers) {
        Sender sender = proxies.senderOf(direct, headers);
        return new RequestOrigin(
                sender.address(),
                sender.secure(),
                sender.session(),
                headers.get(HttpHeaderNames.HOST),
                headers.get(HttpHeaderNames.USER_AGENT),
                endpoint.orElse(null));
    }
}
