package dev.millrace.service;

import com.datastax.oss.driver.api.core.metadata.EndPoint;
import com.datastax.oss.driver.api.core.ssl.SslEngineFactory;
import dev.millrace.tls.TlsPolicy;
import java.net.InetSocketAddress;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/** The client's side of TLS for each connection to a node. */
final class NodeEngines implements SslEngineFactory {
    private final SSLContext context;
    private final String[] ciphers;

    NodeEngines(SSLContext context) {
        this.context = context;
        Set<String> supported = Set.of(context.getSupportedSSLParameters().getCipherSuites());
        this.ciphers = TlsPolicy.CIPHERS.stream().filter(supported::contains).toArray(String[]::new);
    }

    /** The certificate is compared with the host or address as it was given; nothing is asked of DNS. */
    @Override
    public SSLEngine newSslEngine(EndPoint node) {
        InetSocketAddress address = (InetSocketAddress) node.resolve();
        SSLEngine engine = context.createSSLEngine(address.getHostString(), address.getPort());
        engine.setUseClientMode(true);
        engine.setEnabledProtocols(TlsPolicy.PROTOCOLS);
        engine.setEnabledCipherSuites(ciphers);
        return engine;
    }

    @Override
    public void close() {}
}
