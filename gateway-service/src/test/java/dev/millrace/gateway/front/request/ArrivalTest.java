package dev.millrace.gateway.front.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.gateway.front.request.TrustedProxies.Sender;
import dev.millrace.policy.IpAddress;
import io.netty.channel.Channel;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a request is told to have come by, as its connection was accepted and its handshake went. */
class ArrivalTest {
    private static final TlsSession SESSION = new TlsSession("TLSv1.3", "TLS_AES_128_GCM_SHA256");
    private static final IpAddress PROXY = IpAddress.parse("10.0.0.7").orElseThrow();
    private static final TrustedProxies PROXIES =
            new TrustedProxies(Networks.parse(List.of("10.0.0.0/24")), ForwardedHeader.X_FORWARDED);

    private final Channel connection = new EmbeddedChannel();

    @AfterEach
    void close() {
        connection.close().syncUninterruptibly();
    }

    @Test
    void theSessionIsThatOfTheConnection() {
        accept(TrustedProxies.NONE, true);
        Arrival.noteHandshake(connection, SESSION);

        assertThat(origin(new DefaultHttpHeaders()).tls()).contains(SESSION);
    }

    @Test
    void withoutAHandshakeThereIsNone() {
        accept(TrustedProxies.NONE, false);

        assertThat(origin(new DefaultHttpHeaders()).tls()).isEmpty();
    }

    @Test
    void theSessionOfAProxyIsNotThatOfItsClients() {
        accept(PROXIES, true);
        Arrival.noteHandshake(connection, SESSION);

        RequestOrigin forwarded = origin(
                new DefaultHttpHeaders().add("X-Forwarded-For", "203.0.113.9").add("X-Forwarded-Proto", "https"));
        assertThat(forwarded.secure()).isTrue();
        assertThat(forwarded.tls()).isEmpty();
        assertThat(origin(new DefaultHttpHeaders()).tls())
                .as("the proxy asks for itself")
                .contains(SESSION);
    }

    private void accept(TrustedProxies proxies, boolean secure) {
        new Arrival(new Sender(PROXY, secure), Optional.empty(), proxies).noteOn(connection);
    }

    private RequestOrigin origin(HttpHeaders headers) {
        Arrival arrival = Arrival.of(connection);
        assertThat(arrival).isNotNull();
        return arrival.originOf(headers);
    }
}
