package dev.millrace.service;

import dev.millrace.internal.auth.PeerGuard;
import dev.millrace.internal.auth.ServiceName;
import dev.millrace.internal.auth.ServiceToken;
import dev.millrace.internal.auth.ServiceTokenGuard;
import dev.millrace.internal.rpc.ServiceCertificateMetrics;
import dev.millrace.internal.rpc.ServiceChannels;
import dev.millrace.internal.rpc.ServiceTls;
import io.grpc.ServerInterceptor;
import io.grpc.netty.NettyServerBuilder;
import io.netty.handler.ssl.util.KeyManagerFactoryWrapper;
import io.netty.handler.ssl.util.TrustManagerFactoryWrapper;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.ssl.SslBundleRegistrar;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleKey;
import org.springframework.boot.ssl.SslManagerBundle;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.grpc.server.GlobalServerInterceptor;
import org.springframework.grpc.server.ServerBuilderCustomizer;

/** Calls between the services: each proves that it comes from one of them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ClusterSettings.class, InternalSettings.class})
public class InternalCallsConfiguration {
    @Bean
    ServiceToken serviceToken(ClusterSettings settings) {
        return new ServiceToken(settings.clusterSecret(), Clock.systemUTC());
    }

    @Bean
    ServiceChannels serviceChannels(ServiceToken token, ServiceTls tls) {
        return new ServiceChannels(token, tls);
    }

    @Bean(initMethod = "watch", destroyMethod = "close")
    ServiceTls serviceTls(InternalSettings settings) {
        return settings.tls().open();
    }

    @Bean
    ServiceCertificateMetrics serviceCertificateMetrics(ServiceTls tls) {
        return new ServiceCertificateMetrics(tls, Clock.systemUTC());
    }

    /** What {@code spring.grpc.server.ssl} names: its files are ours to reload, without a new server. */
    @Bean
    SslBundleRegistrar serviceCallsBundle(ServiceTls tls) {
        return bundles -> tls.credentials().ifPresent(own -> bundles.registerBundle("service-calls", bundle(own)));
    }

    private static SslBundle bundle(ServiceTls.Credentials own) {
        return SslBundle.of(
                SslStoreBundle.NONE,
                SslBundleKey.NONE,
                SslOptions.NONE,
                SslBundle.DEFAULT_PROTOCOL,
                SslManagerBundle.of(
                        new KeyManagerFactoryWrapper(own.identity().keyManager()),
                        new TrustManagerFactoryWrapper(own.authorities().trustManager())));
    }

    /** A peer with a certificate, but nothing to ask here, does not come as far as to show a token. */
    @Bean
    ServerBuilderCustomizer<NettyServerBuilder> peerGuard(
            ServiceTls tls, @Value("${spring.application.name}") String name) {
        return server -> tls.credentials().ifPresent(own -> {
            PeerGuard guard = new PeerGuard(ServiceName.of(name));
            server.addTransportFilter(guard).intercept(guard);
        });
    }

    /** Before every other interceptor, on every service of the gRPC server. */
    @Bean
    @Order(0)
    @GlobalServerInterceptor
    ServerInterceptor serviceTokenGuard(ServiceToken token, @Value("${spring.application.name}") String name) {
        return new ServiceTokenGuard(token, ServiceName.of(name));
    }
}
