package dev.millrace.service;

import dev.millrace.internal.auth.ServiceToken;
import dev.millrace.internal.auth.ServiceTokenGuard;
import dev.millrace.internal.rpc.ServiceChannels;
import io.grpc.ServerInterceptor;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.grpc.server.GlobalServerInterceptor;

/** Calls between the services: each proves that it comes from one of them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ClusterSettings.class)
public class InternalCallsConfiguration {
    @Bean
    ServiceToken serviceToken(ClusterSettings settings) {
        return new ServiceToken(settings.clusterSecret(), Clock.systemUTC());
    }

    @Bean
    ServiceChannels serviceChannels(ServiceToken token) {
        return new ServiceChannels(token);
    }

    /** Before every other interceptor, on every service of the gRPC server. */
    @Bean
    @Order(0)
    @GlobalServerInterceptor
    ServerInterceptor serviceTokenGuard(ServiceToken token) {
        return new ServiceTokenGuard(token);
    }
}
