package dev.millrace.gateway.front.listener;

import dev.millrace.gateway.front.listener.ListenerSettings.Named;
import dev.millrace.gateway.front.request.Networks;
import dev.millrace.gateway.front.request.TrustedProxies;
import dev.millrace.gateway.settings.GatewaySettings;
import dev.millrace.tls.PemFiles;
import dev.millrace.tls.ReloadedIdentity;
import dev.millrace.tls.ReloadedTrust;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.handler.ssl.ClientAuth;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Sets up where the gateway listens, as settings say. */
final class ListenerSetups {
    private static final Set<ServedFace> ALL = EnumSet.allOf(ServedFace.class);

    private final GatewaySettings.Gateway gateway;
    private final ListenerSettings settings;
    private final TlsCertificate certificate;
    private final MeterRegistry meters;

    ListenerSetups(
            GatewaySettings.Gateway gateway,
            ListenerSettings settings,
            TlsCertificate certificate,
            MeterRegistry meters) {
        this.gateway = gateway;
        this.settings = settings;
        this.certificate = certificate;
        this.meters = meters;
    }

    /** The one that Spring Boot opens. */
    ListenerSetup plain() {
        return setup(standard(ListenerSettings.PLAIN, gateway.httpPort()), Optional.empty());
    }

    /** All others: that of TLS, unless it is off, and those with names. */
    List<ListenerSetup> others() {
        List<ListenerSetup> setups = new ArrayList<>();
        if (gateway.tlsPort() >= 0) {
            ReloadedIdentity identity = ReloadedIdentity.of(certificate.files());
            setups.add(setup(
                    standard(ListenerSettings.TLS, gateway.tlsPort()),
                    Optional.of(new ListenerTls(identity, Optional.empty(), ClientAuth.NONE))));
        }
        settings.listeners().forEach(named -> setups.add(setup(listener(named), tls(named))));
        return setups;
    }

    private ListenerSetup setup(Listener listener, Optional<ListenerTls> tls) {
        return new ListenerSetup(listener, tls, new ConnectionFilter(listener, tls, gateway.maxConnections(), meters));
    }

    private Listener standard(String name, int port) {
        return new Listener(
                name,
                gateway.bindAddress(),
                port,
                Networks.parse(settings.allowedNetworks()),
                new TrustedProxies(Networks.parse(settings.proxies()), settings.forwardedHeader()),
                false,
                ALL);
    }

    private Listener listener(Named named) {
        return new Listener(
                named.name(),
                Objects.requireNonNullElse(named.address(), gateway.bindAddress()),
                named.port(),
                Networks.parse(named.allowedNetworks()),
                new TrustedProxies(Networks.parse(named.proxies()), named.forwardedHeader()),
                named.proxyProtocol(),
                named.faces());
    }

    private Optional<ListenerTls> tls(Named named) {
        if (!named.tls()) {
            return Optional.empty();
        }
        PemFiles files = named.certificate() == null || named.privateKey() == null
                ? certificate.files()
                : new PemFiles(named.certificate(), named.privateKey());
        return Optional.of(new ListenerTls(
                ReloadedIdentity.of(files),
                Optional.ofNullable(named.clientAuthorities()).map(ReloadedTrust::of),
                clientAuth(named)));
    }

    private static ClientAuth clientAuth(Named named) {
        return switch (named.clientCertificates()) {
            case NONE -> ClientAuth.NONE;
            case WANT -> ClientAuth.OPTIONAL;
            case NEED -> ClientAuth.REQUIRE;
        };
    }
}
