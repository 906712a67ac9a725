package dev.millrace.internal.auth;

import io.grpc.Attributes;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerTransportFilter;
import io.grpc.Status;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * Refuses every call over a connection whose certificate is not of a service that has anything to ask here. That it is genuine,
 * the handshake has found already; whose it is, is found out once for each connection.
 */
public final class PeerGuard extends ServerTransportFilter implements ServerInterceptor {
    private static final Attributes.Key<Boolean> MAY_CALL = Attributes.Key.create("dev.millrace.peer-may-call");

    /** The kind of a subject's alternative name that is a name of DNS. */
    private static final int DNS_NAME = 2;

    private final Set<ServiceName> callers;

    /** @param self the service that is called */
    public PeerGuard(ServiceName self) {
        this.callers = self.callers();
    }

    @Override
    public Attributes transportReady(Attributes transport) {
        Set<ServiceName> peer = namesIn(transport.get(Grpc.TRANSPORT_ATTR_SSL_SESSION));
        return transport.toBuilder()
                .set(MAY_CALL, peer.stream().anyMatch(callers::contains))
                .build();
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        if (!Boolean.TRUE.equals(call.getAttributes().get(MAY_CALL))) {
            call.close(
                    Status.PERMISSION_DENIED.withDescription("not the certificate of a service that calls here"),
                    new Metadata());
            return new ServerCall.Listener<>() {};
        }
        return next.startCall(call, headers);
    }

    private static Set<ServiceName> namesIn(@Nullable SSLSession session) {
        Set<ServiceName> names = EnumSet.noneOf(ServiceName.class);
        try {
            if (session != null && session.getPeerCertificates()[0] instanceof X509Certificate certificate) {
                Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
                for (List<?> name : alternatives == null ? List.<List<?>>of() : alternatives) {
                    if (name.get(0) instanceof Integer kind && kind == DNS_NAME) {
                        ServiceName.find(String.valueOf(name.get(1))).ifPresent(names::add);
                    }
                }
            }
        } catch (SSLPeerUnverifiedException | CertificateParsingException nameless) {
            return Set.of();
        }
        return names;
    }
}
