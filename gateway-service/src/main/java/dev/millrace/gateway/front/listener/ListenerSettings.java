package dev.millrace.gateway.front.listener;

import dev.millrace.gateway.front.request.ForwardedHeader;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may connect where.
 *
 * @param allowedNetworks who may connect to the two ports that there are always; everybody, if empty
 * @param proxies whose word is taken there for whom they speak for
 * @param forwardedHeader where they say it
 * @param listeners beside those two ports
 */
@ConfigurationProperties("millrace.gateway")
public record ListenerSettings(
        @DefaultValue List<String> allowedNetworks,
        @DefaultValue List<String> proxies,
        @DefaultValue("x-forwarded") ForwardedHeader forwardedHeader,
        @DefaultValue List<Named> listeners) {
    static final String PLAIN = "http";
    static final String TLS = "https";

    public ListenerSettings {
        listeners = List.copyOf(listeners);
        Set<String> names = new HashSet<>(Set.of(PLAIN, TLS));
        for (Named listener : listeners) {
            if (!names.add(listener.name)) {
                throw new IllegalArgumentException("There are two listeners with the name " + listener.name);
            }
        }
    }

    /**
     * One more place where the gateway listens.
     *
     * @param name as metrics show it; one that begins with {@code vpce-} is an endpoint, and {@code aws:SourceVpce} to policies
     * @param address of the interface that it listens on; that of the other ports, if there is none
     * @param certificate and {@code privateKey}: PEM files to use in place of those of the TLS port
     * @param clientAuthorities a PEM file of those who must have signed the certificates of clients
     * @param proxyProtocol whether every connection comes from one of the proxies and begins with the PROXY protocol
     * @param faces that are served; all, if empty
     */
    public record Named(
            String name,
            @Nullable String address,
            int port,
            @DefaultValue("false") boolean tls,
            @Nullable Path certificate,
            @Nullable Path privateKey,
            @DefaultValue("none") ClientCertificates clientCertificates,
            @Nullable Path clientAuthorities,
            @DefaultValue List<String> allowedNetworks,
            @DefaultValue List<String> proxies,
            @DefaultValue("x-forwarded") ForwardedHeader forwardedHeader,
            @DefaultValue("false") boolean proxyProtocol,
            @DefaultValue Set<ServedFace> faces) {
        public Named {
            require(
                    name != null && name.matches("[a-z0-9][a-z0-9.-]{0,62}"),
                    "A listener (millrace.gateway.listeners) needs a name of lower-case letters, digits, dots and hyphens");
            require((certificate == null) == (privateKey == null), name + " needs a certificate and its private key");
            require(tls || certificate == null, name + " has a certificate, but no TLS");
            require(
                    tls || clientCertificates == ClientCertificates.NONE,
                    name + " wants client certificates, but has no TLS");
            require(
                    (clientCertificates == ClientCertificates.NONE) == (clientAuthorities == null),
                    name + " needs both: client-certificates, and client-authorities to check them by");
            require(
                    !proxyProtocol || !proxies.isEmpty(),
                    name + " needs the networks of its proxies, or anybody could say anything by the PROXY protocol");
            faces = faces.isEmpty() ? Set.of(ServedFace.values()) : Set.copyOf(faces);
        }

        private static void require(boolean met, String otherwise) {
            if (!met) {
                throw new IllegalArgumentException(otherwise);
            }
        }
    }

    /** Whether clients show a certificate. It lets them connect; who they are is said by their signature or token alone. */
    public enum ClientCertificates {
        NONE,
        /** One that is shown must be good. */
        WANT,
        /** Who has none is refused in the handshake. */
        NEED
    }
}
