package dev.millrace.gateway.streams;

import dev.millrace.gateway.settings.GatewaySettings;
import dev.millrace.internal.auth.ServiceToken;
import dev.millrace.internal.rpc.ServiceCertificateMetrics;
import dev.millrace.internal.rpc.ServiceChannels;
import dev.millrace.internal.rpc.ServiceTls;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.netty.resources.LoopResources;

/** Wires the channels to the other services. */
@Configuration(proxyBeanMethods = false)
public class ChannelConfiguration {
    @Bean(initMethod = "watch", destroyMethod = "close")
    ServiceTls serviceTls(GatewaySettings settings) {
        return settings.internal().tls().open();
    }

    @Bean
    ServiceCertificateMetrics serviceCertificateMetrics(ServiceTls tls, Clock clock) {
        return new ServiceCertificateMetrics(tls, clock);
    }

    @Bean
    ServiceChannels serviceChannels(LoopResources loops, GatewaySettings settings, ServiceTls tls, Clock clock) {
        EventLoopGroup group = loops.onClient(LoopResources.DEFAULT_NATIVE);
        return new ServiceChannels(
                new ServiceToken(settings.clusterSecret(), clock),
                tls,
                group,
                loops.onChannelClass(SocketChannel.class, group));
    }
}
