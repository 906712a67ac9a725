package dev.millrace.gateway.front.listener;

import dev.millrace.gateway.front.request.Arrival;
import dev.millrace.gateway.front.request.TlsSession;
import dev.millrace.gateway.front.request.TrustedProxies.Sender;
import dev.millrace.gateway.front.transfer.SharedBudget;
import dev.millrace.policy.IpAddress;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Meets each new connection of a listener, before a byte of it is read: who may not connect is gone, and the others have
 * noted on them how they came. In front of everything that reads, they get what the listener has: the PROXY protocol, then
 * TLS.
 */
final class ConnectionFilter {
    private final Listener listener;
    private final Optional<ListenerTls> tls;
    private final SharedBudget connections;
    private final Counter refused;

    /** @param most connections at a time; no address has all of them */
    ConnectionFilter(Listener listener, Optional<ListenerTls> tls, int most, MeterRegistry meters) {
        this.listener = listener;
        this.tls = tls;
        this.connections = new SharedBudget(most);
        this.refused = Counter.builder("millrace.gateway.connections.refused")
                .description(
                        "Connections closed as they were accepted, for the network that they came from or its share")
                .tag("listener", listener.name())
                .register(meters);
    }

    void accept(Channel connection) {
        if (!(connection.remoteAddress() instanceof InetSocketAddress remote)) {
            refuse(connection);
            return;
        }
        Sender direct = new Sender(IpAddress.of(remote.getAddress()), tls.isPresent());
        boolean admitted = listener.proxyProtocol()
                ? listener.proxies().networks().contains(direct.address())
                : listener.admits(direct.address());
        if (!admitted || !hasRoom(connection, direct)) {
            refuse(connection);
            return;
        }
        new Arrival(direct, listener.endpoint(), listener.proxies()).noteOn(connection);
        // From the inside to the outside: each goes in front of what is there.
        tls.ifPresent(layer ->
                layer.encrypt(connection, session -> Arrival.noteHandshake(connection, TlsSession.of(session))));
        if (listener.proxyProtocol()) {
            ProxyHeader.await(connection, direct, this);
        }
    }

    /** A proxy has said whom it speaks for. */
    void acceptClientOf(Channel connection, Sender client) {
        if (listener.admits(client.address()) && hasRoom(connection, client)) {
            new Arrival(client, listener.endpoint(), listener.proxies()).noteOn(connection);
        } else {
            refuse(connection);
        }
    }

    /** Those that a proxy speaks for come by few addresses, and are distinguished by their requests, or by what it says first. */
    @SuppressWarnings("FutureReturnValueIgnored") // The listener learns of it anyway.
    private boolean hasRoom(Channel connection, Sender sender) {
        if (listener.proxies().networks().contains(sender.address())) {
            return true;
        }
        Object holder = sender.address().ofOneSender();
        if (!connections.tryReserve(1, holder)) {
            return false;
        }
        connection.closeFuture().addListener(closed -> connections.release(1, holder));
        return true;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // Whether it is closed well is of no matter to anyone.
    private void refuse(Channel connection) {
        refused.increment();
        connection.close();
    }
}
